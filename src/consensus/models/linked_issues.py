"""Linked issues as one package deal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..games.agenda import Agenda, Issue, Linkage
from ..rules.rule import Rule

__all__ = ["package"]


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
