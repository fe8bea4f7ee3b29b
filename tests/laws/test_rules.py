"""What holds for every rule, by listing all ballots of few players."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import rules
from consensus.errors import NotApplicable
from consensus.rules import BALLOTS, Quota, Rule
from generators.rules import any_rule

REVERSED = {"assent": "object", "abstain": "abstain", "object": "assent"}


def all_ballots(players):
    for cast in product(BALLOTS, repeat=len(players)):
        yield dict(zip(players, cast, strict=True))


def coalitions(players):
    for size in range(len(players) + 1):
        yield from (frozenset(c) for c in combinations(players, size))


@given(any_rule())
@settings(max_examples=60)
def test_a_vetoer_is_in_every_winning_coalition(rule):
    winning = [c for c in coalitions(rule.players) if rule.wins(c)]
    in_all = {p for p in rule.players if all(p in c for c in winning)}
    assert set(rule.vetoers) == in_all


@given(any_rule())
@settings(max_examples=60)
def test_blocking_is_leaving_too_few_to_win(rule):
    everyone = frozenset(rule.players)
    for coalition in coalitions(rule.players):
        assert rule.blocks(coalition) is not rule.wins(everyone - coalition)


@given(any_rule())
@settings(max_examples=40)
def test_more_support_never_hurts(rule):
    order = ("object", "abstain", "assent")
    for ballots in all_ballots(rule.players):
        if rule.passes(ballots):
            for player in rule.players:
                for better in order[order.index(ballots[player]) + 1 :]:
                    assert rule.passes({**ballots, player: better})


@given(any_rule())
@settings(max_examples=40)
def test_nobody_decides_alone_by_the_rule(rule):
    assert rule.passes(dict.fromkeys(rule.players, "assent"))
    assert not rule.passes(dict.fromkeys(rule.players, "object"))


@given(any_rule())
@settings(max_examples=40)
def test_dual(rule):
    dual = rule.dual()
    assert dual.dual() == rule
    for ballots in all_ballots(rule.players):
        turned = {player: REVERSED[ballot] for player, ballot in ballots.items()}
        assert dual.passes(ballots) is not rule.passes(turned)


@given(any_rule(), any_rule())
@settings(max_examples=40)
def test_and_and_or_say_what_they_say(one, other):
    both, either = one & other, one | other
    assert both.players == either.players
    for ballots in all_ballots(both.players):
        first = one.passes({p: ballots[p] for p in one.players})
        second = other.passes({p: ballots[p] for p in other.players})
        assert both.passes(ballots) is (first and second)
        assert either.passes(ballots) is (first or second)


@given(any_rule(), st.data())
@settings(max_examples=40)
def test_relabelling_changes_only_labels(rule, data):
    names = data.draw(st.permutations([f"x{i}" for i in range(len(rule.players))]))
    name = dict(zip(rule.players, names, strict=True))
    renamed = rule.merge({new: [old] for old, new in name.items()})
    assert set(renamed.vetoers) == {name[p] for p in rule.vetoers}
    for ballots in all_ballots(rule.players):
        assert renamed.passes({name[p]: b for p, b in ballots.items()}) is rule.passes(ballots)


@given(any_rule(), st.data())
@settings(max_examples=40)
def test_a_bloc_casts_one_ballot_for_all(rule, data):
    size = data.draw(st.integers(1, len(rule.players)))
    members = rule.players[:size]
    merged = rule.merge({"bloc": members})
    for ballots in all_ballots(merged.players):
        apart = {p: ballots["bloc" if p in members else p] for p in rule.players}
        assert merged.passes(ballots) is rule.passes(apart)


@given(any_rule(), st.sampled_from(BALLOTS), st.data())
@settings(max_examples=60)
def test_a_meeting_is_the_rule_with_the_absent_fixed(rule, absent, data):
    present = data.draw(st.lists(st.sampled_from(rule.players), min_size=1, unique=True))
    inside = [p for p in rule.players if p in present]
    outcomes = {}
    for ballots in all_ballots(inside):
        whole = {p: ballots.get(p, absent) for p in rule.players}
        outcomes[tuple(ballots.values())] = rule.passes(whole)
    try:
        there = rules.meeting(rule, present, absent=absent)
    except NotApplicable:
        assert len(set(outcomes.values())) == 1
        return
    assert there.players == tuple(inside)
    for cast, outcome in outcomes.items():
        assert there.passes(dict(zip(inside, cast, strict=True))) is outcome


@given(any_rule())
@settings(max_examples=40)
def test_rules_are_data(rule):
    again = Rule(tuple(reversed(rule.players)), rule.structure)
    assert again == rule
    assert hash(again) == hash(rule)
    assert all(isinstance(quota, Quota) and 1 <= quota.reach <= quota.size for quota in rule.quotas)
