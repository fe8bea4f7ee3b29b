"""A scenario: a question on the table, with everything that is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from immutabledict import immutabledict

from ..errors import InvalidInput
from ..exact.read import Number, exact_number, shown
from ..games.preference import Outcome, Preference
from ..rules.rule import Rule

if TYPE_CHECKING:
    from .inquiries.record import Inquiry

__all__ = [
    "Chair",
    "Parameter",
    "Reversion",
    "ReversionType",
    "Scale",
    "Scenario",
    "Source",
    "Stance",
    "Statement",
]

ReversionType: TypeAlias = Literal["continues", "lapses", "provisional", "none_adopted", "deferred"]
StatementKind: TypeAlias = Literal["fact", "claim", "judgement"]
StanceBasis: TypeAlias = Literal["coded", "bloc", "aligned", "assumed"]

CHAIR_PARAMETERS = ("lean", "pressure", "synergy", "curvature")
REVERSION_TYPES: tuple[ReversionType, ...] = get_args(ReversionType)


@dataclass(frozen=True)
class Source:
    """Where something is said: an identifier used in the scenario, and the full reference."""

    id: str
    reference: str


@dataclass(frozen=True)
class Statement:
    """One sentence about the situation, marked as fact, as somebody's claim or as our judgement."""

    kind: StatementKind
    text: str
    source: str


@dataclass(frozen=True)
class Scale:
    """The meaning of the two ends of the scale on which options and ideals are placed."""

    zero: str
    one: str


@dataclass(frozen=True)
class Reversion:
    """What happens if nothing is agreed.

    Attributes
    ----------
    type : {"continues", "lapses", "provisional", "none_adopted", "deferred"}
        Whether an earlier commitment goes on, a mandate with an end date dies, last year's
        figures go on, there is simply no text, or the choice moves to a later meeting.
    outcome : Outcome
        That state of affairs; its position is None when it is not a point on the scale.
    strong : str
        Who is strong under this reversion, in words.
    """

    type: ReversionType
    outcome: Outcome
    strong: str = ""

    def __post_init__(self) -> None:
        if self.type not in REVERSION_TYPES:
            raise InvalidInput(
                f"reversion type: expected one of {', '.join(REVERSION_TYPES)}, got {self.type!r}"
            )


@dataclass(frozen=True)
class Stance:
    """What is known of one player on this question.

    Attributes
    ----------
    player : str
    preference : Preference or None
        None: no coded position, assumed not to object.
    stand_alone_cost : number
        What objecting costs the player, in the units of the preference. A player objects iff the
        reversion is worth more than the text by more than this.
    uncompensable : bool
        Whether nothing makes up for what it loses here: no payment, linkage or cost of standing
        alone ends its objection to a text that is worse for it than the reversion.
    basis : {"coded", "bloc", "aligned", "assumed"}
        Whether the preference is the player's own coding, its bloc's, that of a statement it
        aligned itself with, or missing.
    direction_source, number_source, rationale : str
        What supports the direction, where the number comes from, and why.
    """

    player: str
    preference: Preference | None
    stand_alone_cost: Number = 0
    basis: StanceBasis = "coded"
    direction_source: str = ""
    number_source: str = "judgement"
    rationale: str = ""
    uncompensable: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.uncompensable, bool):
            raise InvalidInput(
                f"uncompensable of {self.player!r}: expected true or false,"
                f" got {self.uncompensable!r:.60}"
            )
        cost = exact_number(self.stand_alone_cost, f"stand_alone_cost of {self.player!r}")
        if cost < 0:
            raise InvalidInput(
                f"stand_alone_cost of {self.player!r}: expected at least 0, got {shown(cost)}"
            )
        object.__setattr__(self, "stand_alone_cost", cost)


@dataclass(frozen=True)
class Parameter:
    """A named number of a model, with its band and what supports it."""

    name: str
    value: Number
    low: Number
    high: Number
    meaning: str = ""
    basis: str = "judgement"

    def __post_init__(self) -> None:
        for name in ("value", "low", "high"):
            number = exact_number(getattr(self, name), f"parameter {self.name!r}: {name}")
            object.__setattr__(self, name, number)
        if not self.low <= self.value <= self.high:
            raise InvalidInput(
                f"parameter {self.name!r}: expected low <= value <= high, got"
                f" {shown(self.low)}, {shown(self.value)}, {shown(self.high)}"
            )


@dataclass(frozen=True)
class Chair:
    """What the chair may do alone, and who may strengthen or press it.

    Attributes
    ----------
    player : str
        The chair.
    upholding, accommodating : str
        What full upholding and full accommodation are, in words.
    backers : pair of str
        The two who may back the chair.
    most_support : number
        The largest support per backer that is looked at; positive.
    """

    player: str
    upholding: str
    accommodating: str
    backers: tuple[str, ...]
    most_support: Number = 1

    def __post_init__(self) -> None:
        if len(self.backers) != 2 or len(set(self.backers)) != 2:
            raise InvalidInput(
                f"chair: backers: the model knows two different ones, got {list(self.backers)}"
            )
        most = exact_number(self.most_support, "chair: most_support")
        if not most > 0:
            raise InvalidInput(f"chair: most_support: expected more than 0, got {shown(most)}")
        object.__setattr__(self, "most_support", most)


