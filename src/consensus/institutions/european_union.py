"""The Council of the European Communities and of the European Union."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor, lcm
from typing import Any, Literal, get_args

from ..errors import InvalidInput
from ..exact.read import natural, rational
from ..rules import Rule, by_consensus, by_majority, by_weight

__all__ = ["eu_council"]

Treaty = Literal["rome", "nice", "lisbon", "unanimity"]

#: Votes under the treaty of Rome as amended, with the quota, by the first year they applied.
ROME: dict[int, tuple[int, dict[str, int]]] = {
    1958: (12, {"Germany": 4, "France": 4, "Italy": 4, "Belgium": 2, "Netherlands": 2,
                "Luxembourg": 1}),
    1973: (41, {"Germany": 10, "France": 10, "Italy": 10, "United Kingdom": 10, "Belgium": 5,
                "Netherlands": 5, "Denmark": 3, "Ireland": 3, "Luxembourg": 2}),
    1981: (45, {"Germany": 10, "France": 10, "Italy": 10, "United Kingdom": 10, "Belgium": 5,
                "Netherlands": 5, "Greece": 5, "Denmark": 3, "Ireland": 3, "Luxembourg": 2}),
    1986: (54, {"Germany": 10, "France": 10, "Italy": 10, "United Kingdom": 10, "Spain": 8,
                "Belgium": 5, "Netherlands": 5, "Greece": 5, "Portugal": 5, "Denmark": 3,
                "Ireland": 3, "Luxembourg": 2}),
    1995: (62, {"Germany": 10, "France": 10, "Italy": 10, "United Kingdom": 10, "Spain": 8,
                "Belgium": 5, "Netherlands": 5, "Greece": 5, "Portugal": 5, "Austria": 4,
                "Sweden": 4, "Denmark": 3, "Finland": 3, "Ireland": 3, "Luxembourg": 2}),
}  # fmt: skip

#: Votes and populations (in thousands, Eurostat 1999) behind the Declaration of Nice, 27 members.
NICE: dict[str, tuple[int, int]] = {
    "Germany": (29, 82038), "United Kingdom": (29, 59247), "France": (29, 58966),
    "Italy": (29, 57612), "Spain": (27, 39394), "Poland": (27, 38667), "Romania": (14, 22489),
    "Netherlands": (13, 15760), "Greece": (12, 10533), "Czechia": (12, 10290),
    "Belgium": (12, 10213), "Hungary": (12, 10092), "Portugal": (12, 9980),
    "Sweden": (10, 8854), "Bulgaria": (10, 8230), "Austria": (10, 8082), "Slovakia": (7, 5393),
    "Denmark": (7, 5313), "Finland": (7, 5160), "Ireland": (7, 3744), "Lithuania": (7, 3701),
    "Latvia": (4, 2439), "Slovenia": (4, 1978), "Estonia": (4, 1446), "Cyprus": (4, 752),
    "Luxembourg": (4, 429), "Malta": (3, 379),
}  # fmt: skip

#: Shares of the population in hundredths of a per cent, 28 members, used from 1 January 2016.
LISBON: dict[str, int] = {
    "Germany": 1593, "France": 1304, "United Kingdom": 1273, "Italy": 1207, "Spain": 912,
    "Poland": 747, "Romania": 390, "Netherlands": 337, "Belgium": 221, "Greece": 213,
    "Czechia": 205, "Portugal": 204, "Hungary": 194, "Sweden": 192, "Austria": 169,
    "Bulgaria": 142, "Denmark": 111, "Finland": 108, "Slovakia": 106, "Ireland": 91,
    "Croatia": 83, "Lithuania": 57, "Slovenia": 41, "Latvia": 39, "Estonia": 26, "Cyprus": 17,
    "Luxembourg": 11, "Malta": 8,
}  # fmt: skip


def eu_council(
    treaty: Treaty,
    *,
    year: int | None = None,
    population: Mapping[str, Any] | None = None,
    on_proposal: bool = True,
) -> Rule:
    """The Council's rule under a treaty.

    ``"rome"``
        Votes reach the quota of the year; without a proposal of the Commission also a number of
        members: 4 of 6 in 1958, 6 of 9 in 1973, 10 of 15 in 1995.
    ``"nice"``
        For 27 members: 255 of 345 votes, a majority of members (two thirds without a proposal)
        and 62 per cent of the population.
    ``"lisbon"``
        55 per cent of the members (72 without a proposal) with 65 per cent of the population, or
        all but three members.
    ``"unanimity"``
        Nobody objects. In the common foreign and security policy an abstention may be qualified
        ("constructive"), and a third of the members with a third of the population abstaining
        so block together; every abstention is taken as qualified.

    Parameters
    ----------
    treaty : {"rome", "nice", "lisbon", "unanimity"}
    year : int, optional
        For "rome": from 1958 (the default); the votes of the latest accession by then.
    population : mapping State -> number, optional
        For "lisbon" and "unanimity": the members and their populations, in place of those that
        applied in 2016 (28 members).
    on_proposal : bool
        Whether the Council acts on a proposal of the Commission or the High Representative.

    References
    ----------
    EEC Treaty, art. 148, with the Acts of Accession of 1972, 1979, 1985 and 1994; Treaty of Nice,
    Protocol on the enlargement, art. 3, and Declarations 20 and 21, and Act of Accession of 2005,
    art. 10; TEU, arts. 16 and 31(1), and TFEU, art. 238; Council Decision (EU, Euratom) 2015/2393
    of 8 December 2015 (shares of the population for 2016).

    Examples
    --------
    >>> from consensus import rules
    >>> rules.dummies(eu_council("rome", year=1958))
    ('Luxembourg',)
    >>> rules.dummies(eu_council("rome", year=1958, on_proposal=False))
    ()
    >>> len(eu_council("nice").players), len(eu_council("lisbon").players)
    (27, 28)
    """
    if treaty not in get_args(Treaty):
        raise InvalidInput(f"treaty: expected one of {', '.join(get_args(Treaty))}, got {treaty!r}")
    if year is not None and treaty != "rome":
        raise InvalidInput(f"year: only the treaty of Rome asks for a year, got {year}")
    if population is not None and treaty not in ("lisbon", "unanimity"):
        raise InvalidInput(f"population: the votes under {treaty!r} are fixed in the treaty")
    if treaty == "rome":
        return _rome(1958 if year is None else natural(year, "year"), on_proposal)
    if treaty == "nice":
        return _nice(on_proposal)
    shares = dict(LISBON if population is None else population)
    return _lisbon(shares, on_proposal) if treaty == "lisbon" else _unanimity(shares)


def _rome(year: int, on_proposal: bool) -> Rule:
    since = [first for first in ROME if first <= year]
    if not since:
        raise InvalidInput(f"year: the treaty of Rome has applied since 1958, got {year}")
    quota, votes = ROME[max(since)]
    rule = by_weight(votes, quota)
    if on_proposal:
        return rule
    members = {6: 4, 9: 6, 10: 6, 12: 8, 15: 10}[len(votes)]
    return rule & by_majority(list(votes), members)


def _nice(on_proposal: bool) -> Rule:
    members = list(NICE)
    votes = {state: vote for state, (vote, _) in NICE.items()}
    people = {state: count for state, (_, count) in NICE.items()}
    return (
        by_weight(votes, 255)
        & by_majority(members, 14 if on_proposal else 18)
        & by_weight(people, Fraction(62, 100) * sum(people.values()))
    )


def _lisbon(population: dict[str, Any], on_proposal: bool) -> Rule:
    members, total = list(population), _total(population)
    n = len(members)
    percent = 55 if on_proposal else 72
    enough = by_majority(members, -(-n * percent // 100)) & by_weight(
        population, Fraction(65, 100) * total
    )
    # A blocking minority has at least four members.
    return enough | by_majority(members, n - 3) if n > 3 else enough


def _unanimity(population: dict[str, Any]) -> Rule:
    members, total = list(population), _total(population)
    # Blocked if at least a third of the members, with a third of the population, abstain.
    taking_part = by_majority(members, 2 * len(members) // 3 + 1)
    weighty = by_weight(population, _above(Fraction(2, 3) * total, population))
    return by_consensus(members) & (taking_part | weighty)


def _total(population: Mapping[str, Any]) -> Fraction:
    return sum((Fraction(rational(count, f"population[{state!r}]"))
                for state, count in population.items()), Fraction())  # fmt: skip


def _above(bound: Fraction, population: Mapping[str, Any]) -> Fraction:
    """The least total above a bound that populations given to this precision can reach."""
    step = lcm(*(Fraction(rational(count, state)).denominator
                 for state, count in population.items()))  # fmt: skip
    return Fraction(floor(bound * step) + 1, step)
