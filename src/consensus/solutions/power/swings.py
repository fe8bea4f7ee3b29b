"""Measures that count swings: the ballots of the others that leave the outcome to a player."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ...exact.read import Exact, tidy
from ...rules.asked import about_rule
from ...rules.chances import chance_of_passing
from ...rules.counting import count_passing, count_swings
from ...rules.rule import Rule
from ..declared import untraceable
from ..solution import Values
from .amount import Amount
from .quadrature import at_half, bounded, read_tolerance, two_ballots_only, within
from .sampling import asks_samples, sample_swings

__all__ = [
    "banzhaf",
    "chow",
    "coleman_act",
    "coleman_initiate",
    "coleman_prevent",
    "penrose",
    "rae",
]

COUNTS = "it counts the ballots of a rule, whose weights are whole numbers"


@untraceable(COUNTS)
@about_rule
def penrose(
    rule: Rule,
    *,
    tolerance: object = 0,
    abstention: bool = False,
    samples: int | None = None,
    random: np.random.Generator | None = None,
    confidence: object = "0.99",
) -> Values:
    """The chance that a player's ballot decides, the others voting at random and independently.

    With two ballots: the share of the 2ⁿ⁻¹ ballots of the others (assent or object) with which
    the rule passes if the player assents and fails if the player objects. With abstention: the
    chance that it passes when the player assents minus the chance that it passes when the player
    objects, the others uniform on three ballots. Cost: one backward and one forward pass over
    the rule's automaton, or over its totals.

    Parameters
    ----------
    rule : Rule
    tolerance : number
        0 for exact values; otherwise doubles whose error is proved to be at most this.
    abstention : bool
        Whether players may abstain.
    samples, random, confidence : int, numpy.random.Generator, number
        For rules that cannot be counted: so many random ballots, and with which probability the
        stated error shall hold for all players.

    Returns
    -------
    Values
        Exact, each from 0 to 1; with a tolerance, bounded; with samples, sampled.

    Raises
    ------
    TooLarge
        If the rule has too many states; the message says what to use instead.
    NotApplicable
        If no proof in doubles reaches the tolerance.

    References
    ----------
    L. S. Penrose, "The elementary statistics of majority voting", Journal of the Royal
    Statistical Society 109 (1946), 53-57; D. S. Felsenthal and M. Machover, The Measurement of
    Voting Power (1998), def. 3.2.2 and, for abstention, section 8.3.

    Examples
    --------
    >>> from consensus import rules
    >>> v = penrose(rules.by_weight({"a": 3, "b": 2, "c": 1}, 4))
    >>> v["a"], v["b"], v["c"]
    (Fraction(3, 4), Fraction(1, 4), Fraction(1, 4))
    """
    accepted = read_tolerance(tolerance)
    if asks_samples(samples, random, accepted):
        return sample_swings(rule, samples, random, confidence, abstention=abstention)
    if accepted:
        return bounded("penrose", rule, *at_half(rule, abstention=abstention), accepted)
    swings = _swings(rule, abstention)
    ways = (3 if abstention else 2) ** (len(rule.players) - 1)
    return Values("penrose", rule, {p: _share(s, ways) for p, s in swings.items()})


@untraceable(COUNTS)
@about_rule
def banzhaf(rule: Rule, *, tolerance: object = 0, abstention: bool = False) -> Values:
    """The Penrose measure divided by its sum over the players.

    Cost and parameters: as `penrose`.

    References
    ----------
    J. F. Banzhaf, "Weighted voting doesn't work: a mathematical analysis", Rutgers Law Review 19
    (1965), 317-343.

    Examples
    --------
    >>> from consensus import rules
    >>> v = banzhaf(rules.by_weight({"a": 3, "b": 2, "c": 1}, 4))
    >>> v["a"], v["b"], v["c"]
    (Fraction(3, 5), Fraction(1, 5), Fraction(1, 5))
    """
    accepted = read_tolerance(tolerance)
    if accepted:
        of, error = at_half(rule, abstention=abstention)
        return bounded("banzhaf", rule, *_shared(of, error), accepted)
    swings = _swings(rule, abstention)
    total = sum(swings.values())
    return Values("banzhaf", rule, {p: _share(s, total) for p, s in swings.items()})


@untraceable(COUNTS)
@about_rule
def coleman_prevent(rule: Rule, *, tolerance: object = 0, abstention: bool = False) -> Values:
    """The power to prevent action: of the winning coalitions, the share a player can undo.

    Cost and parameters: as `penrose`, but for two ballots only; abstention is refused.

    References
    ----------
    J. S. Coleman, "Control of collectivities and the power of a collectivity to act", in
    B. Lieberman (ed.), Social Choice (1971), 269-300.

    Examples
    --------
    >>> from consensus import rules
    >>> coleman_prevent(rules.by_consensus(["a", "b"]))["a"]
    1
    """
    two_ballots_only("coleman_prevent", abstention)
    accepted = read_tolerance(tolerance)
    if accepted:
        return _per(rule, "coleman_prevent", accepted)
    counted = count_swings(rule)
    winning = counted.passing[0]
    return Values(
        "coleman_prevent", rule, {p: _share(counted.of[p][0], winning) for p in rule.players}
    )


@untraceable(COUNTS)
@about_rule
def coleman_initiate(rule: Rule, *, tolerance: object = 0, abstention: bool = False) -> Values:
    """The power to initiate action: of the losing coalitions, the share a player can turn.

    Cost, parameters and reference: as `coleman_prevent`.

    Examples
    --------
    >>> from consensus import rules
    >>> coleman_initiate(rules.by_consensus(["a", "b"]))["a"]
    Fraction(1, 3)
    """
    two_ballots_only("coleman_initiate", abstention)
    accepted = read_tolerance(tolerance)
    if accepted:
        return _per(rule, "coleman_initiate", accepted)
    counted = count_swings(rule)
    losing = 2 ** len(rule.players) - counted.passing[0]
    return Values(
        "coleman_initiate", rule, {p: _share(counted.of[p][0], losing) for p in rule.players}
    )


@untraceable(COUNTS)
@about_rule
def coleman_act(rule: Rule, *, tolerance: object = 0, abstention: bool = False) -> Amount:
    """The power of the collectivity to act: the share of all ballots that pass.

    Cost: one backward pass over the rule's automaton. Reference: as `coleman_prevent`.

    Returns
    -------
    Amount
        Its ``value`` is the exact share; with a tolerance, a double within ``error``.

    Examples
    --------
    >>> from consensus import rules
    >>> council = rules.by_consensus(["a", "b", "c"])
    >>> coleman_act(council).value, coleman_act(council, abstention=True).value
    (Fraction(1, 8), Fraction(8, 27))
    """
    accepted = read_tolerance(tolerance)
    if accepted:
        chance, error = chance_of_passing(rule, abstention=abstention)
        within("coleman_act", error, accepted)
        return Amount("coleman_act", rule, (chance,), exact=False, error=error)
    ways = (3 if abstention else 2) ** len(rule.players)
    value = _share(count_passing(rule, abstention=abstention), ways)
    return Amount("coleman_act", rule, (value,))


@untraceable(COUNTS)
@about_rule
def rae(rule: Rule, *, tolerance: object = 0) -> Values:
    """The chance that the outcome goes a player's way: they assent and it passes, or neither.

    All players vote at random on two ballots. It is (1 + `penrose`) / 2. Cost and parameters: as
    `penrose`.

    References
    ----------
    D. W. Rae, "Decision-rules and individual values in constitutional choice", American Political
    Science Review 63 (1969), 40-56; P. Dubey and L. S. Shapley, "Mathematical properties of the
    Banzhaf power index", Mathematics of Operations Research 4 (1979), 99-131, p. 124.

    Examples
    --------
    >>> from consensus import rules
    >>> rae(rules.by_consensus(["a", "b"]))["a"]
    Fraction(3, 4)
    """
    accepted = read_tolerance(tolerance)
    if accepted:
        of, error = at_half(rule, abstention=False)
        halves = {player: (1 + chance) / 2 for player, chance in of.items()}
        return bounded("rae", rule, halves, error + 2.0**-53, accepted)
    swings = _swings(rule, False)
    ways = 2 ** len(rule.players)
    return Values("rae", rule, {p: _share(ways // 2 + s, ways) for p, s in swings.items()})


@untraceable(COUNTS)
@about_rule
def chow(rule: Rule) -> Values:
    """The Chow parameters: in how many winning coalitions each player is.

    The number of all winning coalitions is in ``evidence["winning"]``. Together they tell a
    weighted rule from every other rule. Cost: as `penrose`.

    References
    ----------
    C. K. Chow, "On the characterization of threshold functions", Proceedings of the Symposium on
    Switching Circuit Theory and Logical Design (1961), 34-38.

    Examples
    --------
    >>> from consensus import rules
    >>> v = chow(rules.by_weight({"a": 3, "b": 2, "c": 1}, 4))
    >>> v["a"], v["b"], v["c"], v.evidence["winning"]
    (3, 2, 2, 3)
    """
    counted = count_swings(rule)
    winning = counted.passing[0]
    # Those with the player less those without are the swings.
    values = {player: (winning + counted.of[player][0]) // 2 for player in rule.players}
    return Values("chow", rule, values, evidence={"winning": winning})


def _swings(rule: Rule, abstention: bool) -> dict[str, int]:
    counted = count_swings(rule, abstention=abstention)
    return {player: counted.of[player][0] for player in rule.players}


def _shared(of: dict[str, float], error: float) -> tuple[dict[str, float], float]:
    """Numbers divided by their sum, and a bound on the error of the quotients."""
    n, total = len(of), sum(of.values())
    off = n * (error + total * 2.0**-53)
    if off >= total:
        return of, float("inf")
    largest = max(of.values()) / total
    return {p: x / total for p, x in of.items()}, (error + largest * off) / (total - off) + 2.0**-52


def _per(rule: Rule, concept: str, accepted: Exact) -> Values:
    """Coleman's measures in doubles: the chance to decide against the chance to pass or fail."""
    of, error = at_half(rule, abstention=False)
    passing, off = chance_of_passing(rule, abstention=False)
    whole = 2 * (passing if concept == "coleman_prevent" else 1 - passing)
    off = 2 * off + 2.0**-52
    if off >= whole:
        return bounded(concept, rule, of, float("inf"), accepted)
    shares = {player: chance / whole for player, chance in of.items()}
    largest = max(shares.values())
    bound = (error + largest * off) / (whole - off) + 2.0**-52
    return bounded(concept, rule, shares, bound, accepted)


def _share(part: int, whole: int) -> Exact:
    return tidy(Fraction(part, whole))
