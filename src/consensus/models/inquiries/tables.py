"""Inquiries put as a game in strategic form: payoffs written out in the parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from immutabledict import immutabledict

from ...errors import InvalidInput, NotApplicable
from ...games.strategic import Strategic
from ...solutions import pure_nash, risk_dominant, strong_nash, undominated
from ...solutions.strategic.mixed import nash
from .entries import Cells, Entries, names_in, or_joined, value
from .record import Detail

__all__ = ["Table"]

_MOST_CELLS = 4_096
SELECTIONS = ("none", "strong", "risk dominant", "best for all")


@dataclass(frozen=True)
class Table:
    """Everyone chooses once, at the same time; what is expected are pure equilibria.

    Where there are several, `selection` says which to keep: those that no coalition can upset,
    the risk-dominant one of two players with two strategies each, or those that no other
    equilibrium is better than for everybody. A selection that keeps nothing leaves all.
    """

    players: tuple[str, ...]
    strategies: Mapping[str, tuple[str, ...]]
    payoffs: Mapping[tuple[str, ...], Cells]
    selection: str = "none"

    @classmethod
    def read(cls, entries: Entries) -> Table:
        """Entries ``strategies``: player -> list, and ``payoffs``: "a, b" -> player -> cell."""
        inner = entries.table("strategies")
        strategies = {player: inner.texts(player) for player in list(inner.left)}
        players = tuple(strategies)
        if not players:
            raise InvalidInput(f"{inner.where}: expected player -> list of strategies")
        size = 1
        for own in strategies.values():
            size *= len(own)
            if any("," in strategy for strategy in own):
                raise InvalidInput(f"{inner.where}: a strategy's name has no comma")
        if size > _MOST_CELLS:
            raise InvalidInput(f"{inner.where}: {size} profiles, at most {_MOST_CELLS} are read")
        given = {
            tuple(word.strip() for word in key.split(",")): cells
            for key, cells in entries.tables("payoffs", players).items()
        }
        payoffs: dict[tuple[str, ...], Cells] = {}
        for profile in product(*strategies.values()):
            if profile not in given:
                raise InvalidInput(f"{entries.where}: payoffs: none for {', '.join(profile)!r}")
            payoffs[profile] = given.pop(profile)
            for player in players:
                if player not in payoffs[profile]:
                    raise InvalidInput(
                        f"{entries.where}: payoffs: {', '.join(profile)!r}: none for {player!r}"
                    )
        if given:
            strange = ", ".join(next(iter(given)))
            raise InvalidInput(f"{entries.where}: payoffs: {strange!r} is not a profile")
        selection = entries.one_of("selection", SELECTIONS, "none")
        if selection == "risk dominant" and [len(s) for s in strategies.values()] != [2, 2]:
            raise InvalidInput(
                f"{entries.where}: selection: risk dominance is for two players with two strategies"
            )
        return cls(players, immutabledict(strategies), immutabledict(payoffs), selection)

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(*self.payoffs.values())

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        kept = {
            "none": "all equilibria in pure strategies are named",
            "strong": "of several equilibria those count that no coalition can upset",
            "risk dominant": "of two strict equilibria the risk-dominant one counts",
            "best for all": "of several equilibria those count than which none is better for all",
        }[self.selection]
        return (f"Everyone chooses once and at the same time; {kept}.",)

    def game(self, **given: Any) -> Strategic:
        """The game at these values of the parameters."""
        sizes = [len(own) for own in self.strategies.values()]
        tables = []
        for player in self.players:
            cells = iter([value(cells[player], given) for cells in self.payoffs.values()])
            tables.append(_nested(cells, sizes))
        return Strategic(tables, self.players, list(self.strategies.values()))

    def outcome(self, **given: Any) -> str:
        """The selected equilibria, or that there is none in pure strategies."""
        game = self.game(**given)
        found = pure_nash(game).items
        if not found:
            return "no equilibrium in pure strategies"
        return or_joined(_said(profile) for profile in self._selected(game, found))

    def _selected(self, game: Strategic, found: Any) -> Any:
        kept: Any = ()
        if self.selection == "strong":
            kept = strong_nash(game).items
        elif self.selection == "risk dominant":
            try:
                kept = risk_dominant(game).items
            except NotApplicable:  # no strict equilibrium, so the concept is silent
                kept = ()
        elif self.selection == "best for all":
            kept = tuple(p for p in found if not any(_better(game, q, p) for q in found))
        return kept or found

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """All equilibria that are known, and which refinements keep which."""
        game = self.game(**given)
        found = [Detail("equilibria in pure strategies", _listed(pure_nash(game).items))]
        found.append(Detail("that no coalition can upset", _listed(strong_nash(game).items)))
        left = undominated(game).items[0]
        admissible = [
            profile
            for profile in pure_nash(game).items
            if all(own in left[player] for player, own in zip(self.players, profile, strict=True))
        ]
        found.append(Detail("in strategies that are not dominated", _listed(admissible)))
        if len(self.players) == 2:
            every = nash(game)
            mixed = [p for p in every.items if any(0 < x < 1 for own in p for x in own)]
            found.append(Detail("extreme equilibria, mixed ones included", len(every.items)))
            found += [Detail("a mixed one", _mixed_said(game, profile)) for profile in mixed[:3]]
        for profile in pure_nash(game).items:
            paid = game.payoff(profile)
            found += [
                Detail(f"payoff of {player} at {_said(profile)}", amount)
                for player, amount in zip(self.players, paid, strict=True)
            ]
        return tuple(found)


def _nested(cells: Any, sizes: list[int]) -> Any:
    if not sizes:
        return next(cells)
    return [_nested(cells, sizes[1:]) for _ in range(sizes[0])]


def _better(game: Strategic, one: Any, other: Any) -> bool:
    return all(a > b for a, b in zip(game.payoff(one), game.payoff(other), strict=True))


def _said(profile: Any) -> str:
    return "(" + ", ".join(map(str, profile)) + ")"


def _listed(profiles: Any) -> str:
    return "; ".join(map(_said, profiles)) or "none"


def _mixed_said(game: Strategic, profile: Any) -> str:
    parts = []
    for player, names, own in zip(game.players, game.strategies, profile, strict=True):
        shares = ", ".join(
            f"{name} {float(x):.2f}" for name, x in zip(names, own, strict=True) if x
        )
        parts.append(f"{player}: {shares}")
    return "; ".join(parts)
