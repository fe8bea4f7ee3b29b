"""Coalitional games: what every group of players can secure by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np

from ..errors import InvalidInput
from ..exact.read import Number, exact_number, tidy
from ..rules.rule import Join, Part, Rule, read_players
from .worths import Array, Table, members, pack, read_table, refuse_table, subset_sums

__all__ = ["Coalitional"]

Worth = Mapping[Any, object] | Callable[[frozenset[str]], object]


@dataclass(frozen=True, eq=False)
class Coalitional:
    """A game with transferable utility: a worth for every coalition.

    Parameters
    ----------
    players : iterable of str
    worth : mapping coalition -> number, or callable
        A mapping names every coalition exactly once; the empty one may be left out. A callable
        is asked when a worth is needed, with a frozenset. The empty coalition is worth 0.

    Attributes
    ----------
    players : tuple of str
    rule : Rule or None
        The rule behind a simple game made by `from_rule`; then no table is ever needed.

    Raises
    ------
    InvalidInput
        For a missing, repeated or unknown coalition, a worth that is not a finite number, or an
        empty coalition that is not worth 0.
    TooLarge
        When all worths are asked of a game of more than 24 players.

    References
    ----------
    J. von Neumann and O. Morgenstern, *Theory of Games and Economic Behavior*, Princeton 1944,
    ch. VI. B. Peleg and P. Sudhölter, *Introduction to the Theory of Cooperative Games*, 2nd ed.,
    Springer 2007, ch. 2.

    Examples
    --------
    >>> from consensus import games
    >>> glove = games.Coalitional(["l", "r1", "r2"], lambda s: int("l" in s and len(s) > 1))
    >>> glove.worth({"l", "r1"}), glove.worth({"r1", "r2"}), glove.total
    (1, 0, 1)
    """

    players: tuple[str, ...]
    _ask: Callable[[frozenset[str]], Number] = field(repr=False)
    rule: Rule | None
    _given: Table | None = field(repr=False)

    def __init__(self, players: Iterable[str], worth: Worth) -> None:
        everyone = read_players(players)
        if isinstance(worth, Mapping):
            table = _from_mapping(everyone, worth)
            self._set(everyone, None, table, None)
        elif callable(worth):
            ask = partial(_asked, worth)
            nothing = ask(frozenset())
            if nothing != 0:
                raise InvalidInput(f"worth: the empty coalition is worth 0, got {nothing}")
            self._set(everyone, ask, None, None)
        else:
            raise InvalidInput(f"worth: expected a mapping or a callable, got {worth!r}")

    def _set(
        self,
        players: tuple[str, ...],
        ask: Callable[[frozenset[str]], Number] | None,
        table: Table | None,
        rule: Rule | None,
    ) -> None:
        object.__setattr__(self, "players", players)
        object.__setattr__(self, "_ask", ask)
        object.__setattr__(self, "_given", table)
        object.__setattr__(self, "rule", rule)

    @classmethod
    def _made(cls, players: tuple[str, ...], table: Table) -> Coalitional:
        game = cls.__new__(cls)
        game._set(players, None, table, None)
        return game

    @classmethod
    def from_table(cls, values: Any, players: Iterable[str] | None = None) -> Coalitional:
        """The game whose coalition with mask m is worth ``values[m]``; bit i is player i.

        Parameters
        ----------
        values : sequence or array of 2ⁿ numbers
            ``values[0]`` is 0. A NumPy array of floats is read at its binary values.
        players : iterable of str, optional
            ``"1"``, ``"2"``, … when left out.

        Examples
        --------
        >>> Coalitional.from_table([0, 0, 0, 1], ["a", "b"]).worth({"a", "b"})
        1
        """
        table = read_table(values)
        names = [str(i + 1) for i in range(table.size)] if players is None else players
        everyone = read_players(names)
        if len(everyone) != table.size:
            raise InvalidInput(
                f"players: {len(values)} worths are those of {table.size} players,"
                f" got {len(everyone)}"
            )
        return cls._made(everyone, table)

    @classmethod
    def from_rule(cls, rule: Rule) -> Coalitional:
        """The simple game of a rule: 1 for a coalition that wins when all others object, else 0.

        Examples
        --------
        >>> from consensus import rules
        >>> Coalitional.from_rule(rules.by_majority(["a", "b", "c"])).worth({"a", "b"})
        1
        """
        if not isinstance(rule, Rule):
            raise InvalidInput(f"rule: expected a rule, got {rule!r}")
        game = cls.__new__(cls)
        game._set(rule.players, partial(_worth_by_rule, rule), None, rule)
        return game

    # What it says -------------------------------------------------------------------------------

    def worth(self, coalition: Iterable[str]) -> Number:
        """What the coalition can secure."""
        inside = self.read_coalition(coalition)
        if self._given is not None:
            return self._given[self.mask(inside)]
        return self._ask(inside)

    @cached_property
    def total(self) -> Number:
        """The worth of all players together."""
        return self.worth(self.players)

    @cached_property
    def table(self) -> Table:
        """All worths by mask; cost 2ⁿ, refused above 24 players."""
        if self._given is not None:
            return self._given
        refuse_table(len(self.players), "a table of worths")
        if self.rule is not None:
            return Table(_decided(self.rule.structure, self.players).astype(np.int64))
        return pack([self._ask(self.coalition(m)) for m in range(1 << len(self.players))])

    def coalition(self, mask: int) -> frozenset[str]:
        """The players in a mask."""
        return frozenset(self.players[i] for i in members(mask))

    def mask(self, coalition: Iterable[str]) -> int:
        """The mask of a coalition."""
        index = self.index
        return sum(1 << index[player] for player in coalition)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The place of each player."""
        return {player: i for i, player in enumerate(self.players)}

    def read_coalition(self, coalition: Iterable[str], where: str = "coalition") -> frozenset[str]:
        """The coalition as a frozenset; refuses a bare text and anyone who is not a player."""
        if isinstance(coalition, str):
            raise InvalidInput(f"{where}: expected a set of players, got the text {coalition!r}")
        inside = frozenset(coalition)
        for player in inside:
            if player not in self.index:
                raise InvalidInput(f"{where}: {player!r} is not a player of this game")
        return inside

    # Games from games ---------------------------------------------------------------------------

    def dual(self) -> Coalitional:
        """The game of what a coalition can prevent the others from keeping: v(N) − v(N∖S).

        Examples
        --------
        >>> Coalitional.from_table([0, 0, 0, 1]).dual().table.numbers()
        [0, 1, 1, 1]
        """
        entries = self.table.comparable()
        return self._like(entries[-1] - entries[::-1])

    def subgame(self, coalition: Iterable[str]) -> Coalitional:
        """The game among the members of a coalition alone.

        Examples
        --------
        >>> Coalitional.from_table([0, 1, 2, 3, 4, 5, 6, 7]).subgame({"1", "3"}).total
        5
        """
        inside = self.read_coalition(coalition)
        kept = tuple(player for player in self.players if player in inside)
        if not kept:
            raise InvalidInput("coalition: a subgame needs at least one player")
        refuse_table(len(kept), "the table of a subgame")
        if self._given is not None:
            masks = subset_sums([1 << self.index[p] for p in kept], np.int64)
            return self._made(kept, Table(self._given.entries[masks], self._given.denominator))
        return Coalitional(kept, self._ask)

    def dividends(self) -> dict[frozenset[str], Number]:
        """The Harsanyi dividends that are not zero: what each coalition adds to its subcoalitions.

        The game is the sum of these multiples of the unanimity games. Cost n·2ⁿ additions.

        References
        ----------
        J. C. Harsanyi, *Contributions to the Theory of Games* IV, Princeton 1959, 325-355.

        Examples
        --------
        >>> game = Coalitional.from_table([0, 1, 2, 5])
        >>> {tuple(sorted(s)): d for s, d in game.dividends().items()}
        {('1',): 1, ('2',): 2, ('1', '2'): 2}
        """
        entries, scale = self._additive()
        for i in range(self.table.size):
            halves = entries.reshape(-1, 2, 1 << i)
            halves[:, 1] -= halves[:, 0]
        found = [m for m in range(len(entries)) if entries[m] != 0]
        return {self.coalition(m): _over(entries[m], scale) for m in found}

    @classmethod
    def from_dividends(
        cls, players: Iterable[str], dividends: Mapping[frozenset[str], object]
    ) -> Coalitional:
        """The game with these Harsanyi dividends; coalitions not named have none.

        Examples
        --------
        >>> Coalitional.from_dividends(["a", "b"], {frozenset("ab"): 3}).table.numbers()
        [0, 0, 0, 3]
        """
        everyone = read_players(players)
        refuse_table(len(everyone), "a table of worths")
        index = {player: i for i, player in enumerate(everyone)}
        entries = np.zeros(1 << len(everyone), dtype=object)
        seen: set[int] = set()
        given: Mapping[Any, object] = dividends
        for coalition, amount in given.items():
            if isinstance(coalition, str) or not isinstance(coalition, Iterable):
                raise InvalidInput(
                    f"dividends: expected coalitions as frozensets, got the key {coalition!r}"
                )
            where = f"dividends[{_named(frozenset(coalition))}]"
            if not coalition or not set(coalition) <= set(everyone):
                raise InvalidInput(f"{where}: expected a coalition of players, not empty")
            mask = sum(1 << index[player] for player in frozenset(coalition))
            if mask in seen:
                raise InvalidInput(f"{where}: this coalition is given twice")
            seen.add(mask)
            entries[mask] = exact_number(amount, where)
        for i in range(len(everyone)):
            halves = entries.reshape(-1, 2, 1 << i)
            halves[:, 1] += halves[:, 0]
        return cls._made(everyone, pack(list(entries)))

    def __add__(self, other: object) -> Coalitional:
        if not isinstance(other, Coalitional):
            return NotImplemented
        if other.players != self.players:
            raise InvalidInput("players: games add up when they have the same players in order")
        pairs = zip(self.table.numbers(), other.table.numbers(), strict=True)
        return self._made(self.players, pack([mine + theirs for mine, theirs in pairs]))

    def _additive(self) -> tuple[Array, int]:
        """A copy of the entries that has room for n·2ⁿ additions, and their denominator."""
        table = self.table
        if table.traced:
            return table.entries.copy(), 1
        entries, scale = table.whole()
        if entries.dtype == np.int64:
            if int(np.abs(entries).max()) < 1 << (61 - table.size):
                return entries.copy(), scale
            return entries.astype(object), scale
        return entries.copy(), scale

    def _like(self, entries: Array) -> Coalitional:
        scale = self.table.whole()[1] if self.table.entries.dtype == np.float64 else None
        if scale is not None and scale != 1:
            return self._made(self.players, pack([_over(x, scale) for x in entries]))
        return self._made(self.players, Table(entries, self.table.denominator))


