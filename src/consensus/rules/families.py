"""The families of rules that people name: consensus, unanimity, majorities, weights, coalitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil, lcm

from ..errors import InvalidInput
from ..exact.read import natural, rational
from .rule import Part, Quota, Rule, join, read_members, read_players

__all__ = [
    "by_all_but",
    "by_consensus",
    "by_majority",
    "by_minimal_winning",
    "by_more_for_than_against",
    "by_unanimity",
    "by_weight",
]


def by_consensus(players: Iterable[str], excluding: Iterable[str] = ()) -> Rule:
    """Consensus: the decision passes unless somebody objects; nobody has to say yes.

    Parameters
    ----------
    players : iterable of str
    excluding : iterable of str
        States concerned whose objection does not count ("consensus minus one", Prague 1992).
        They are dummies; all others keep their veto. `by_all_but` is a different rule.

    Returns
    -------
    Rule

    Raises
    ------
    InvalidInput
        If nobody is left whose objection counts, or an excluded State is not a player.

    References
    ----------
    OSCE, Rules of Procedure, MC.DOC/1/06, 1 November 2006, II(A); CSCE, Prague Document on
    Further Development of CSCE Institutions and Structures, 30-31 January 1992, para. 16.

    Examples
    --------
    >>> rule = by_consensus(["a", "b", "c"], excluding=["c"])
    >>> rule.passes({"a": "abstain", "b": "abstain", "c": "object"}), rule.vetoers
    (True, ('a', 'b'))
    """
    everyone = read_players(players)
    outside = set(read_members(excluding, everyone, "excluding"))
    counted = [player for player in everyone if player not in outside]
    if not counted:
        raise InvalidInput("excluding: nobody is left whose objection would count")
    weights = dict.fromkeys(counted, (1, 1))
    return Rule(everyone, Quota.of(weights, len(counted), where="consensus"))


def by_unanimity(players: Iterable[str]) -> Rule:
    """Unanimity: everyone has to assent; an abstention blocks as an objection does.

    Examples
    --------
    >>> by_unanimity(["a", "b"]).passes({"a": "assent", "b": "abstain"})
    False
    """
    everyone = read_players(players)
    return Rule(
        everyone, Quota.of(dict.fromkeys(everyone, (1, 0)), len(everyone), where="unanimity")
    )


def by_all_but(players: Iterable[str], k: int = 1) -> Rule:
    """Any k objections are ignored, whoever makes them: nobody has a veto.

    Parameters
    ----------
    players : iterable of str
    k : int
        How many objections are ignored, 0 <= k < the number of players.

    References
    ----------
    OSCE Parliamentary Assembly, Rules of Procedure: its Standing Committee decides so, k = 1.

    Examples
    --------
    >>> rule = by_all_but(["a", "b", "c"])
    >>> rule.vetoers, rule.blocks({"a", "b"})
    ((), True)
    """
    everyone = read_players(players)
    ignored = natural(k, "k")
    if ignored >= len(everyone):
        raise InvalidInput(
            f"k: ignoring {ignored} objections of {len(everyone)} players would pass anything"
        )
    weights = dict.fromkeys(everyone, (1, 1))
    return Rule(everyone, Quota.of(weights, len(everyone) - ignored, where="all but k"))


def by_majority(players: Iterable[str], needed: int | None = None) -> Rule:
    """A number of assents, counted over all members; abstaining counts as not assenting.

    Parameters
    ----------
    players : iterable of str
    needed : int, optional
        The number of assents; ⌊n/2⌋ + 1 when left out.

    Examples
    --------
    >>> by_majority(["a", "b", "c", "d", "e"]).wins({"a", "b", "c"})
    True
    """
    everyone = read_players(players)
    assents = len(everyone) // 2 + 1 if needed is None else natural(needed, "needed")
    return Rule(everyone, Quota.of(dict.fromkeys(everyone, (1, 0)), assents, where="needed"))


def by_more_for_than_against(players: Iterable[str]) -> Rule:
    """More assents than objections, whatever the number of abstentions.

    Examples
    --------
    >>> rule = by_more_for_than_against(["a", "b", "c"])
    >>> rule.passes({"a": "assent", "b": "abstain", "c": "abstain"})
    True
    """
    everyone = read_players(players)
    quota = Quota.of(dict.fromkeys(everyone, (2, 1)), len(everyone) + 1, where="more for")
    return Rule(everyone, quota)


def by_weight(weights: Mapping[str, object], quota: object, veto: Iterable[str] = ()) -> Rule:
    """Weighted voting: the weights of those who assent reach the quota; abstaining adds nothing.

    Parameters
    ----------
    weights : mapping player -> number
        Not negative. Fractions, decimals and texts are exact; a float is taken at its exact
        binary value. Weights that are not whole are scaled to whole ones together with the quota.
    quota : number
        0 < quota <= the sum of the weights.
    veto : iterable of str
        Players who besides must not object.

    Raises
    ------
    InvalidInput
        For a negative or non-finite weight, or a quota outside its range.

    Examples
    --------
    >>> rule = by_weight({"a": 4, "b": 2, "c": 1}, 5)
    >>> rule.wins({"a", "c"}), rule.wins({"b", "c"})
    (True, False)
    >>> by_weight({"a": "0.4", "b": "0.6"}, "0.6").vetoers
    ('b',)
    """
    if not isinstance(weights, Mapping):
        raise InvalidInput(f"weights: expected a mapping player -> number, got {weights!r}")
    everyone = read_players(weights, "weights")
    read = {p: Fraction(rational(w, f"weights[{p!r}]")) for p, w in weights.items()}
    for player, weight in read.items():
        if weight < 0:
            raise InvalidInput(
                f"weights[{player!r}]: expected a weight of at least 0, got {weight}"
            )
    needed = Fraction(rational(quota, "quota"))
    if needed <= 0:
        raise InvalidInput(f"quota: a quota of {needed} is reached even when everyone objects")
    scale = lcm(*(weight.denominator for weight in read.values()))
    whole = {player: (int(weight * scale), 0) for player, weight in read.items()}
    rule = Rule(everyone, Quota.of(whole, ceil(needed * scale), where="quota"))
    vetoers = read_members(veto, everyone, "veto")
    return rule & by_consensus(vetoers) if vetoers else rule


def by_minimal_winning(players: Iterable[str], coalitions: Iterable[Iterable[str]]) -> Rule:
    """The rule that passes when all members of one of the given coalitions assent.

    Parameters
    ----------
    players : iterable of str
    coalitions : iterable of coalitions
        At least one; none empty, none containing another.

    Raises
    ------
    InvalidInput
        If a coalition is empty, is contained in another, or names somebody unknown.

    Examples
    --------
    >>> rule = by_minimal_winning(["a", "b", "c"], [{"a", "b"}, {"a", "c"}])
    >>> rule.vetoers
    ('a',)
    """
    everyone = read_players(players)
    if isinstance(coalitions, str) or not isinstance(coalitions, Iterable):
        raise InvalidInput(f"coalitions: expected several coalitions, got {coalitions!r}")
    sets: list[frozenset[str]] = []
    for i, coalition in enumerate(coalitions):
        inside = frozenset(read_members(coalition, everyone, f"coalitions[{i}]"))
        if not inside:
            raise InvalidInput(f"coalitions[{i}]: an empty coalition would pass anything")
        sets.append(inside)
    if not sets:
        raise InvalidInput("coalitions: nobody can satisfy a rule without a winning coalition")
    for i, inside in enumerate(sets):
        for j, other in enumerate(sets):
            if i != j and inside <= other:
                raise InvalidInput(
                    f"coalitions[{j}]: not minimal, since it contains coalitions[{i}]"
                    f" = {sorted(inside)}"
                )
    parts: list[Part] = [
        Quota.of(dict.fromkeys(inside, (1, 0)), len(inside), where="coalitions") for inside in sets
    ]
    return Rule(everyone, join("or", parts))
