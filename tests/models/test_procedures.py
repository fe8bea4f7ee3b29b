"""The models of lapsing mandates, hostages, backers, promises and silence.

Expected values are the closed forms of the case (models B2, B4, C1, C2, C3) and brute force by
the definitions.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consensus import models, rules, solutions
from consensus.errors import InvalidInput, NotApplicable, TooLarge

SMALL = st.integers(0, 4)
HALVES = st.integers(0, 6).map(lambda k: Fraction(k, 2))


# Mandates that lapse ---------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), SMALL, st.lists(HALVES, min_size=1, max_size=3), SMALL, HALVES, HALVES)
def test_the_texts_are_those_nobody_blocks(alpha, beta, lambdas, linkage, outside, alone):
    aversions = {f"s{i}": value for i, value in enumerate(lambdas)}
    answer = models.sunset(
        alpha, beta, aversions, linkage, {"s0": outside / 3}, stand_alone_cost=alone
    )
    from consensus.solutions import Polygon

    area = Polygon(answer.items)
    feasible = []
    for m, rho in product([Fraction(k, 6) for k in range(7)], repeat=2):
        agreed = beta * rho - alpha * m + linkage >= -alone and all(
            m - value * rho >= (outside / 3 if s == "s0" else 0) for s, value in aversions.items()
        )
        assert (answer.why((m, rho)) is None) == agreed
        assert ((m, rho) in area) == agreed
        if agreed:
            feasible.append((m, rho))
    if feasible:
        assert max(m for m, _ in feasible) <= answer.most_mission[0]
        assert max(rho for _, rho in feasible) <= answer.most_recognition[1]
    if any(m > 0 for m, _ in feasible):
        assert answer.possible


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 6), st.integers(1, 6), st.lists(HALVES, min_size=1, max_size=3))
def test_the_closed_forms_of_the_sunset_mandate(alpha, beta, lambdas):
    """A zone exists iff beta/alpha >= max lambda; each side's best text is in closed form."""
    greatest = max(lambdas)
    answer = models.sunset(alpha, beta, {f"s{i}": x for i, x in enumerate(lambdas)})
    assert answer.possible == (Fraction(beta, alpha) >= greatest)
    assert answer.neutral_linkage == alpha
    if answer.possible:
        share = Fraction(beta, alpha)
        assert answer.most_mission == (min(1, share), min(1, 1 / share))
        if greatest:
            assert answer.most_recognition == (min(1, greatest), min(1, 1 / Fraction(greatest)))


def test_a_state_that_nothing_compensates_leaves_neutral_texts_only():
    answer = models.sunset(2, 3, {"s": None}, linkage=1)
    assert answer.most_mission == (Fraction(1, 2), 0)
    assert answer.most_recognition[1] == 0
    assert models.sunset(2, 3, {"s": None}, linkage=2).neutral_mission == 1


# Hostages ----------------------------------------------------------------------------------------


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 9), st.integers(1, 4),
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 9)), min_size=1, max_size=3),
    st.integers(0, 8),
)  # fmt: skip
def test_hostages_by_counting_and_in_closed_form(g, b, others, available):
    losses = {f"s{i}": h for i, (h, _) in enumerate(others)}
    stakes = {f"s{i}": s for i, (_, s) in enumerate(others)}
    answer = models.hostage(g, b, losses, stakes, available)
    works = [
        n
        for n in range(available + 1)
        if n * b <= g and all(n * losses[s] >= stakes[s] for s in losses)
    ]
    assert answer.wins == bool(works)
    needed = max(-(-stakes[s] // losses[s]) for s in losses)
    assert answer.wins == (needed <= min(available, g // b))
    for n in range(available + 1):
        assert (answer.why(n) is None) == (n in works)
        assert any(n in item for item in answer.items) == (n in works)
    assert answer.wins_divisible == all(g * losses[s] >= stakes[s] * b for s in losses)


# Backers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("threshold", "equilibria"),
    [
        (0, [("stay out", "stay out")]),
        (1, [("stay out", "back"), ("back", "stay out")]),
        (2, [("stay out", "stay out"), ("back", "back")]),
        (3, [("stay out", "stay out")]),
    ],
)
def test_the_four_cases_of_joint_backing(threshold, equilibria):
    game = models.joint_backing({"us": 3, "eu": 3}, {"us": 1, "eu": 1}, 1, threshold)
    assert sorted(solutions.pure_nash(game).items) == sorted(equilibria)


def test_the_mixed_equilibrium_when_one_is_enough():
    """Each backs with chance 1 − c/b, so somebody does with chance 1 − (c/b)²."""
    cost, benefit = Fraction(1), Fraction(3)
    game = models.joint_backing(
        {"us": benefit, "eu": benefit}, {"us": cost, "eu": cost}, strength=1, threshold=1
    )
    back = 1 - cost / benefit
    profile = ((1 - back, back), (1 - back, back))
    assert solutions.is_nash(game, profile)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SMALL, SMALL, st.integers(1, 3)), min_size=1, max_size=4), HALVES, SMALL)
