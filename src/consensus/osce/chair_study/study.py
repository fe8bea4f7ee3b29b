"""The chair's year as one study: support in, choices out, and what would change them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ...exact.read import rational
from ...models.promises import hold_up, infer_type
from ...models.scenario import Scenario
from ..cases import situations
from .ballots import ballot_checks
from .choices import Question
from .coded import FIRST, AgendaItem, Inputs, inputs
from .disagreement import compared
from .facts import WAYS, credible_harm, deficit, own_value
from .levels import choices_of, numbers
from .reach import china_of, reach_of
from .records import ChairYear, YearItem

__all__ = ["chair_year"]


def chair_year(coding: str = FIRST) -> ChairYear:
    """The chair's year of 2010: three models on twelve items, under one coding.

    Models A (common agency with threats), B (discretion) and C (coordination of the backers) are
    asked about every item for joint, split and single backing, along the support that each backer
    gives. Everything is exact; what costs more is computed when first asked for. Cost: about two
    seconds the first time.

    Parameters
    ----------
    coding : {"essay", "moscow"}
        Whose reading of the case the numbers follow.

    Returns
    -------
    ChairYear

    Raises
    ------
    InvalidInput
        For an unknown coding, or data that do not fit together.

    Notes
    -----
    The essay gives directions, never magnitudes: every number is a judgement with a band, listed
    by ``.parameters()``. Support changes what the chair may do alone; it cannot override an
    objection, see ``.ballots``.

    Examples
    --------
    >>> year = chair_year()
    >>> odihr = year.item("odihr")
    >>> {way: str(odihr.ways[way].levels["A"].at) for way in odihr.ways}
    {'joint': '189/1000', 'split': '189/800', 'single': '189/400'}
    """
    return _year(coding)


@cache
def _year(coding: str) -> ChairYear:
    given = inputs(coding)
    year = {name: rational(p.value, name) for name, p in given.year.items()}
    reform = hold_up(year["scrutiny"], year["award"], year["reform_cost"], year["promise"])
    belief = infer_type(
        year["agent_prior"], year["pullout_chance"], year["trust_cost"], year["trust_benefit"]
    )
    trusted = belief.items[0] == "back"
    cases = situations(coding=coding)
    items = {i.id: _item(given, i, cases, trusted=trusted) for i in given.items.values()}
    return ChairYear(coding=coding, inputs=given, items=items, reform=reform, belief=belief)


def _item(
    given: Inputs, item: AgendaItem, cases: Mapping[str, Scenario], *, trusted: bool
) -> YearItem:
    coded = numbers(given, item)
    ways = {way: choices_of(way, coded, item=item.id, trusted=trusted) for way in WAYS}
    without = numbers(given, item, china=False)
    checks = tuple(ballot_checks(item, cases))
    return YearItem(
        item=item,
        numbers=coded,
        own_value=rational(own_value(coded), "own value"),
        harm=rational(credible_harm(coded), "harm"),
        deficit=rational(deficit(coded), "deficit"),
        ways=ways,
        reach={way: reach_of(way, coded, item=item.id) for way in WAYS},
        china=china_of(
            item.id, coded, without, {w: c.outcomes["A"] for w, c in ways.items()},
            {w: Question("A", w)(**without) for w in WAYS},
        ),
        ballots=checks,
        disagreements={
            way: compared(choice, coded, checks, trusted=trusted) for way, choice in ways.items()
        },
    )  # fmt: skip
