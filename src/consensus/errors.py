"""The refusals: what the library raises instead of guessing.

Every public function raises one of these four, or nothing. ``InvalidInput`` is about what was
handed in, ``NotApplicable`` about a question that the method does not answer, ``TooLarge`` about
a cost known beforehand, ``NotConverged`` about an iteration that stopped without its tolerance.
"""

from __future__ import annotations

__all__ = ["ConsensusError", "InvalidInput", "NotApplicable", "NotConverged", "TooLarge"]


class ConsensusError(Exception):
    """The common ancestor, for callers who wish to catch every refusal at once."""


class InvalidInput(ConsensusError, ValueError):
    """Something handed in is not what was asked for; the message names the place and the value.

    Examples
    --------
    >>> from consensus import rules
    >>> rules.by_consensus([])
    Traceback (most recent call last):
    ...
    consensus.errors.InvalidInput: players: a rule needs at least one player, got none
    """


class NotApplicable(ConsensusError):
    """The question lies outside what the method assumes; the message says which assumption."""


class TooLarge(ConsensusError):
    """The work would cost more than the stated limit; nothing was allocated or started.

    Parameters
    ----------
    what : str
        What was asked for.
    cost : int or float
        The cost, in `unit`.
    limit : int or float
        The largest cost that is accepted.
    instead : str
        What to use instead, as a phrase that follows "instead, ".
    unit : str
        The unit of cost and limit, for instance ``"cells"``.

    Examples
    --------
    >>> raise TooLarge("a table", 2**56, 10**8, "keep the rule", unit="cells")
    Traceback (most recent call last):
    ...
    consensus.errors.TooLarge: a table: 7.2e+16 cells, limit 1e+08; instead, keep the rule
    """

    def __init__(
        self, what: str, cost: float, limit: float, instead: str, *, unit: str = "steps"
    ) -> None:
        self.what, self.cost, self.limit, self.instead, self.unit = what, cost, limit, instead, unit
        super().__init__(
            f"{what}: {_short(cost)} {unit}, limit {_short(limit)}; instead, {instead}"
        )

    def __reduce__(self) -> tuple[object, ...]:
        return (_too_large, (self.what, self.cost, self.limit, self.instead, self.unit))


class NotConverged(ConsensusError):
    """An iteration ended before it reached its tolerance; the message gives how far it got."""


def _short(amount: float) -> str:
    if isinstance(amount, int) and abs(amount) >= 10**300:
        digits = amount.bit_length() * 30103 // 100000
        return f"about 1e+{digits}"
    if abs(amount) < 100_000:
        return f"{amount:g}"
    return f"{amount:.1e}".replace(".0e", "e")


def _too_large(what: str, cost: float, limit: float, instead: str, unit: str) -> TooLarge:
    return TooLarge(what, cost, limit, instead, unit=unit)
