"""Packages as a mixed-integer programme: HiGHS proposes and bounds, exact arithmetic verifies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np

from ...errors import NotConverged
from ...exact.read import Exact, tidy
from ...games.agenda import Agenda
from ..integer_programme import Model

__all__ = ["Best", "heaviest"]


@dataclass(frozen=True)
class Best:
    """The best package for given weights.

    Attributes
    ----------
    package : dict or None
        None if no package meets the conditions.
    value : number
        Exact.
    bound : float
        No package is worth more than this, as HiGHS proves within its tolerances.
    proved : bool
        Whether the bound leaves no room for a better value, values being whole multiples of a
        known unit; for `package` None whether there is none.
    """

    package: dict[str, str] | None
    value: Exact
    bound: float
    proved: bool


def heaviest(
    game: Agenda,
    weights: Sequence[Exact],
    *,
    ignoring: Iterable[str] = (),
    at_least: Mapping[str, Exact] | None = None,
) -> Best:
    """The passing package with the greatest weighted sum of gains.

    Parameters
    ----------
    game : Agenda
    weights : sequence of numbers
        One a player.
    ignoring : iterable of str
        Players whose objection is not counted: they are taken to assent.
    at_least : mapping player -> number, optional
        Gains that must be reached, all issues counted.
    """
    arrays = game.arrays
    unit = lcm(*(Fraction(w).denominator for w in weights))
    whole = np.array([int(w * unit) for w in weights], dtype=object)
    scale = unit * arrays.scale
    model = Model()
    picks = []
    for part in arrays.gains:
        worth = (whole[:, None] * part.astype(object)).sum(axis=0)
        columns = [model.column(cost=-float(w)) for w in worth]
        model.row(dict.fromkeys(columns, 1.0), 1.0, 1.0)
        picks.append(columns)
    links = _links(game, model, picks, whole)
    skipped = set(ignoring)
    consents: dict[str, int] = {}
    for k, player in enumerate(game.players):
        consents[player] = model.column()
        if player not in skipped:
            _consent(game, model, picks, links, k, consents[player])
    model.rule(game.rule, consents)
    for player, gain in (at_least or {}).items():
        k = game.players.index(player)
        entries = _sums(arrays.gains, picks, k, links, k, traded=False)
        model.row(entries, low=float(gain * arrays.scale + arrays.offset[k]) - 0.5)
    answer = model.solve("best package")
    if answer is None:
        if _stands(game, game.reversion, skipped, at_least):
            raise NotConverged(
                "best package: the solver finds no package, yet the reversion stands; the values"
                " differ by too many orders of magnitude"
            )
        return Best(None, 0, float("-inf"), True)
    values, bound = answer
    package = {
        name: issue.options[int(np.argmax([values[j] for j in columns]))]
        for (name, issue), columns in zip(game.issues.items(), picks, strict=True)
    }
    _verify(game, package, skipped, at_least)
    value: Any = sum(
        (w * game.gain(p, package) for w, p in zip(weights, game.players, strict=True)), start=0
    )
    shift = int(sum(w * int(o) for w, o in zip(whole, arrays.offset, strict=True)))
    room = -bound - shift - float(value * scale)
    return Best(package, tidy(Fraction(value)), float((-bound - shift) / scale), room < 0.75)


def _links(
    game: Agenda, model: Model, picks: Sequence[Sequence[int]], whole: Any
) -> list[tuple[int, int, int, bool]]:
    """A column for each linkage, 1 exactly when all its options are chosen."""
    found = []
    for who, spots, value, traded in game.arrays.links:
        column = model.column(cost=-float(whole[who] * value))
        for i, o in spots:
            model.row({column: 1.0, picks[i][o]: -1.0}, high=0.0)
        together: dict[int, float] = {picks[i][o]: -1.0 for i, o in spots}
        together[column] = 1.0
        model.row(together, low=1.0 - len(spots))
        found.append((who, column, value, traded))
    return found


def _sums(
    parts: Sequence[Any],
    picks: Sequence[Sequence[int]],
    k: int,
    links: Sequence[tuple[int, int, int, bool]],
    who: int,
    *,
    traded: bool,
) -> dict[int, float]:
    entries: dict[int, float] = {}
    for part, columns in zip(parts, picks, strict=True):
        for j, column in enumerate(columns):
            if part[k, j]:
                entries[column] = float(part[k, j])
    for player, column, value, trades in links:
        if player == who and (trades or not traded):
            entries[column] = entries.get(column, 0.0) + float(value)
    return entries


def _consent(
    game: Agenda,
    model: Model,
    picks: Sequence[Sequence[int]],
    links: Sequence[tuple[int, int, int, bool]],
    k: int,
    consent: int,
) -> None:
    """The consent column can be 1 only if the package meets what the player needs."""
    arrays = game.arrays
    need = int(arrays.need[k])
    entries = _sums(arrays.traded, picks, k, links, k, traded=True)
    least = sum(int(part[k].min()) for part in arrays.traded)
    least += sum(min(0, value) for player, _, value, trades in links if player == k and trades)
    if least < need:
        entries[consent] = float(least - need)
        model.row(entries, low=float(least) - 0.5)
    for part, columns in zip(arrays.refused, picks, strict=True):
        for j, column in enumerate(columns):
            if part[k, j]:
                model.row({column: 1.0, consent: 1.0}, high=1.0)


def _stands(
    game: Agenda,
    package: Mapping[str, str],
    ignored: set[str],
    at_least: Mapping[str, Exact] | None,
) -> bool:
    willing = [p for p in game.players if p in ignored or game.consents(p, package)]
    return game.rule.wins(willing) and all(
        game.gain(p, package) >= gain for p, gain in (at_least or {}).items()
    )


def _verify(
    game: Agenda,
    package: Mapping[str, str],
    ignored: set[str],
    at_least: Mapping[str, Exact] | None,
) -> None:
    if not _stands(game, package, ignored, at_least):
        raise NotConverged(
            "best package: the proposed package does not stand in exact arithmetic; the values"
            " differ by too many orders of magnitude"
        )
