"""Random coalitional games for hypothesis."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from consensus import games, rules

NAMES = tuple("abcdefgh")


@st.composite
def tables(draw, least=1, most=4, low=-6, high=12):
    n = draw(st.integers(least, most))
    worths = draw(st.lists(st.integers(low, high), min_size=2**n - 1, max_size=2**n - 1))
    below = draw(st.sampled_from([1, 1, 2, 3]))
    values = [0, *(Fraction(w, below) for w in worths)]
    return games.Coalitional.from_table(values, players=NAMES[:n])


@st.composite
def convex(draw, least=1, most=4):
    """Sums of positive multiples of unanimity games, plus an additive part."""
    n = draw(st.integers(least, most))
    players = NAMES[:n]
    amounts = {}
    for mask in range(1, 1 << n):
        inside = frozenset(p for i, p in enumerate(players) if mask >> i & 1)
        amounts[inside] = draw(st.integers(-4 if len(inside) == 1 else 0, 4))
    return games.Coalitional.from_dividends(list(players), amounts)


@st.composite
def simple(draw, least=1, most=6):
    """Weighted rules, some with vetoers."""
    n = draw(st.integers(least, most))
    weights = {NAMES[i]: draw(st.integers(1, 5)) for i in range(n)}
    quota = draw(st.integers(1, sum(weights.values())))
    veto = draw(st.sets(st.sampled_from(sorted(weights)), max_size=2))
    return rules.by_weight(weights, quota, veto=sorted(veto))
