"""The two records in which every concept answers: `Solution` and `Values`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeAlias

from immutabledict import immutabledict

from ..errors import InvalidInput, NotApplicable
from ..exact.read import Number, shown

if TYPE_CHECKING:
    import pandas

__all__ = ["Form", "Kind", "Solution", "Upset", "Values"]

Form: TypeAlias = Literal["list", "hull", "union", "some"]
Kind: TypeAlias = Literal["exact", "bounded", "sampled"]

_SHOWN = 12


@dataclass(frozen=True)
class Upset:
    """Why a candidate does not stand: who upsets it, by which move, and what they gain.

    Attributes
    ----------
    who : str or frozenset of str
        The player, or the coalition.
    move : object
        What they would do instead, in the terms of the game: a strategy, a ballot, a mapping
        player to either, an allocation.
    gain : number, mapping player -> number, or None
        What they gain, in the units of the game; None where the concept knows no amount.
    note : str
        A sanction, a missing belief or any other circumstance that belongs to the reason.
    """

    who: str | frozenset[str]
    move: Any = None
    gain: Any = None
    note: str = ""

    def __str__(self) -> str:
        who = self.who if isinstance(self.who, str) else "{" + ", ".join(sorted(self.who)) + "}"
        move = f" by {_move_text(self.move)}" if self.move is not None else ""
        gain = f" and gains {_gain_text(self.gain)}" if self.gain is not None else ""
        return f"{who} upsets it{move}{gain}" + (f" ({self.note})" if self.note else "")


@dataclass(frozen=True)
class Solution:
    """What one concept says about one game.

    Attributes
    ----------
    concept : str
        The name of the function that gave the answer.
    game : object
        The game, or the model's record, that was solved.
    items : tuple
        What was found; its meaning follows `form`.
    form : {"list", "hull", "union", "some"}
        Whether the set is the items, their convex hull, the union of the items (each a set
        with ``in``), or whether the items are members only.
    complete : bool
        Whether the described set is proved to be the whole set. An empty complete solution is
        an answer, with its certificate in `evidence`.
    exact : bool
        Whether every number in `items` is exact.
    error : number or None
        A bound on the error of the numbers in `items`; 0 when exact, None when unknown.
    evidence : mapping
        What supports the answer: certificates, what was run, why it is not complete.
    """

    concept: str
    game: Any = field(repr=False)
    items: tuple[Any, ...]
    form: Form = "list"
    complete: bool = True
    exact: bool = True
    error: Number | float | None = 0
    evidence: Mapping[str, Any] = field(default_factory=dict, repr=False)
    check: Callable[[Any], Upset | None] | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(self.items))
        object.__setattr__(self, "evidence", immutabledict(dict(self.evidence)))
        if self.form == "some" and self.complete:
            raise InvalidInput("complete: a solution of form 'some' is never complete")

    def why(self, candidate: Any) -> Upset | None:
        """None if the candidate stands, else who upsets it, by which move, with which gain.

        Cost: that of the concept's check. Any candidate may be asked about, found or not.

        Raises
        ------
        NotApplicable
            If the concept has no check for single candidates, or the answer was stored or came
            from another process and its check could not be sent along.
        InvalidInput
            If the candidate is not of the concept's kind.
        """
        if self.check is None:
            raise NotApplicable(f"{self.concept}: this concept has no check for a single candidate")
        return self.check(candidate)

    @property
    def count(self) -> int:
        """How many candidates the solution holds: the sum of the items' own counts.

        An item that is a set with a ``count`` adds that many, any other item adds one.

        Raises
        ------
        NotApplicable
            If the solution is a convex hull, which has no count.
        """
        if self.form == "hull":
            raise NotApplicable(f"{self.concept}: a convex hull has no count; len() counts corners")
        if self.form != "union":
            return len(self.items)
        return sum(_count_of(item, self.concept) for item in self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)

    def __getstate__(self) -> dict[str, Any]:
        """What is stored: everything, but for a check that lives inside its solver."""
        state = dict(self.__dict__)
        if "<locals>" in getattr(self.check, "__qualname__", ""):
            state["check"] = partial(_solve_again, self.concept)
        return state

    def to_frame(self) -> pandas.DataFrame:
        """The items as a pandas table, one row each; needs the extra ``pandas``.

        A mapping becomes one column a key; anything else becomes the column ``item``.
        """
        rows = [dict(x) if isinstance(x, Mapping) else {"item": x} for x in self.items]
        return _frame(rows)

    def __str__(self) -> str:
        head = f"{self.concept}: {self._size()}, {self._standing()}"
        lines = [f"  {_item_text(item)}" for item in self.items[:_SHOWN]]
        if len(self.items) > _SHOWN:
            lines.append(f"  … and {len(self.items) - _SHOWN} more")
        return "\n".join([head, *lines])

    def _size(self) -> str:
        noun = {"list": "item", "hull": "corner", "union": "set", "some": "item"}[self.form]
        return f"{len(self.items)} {noun}" + ("" if len(self.items) == 1 else "s")

    def _standing(self) -> str:
        words = ["complete" if self.complete else "not proved complete"]
        if self.exact:
            words.append("exact")
        else:
            words.append(f"error {shown(self.error)}" if self.error is not None else "approximate")
        return ", ".join(words)

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


class Values(Mapping[str, Any]):
    """A number per player, with what is known about its error.

    Parameters
    ----------
    concept : str
        The name of the function that gave the numbers.
    game : object
        The rule or game that was measured.
    values : mapping player -> number
        The numbers, in the order of the players.
    kind : {"exact", "bounded", "sampled"}
        Exact, within a proved `error`, or sampled with a half-width `error` at `confidence`.
    error : number
        0 when exact.
    confidence : float or None
        The confidence level of a sampled error, for all players together.
    evidence : mapping
        What was run.

    Examples
    --------
    >>> v = Values("shapley", None, {"a": Fraction(1, 3), "b": Fraction(2, 3)})
    >>> v["b"], v.kind, list(v), float(v["a"]) < 0.34
    (Fraction(2, 3), 'exact', ['a', 'b'], True)
    """

    __slots__ = ("_values", "concept", "confidence", "error", "evidence", "game", "kind")

    def __init__(
        self,
        concept: str,
        game: Any,
        values: Mapping[str, Any],
        *,
        kind: Kind = "exact",
        error: Number | float = 0,
        confidence: float | None = None,
        evidence: Mapping[str, Any] | None = None,
    ) -> None:
        if (kind == "sampled") != (confidence is not None):
            raise InvalidInput("confidence: given exactly when the values are sampled")
        self._values = dict(values)
        self.concept, self.game, self.kind = concept, game, kind
        self.error, self.confidence = error, confidence
        self.evidence: Mapping[str, Any] = immutabledict(dict(evidence or {}))

    def __getitem__(self, player: str) -> Any:
        if player not in self._values:
            raise InvalidInput(f"player: {player!r} is not among {_some(list(self._values))}")
        return self._values[player]

    def __contains__(self, player: object) -> bool:
        return player in self._values

    def get(self, player: str, default: Any = None) -> Any:
        """The player's number, or `default` for someone who is not a player."""
        return self._values.get(player, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Values):
            return self._values == other._values and self.kind == other.kind
        return isinstance(other, Mapping) and self._values == dict(other)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[object, ...]:
        facts = (self.kind, self.error, self.confidence, dict(self.evidence))
        return (_values, (self.concept, self.game, self._values, facts))

    def to_frame(self) -> pandas.DataFrame:
        """The numbers as a pandas table with the players as index; needs the extra ``pandas``."""
        return _frame({self.concept: list(self._values.values())}, list(self._values))

    def __repr__(self) -> str:
        inside = ", ".join(f"{p!r}: {shown(x)}" for p, x in list(self._values.items())[:_SHOWN])
        more = ", …" if len(self._values) > _SHOWN else ""
        return f"Values({self.concept}, {self.kind}, {{{inside}{more}}})"

    def __str__(self) -> str:
        width = max((len(p) for p in self._values), default=0)
        lines = []
        for player, value in self._values.items():
            text = shown(value)
            about = f"  ≈ {float(value):.6f}" if isinstance(value, Fraction) else ""
            lines.append(f"  {player.ljust(width)}  {text}{about}")
        return "\n".join([f"{self.concept}: {self._standing()}", *lines])

    def _standing(self) -> str:
        if self.kind == "exact":
            return "exact"
        if self.kind == "bounded":
            return f"error at most {shown(self.error)} (proved)"
        return f"sampled, ± {shown(self.error)} at confidence {self.confidence}"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th>{escape(p)}</th><td>{escape(shown(x))}</td></tr>"
            for p, x in self._values.items()
        )
        caption = f"{escape(self.concept)}: {escape(self._standing())}"
        return f"<table><caption>{caption}</caption>{rows}</table>"


