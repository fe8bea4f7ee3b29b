"""Small random trees with information sets, chance and perfect recall."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from consensus.games import Extensive, chance, decision, ending


@st.composite
def trees(draw, players=2, depth=3, hidden=True, zero_sum=False, values=(-3, 3), most=40):
    """Draw a tree top down; hidden moves are pairs of simultaneous choices."""
    names = [f"p{i}" for i in range(players)]
    counter = iter(range(10_000))

    def leaf():
        pay = [draw(st.integers(*values)) for _ in names]
        if zero_sum:
            pay = [pay[0], -pay[0]]
        return ending(*pay)

    def grow(left):
        kind = draw(st.sampled_from(["end", "move", "move", "chance", "pair"])) if left else "end"
        if kind == "pair" and (not hidden or players < 2 or left < 2):
            kind = "move"
        if kind == "end":
            return leaf()
        if kind == "chance":
            odds = draw(st.sampled_from([Fraction(1, 2), Fraction(1, 3)]))
            return chance({"heads": (odds, grow(left - 1)), "tails": (1 - odds, grow(left - 1))})
        mover = draw(st.sampled_from(names))
        if kind == "move":
            return decision(mover, {"l": grow(left - 1), "r": grow(left - 1)})
        other = draw(st.sampled_from([n for n in names if n != mover]))
        unseen = f"{other} unseen {next(counter)}"
        return decision(
            mover,
            {
                a: decision(other, {b: grow(left - 2) for b in ("x", "y")}, unseen)
                for a in ("l", "r")
            },
        )

    return Extensive(names, grow(depth))
