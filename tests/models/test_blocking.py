"""Who blocks, against the definition and by hand."""

from __future__ import annotations

import pickle
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus import models, rules
from consensus.errors import InvalidInput
from consensus.games import Ideal, Numbers, Outcome, Ranking

TEXT, NONE = Outcome("text", position=1), Outcome("none", position=0)


def scenario(stances, rule=None, **more):
    players = list(stances)
    return models.Scenario(
        id="s", title="t", question="q", rule=rule or rules.by_consensus(players),
        proposer=players[0], options=(TEXT,), reversion=models.Reversion("continues", NONE),
        stances={p: s if isinstance(s, models.Stance) else models.Stance(p, s)
                 for p, s in stances.items()},
        **more,
    )  # fmt: skip


def test_a_player_objects_iff_the_loss_exceeds_the_cost_of_standing_alone():
    loss = Numbers({"text": 0, "none": 1})
    for cost, objects in [(0, True), ("0.99", True), (1, False), (2, False)]:
        found = models.who_blocks(
            scenario({"a": models.Stance("a", loss, stand_alone_cost=cost), "b": None})
        )
        assert (found.objectors == ("a",)) is objects
        assert found.adopted is not objects


def test_what_a_hold_out_needs():
    stance = models.Stance("a", Ideal("0.1", halfwidth="0.1", salience="0.5"),
                           stand_alone_cost="0.1")  # fmt: skip
    (objection,) = models.who_blocks(scenario({"a": stance, "b": None})).objections
    # By hand: the loss is 0.5 · (0.9 − 0.1) = 0.4, between 0.5 · 0.6 and 0.5 · 1.
    assert objection.need == Fraction(3, 10)
    assert (objection.least_need, objection.most_need) == (Fraction(1, 5), Fraction(2, 5))
    assert objection.settled


def test_everyone_without_a_position_can_stop_an_adopted_text():
    found = models.who_blocks(scenario({"a": Ideal(1), "b": None, "c": None}))
    assert found.adopted
    assert found.assumed == found.swing == ("b", "c")
    blocked = models.who_blocks(scenario({"a": Ideal(0), "b": None, "c": None}))
    assert not blocked.adopted
    assert blocked.swing == ()


def test_abstaining_is_not_assenting():
    rule = rules.by_majority(["a", "b", "c"])
    found = models.who_blocks(scenario({"a": Ideal(1), "b": None, "c": None}, rule))
    assert not found.adopted
    assert found.objectors == ()
    assert found.swing == ("b", "c")


def test_a_ranking_has_a_direction_only():
    found = models.who_blocks(scenario({"a": Ranking(["none", "text"]), "b": None}))
    (objection,) = found.objections
    assert objection.need is None
    assert objection.gain.ordinal


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=4),
    st.sampled_from(["consensus", "majority", "unanimity"]),
)
def test_robust_means_no_point_of_the_bands_changes_the_outcome(coded, family):
    players = [f"p{i}" for i in range(len(coded))]
    rule = getattr(rules, f"by_{family}")(players)
    bands = {
        p: Ideal(Fraction(v, 4), halfwidth=Fraction(w, 4))
        for p, (v, w) in zip(players, coded, strict=True)
    }
    found = models.who_blocks(scenario(bands, rule))
    ends = [
        [ideal.band[0], ideal.point, ideal.band[1], *([Fraction(1, 2)] * inside)]
        for ideal in bands.values()
        for inside in [ideal.band[0] <= Fraction(1, 2) <= ideal.band[1]]
    ]
    outcomes = {
        models.who_blocks(
            scenario({p: Ideal(v) for p, v in zip(players, points, strict=True)}, rule)
        ).adopted
        for points in product(*ends)
    }
    assert found.robust is (len(outcomes) == 1)
    assert found.adopted in outcomes


def test_a_loss_of_unknown_size_against_a_known_cost_is_in_doubt():
    """Design: a player objects iff the loss exceeds the cost, which a ranking cannot tell."""
    ranked = Ranking(["none", "text"])
    free = models.who_blocks(scenario({"a": ranked, "b": None}))
    dear = models.who_blocks(
        scenario({"a": models.Stance("a", ranked, stand_alone_cost=1), "b": None})
    )
    assert (free.robust, free.doubtful, free.objections[0].settled) == (True, (), True)
    assert (dear.robust, dear.doubtful, dear.objections[0].settled) == (False, ("a",), False)


def test_an_objector_in_doubt():
    """By hand: at 0.5 ± 0.2 the loss of a text at 1 over nothing at 0 is between −0.4 and 0.4."""
    found = models.who_blocks(scenario({"a": Ideal("0.4", halfwidth="0.2"), "b": None}))
    (objection,) = found.objections
    assert (objection.need, objection.least_need, objection.most_need) == (
        Fraction(1, 5), 0, Fraction(3, 5),
    )  # fmt: skip
    assert not objection.settled
    assert found.doubtful == ("a",)
    assert found.swing == ()
    assert found.swing_within == ("b",)


def test_whose_objection_stops_it():
    against, players = Ideal(0), ["a", "b", "c", "d", "e"]
    alone = scenario({"a": against, "b": against, "c": None},
                     rules.by_consensus(["a", "b", "c"], excluding=["b"]))  # fmt: skip
    found = models.who_blocks(alone)
    assert (found.objectors, found.stopped, found.stopping) == (("a", "b"), True, ("a",))
    few = scenario({"a": Ideal(1), "b": Ideal(1), "c": against, "d": None, "e": None},
                   rules.by_majority(players))  # fmt: skip
    found = models.who_blocks(few)
    assert (found.adopted, found.stopped, found.stopping) == (False, False, ())
    two = scenario({"a": against, "b": against, "c": None}, rules.by_all_but(["a", "b", "c"]))
    found = models.who_blocks(two)
    assert (found.stopped, found.stopping) == (True, ())


def test_a_scenario_does_not_change():
    made = scenario({"a": None})
    with pytest.raises(TypeError):
        made.stances["a"] = None
    assert pickle.loads(pickle.dumps(made)) == made


def test_bad_input():
    with pytest.raises(InvalidInput, match="option: 'nope' is not among 'text'"):
        models.who_blocks(scenario({"a": None}), option="nope")
    with pytest.raises(InvalidInput, match="stances: none for the player 'b'"):
        scenario({"a": None}, rules.by_consensus(["a", "b"]))
    with pytest.raises(InvalidInput, match="stand_alone_cost of 'a': expected at least 0, got -1"):
        models.Stance("a", None, stand_alone_cost=-1)
    with pytest.raises(InvalidInput, match="parameters: the chair's model needs 'lean'"):
        scenario({"a": None}, chair=models.Chair("a", "u", "x", ("v", "w")))
    with pytest.raises(InvalidInput, match="blocs: 'z' is not a player"):
        scenario({"a": None}, blocs={"b": ("z",)})
