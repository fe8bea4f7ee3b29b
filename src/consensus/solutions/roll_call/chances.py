"""Mixed ballots: the chance of adoption, and whether somebody gains by casting another ballot."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ...errors import InvalidInput
from ...exact.read import rational
from ...exact.roots import Root
from ...games.roll_call import RollCall
from ...rules.rule import Ballot
from ..solution import Upset
from .families import adds
from .totals import Vector

__all__ = ["adoption_chance", "mixed_upset", "read_chances"]

_SLACK = Fraction(1, 2**40)


def read_chances(game: RollCall, profile: Any) -> dict[str, dict[Ballot, Fraction]]:
    """For every player a chance for each ballot; a ballot alone is certain.

    Algebraic numbers and floats are taken at fractions that are very near.
    """
    if not isinstance(profile, Mapping) or set(profile) != set(game.players):
        raise InvalidInput(f"profile: expected a mapping over all players, got {profile!r}")
    read: dict[str, dict[Ballot, Fraction]] = {}
    for player in game.players:
        mix = profile[player]
        if isinstance(mix, str):
            mix = {mix: 1}
        if not isinstance(mix, Mapping):
            raise InvalidInput(f"profile[{player!r}]: expected ballots with chances, got {mix!r}")
        for ballot in mix:
            if ballot not in game.payments[player]:
                raise InvalidInput(f"profile[{player!r}]: {ballot!r} may not be cast")
        chances = {b: _near(p, f"profile[{player!r}][{b!r}]") for b, p in mix.items()}
        total = sum(chances.values())
        if not -_SLACK <= total - 1 <= _SLACK or any(p < 0 for p in chances.values()):
            raise InvalidInput(f"profile[{player!r}]: chances sum to 1, got {float(total)}")
        read[player] = chances
    return read


def _near(value: Any, where: str) -> Fraction:
    if isinstance(value, Root):
        low, high = value.enclosure(Fraction(1, 2**80))
        return (low + high) / 2
    return Fraction(rational(value, where))


def adoption_chance(game: RollCall, profile: Any) -> float:
    """The chance that the proposal passes when all mix independently."""
    chances = read_chances(game, profile)
    spread = _totals(game, chances, list(game.players))
    return float(sum(p for totals, p in spread.items() if game.rule.decides(totals)))


def mixed_upset(game: RollCall, profile: Any) -> Upset | None:
    """The player who gains most by another ballot when all mix independently, or None.

    Exact chances are judged exactly. Where a chance is a float or a root, gains too small to be
    told from its rounding are let pass, in proportion to the payoffs.
    """
    chances = read_chances(game, profile)
    vectors = adds(game)
    best: Upset | None = None
    slack = _SLACK * _span(game) if _rounded(profile) else Fraction(0)
    for player in _different(game, chances):
        others = [p for p in game.players if p != player]
        spread = _totals(game, chances, others)
        worths = {}
        for ballot in game.payments[player]:
            own = vectors[player][ballot]
            passes: Any = sum(
                p
                for totals, p in spread.items()
                if game.rule.decides([t + o for t, o in zip(totals, own, strict=True)])
            )
            worths[ballot] = game.payments[player][ballot] + game.adopt[player] * passes
        now: Any = sum(worths[b] * p for b, p in chances[player].items())
        for ballot, worth in worths.items():
            gain = worth - now
            if gain > slack and (best is None or gain > best.gain):
                best = Upset(player, ballot, gain)
    return best


def _rounded(profile: Mapping[str, Any]) -> bool:
    mixes = [mix for mix in profile.values() if isinstance(mix, Mapping)]
    return any(isinstance(p, (float, Root)) for mix in mixes for p in mix.values())


def _span(game: RollCall) -> Any:
    paid: list[Any] = [v for free in game.payments.values() for v in free.values()]
    stakes: list[Any] = list(game.adopt.values())
    return max(map(abs, stakes)) + max(map(abs, paid), default=0)


def _different(game: RollCall, chances: Mapping[str, Mapping[Ballot, Fraction]]) -> list[str]:
    """One player of each kind: the same chances, weights, stake and payments."""
    vectors = adds(game)
    kinds: list[Any] = []
    chosen = []
    for player in game.players:
        kind = (chances[player], vectors[player], game.adopt[player], game.payments[player])
        if kind not in kinds:
            kinds.append(kind)
            chosen.append(player)
    return chosen


def _totals(
    game: RollCall, chances: Mapping[str, Mapping[Ballot, Fraction]], players: list[str]
) -> dict[Vector, Fraction]:
    """The distribution of the totals of the quotas."""
    vectors = adds(game)
    spread: dict[Vector, Fraction] = {(0,) * len(game.rule.quotas): Fraction(1)}
    for player in players:
        longer: dict[Vector, Fraction] = {}
        for totals, p in spread.items():
            for ballot, q in chances[player].items():
                if q:
                    new = tuple(t + v for t, v in zip(totals, vectors[player][ballot], strict=True))
                    longer[new] = longer.get(new, Fraction(0)) + p * q
        spread = longer
    return spread
