"""A rule as a plain sentence, and each quota under the name of its family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .rule import Part, Quota, Rule

__all__ = ["family_of", "sentence"]


def family_of(quota: Quota) -> str:
    """The family a quota belongs to, by its weights.

    One of ``"consensus"``, ``"all_but"``, ``"unanimity"``, ``"majority"``,
    ``"more_for_than_against"``, ``"weights"`` and, for any other, ``"quota"``.

    Examples
    --------
    >>> from consensus.rules import by_all_but
    >>> family_of(by_all_but(["a", "b"]).quotas[0])
    'all_but'
    """
    pairs = {(a, b) for _, a, b in quota.weights}
    n = len(quota.weights)
    if pairs == {(1, 1)}:
        return "consensus" if quota.reach == n else "all_but"
    if pairs == {(1, 0)}:
        return "unanimity" if quota.reach == n else "majority"
    if pairs == {(2, 1)} and quota.reach == n + 1:
        return "more_for_than_against"
    return "weights" if all(b == 0 for _, b in pairs) else "quota"


def sentence(rule: Rule) -> str:
    """The rule in words, for `str(rule)`; linear in the size of the rule.

    Examples
    --------
    >>> from consensus.rules import by_consensus, by_majority
    >>> print(by_majority(["a", "b", "c"], 2) & by_consensus(["a"]))
    A decision passes if at least 2 of all 3 players assent and a does not object.
    >>> print(by_consensus(["a", "b", "c"], excluding=["c"]))
    A decision passes if neither a nor b objects. The ballot of c does not count.
    """
    text = f"A decision passes if {_clause(rule.structure, rule, top=True)}."
    counted = {player for quota in rule.quotas for player in quota.by_player}
    idle = [player for player in rule.players if player not in counted]
    if len(idle) == 1:
        text += f" The ballot of {idle[0]} does not count."
    elif idle:
        text += f" The ballots of {_listed(idle)} do not count."
    return text


def _clause(part: Part, rule: Rule, *, top: bool) -> str:
    if isinstance(part, Quota):
        return _quota(part, rule)
    inner = [_clause(each, rule, top=False) for each in part.parts]
    simple = all(isinstance(each, Quota) for each in part.parts)
    if len(inner) == 2 and simple and not any("," in text or " and " in text for text in inner):
        text = f" {part.kind} ".join(inner)
    else:
        text = "; ".join(inner[:-1]) + f"; {part.kind} {inner[-1]}"
    if part.kind == "or":
        text = f"either {text}"
    return text if top else f"({text})"


def _quota(quota: Quota, rule: Rule) -> str:
    family = family_of(quota)
    players = [player for player in rule.players if player in quota.by_player]
    n, reach = len(players), quota.reach
    whole = n == len(rule.players)
    if family == "consensus":
        return _nobody(players, whole)
    if family == "all_but":
        return f"at most {n - reach} of {_crowd(players, whole)} object"
    if family == "unanimity":
        if whole:
            return "everyone assents"
        return f"{_listed(players)} assent{'s' if n == 1 else ''}"
    if family == "majority":
        return f"at least {reach} of {_crowd(players, whole)} assent{'s' if reach == 1 else ''}"
    if family == "more_for_than_against":
        return f"more of {_crowd(players, whole)} assent than object"
    if family == "weights":
        weights = {player: str(quota.by_player[player][0]) for player in players}
        return f"those who assent weigh at least {reach} of {quota.size}, with weights " + _grouped(
            weights
        )
    marks = {
        player: f"{a} for assent and {b} for abstaining"
        for player, (a, b) in ((player, quota.by_player[player]) for player in players)
    }
    return f"the ballots add up to at least {reach} of {quota.size}, counting " + _grouped(marks)


def _nobody(players: Sequence[str], whole: bool) -> str:
    if whole:
        return "nobody objects"
    if len(players) == 1:
        return f"{players[0]} does not object"
    if len(players) == 2:
        return f"neither {players[0]} nor {players[1]} objects"
    return f"none of {_listed(players)} objects"


def _crowd(players: Sequence[str], whole: bool) -> str:
    return f"all {len(players)} players" if whole else _listed(players)


def _grouped(marks: dict[str, str]) -> str:
    """``a 4, b and c 2 each``: players with the same mark stand together."""
    groups: dict[str, list[str]] = {}
    for player, mark in marks.items():
        groups.setdefault(mark, []).append(player)
    return ", ".join(
        f"{_listed(members)} {mark}{' each' if len(members) > 1 else ''}"
        for mark, members in groups.items()
    )


def _listed(names: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    names = list(names)
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + f" and {names[-1]}"
