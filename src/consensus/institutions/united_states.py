"""Rules of the United States: federal laws, the Electoral College, Nassau County."""

from __future__ import annotations

from ..errors import InvalidInput
from ..exact.read import natural
from ..rules import Rule, by_majority, by_unanimity, by_weight

__all__ = ["nassau_county", "us_electoral_college", "us_federal_law"]

#: Electoral votes after the censuses of 1970 (elections of 1972 to 1980) and 2020 (2024, 2028).
ELECTORS: dict[int, dict[str, int]] = {
    1970: {
        "CA": 45, "NY": 41, "PA": 27, "IL": 26, "TX": 26, "OH": 25, "MI": 21, "FL": 17, "NJ": 17,
        "MA": 14, "IN": 13, "NC": 13, "GA": 12, "MO": 12, "VA": 12, "WI": 11, "LA": 10, "MD": 10,
        "MN": 10, "TN": 10, "AL": 9, "KY": 9, "WA": 9, "CT": 8, "IA": 8, "OK": 8, "SC": 8,
        "CO": 7, "KS": 7, "MS": 7, "AZ": 6, "AR": 6, "OR": 6, "WV": 6, "NE": 5, "HI": 4, "ID": 4,
        "ME": 4, "MT": 4, "NH": 4, "NM": 4, "RI": 4, "SD": 4, "UT": 4, "AK": 3, "DE": 3, "DC": 3,
        "NV": 3, "ND": 3, "VT": 3, "WY": 3,
    },
    2020: {
        "CA": 54, "TX": 40, "FL": 30, "NY": 28, "IL": 19, "PA": 19, "OH": 17, "GA": 16, "NC": 16,
        "MI": 15, "NJ": 14, "VA": 13, "WA": 12, "AZ": 11, "IN": 11, "MA": 11, "TN": 11, "CO": 10,
        "MD": 10, "MN": 10, "MO": 10, "WI": 10, "AL": 9, "SC": 9, "KY": 8, "LA": 8, "OR": 8,
        "CT": 7, "OK": 7, "AR": 6, "IA": 6, "KS": 6, "MS": 6, "NV": 6, "UT": 6, "NE": 5, "NM": 5,
        "HI": 4, "ID": 4, "ME": 4, "MT": 4, "NH": 4, "RI": 4, "WV": 4, "AK": 3, "DE": 3, "DC": 3,
        "ND": 3, "SD": 3, "VT": 3, "WY": 3,
    },
}  # fmt: skip

TOWNS = ("Hempstead 1", "Hempstead 2", "North Hempstead", "Oyster Bay", "Glen Cove", "Long Beach")
NASSAU: dict[int, tuple[int, tuple[int, ...]]] = {
    1958: (16, (9, 9, 7, 3, 1, 1)),
    1964: (58, (31, 31, 21, 28, 2, 2)),
    1970: (63, (31, 31, 21, 28, 2, 2)),
    1976: (71, (35, 35, 23, 32, 2, 3)),
    1982: (65, (30, 28, 15, 22, 6, 7)),
}


def us_federal_law(*, vice_president: bool = False) -> Rule:
    """A bill becomes law with both houses and the President, or with two thirds of both houses.

    Players are ``"President"``, ``"senator 1"`` to 100 and ``"representative 1"`` to 435; with
    `vice_president` also ``"Vice President"``, who breaks ties in the Senate. All members vote.

    References
    ----------
    Constitution of the United States, art. I, sections 3 and 7.

    Examples
    --------
    >>> law = us_federal_law()
    >>> len(law.players), law.vetoers
    (536, ())
    """
    senate = [f"senator {i}" for i in range(1, 101)]
    house = [f"representative {i}" for i in range(1, 436)]
    # With the Vice President's vote 51 of 101 are needed: it counts in a tie of 50 to 50 only.
    chamber = [*senate, "Vice President"] if vice_president else senate
    signed = by_unanimity(["President"]) & by_majority(chamber, 51) & by_majority(house, 218)
    overridden = by_majority(senate, 67) & by_majority(house, 290)
    return signed | overridden


def us_electoral_college(census: int = 2020) -> Rule:
    """A majority of the 538 electors, each State casting all its votes for one candidate.

    The District of Columbia is a player; that Maine and Nebraska choose some electors by district
    is left out.

    Parameters
    ----------
    census : {1970, 2020}
        The census that gave the States their electors.

    References
    ----------
    Constitution of the United States, art. II, section 1, and Amendments XII and XXIII; the
    apportionments of 1970 and 2020.

    Examples
    --------
    >>> us_electoral_college(2020).quotas[0].reach
    270
    """
    if not isinstance(census, int) or census not in ELECTORS:
        raise InvalidInput(f"census: expected one of {sorted(ELECTORS)}, got {census}")
    return by_weight(ELECTORS[census], 270)


def nassau_county(year: int) -> Rule:
    """The Board of Supervisors of Nassau County, New York, the case in which Banzhaf testified.

    Parameters
    ----------
    year : int
        1958 to 1993; the weights of the latest change by then.

    References
    ----------
    J. F. Banzhaf, "Weighted voting doesn't work: a mathematical analysis", Rutgers Law Review 19
    (1965), 317-343; COMAP, For All Practical Purposes, 10th ed. (2016), ch. 11, exercise 5;
    Jackson v. Nassau County Board of Supervisors, 818 F. Supp. 509 (E.D.N.Y. 1993), which ended it.

    Examples
    --------
    >>> from consensus import rules
    >>> rules.dummies(nassau_county(1964))
    ('North Hempstead', 'Glen Cove', 'Long Beach')
    """
    now = natural(year, "year")
    since = [first for first in NASSAU if first <= now <= 1993]
    if not since:
        raise InvalidInput(f"year: expected 1958 to 1993, got {year}")
    quota, weights = NASSAU[max(since)]
    return by_weight(dict(zip(TOWNS, weights, strict=True)), quota)
