"""How Canada amends its constitution."""

from __future__ import annotations

from fractions import Fraction

from ..errors import InvalidInput
from ..rules import Rule, by_majority, by_unanimity, by_weight

__all__ = ["canada_amendment", "canada_victoria_charter"]

#: Populations of the provinces by census.
PROVINCES: dict[int, dict[str, int]] = {
    1981: {
        "Ontario": 8625107, "Quebec": 6438403, "British Columbia": 2744467, "Alberta": 2237724,
        "Manitoba": 1026241, "Saskatchewan": 968313, "Nova Scotia": 847442,
        "New Brunswick": 696403, "Newfoundland": 567681, "Prince Edward Island": 122506,
    },
    1991: {
        "Ontario": 10084885, "Quebec": 6895963, "British Columbia": 3282061, "Alberta": 2545553,
        "Manitoba": 1091942, "Saskatchewan": 988928, "Nova Scotia": 899942,
        "New Brunswick": 723900, "Newfoundland": 568474, "Prince Edward Island": 129765,
    },
    1996: {
        "Ontario": 10753573, "Quebec": 7138795, "British Columbia": 3724500, "Alberta": 2696826,
        "Manitoba": 1113898, "Saskatchewan": 990237, "Nova Scotia": 909282,
        "New Brunswick": 738133, "Newfoundland": 551792, "Prince Edward Island": 134557,
    },
}  # fmt: skip


def canada_amendment(census: int = 1996, *, parliament: bool = False) -> Rule:
    """Seven of the ten provinces with half of their population ("7 and 50").

    Parameters
    ----------
    census : {1981, 1991, 1996}
        Whose populations count.
    parliament : bool
        Whether the federal Parliament, whose consent is needed besides, is a player.

    References
    ----------
    Constitution Act, 1982, section 38(1); Statistics Canada, censuses of 1981, 1991 and 1996.

    Examples
    --------
    >>> canada_amendment(1981).vetoers, canada_amendment(1981, parliament=True).vetoers
    ((), ('Parliament',))
    """
    if not isinstance(census, int) or census not in PROVINCES:
        raise InvalidInput(f"census: expected one of {sorted(PROVINCES)}, got {census}")
    people = PROVINCES[census]
    rule = by_majority(list(people), 7) & by_weight(people, Fraction(sum(people.values()), 2))
    return rule & by_unanimity(["Parliament"]) if parliament else rule


def canada_victoria_charter() -> Rule:
    """The scheme of 1971, never adopted: Ontario, Quebec, two Atlantic and two Western provinces.

    The two Western provinces need half of the population of the four, so British Columbia and one
    other, or the three others.

    References
    ----------
    Canadian Constitutional Charter (Victoria Charter), 1971, art. 49; D. R. Miller, "A Shapley
    value analysis of the proposed Canadian constitutional amendment scheme", Canadian Journal of
    Political Science 6 (1973), 140-143.

    Examples
    --------
    >>> canada_victoria_charter().vetoers
    ('Ontario', 'Quebec')
    """
    atlantic = ["New Brunswick", "Nova Scotia", "Prince Edward Island", "Newfoundland"]
    prairies = ["Alberta", "Saskatchewan", "Manitoba"]
    west = by_weight({"British Columbia": 2, **dict.fromkeys(prairies, 1)}, 3)
    return by_unanimity(["Ontario", "Quebec"]) & west & by_majority(atlantic, 2)
