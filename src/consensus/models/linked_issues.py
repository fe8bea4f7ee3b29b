"""Linked issues as one package deal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..errors import NotApplicable
from ..games.agenda import Agenda, Issue, Linkage
from ..rules.rule import Rule
from .scenario import Scenario

__all__ = ["issue_from", "package"]


def package(
    issues: Mapping[str, Issue],
    rule: Rule,
    *,
    stand_alone_cost: Mapping[str, object] | None = None,
    linkages: Iterable[Linkage] = (),
) -> Agenda:
    """Several linked issues, decided together under one rule.

    Parameters
    ----------
    issues : mapping name -> Issue
        With options, positions and saliences (`games.Issue.from_positions`) or with values.
    rule : Rule
    stand_alone_cost : mapping player -> number, optional
        What it costs to be seen blocking; 0 for those not named.
    linkages : iterable of Linkage
        Values are additive across issues unless declared here.

    Returns
    -------
    Agenda
        For `solutions.packages`, `best_package`, `efficient_packages`, `cheapest_compensation`,
        `veto_prices` and `bundling`.

    Examples
    --------
    >>> from consensus import games, rules, solutions
    >>> deal = package({
    ...     "mission": games.Issue({"w": {"on": 3, "off": 0}, "r": {"on": -2, "off": 0}}, "off"),
    ...     "treaty": games.Issue({"w": {"on": -1, "off": 0}, "r": {"on": 4, "off": 0}}, "off"),
    ... }, rules.by_consensus(["w", "r"]))
    >>> solutions.packages(deal).items
    ({'mission': 'on', 'treaty': 'on'}, {'mission': 'off', 'treaty': 'off'})
    """
    return Agenda(issues, rule, dict(stand_alone_cost or {}), tuple(linkages))


def issue_from(scenario: Scenario, *, uncompensable: Iterable[str] = ()) -> Issue:
    """A scenario as one issue of a package: its texts and its reversion, valued as coded.

    Values are the central gains over the reversion; a player without a coded position is
    indifferent. To see whether an answer survives the bands, build the issue from other points of
    them.

    Parameters
    ----------
    scenario : Scenario
    uncompensable : iterable of str
        Players who trade this question for nothing, beside those whose stance says so.

    Raises
    ------
    NotApplicable
        If a player is known by a ranking only: ranks do not add up across issues.

    Examples
    --------
    >>> from consensus import osce, rules, solutions
    >>> cases = osce.situations()
    >>> names = ["odihr_package_2007", "georgia_mission_expiry_2008"]
    >>> deal = package({name: issue_from(cases[name]) for name in names},
    ...                cases[names[0]].rule)
    >>> len(deal.players), solutions.best_package(deal).value >= 0
    (56, True)
    """
    reversion = scenario.reversion.outcome
    firm = {p for p, stance in scenario.stances.items() if stance.uncompensable}
    values: dict[str, dict[str, object]] = {}
    for player in scenario.players:
        preference = scenario.stances[player].preference
        row: dict[str, object] = {option.name: 0 for option in scenario.options}
        if preference is not None:
            for option in scenario.options:
                gain = preference.gain(option, reversion)
                if gain.ordinal:
                    raise NotApplicable(
                        f"issue_from: {player!r} is known by a ranking only in {scenario.id!r},"
                        " and ranks do not add up across issues"
                    )
                row[option.name] = gain.central
        row[reversion.name] = 0
        values[player] = row
    return Issue(values, reversion.name, frozenset(uncompensable) | firm)