def test_commitment_by_trying_every_set(partners, threshold, synergy):
    names = [f"p{i}" for i in range(len(partners))]
    b, c, s = (dict(zip(names, column, strict=True)) for column in zip(*partners, strict=True))
    if len(names) > 2 and synergy != 0:
        with pytest.raises(NotApplicable, match="defined for two partners"):
            models.joint_commitment(b, c, s, threshold, synergy=synergy)
        synergy = 0
    answer = models.joint_commitment(b, c, s, threshold, synergy=synergy)
    best = None
    for picks in product((0, 1), repeat=len(names)):
        inside = [n for n, k in zip(names, picks, strict=True) if k]
        strength = sum(s[n] for n in inside)
        if len(inside) > 1:
            strength += synergy * min(s[n] for n in inside)
        if strength >= threshold:
            cost = sum(c[n] for n in inside)
            best = cost if best is None else min(best, cost)
    assert answer.least_cost == best
    assert bool(answer.items) == (best is not None and sum(b.values()) >= best)
    for members in answer.items:
        assert answer.why(members) is None


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 5), st.integers(1, 5))
def test_the_choice_of_unequal_partners_when_both_are_needed(b1, b2, c1, c2):
    """Model C1: backing is risk dominant iff (b1−c1)(b2−c2) > c1 c2; with equals iff b > 2c."""
    benefits, costs = {"us": b1, "eu": b2}, {"us": c1, "eu": c2}
    game = models.joint_backing(benefits, costs, strength=1, threshold=2)
    both, nobody = ("back", "back"), ("stay out", "stay out")
    if b1 > c1 and b2 > c2:
        chosen = solutions.risk_dominant(game).items
        assert (both in chosen) == ((b1 - c1) * (b2 - c2) >= c1 * c2)
        assert (nobody in chosen) == ((b1 - c1) * (b2 - c2) <= c1 * c2)
        assert solutions.global_game(game).items == chosen
        if (b1, c1) == (b2, c2) and b1 != 2 * c1:
            assert (both in chosen) == (b1 > 2 * c1)
    commitment = models.joint_commitment(benefits, costs, strength=1, threshold=2)
    assert bool(commitment.items) == (b1 + b2 >= c1 + c2)


def test_only_a_joint_west_succeeds_between_one_and_two_costs():
    us_eu = ({"us": 3, "eu": 3}, {"us": 2, "eu": 2})
    game = models.joint_backing(*us_eu, strength=1, threshold=2)
    assert solutions.global_game(game).items == (("stay out", "stay out"),)
    assert models.joint_commitment(*us_eu, strength=1, threshold=2).items


def test_where_one_is_enough_the_argument_from_noise_does_not_start():
    """Model C1, its limits: the partners are then substitutes, nothing makes backing dominant."""
    game = models.joint_backing({"us": 3, "eu": 3}, {"us": 1, "eu": 1}, strength=1, threshold=1)
    with pytest.raises(NotApplicable, match="less attractive"):
        solutions.global_game(game)


# Promises ----------------------------------------------------------------------------------------


@settings(max_examples=80, deadline=None)
@given(HALVES, st.integers(1, 3), st.integers(1, 4), st.integers(0, 4))
def test_reform_after_the_award(mu, prestige, d, quarters):
    promise = Fraction(quarters, 4)
    for rewards in ("every unit", "keeping"):
        answer = models.hold_up(mu, prestige, d, promise, rewards=rewards)
        cap = 1 if rewards == "every unit" else promise
        assert answer.reform == min(cap, mu * prestige / Fraction(d))
        assert answer.kept == (mu >= d * promise / prestige)
        assert answer.scrutiny_needed == d * promise / prestige
        for k in range(13):
            f = Fraction(k, 12)
            assert answer.game.gain(f) <= answer.game.gain(answer.reform)
            assert (answer.why(f) is None) == (
                answer.game.gain(f) == answer.game.gain(answer.reform)
            )
        if answer.kept:
            assert answer.award_needed == d * promise**2 / 2
        elif rewards == "keeping":
            pull = mu * prestige
            assert answer.award_needed == pull * (promise - pull / (2 * Fraction(d)))
            assert answer.award_needed < d * promise**2 / 2


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 6), st.integers(1, 6), st.integers(0, 4), st.integers(1, 5))
def test_inference_by_bayes(sixths, chance, cost, benefit):
    prior, q = Fraction(sixths, 6), Fraction(chance, 6)
    if cost > benefit:
        with pytest.raises(InvalidInput, match="back_cost"):
            models.infer_type(prior, q, cost, benefit)
        return
    answer = models.infer_type(prior, q, cost, benefit)
    assert answer.posterior == prior / (prior + (1 - prior) * q)
    worth = (1 - answer.posterior) * benefit - cost
    assert ("back" in answer.items) == (worth >= 0) == (prior <= answer.prior_limit)
    assert ("stop" in answer.items) == (worth <= 0)
    assert answer.why("back") is None or answer.why("back").gain == -worth


# Silence and waiting -----------------------------------------------------------------------------


