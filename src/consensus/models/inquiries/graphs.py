"""Inquiries put as a conflict graph: states, unilateral moves, and where they come to rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from immutabledict import immutabledict

from ...errors import InvalidInput
from ...games.conflict import ConflictGraph
from ...solutions import gmr_stable, nash_stable, seq_stable, smr_stable
from .entries import Cells, Entries, names_in, values
from .record import Detail

__all__ = ["Graph"]

CONCEPTS = {
    "Nash": nash_stable,
    "general metarational": gmr_stable,
    "symmetric metarational": smr_stable,
    "sequential": seq_stable,
}
_MOST_STATES = 200


@dataclass(frozen=True)
class Graph:
    """Which states last when everybody looks at how the others would answer a move."""

    states: tuple[str, ...]
    moves: tuple[tuple[str, str, str | frozenset[str]], ...]
    rankings: Mapping[str, tuple[Any, ...]]
    worth: Mapping[str, Cells]
    concept: str = "sequential"

    @classmethod
    def read(cls, entries: Entries) -> Graph:
        """Entries ``states``, ``moves``: a list of [from, to, mover or movers], ``preferences``.

        A preference is a ranking, best first with ties as inner lists, or a table state -> cell.
        ``concept`` names the stability that counts; ``"sequential"`` when left out.
        """
        states = entries.texts("states")
        if len(states) > _MOST_STATES:
            raise InvalidInput(
                f"{entries.where}: states: {len(states)}, at most {_MOST_STATES} are read"
            )
        moves = tuple(
            _move(one, f"{entries.where}: moves.{i}") for i, one in enumerate(_list(entries))
        )
        inner = entries.table("preferences")
        rankings: dict[str, tuple[Any, ...]] = {}
        worth: dict[str, Cells] = {}
        for player in list(inner.left):
            if isinstance(inner.left[player], Mapping):
                worth[player] = inner.cells(player, states)
            else:
                rankings[player] = _ranking(inner.take(player), f"{inner.where}: {player}")
        concept = entries.one_of("concept", tuple(CONCEPTS), "sequential")
        read = cls(states, moves, immutabledict(rankings), immutabledict(worth), concept)
        try:
            read._graph({player: dict.fromkeys(states, 0) for player in worth})
        except InvalidInput as problem:
            raise InvalidInput(f"{entries.where}: {problem}") from None
        return read

    def _graph(self, worth: Mapping[str, Any]) -> ConflictGraph:
        return ConflictGraph(self.states, self.moves, {**self.rankings, **worth})

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""
        return names_in(self.worth)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it takes for granted."""
        return (
            "One moves at a time, or a group where a move is its own, and looks at the answers;"
            f" what counts is {self.concept} stability.",
        )

    def graph(self, **given: Any) -> ConflictGraph:
        """The conflict graph at these values of the parameters."""
        return self._graph({player: values(cells, given) for player, cells in self.worth.items()})

    def outcome(self, **given: Any) -> str:
        """The states that are stable for everybody."""
        stable = CONCEPTS[self.concept](self.graph(**given)).items
        return "; ".join(stable) if stable else "no state is stable"

    def details(self, **given: Any) -> tuple[Detail, ...]:
        """The stable states under each concept, and what deters whom."""
        graph = self.graph(**given)
        rows = [
            Detail(f"stable, {name}", "; ".join(concept(graph).items) or "none")
            for name, concept in CONCEPTS.items()
        ]
        found = CONCEPTS[self.concept](graph)
        for state in found.items:
            for player in graph.players:
                for improvement in found.verdict(state, player).improvements:
                    if improvement.sanction:
                        answer = ", ".join(f"{_who(m)} to {s}" for m, s in improvement.sanction)
                        rows.append(
                            Detail(
                                f"{player} would gain by moving from {state} to {improvement.move}",
                                f"deterred by {answer}",
                            )
                        )
        return tuple(rows)


def _list(entries: Entries) -> list[Any]:
    given = entries.take("moves")
    if not isinstance(given, list | tuple):
        raise InvalidInput(f"{entries.where}: moves: expected a list of [from, to, mover]")
    return list(given)


def _move(given: Any, where: str) -> tuple[str, str, str | frozenset[str]]:
    if not isinstance(given, list | tuple) or len(given) != 3:
        raise InvalidInput(f"{where}: expected [from, to, mover], got {given!r}")
    start, end, mover = given
    if isinstance(mover, list | tuple) and all(isinstance(m, str) for m in mover) and mover:
        mover = frozenset(mover)
    if not (isinstance(start, str) and isinstance(end, str)) or not isinstance(
        mover, str | frozenset
    ):
        raise InvalidInput(f"{where}: expected [from, to, mover], got {given!r}")
    return start, end, mover


def _ranking(given: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(given, list | tuple) or not given:
        raise InvalidInput(f"{where}: expected a ranking or a table, got {given!r}")
    read: list[Any] = []
    for one in given:
        if isinstance(one, list | tuple) and one and all(isinstance(s, str) for s in one):
            read.append(frozenset(one))
        elif isinstance(one, str):
            read.append(one)
        else:
            raise InvalidInput(f"{where}: expected names of states, got {one!r}")
    return tuple(read)


def _who(mover: Any) -> str:
    return mover if isinstance(mover, str) else " and ".join(sorted(mover))
