"""What goes into a site: answers, comparisons, studies and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...errors import InvalidInput
from ..answers import Answer
from .comparing import comparison
from .parts import Picture, SideBySide, Study, Table

__all__ = ["Contents", "all_different"]

MOST_FEATURED = 4


@dataclass(frozen=True)
class Contents:
    """Everything that goes into a site.

    Attributes
    ----------
    answers : tuple of Answer
        One page each.
    version : str
    comparisons : tuple of SideBySide, or None
        Which situations are put side by side; those with a situation that is not among the
        answers are left out. None: all of them when there are two to four.
    featured : tuple of identifiers, or None
        Which are told in short on the overview. None: all when there are at most four.
    studies : tuple of Study
    data : tuple of Table
        One page and one CSV file each.
    picture : Picture or None
        On top of the overview; the first featured chair's when left out.
    """

    answers: tuple[Answer, ...]
    version: str
    comparisons: tuple[SideBySide, ...] | None = None
    featured: tuple[str, ...] | None = None
    studies: tuple[Study, ...] = ()
    data: tuple[Table, ...] = ()
    picture: Picture | None = None

    def __post_init__(self) -> None:
        for field in ("answers", "studies", "data"):
            object.__setattr__(self, field, tuple(getattr(self, field)))
        all_different("scenarios", (a.scenario.id for a in self.answers))
        all_different("studies", (s.id for s in self.studies))
        all_different("data", (t.name for t in self.data))
        if any(t.name in ("index", "situations") for t in self.data):
            raise InvalidInput("data: no table may be called 'index' or 'situations'")

    @property
    def by_id(self) -> Mapping[str, Answer]:
        """The answers by the identifier of their scenario."""
        return {answer.scenario.id: answer for answer in self.answers}

    def chosen(self) -> list[Answer]:
        """The answers that the overview tells in short."""
        if self.featured is not None:
            return [self.by_id[name] for name in self.featured if name in self.by_id]
        return list(self.answers) if len(self.answers) <= MOST_FEATURED else []

    def compared(self, pictures: Mapping[str, Picture]) -> list[Study]:
        """The comparisons whose situations are all there."""
        wanted = self.comparisons
        if wanted is None:
            few = 2 <= len(self.answers) <= MOST_FEATURED
            wanted = (SideBySide(tuple(self.by_id)),) if few else ()
        known = self.by_id
        return [
            comparison(
                [known[name] for name in each.scenarios],
                title=each.title,
                question=each.question,
                pictures=pictures,
            )
            for each in wanted
            if all(name in known for name in each.scenarios)
        ]


def all_different(what: str, names: Iterable[str]) -> None:
    """Refuse names of which two are the same."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InvalidInput(f"{what}: two have the identifier {name!r}")
        seen.add(name)
