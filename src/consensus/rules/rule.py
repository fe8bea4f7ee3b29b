"""The rule: who, by assenting or by not objecting, can decide; hence who can block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeAlias, get_args

from ..errors import InvalidInput
from ..exact.read import natural

__all__ = [
    "BALLOTS",
    "Ballot",
    "Join",
    "Part",
    "Quota",
    "Rule",
    "join",
    "read_members",
    "read_players",
]

Ballot: TypeAlias = Literal["assent", "abstain", "object"]
BALLOTS: tuple[Ballot, ...] = get_args(Ballot)


@dataclass(frozen=True)
class Quota:
    """A total to reach: each player adds one whole number by assenting, another by abstaining.

    Objecting adds nothing; a player whom the quota does not name adds nothing in any case.

    Attributes
    ----------
    weights : tuple of (str, int, int)
        Player, number for assent, number for abstaining; sorted by player, with
        0 <= abstain <= assent and assent >= 1.
    reach : int
        The total to reach, with 1 <= reach <= the sum of the assent weights.
    """

    weights: tuple[tuple[str, int, int], ...]
    reach: int

    def __post_init__(self) -> None:
        for player, assent, abstain in self.weights:
            if not 0 <= abstain <= assent or assent < 1:
                raise InvalidInput(
                    f"weights: {player!r} adds {assent} by assenting and {abstain} by abstaining"
                )
        if not 1 <= self.reach <= self.size:
            raise InvalidInput(f"reach: expected 1 to {self.size}, got {self.reach}")

    @classmethod
    def of(cls, weights: Mapping[str, tuple[int, int]], reach: int, *, where: str) -> Quota:
        """Read a quota, leaving out the players who add nothing.

        Parameters
        ----------
        weights : mapping player -> (assent, abstain)
        reach : int
        where : str
            The place to name in an error.

        Examples
        --------
        >>> Quota.of({"a": (2, 1), "b": (0, 0)}, 2, where="quota")
        Quota(weights=(('a', 2, 1),), reach=2)
        """
        kept: list[tuple[str, int, int]] = []
        for player, (assent, abstain) in sorted(weights.items()):
            a = natural(assent, f"{where}: assent weight of {player!r}")
            b = natural(abstain, f"{where}: abstain weight of {player!r}")
            if b > a:
                raise InvalidInput(
                    f"{where}: {player!r} would add {b} by abstaining but only {a} by assenting"
                )
            if a:
                kept.append((player, a, b))
        total = sum(a for _, a, _ in kept)
        least = natural(reach, f"{where}: the total to reach")
        if least < 1:
            raise InvalidInput(f"{where}: a total of {reach} is reached even when everyone objects")
        if least > total:
            raise InvalidInput(
                f"{where}: nobody can satisfy this rule: it asks for {least} of {total}"
            )
        return cls(tuple(kept), least)

    @cached_property
    def by_player(self) -> Mapping[str, tuple[int, int]]:
        """The weights as a mapping player -> (assent, abstain)."""
        return {player: (a, b) for player, a, b in self.weights}

    @property
    def size(self) -> int:
        """The total when everyone assents."""
        return sum(a for _, a, _ in self.weights)

    def adds(self, player: str, ballot: Ballot) -> int:
        """What a player adds by a ballot."""
        if ballot == "object":
            return 0
        assent, abstain = self.by_player.get(player, (0, 0))
        return assent if ballot == "assent" else abstain

    def total(self, ballots: Mapping[str, Ballot]) -> int:
        """The total under these ballots."""
        return sum(self.adds(player, ballots[player]) for player, _, _ in self.weights)

    def dual(self) -> Quota:
        """The quota that is reached exactly when this one fails the reversed ballots."""
        weights = tuple((player, a, a - b) for player, a, b in self.weights)
        return Quota(weights, self.size - self.reach + 1)


@dataclass(frozen=True, eq=False)
class Join:
    """Parts joined by *and* (all are needed) or by *or* (one suffices), in any order."""

    kind: Literal["and", "or"]
    parts: tuple[Part, ...]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Join):
            return NotImplemented
        return self.kind == other.kind and set(self.parts) == set(other.parts)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.kind, frozenset(self.parts)))


Part: TypeAlias = Quota | Join


@dataclass(frozen=True, eq=False)
class Rule:
    """Quotas joined by *and* / *or*: which ballots make a decision.

    Build rules with the families in `consensus.rules` and join them with ``&`` and ``|``. Every
    monotone rule on the ballots assent, abstain, object can be written so. Rules are data: they
    compare by their quotas, hash, and print as a sentence. `rules.same_decisions` compares what
    two rules decide.

    Attributes
    ----------
    players : tuple of str
        Everyone with a ballot, dummies included, in the order given.
    structure : Quota or Join
        The quotas and how they are joined.

    Examples
    --------
    >>> from consensus import rules
    >>> council = rules.by_majority(["a", "b", "c"], needed=2) & rules.by_consensus(["a"])
    >>> council.vetoers, council.wins({"b", "c"}), council.wins({"a", "c"})
    (('a',), False, True)
    >>> council.passes({"a": "abstain", "b": "assent", "c": "assent"})
    True
    """

    players: tuple[str, ...]
    structure: Part

    def __post_init__(self) -> None:
        object.__setattr__(self, "players", read_players(self.players))
        if not isinstance(self.structure, (Quota, Join)):
            raise InvalidInput(f"structure: expected quotas, got {self.structure!r}")
        known = set(self.players)
        for quota in self.quotas:
            for player, _, _ in quota.weights:
                if player not in known:
                    raise InvalidInput(f"players: the quotas name {player!r}, who is not a player")

    # What the rule is made of -----------------------------------------------------------------

    @cached_property
    def quotas(self) -> tuple[Quota, ...]:
        """The different quotas, in the order in which they stand in the structure."""
        return tuple(dict.fromkeys(_leaves(self.structure)))

    @cached_property
    def _expression(self) -> Any:
        index = {quota: i for i, quota in enumerate(self.quotas)}
        return _indexed(self.structure, index)

    def holds(self, reached: Sequence[bool]) -> bool:
        """Whether the rule passes, given for each of `quotas` whether it is reached."""
        return _holds(self._expression, reached)

    def totals(self, ballots: Mapping[str, Ballot]) -> tuple[int, ...]:
        """The total of each of `quotas` under these ballots; cost players × quotas."""
        self._read_ballots(ballots)
        return tuple(quota.total(ballots) for quota in self.quotas)

    def decides(self, totals: Sequence[int]) -> bool:
        """Whether the rule passes with this total in each of `quotas`."""
        return self.holds([t >= q.reach for t, q in zip(totals, self.quotas, strict=True)])

    # What it decides --------------------------------------------------------------------------

    def passes(self, ballots: Mapping[str, Ballot]) -> bool:
        """Whether these ballots make the decision.

        Parameters
        ----------
        ballots : mapping player -> "assent", "abstain" or "object"
            Exactly one ballot for every player.

        Raises
        ------
        InvalidInput
            For a missing or unknown player, or an unknown ballot.
        """
        return self.decides(self.totals(ballots))

    def wins(self, coalition: Iterable[str]) -> bool:
        """Whether the decision passes when the coalition assents and all others object."""
        inside = self.read_coalition(coalition)
        return self.decides([sum(a for p, a, _ in q.weights if p in inside) for q in self.quotas])

    def blocks(self, coalition: Iterable[str]) -> bool:
        """Whether the decision fails when the coalition objects and all others assent."""
        inside = self.read_coalition(coalition)
        return not self.decides(
            [sum(a for p, a, _ in q.weights if p not in inside) for q in self.quotas]
        )

    @cached_property
    def vetoers(self) -> tuple[str, ...]:
        """The players who can each block alone, in the order of the players."""
        return tuple(player for player in self.players if self.blocks({player}))

    # Rules from rules -------------------------------------------------------------------------

    def __and__(self, other: object) -> Rule:
        return self._joined(other, "and")

    def __or__(self, other: object) -> Rule:
        return self._joined(other, "or")

    def _joined(self, other: object, kind: Literal["and", "or"]) -> Rule:
        if not isinstance(other, Rule):
            raise InvalidInput(f"a rule joins with another rule, not with {other!r}")
        players = tuple(dict.fromkeys(self.players + other.players))
        return Rule(players, join(kind, [self.structure, other.structure]))

    def dual(self) -> Rule:
        """The rule that passes ballots iff this one fails the reversed ballots.

        Reversing swaps assent and object and leaves abstain. ``rule.dual().dual() == rule``.
        """
        return Rule(self.players, _dual(self.structure))

    def merge(self, blocs: Mapping[str, Iterable[str]]) -> Rule:
        """The rule in which each bloc casts one ballot with the weight of all its members.

        Parameters
        ----------
        blocs : mapping name -> members
            Disjoint; a name may not be that of a player outside the bloc.

        Examples
        --------
        >>> from consensus import rules
        >>> council = rules.by_weight({"a": 3, "b": 2, "c": 2}, 4)
        >>> council.merge({"bc": ["b", "c"]}).wins({"bc"})
        True
        """
        if not isinstance(blocs, Mapping):
            raise InvalidInput(f"blocs: expected a mapping name -> members, got {blocs!r}")
        home: dict[str, str] = {}
        for name, members in blocs.items():
            read_players([name])
            inside = self.read_coalition(members, where=f"blocs[{name!r}]")
            if not inside:
                raise InvalidInput(f"blocs[{name!r}]: a bloc needs at least one member")
            for member in inside:
                if member in home:
                    raise InvalidInput(
                        f"blocs[{name!r}]: {member!r} is already in the bloc {home[member]!r}"
                    )
                home[member] = name
            if name in self.players and name not in inside:
                raise InvalidInput(f"blocs: {name!r} is the name of a player outside the bloc")
        for player in self.players:
            home.setdefault(player, player)
        players = tuple(dict.fromkeys(home[player] for player in self.players))
        return Rule(players, _mapped(self.structure, home))

    # Reading ----------------------------------------------------------------------------------

    def read_coalition(self, coalition: Iterable[str], where: str = "coalition") -> frozenset[str]:
        """The coalition as a frozenset; refuses a bare string and anyone who is not a player."""
        if isinstance(coalition, (set, frozenset)) and coalition <= self._known:
            return frozenset(coalition)
        return frozenset(read_members(coalition, self.players, where))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.players)

    def _read_ballots(self, ballots: Mapping[str, Ballot]) -> None:
        if not isinstance(ballots, Mapping):
            raise InvalidInput(f"ballots: expected a mapping player -> ballot, got {ballots!r}")
        for player in self.players:
            if player not in ballots:
                raise InvalidInput(f"ballots: no ballot for {player!r}")
            if ballots[player] not in BALLOTS:
                raise InvalidInput(
                    f"ballots[{player!r}]: expected 'assent', 'abstain' or 'object',"
                    f" got {ballots[player]!r}"
                )
        for player in ballots:
            if player not in self._known:
                raise InvalidInput(f"ballots: {player!r} is not a player of this rule")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rule):
            return NotImplemented
        return self._known == other._known and self.structure == other.structure

    def __hash__(self) -> int:
        return hash((self._known, self.structure))

    def __str__(self) -> str:
        from .wording import sentence

        return sentence(self)


def read_players(players: Iterable[str], where: str = "players") -> tuple[str, ...]:
    """Read names of players: at least one, all different, all texts that are not empty.

    Raises
    ------
    InvalidInput
        Naming the first player who is not as they should be.
    """
    read = _several(players, where)
    if not read:
        raise InvalidInput(f"{where}: a rule needs at least one player, got none")
    seen: set[str] = set()
    for player in read:
        if not isinstance(player, str) or not player:
            raise InvalidInput(f"{where}: a player is a text that is not empty, got {player!r}")
        if player in seen:
            raise InvalidInput(f"{where}: {player!r} is named twice")
        seen.add(player)
    return read


def read_mapping(given: object, where: str, what: str) -> Mapping[Any, Any]:
    """The mapping that was given; refuses anything else, and says what was expected.

    Examples
    --------
    >>> read_mapping(3, "loss", "player -> number")
    Traceback (most recent call last):
    ...
    consensus.errors.InvalidInput: loss: expected a mapping player -> number, got 3
    """
    if not isinstance(given, Mapping):
        raise InvalidInput(f"{where}: expected a mapping {what}, got {given!r:.80}")
    return given


def read_members(chosen: Iterable[str], everyone: tuple[str, ...], where: str) -> tuple[str, ...]:
    """Some of the players, in the players' order; refuses a bare text and anyone unknown."""
    inside = _several(chosen, where)
    for player in inside:
        if player not in everyone:
            raise InvalidInput(f"{where}: {player!r} is not a player of this rule")
    kept = set(inside)
    return tuple(player for player in everyone if player in kept)


