"""Random rules for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from consensus import rules
from consensus.rules import Quota, Rule

NAMES = "abcdefgh"


@st.composite
def weighted(draw, most=6, heaviest=8) -> Rule:
    """One weighted quota; at least one weight is positive."""
    n = draw(st.integers(1, most))
    chosen = draw(st.lists(st.integers(0, heaviest), min_size=n, max_size=n).filter(any))
    quota = draw(st.integers(1, sum(chosen)))
    return rules.by_weight(dict(zip(NAMES, chosen, strict=False)), quota)


@st.composite
def quota_rule(draw, players) -> Rule:
    """One quota of three ballots over some of the players."""
    pairs = {}
    for player in players:
        assent = draw(st.integers(0, 5))
        pairs[player] = (assent, draw(st.integers(0, assent)))
    if not any(a for a, _ in pairs.values()):
        pairs[players[0]] = (1, 1)
    total = sum(a for a, _ in pairs.values())
    reach = draw(st.integers(1, total))
    return Rule(tuple(players), Quota.of(pairs, reach, where="generated"))


@st.composite
def any_rule(draw, most=5) -> Rule:
    """Quotas of three ballots joined by and/or, nested up to three deep."""
    players = NAMES[: draw(st.integers(1, most))]
    leaf = quota_rule(players)
    tree = st.recursive(
        leaf,
        lambda inner: st.tuples(inner, inner, st.booleans()).map(
            lambda t: t[0] & t[1] if t[2] else t[0] | t[1]
        ),
        max_leaves=4,
    )
    return draw(tree)