@dataclass(frozen=True)
class Scenario:
    """A question on the table: who decides, what is proposed, and what happens otherwise.

    Attributes
    ----------
    id, title, question, date : str
    rule : Rule
        Over all players.
    proposer : str
        A player, or a name for whoever tabled the text (``"chair"``).
    options : tuple of Outcome
        The texts; the first is the one that was tabled.
    reversion : Reversion
    workaround : tuple of str
        What can be done without consensus.
    stances : mapping player -> Stance
        One for every player.
    parameters : mapping name -> Parameter
    chair : Chair or None
        None when the scenario asks nothing about a chair. Otherwise the parameters ``lean``,
        ``pressure`` and ``synergy`` have to be there, ``curvature`` may be, and no others.
    inquiries : tuple of Inquiry
        Further questions, each asked of one of the models, with parameters of its own.
    statements, sources, names, blocs, scale
        What is said about the situation, by whom; names for display; disjoint groups of players
        who usually act as one, by name; the scale's two ends.
    """

    id: str
    title: str
    question: str
    rule: Rule
    proposer: str
    options: tuple[Outcome, ...]
    reversion: Reversion
    stances: Mapping[str, Stance]
    date: str = ""
    workaround: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    chair: Chair | None = None
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    blocs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scale: Scale | None = None
    inquiries: tuple[Inquiry, ...] = ()

    def __post_init__(self) -> None:
        known = set(self.rule.players)
        for player in self.stances:
            if player not in known:
                raise InvalidInput(f"stances: {player!r} is not a player of the rule")
        for player in self.rule.players:
            if player not in self.stances:
                raise InvalidInput(f"stances: none for the player {player!r}")
        self._check_outcomes()
        grouped: set[str] = set()
        for bloc, members in self.blocs.items():
            for player in members:
                if player not in known:
                    raise InvalidInput(f"blocs: {player!r} is not a player of the rule")
                if player in grouped:
                    raise InvalidInput(f"blocs: {player!r} is twice in a bloc, last in {bloc!r}")
                grouped.add(player)
        for name in self.names:
            if name not in known and name not in self.blocs and name != self.proposer:
                raise InvalidInput(f"names: {name!r} is neither a player nor a bloc")
        repeated = [s.id for i, s in enumerate(self.sources) if s.id in _ids(self.sources[:i])]
        if repeated:
            raise InvalidInput(f"sources: two are called {repeated[0]!r}")
        asked = [inquiry.name for inquiry in self.inquiries]
        for i, name in enumerate(asked):
            if name in asked[:i]:
                raise InvalidInput(f"inquiries: two are called {name!r}")
        if self.chair is not None:
            self._check_chair(self.chair, known)
        for name in ("stances", "parameters", "names", "blocs"):
            object.__setattr__(self, name, immutabledict(getattr(self, name)))

    def _check_outcomes(self) -> None:
        if not self.options:
            raise InvalidInput("options: a scenario needs at least one text")
        names = [option.name for option in self.options] + [self.reversion.outcome.name]
        for i, name in enumerate(names):
            if name in names[:i]:
                raise InvalidInput(f"options: two outcomes are called {name!r}")
        for player, stance in self.stances.items():
            if stance.preference is None:
                continue
            for name in stance.preference.named:
                if name not in names:
                    raise InvalidInput(f"stance of {player!r}: no outcome is called {name!r}")
            for option in self.options:
                try:
                    stance.preference.gain(option, self.reversion.outcome)
                except InvalidInput as problem:
                    raise InvalidInput(f"stance of {player!r}: {problem}") from None

    def _check_chair(self, chair: Chair, known: set[str]) -> None:
        if chair.player not in known:
            raise InvalidInput(f"chair: {chair.player!r} is not a player of the rule")
        for name in CHAIR_PARAMETERS:
            if name not in self.parameters and name != "curvature":
                raise InvalidInput(f"parameters: the chair's model needs {name!r}")
        for name in self.parameters:
            if name not in CHAIR_PARAMETERS:
                raise InvalidInput(f"parameters: the chair's model reads no {name!r}")
        if self.parameters["synergy"].low < 0:
            low = shown(self.parameters["synergy"].low)
            raise InvalidInput(f"parameters: synergy: expected at least 0, got {low}")
        if "curvature" in self.parameters and not self.parameters["curvature"].low > 0:
            low = shown(self.parameters["curvature"].low)
            raise InvalidInput(f"parameters: curvature: expected more than 0, got {low}")

    @property
    def players(self) -> tuple[str, ...]:
        """Everyone with a ballot."""
        return self.rule.players

    def option(self, name: str | None = None) -> Outcome:
        """The option of this name; the tabled one when left out."""
        if name is None:
            return self.options[0]
        for option in self.options:
            if option.name == name:
                return option
        known = ", ".join(repr(option.name) for option in self.options)
        raise InvalidInput(f"option: {name!r} is not among {known}")

    def inquiry(self, name: str) -> Inquiry:
        """The inquiry of this name."""
        for inquiry in self.inquiries:
            if inquiry.name == name:
                return inquiry
        known = ", ".join(repr(inquiry.name) for inquiry in self.inquiries) or "none"
        raise InvalidInput(f"inquiry: {name!r} is not among {known}")

    def name_of(self, player: str) -> str:
        """The player's name for display."""
        return self.names.get(player, player)


def _ids(sources: tuple[Source, ...]) -> set[str]:
    return {source.id for source in sources}