def _over(value: Any, scale: int) -> Number:
    number = int(value) if isinstance(value, np.integer) else value
    if scale == 1:
        return number
    from fractions import Fraction

    return tidy(Fraction(number, scale))


def _from_mapping(players: tuple[str, ...], worth: Mapping[Any, object]) -> Table:
    n = len(players)
    refuse_table(n, "worth: a mapping of all coalitions")
    index = {player: i for i, player in enumerate(players)}
    seen: dict[int, Any] = {}
    for key, value in worth.items():
        if isinstance(key, str) or not isinstance(key, Iterable):
            raise InvalidInput(f"worth: expected coalitions as frozensets, got the key {key!r}")
        inside = frozenset(key)
        for player in inside:
            if player not in index:
                raise InvalidInput(f"worth[{_named(inside)}]: {player!r} is not a player")
        mask = sum(1 << index[player] for player in inside)
        if mask in seen:
            raise InvalidInput(f"worth[{_named(inside)}]: this coalition is given twice")
        seen[mask] = exact_number(value, f"worth[{_named(inside)}]")
    if seen.setdefault(0, 0) != 0:
        raise InvalidInput(f"worth: the empty coalition is worth 0, got {seen[0]}")
    if len(seen) < 1 << n:
        absent = next(m for m in range(1 << n) if m not in seen)
        names = _named(frozenset(players[i] for i in members(absent)))
        raise InvalidInput(
            f"worth: no worth for the coalition {names} ({(1 << n) - len(seen)} are missing)"
        )
    return pack([seen[mask] for mask in range(1 << n)])


def _decided(part: Part, players: tuple[str, ...]) -> Array:
    """For each mask whether the part is reached when the coalition assents, all others object."""
    if isinstance(part, Join):
        inner = [_decided(p, players) for p in part.parts]
        join = np.logical_and if part.kind == "and" else np.logical_or
        return np.asarray(join.reduce(inner))
    weights = [part.by_player.get(player, (0, 0))[0] for player in players]
    wide: Any = np.int64 if part.size < 1 << 62 else object
    return np.asarray(subset_sums(weights, wide) >= part.reach, dtype=bool)


def _named(coalition: frozenset[Any]) -> str:
    return "{" + ", ".join(sorted(map(repr, coalition))) + "}"


def _asked(worth: Callable[[frozenset[str]], object], coalition: frozenset[str]) -> Number:
    """What a function of the user's says, read exactly."""
    return exact_number(worth(coalition), f"worth({_named(coalition)})")


def _worth_by_rule(rule: Rule, coalition: frozenset[str]) -> int:
    """A decision is worth 1 to those who can take it."""
    return int(rule.wins(coalition))