def _values(concept: str, game: Any, values: Mapping[str, Any], facts: tuple[Any, ...]) -> Values:
    kind, error, confidence, evidence = facts
    return Values(
        concept, game, values, kind=kind, error=error, confidence=confidence, evidence=evidence
    )


def _count_of(item: Any, concept: str) -> int:
    count = getattr(item, "count", 1)
    if not isinstance(count, int):
        raise NotApplicable(f"{concept}: {item} holds infinitely many candidates")
    return count


def _some(players: list[str]) -> str:
    names = ", ".join(map(repr, players[:6]))
    return f"the players {names}" + (f" and {len(players) - 6} more" if len(players) > 6 else "")


def _solve_again(concept: str, candidate: Any) -> NoReturn:
    raise NotApplicable(f"{concept}: this answer was stored; solve the game again to ask why")


def _item_text(item: Any) -> str:
    return str(dict(item)) if isinstance(item, Mapping) else str(item)


def _move_text(move: Any) -> str:
    if isinstance(move, Mapping):
        return ", ".join(f"{player}: {choice}" for player, choice in move.items())
    return str(move)


def _gain_text(gain: Any) -> str:
    if isinstance(gain, Mapping):
        return ", ".join(f"{player}: {shown(amount)}" for player, amount in gain.items())
    return shown(gain)


def _frame(data: Any, index: list[str] | None = None) -> pandas.DataFrame:
    try:
        import pandas
    except ImportError:
        raise NotApplicable(
            "to_frame() needs pandas: install the extra consensus-games[pandas]"
        ) from None
    return pandas.DataFrame(data, index=index)
