"""Measures on minimal winning coalitions."""

from __future__ import annotations

from fractions import Fraction

from ...exact.read import tidy
from ...rules.asked import about_rule
from ...rules.minimality import minimal_tally
from ...rules.rule import Rule
from ..declared import untraceable
from ..solution import Values
from .quadrature import read_tolerance, two_ballots_only
from .swings import COUNTS

__all__ = ["deegan_packel", "holler"]


@untraceable(COUNTS)
@about_rule
def deegan_packel(rule: Rule, *, tolerance: object = 0, abstention: bool = False) -> Values:
    """Each minimal winning coalition is equally likely and its members share equally.

    Cost: states of the automaton times players², as `rules.count_minimal_winning`. More weight
    may mean less of this index, even within one weighted rule.

    Parameters
    ----------
    rule : Rule
    tolerance : number
        Any; the values are exact.
    abstention : bool
        Refused when true: the index is defined for two ballots.

    Returns
    -------
    Values
        Exact; they add up to 1.

    Raises
    ------
    TooLarge
        If there are too many states.

    References
    ----------
    J. Deegan and E. W. Packel, "A new index of power for simple n-person games", International
    Journal of Game Theory 7 (1978), 113-123.

    Examples
    --------
    >>> from consensus import rules
    >>> v = deegan_packel(rules.by_weight({"a": 3, "b": 2, "c": 1, "d": 1}, 4))
    >>> v["a"], v["b"], v["c"]
    (Fraction(3, 8), Fraction(5, 24), Fraction(5, 24))
    """
    two_ballots_only("deegan_packel", abstention)
    read_tolerance(tolerance)
    counted = minimal_tally(rule)
    many = sum(counted.passing)
    values = {}
    for player in rule.players:
        shares = (Fraction(count, k + 1) for k, count in enumerate(counted.of[player]))
        values[player] = tidy(sum(shares, Fraction()) / many)
    return Values("deegan_packel", rule, values)


@untraceable(COUNTS)
@about_rule
def holler(rule: Rule, *, tolerance: object = 0, abstention: bool = False) -> Values:
    """The public good index: in how many minimal winning coalitions a player is, made to sum to 1.

    Cost, parameters and errors: as `deegan_packel`. More weight may mean less of this index too.

    References
    ----------
    M. J. Holler, "Forming coalitions and measuring voting power", Political Studies 30 (1982),
    262-271.

    Examples
    --------
    >>> from consensus import rules
    >>> v = holler(rules.by_weight({"a": 3, "b": 2, "c": 1, "d": 1}, 4))
    >>> v["a"], v["b"], v["c"]
    (Fraction(1, 3), Fraction(2, 9), Fraction(2, 9))
    """
    two_ballots_only("holler", abstention)
    read_tolerance(tolerance)
    counted = minimal_tally(rule)
    member_of = {player: sum(counted.of[player]) for player in rule.players}
    total = sum(member_of.values())
    return Values("holler", rule, {p: tidy(Fraction(c, total)) for p, c in member_of.items()})
