"""An inquiry: a question about a situation, the model that answers it, and its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from immutabledict import immutabledict

from ...errors import InvalidInput
from ...exact.read import Number
from ..scenario import Parameter

__all__ = ["Detail", "Inquiry", "Model"]


class Detail(NamedTuple):
    """One thing that a model says beside its outcome: a label, and a number or a text."""

    label: str
    value: Number | str


class Model(Protocol):
    """What answers an inquiry: frozen, and callable on any values of its parameters."""

    @property
    def names(self) -> frozenset[str]:
        """The parameters it reads."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the model takes for granted, in sentences."""

    def outcome(self, **values: Any) -> str:
        """The outcome in a few words; the values may be traced numbers."""

    def details(self, **values: Any) -> tuple[Detail, ...]:
        """What else it says at these values, which are exact."""


@dataclass(frozen=True)
class Inquiry:
    """A further question about a situation.

    Attributes
    ----------
    name : str
        A short identifier.
    question : str
    kind : str
        Which kind of model is asked; one of `inquiry_kinds()`.
    model : Model
        ``model.outcome(**parameters)`` is the outcome in a few words, ``model.details(…)`` what
        else is to be said.
    parameters : mapping name -> Parameter
        Exactly those that the model reads.
    over : tuple of str
        The parameters whose thresholds are asked for.
    meaning : mapping outcome -> sentence
        What an outcome means in the situation, for those that are worded.
    claim : str
        What is claimed about it, by whom and where; empty if nothing is.

    Examples
    --------
    >>> from consensus.models import read_inquiry
    >>> asked = read_inquiry({
    ...     "name": "drill", "kind": "choice", "question": "Does it take part?", "over": ["cost"],
    ...     "player": "K", "alternatives": {"take part": "gain - cost", "withdraw": 0},
    ...     "parameters": {"gain": {"value": "0.3"}, "cost": {"value": "0.5", "high": 1}}})
    >>> asked.answer()
    'withdraw'
    """

    name: str
    question: str
    kind: str
    model: Model
    parameters: Mapping[str, Parameter]
    over: tuple[str, ...] = ()
    meaning: Mapping[str, str] = field(default_factory=dict)
    claim: str = ""

    def __post_init__(self) -> None:
        where = f"inquiry {self.name!r}"
        for name in sorted(self.model.names):
            if name not in self.parameters:
                raise InvalidInput(f"{where}: parameters: none is called {name!r}")
        for name in self.parameters:
            if name not in self.model.names:
                raise InvalidInput(f"{where}: parameters: the model reads no {name!r}")
        for name in self.over:
            if name not in self.parameters:
                raise InvalidInput(f"{where}: over: {name!r} is not one of its parameters")
            band = self.parameters[name]
            if not band.low < band.high:
                raise InvalidInput(f"{where}: over: the parameter {name!r} has no band")
        object.__setattr__(self, "parameters", immutabledict(self.parameters))
        object.__setattr__(self, "meaning", immutabledict(self.meaning))

    @property
    def values(self) -> dict[str, Number]:
        """The coded values of the parameters."""
        return {name: parameter.value for name, parameter in self.parameters.items()}

    def answer(self, **changed: Any) -> str:
        """The outcome at the coded values, or with some of them changed."""
        for name in changed:
            if name not in self.parameters:
                raise InvalidInput(f"inquiry {self.name!r}: no parameter is called {name!r}")
        return self.model.outcome(**{**self.values, **changed})

    def details(self, **changed: Any) -> tuple[Detail, ...]:
        """What else the model says at the coded values, or with some of them changed."""
        return self.model.details(**{**self.values, **changed})