def _several(players: Iterable[str], where: str) -> tuple[str, ...]:
    """The players as a tuple; a bare text would be read letter by letter, so it is refused."""
    if isinstance(players, str) or not isinstance(players, Iterable):
        raise InvalidInput(f"{where}: expected several players, got {players!r}")
    return tuple(players)


def join(kind: Literal["and", "or"], parts: Iterable[Part]) -> Part:
    """Join parts, flattening joins of the same kind and dropping repetitions."""
    flat: dict[Part, None] = {}
    for part in parts:
        inner = part.parts if isinstance(part, Join) and part.kind == kind else (part,)
        flat.update(dict.fromkeys(inner))
    return next(iter(flat)) if len(flat) == 1 else Join(kind, tuple(flat))


def _leaves(part: Part) -> Iterator[Quota]:
    if isinstance(part, Quota):
        yield part
    else:
        for inner in part.parts:
            yield from _leaves(inner)


def _indexed(part: Part, index: Mapping[Quota, int]) -> Any:
    if isinstance(part, Quota):
        return index[part]
    return part.kind == "and", tuple(_indexed(inner, index) for inner in part.parts)


def _holds(expression: Any, reached: Sequence[bool]) -> bool:
    if isinstance(expression, int):
        return reached[expression]
    every, parts = expression
    answers = (_holds(part, reached) for part in parts)
    return all(answers) if every else any(answers)


def _dual(part: Part) -> Part:
    if isinstance(part, Quota):
        return part.dual()
    swapped: Literal["and", "or"] = "or" if part.kind == "and" else "and"
    return Join(swapped, tuple(_dual(inner) for inner in part.parts))


def _mapped(part: Part, home: Mapping[str, str]) -> Part:
    if isinstance(part, Join):
        return join(part.kind, [_mapped(inner, home) for inner in part.parts])
    sums: dict[str, tuple[int, int]] = {}
    for player, a, b in part.weights:
        have = sums.get(home[player], (0, 0))
        sums[home[player]] = (have[0] + a, have[1] + b)
    return Quota(tuple((p, a, b) for p, (a, b) in sorted(sums.items())), part.reach)
