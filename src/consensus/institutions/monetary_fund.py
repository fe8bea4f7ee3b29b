"""The International Monetary Fund's Board of Governors."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from typing import Any

from ..errors import InvalidInput
from ..exact.read import rational
from ..rules import Rule, by_weight

__all__ = ["imf_board"]

#: Quotas in tenths of a million US dollars, Schedule A of the Articles of Agreement, 1944.
SCHEDULE_A: dict[str, int] = {
    "Australia": 2000, "Belgium": 2250, "Bolivia": 100, "Brazil": 1500, "Canada": 3000,
    "Chile": 500, "China": 5500, "Colombia": 500, "Costa Rica": 50, "Cuba": 500,
    "Czechoslovakia": 1250, "Dominican Republic": 50, "Ecuador": 50, "Egypt": 450,
    "El Salvador": 25, "Ethiopia": 60, "France": 4500, "Greece": 400, "Guatemala": 50,
    "Haiti": 50, "Honduras": 25, "Iceland": 10, "India": 4000, "Iran": 250, "Iraq": 80,
    "Liberia": 5, "Luxembourg": 100, "Mexico": 900, "Netherlands": 2750, "New Zealand": 500,
    "Nicaragua": 20, "Norway": 500, "Panama": 5, "Paraguay": 20, "Peru": 250,
    "Philippines": 150, "Poland": 1250, "South Africa": 1000, "Soviet Union": 12000,
    "United Kingdom": 13000, "United States": 27500, "Uruguay": 150, "Venezuela": 150,
    "Yugoslavia": 600,
}  # fmt: skip


def imf_board(votes: Mapping[str, Any] | None = None, *, share: object = "1/2") -> Rule:
    """Votes by quota: more than half of the votes, or a special majority of 70 or 85 per cent.

    Parameters
    ----------
    votes : mapping member -> votes, optional
        By default the votes of the 44 members of Schedule A, 1944: 250 for each and one more for
        each 100,000 dollars of quota (Denmark's quota was left open). For later years give the
        votes published by the Fund.
    share : number
        1/2 stands for more than half of the votes; a larger share has to be reached.

    References
    ----------
    Articles of Agreement of the International Monetary Fund, 22 July 1944, art. XII, sections 2
    and 5, and Schedule A; since the Second Amendment of 1978 art. XII, section 5(c), and the
    special majorities of 70 and 85 per cent of the total voting power.

    Examples
    --------
    >>> imf_board(share="0.85").vetoers
    ('United States',)
    """
    given = votes
    if given is None:
        given = {member: 250 + quota for member, quota in SCHEDULE_A.items()}
    if not isinstance(given, Mapping):
        raise InvalidInput(f"votes: expected a mapping member -> votes, got {given!r}"[:200])
    read = {member: Fraction(rational(v, f"votes[{member!r}]")) for member, v in given.items()}
    part = Fraction(rational(share, "share"))
    if not Fraction(1, 2) <= part <= 1:
        raise InvalidInput(f"share: expected 1/2 to 1, got {part}")
    total = sum(read.values(), Fraction())
    if part > Fraction(1, 2):
        return by_weight(read, part * total)
    step = lcm(*(vote.denominator for vote in read.values())) if read else 1
    return by_weight(read, Fraction(int(total * step / 2) + 1, step))
