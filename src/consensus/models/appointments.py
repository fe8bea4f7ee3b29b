"""Several posts that lapse together: which packages of appointments pass where single ones fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from math import prod
from typing import Any

from immutabledict import immutabledict

from ..errors import InvalidInput, TooLarge
from ..exact.read import Number, exact_number
from ..rules.rule import Rule, read_mapping, read_players
from ..solutions.declared import traceable
from ..solutions.solution import Solution, Upset

__all__ = ["Appointments", "Posts", "posts"]

_MOST_PACKAGES = 100_000


@dataclass(frozen=True, eq=False)
class Posts:
    """Posts, who may fill them, and what that is worth to each player against the lapse."""

    candidates: Mapping[str, tuple[str, ...]]
    worth: Mapping[str, Mapping[str, Mapping[str, Number]]]
    rule: Rule

    def gains(self, package: Mapping[str, str]) -> dict[str, Number]:
        """What each player gains by a package over letting all posts lapse."""
        return {
            p: sum((by_post[post][who] for post, who in package.items()), start=0)
            for p, by_post in self.worth.items()
        }

    def passes(self, package: Mapping[str, str]) -> bool:
        """Whether a package passes, the indifferent consenting."""
        return self.rule.wins({p for p, gain in self.gains(package).items() if gain >= 0})


@dataclass(frozen=True)
class Appointments(Solution):
    """The packages that fill every post and pass; `items` are mappings post -> candidate.

    Attributes
    ----------
    alone : mapping post -> tuple of str
        The candidates who would pass if each post were decided by itself.
    efficient : tuple of mappings
        The items than which no other item is at least as good for every player, better for one.
    """

    alone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    efficient: tuple[Mapping[str, str], ...] = field(default=(), repr=False)


@traceable
def posts(
    candidates: Mapping[str, Iterable[str]],
    values: Mapping[str, Mapping[str, Mapping[str, object]]],
    rule: Rule,
    *,
    lapse: Mapping[str, Mapping[str, object]] | None = None,
) -> Appointments:
    """Which packages of appointments pass when posts left open fall vacant together.

    Cost: packages × players, at most 100,000 packages; and packages × efficient packages.

    Parameters
    ----------
    candidates : mapping post -> candidates
    values : mapping player -> mapping post -> mapping candidate -> number
        What each appointment is worth to each player of the rule; 0 for what is left out.
    rule : Rule
    lapse : mapping player -> mapping post -> number, optional
        What a vacant post is worth; 0 for what is left out.

    Returns
    -------
    Appointments
        `.why(package)` names those who prefer the lapse.

    Examples
    --------
    >>> from consensus import rules
    >>> values = {"east": {"head": {"x": 2}, "deputy": {"y": -1}},
    ...           "west": {"head": {"x": -1}, "deputy": {"y": 2}}}
    >>> answer = posts({"head": ["x"], "deputy": ["y"]}, values, rules.by_consensus(values))
    >>> dict(answer.alone), [dict(package) for package in answer.items]
    ({'head': (), 'deputy': ()}, [{'head': 'x', 'deputy': 'y'}])
    """
    game = _read(candidates, values, rule, {} if lapse is None else lapse)
    size = prod(len(who) for who in game.candidates.values())
    if size > _MOST_PACKAGES:
        raise TooLarge(
            "packages of appointments", size, _MOST_PACKAGES, "shorten the lists of candidates",
            unit="packages",
        )  # fmt: skip
    items = tuple(package for package in _packages(game) if game.passes(package))
    alone = {
        post: tuple(c for c in who if game.passes({post: c}))
        for post, who in game.candidates.items()
    }
    return Appointments(
        "posts",
        game,
        items,
        alone=immutabledict(alone),
        efficient=_efficient(game, items),
        check=partial(_why, game),
    )


def _packages(game: Posts) -> Iterator[Mapping[str, str]]:
    for chosen in product(*game.candidates.values()):
        yield immutabledict(dict(zip(game.candidates, chosen, strict=True)))


def _efficient(game: Posts, items: tuple[Mapping[str, str], ...]) -> tuple[Any, ...]:
    """Those that no other passing package dominates; whoever is, is by one of these."""
    kept: list[tuple[Mapping[str, str], Any]] = []
    for package in items:
        mine = game.gains(package)
        if any(_dominates(other, mine) for _, other in kept):
            continue
        kept = [(one, gains) for one, gains in kept if not _dominates(mine, gains)]
        kept.append((package, mine))
    return tuple(package for package, _ in kept)


def _dominates(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one[p] >= other[p] for p in one) and any(one[p] > other[p] for p in one)


def _why(game: Posts, package: Any) -> Upset | None:
    if not isinstance(package, Mapping):
        raise InvalidInput(f"candidate: expected a mapping post -> candidate, got {package!r}")
    for post, who in package.items():
        if post not in game.candidates or who not in game.candidates[post]:
            raise InvalidInput(f"candidate[{post!r}]: {who!r} is not a candidate")
    losing = {p: -gain for p, gain in game.gains(package).items() if gain < 0}
    if game.passes(package):
        return None
    return Upset(frozenset(losing), "object", losing, "they prefer the lapse")


def _read(candidates: Any, values: Any, rule: Rule, lapse: Any) -> Posts:
    if not isinstance(rule, Rule):
        raise InvalidInput(f"rule: expected a Rule, got {rule!r:.80}")
    read_mapping(candidates, "candidates", "post -> candidates")
    read_mapping(lapse, "lapse", "player -> post -> number")
    read_mapping(values, "values", "player -> post -> candidate -> number")
    listed = {
        post: read_players(tuple(who), f"candidates[{post!r}]") for post, who in candidates.items()
    }
    read_players(listed, "candidates")
    worth: dict[str, dict[str, dict[str, Number]]] = {}
    for player in rule.players:
        given, vacant = values.get(player, {}), lapse.get(player, {})
        read_mapping(given, f"values[{player!r}]", "post -> candidate -> number")
        read_mapping(vacant, f"lapse[{player!r}]", "post -> number")
        for post in (*given, *vacant):
            if post not in listed:
                raise InvalidInput(f"values[{player!r}]: {post!r} is not a post")
        worth[player] = {}
        for post, who in listed.items():
            where = f"values[{player!r}][{post!r}]"
            at = read_mapping(given.get(post, {}), where, "candidate -> number")
            for name in at:
                if name not in who:
                    raise InvalidInput(f"{where}: {name!r} is not a candidate")
            empty = exact_number(vacant.get(post, 0), f"lapse[{player!r}][{post!r}]")
            worth[player][post] = {
                c: exact_number(at.get(c, 0), f"{where}[{c!r}]") - empty for c in who
            }
    for player in (*values, *lapse):
        if player not in worth:
            raise InvalidInput(f"values: {player!r} is not a player of the rule")
    return Posts(listed, worth, rule)