def test_in_silence_one_objector_speaks_for_all():
    game = models.silence(list("abcd"), {"a": 3, "b": 2, "c": 1, "d": -1}, cost=Fraction(3, 2))
    speakers = set()
    for profile in product(("abstain", "object"), repeat=4):
        ballots = dict(zip("abcd", profile, strict=True))
        if solutions.is_nash(game, ballots):
            speakers.add(frozenset(p for p, ballot in ballots.items() if ballot == "object"))
    assert speakers == {frozenset("a"), frozenset("b")}
    assert [h.player for h in models.hold_outs(list("abcd"), {"a": 3, "b": 2, "c": 1, "d": -1},
                                               Fraction(3, 2)).items] == ["a", "b"]  # fmt: skip


def test_removing_one_hold_out_reveals_the_next():
    loss = {"a": 5, "b": 3, "c": 1}
    answer = models.hold_outs(list("abc"), loss, 2)
    assert answer.total == 4
    satisfied = models.hold_outs(list("abc"), {**loss, "a": 5 - answer.items[0].compensation}, 2)
    assert [h.player for h in satisfied.items] == ["b"]
    assert answer.why("c").move == "keep silent"
    assert answer.why("a") is None


def test_packages_of_posts_by_trying_all():
    values = {
        "a": {"head": {"x": 3, "y": -1}, "deputy": {"u": -2, "v": 0}},
        "b": {"head": {"x": -1, "y": 1}, "deputy": {"u": 2, "v": -1}},
    }
    answer = models.posts(
        {"head": ["x", "y"], "deputy": ["u", "v"]}, values, rules.by_consensus(["a", "b"])
    )  # fmt: skip
    expected = [
        {"head": h, "deputy": d}
        for h, d in product("xy", "uv")
        if all(values[p]["head"][h] + values[p]["deputy"][d] >= 0 for p in "ab")
    ]
    assert [dict(item) for item in answer.items] == expected == [{"head": "x", "deputy": "u"}]
    assert dict(answer.alone) == {"head": (), "deputy": ()}
    assert answer.why({"head": "y"}).who == frozenset("a")


# Bad input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda: models.sunset(0, 1, {}), "mission_value"),
        (lambda: models.sunset(1, -1, {}), "recognition_value"),
        (lambda: models.sunset(1, 1, {"s": -1}), r"aversions\['s'\]"),
        (lambda: models.sunset(1, 1, {}, 0, {"z": 1}), "'z' has no aversion"),
        (lambda: models.sunset(1, 1, {}).why((2, 0)), "mission"),
        (lambda: models.hostage(1, 0, {}, {}, 1), "block_cost"),
        (lambda: models.hostage(1, 1, {"s": 1}, {}, 1), "stakes"),
        (lambda: models.hostage(1, 1, {}, {}, -1), "available"),
        (lambda: models.joint_backing({"a": 1}, {}, 1, 1), "costs"),
        (lambda: models.joint_backing({"a": 1}, {"a": 1}, {"b": 1}, 1), "strength"),
        (lambda: models.hold_up(1, 0, 1, 1), "prestige"),
        (lambda: models.hold_up(1, 1, 1, 2), "promise"),
        (lambda: models.hold_up(1, 1, 1, 1, rewards="none"), "rewards"),
        (lambda: models.infer_type(2, 1, 1, 1), "agent_prior"),
        (lambda: models.infer_type(1, 0, 1, 1), "pullout_chance"),
        (lambda: models.silence(["a", "b"], {"z": 1}, 0), "'z' is not a player"),
        (lambda: models.silence(["a", "b"], {}, -1), r"cost\['a'\]"),
        (lambda: models.hold_outs(["a", "b"], {}, 0, waiting={"a": -1}), r"waiting\['a'\]"),
        (lambda: models.posts({"h": ["x"]}, {"a": {"k": {}}}, rules.by_consensus(["a"])), "'k'"),
        (lambda: models.posts({"h": ["x"]}, {"z": {}}, rules.by_consensus(["a"])), "'z'"),
    ],
)
def test_bad_input_is_refused_with_its_place(make, place):
    with pytest.raises(InvalidInput, match=place):
        make()


def test_too_many_packages_are_refused():
    with pytest.raises(TooLarge, match="shorten"):
        models.posts({f"p{i}": list("abcdefgh") for i in range(9)}, {}, rules.by_consensus(["a"]))


def test_who_waits_longest_does_not_depend_on_the_rounds_counted():
    """By hand: no cost of waiting is no end of waiting; 5000 rounds are more than 3000."""
    endless = models.hold_outs(["a", "b"], {"a": 5000, "b": 3}, 0, waiting={"a": 1})
    assert endless.last == "b"
    assert [h.rounds for h in endless.items] == [1000, None]
    many = models.hold_outs(["a", "b"], {"a": 5000, "b": 3000}, 0, waiting={"a": 1, "b": 1})
    assert many.last == "a"
    with pytest.raises(InvalidInput, match="rounds: expected a whole number of at least 1"):
        models.hold_outs(["a"], {"a": 1}, 0, rounds=-5)
