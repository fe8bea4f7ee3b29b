"""The situations about the chair: its award, what backs and presses it, and what it chooses.

Every number is worked out here by hand from the payoffs that a file states, never copied from an
answer. A threshold is compared with the exact sweep of the inquiry over the band of its parameter.
"""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest

from consensus import models, osce, sweeps
from consensus.models import Inquiry

ESSAY = osce.situations()
MOSCOW = osce.situations(coding="moscow")


def edges(inquiry: Inquiry, name: str, **changed: Any) -> list[F]:
    """Where the outcome changes along one parameter within its band, the others as coded."""
    band = inquiry.parameters[name]
    rest = {n: v for n, v in {**inquiry.values, **changed}.items() if n != name}
    found = sweeps.regimes(inquiry.model.outcome, over={name: (band.low, band.high)}, at=rest)
    return [F(str(edge)) for edge in found.edges]


def objectors(situation: str, option: str, coding: Any = ESSAY) -> set[str]:
    return set(models.who_blocks(coding[situation], option=option).objectors)


# chair_award_2007 -----------------------------------------------------------------------------


def test_award_who_objects_to_what() -> None:
    """Brussels 2006 [S51]: the bid as it stood was opposed by Washington and London."""
    assert objectors("chair_award_2007", "with_pledges") == set()
    assert objectors("chair_award_2007", "without_pledges") == {"USA", "GBR"}
    assert objectors("chair_award_2007", "in_2009") == {"USA", "GBR"}
    assert objectors("chair_award_2007", "others_only") == {"KAZ", "RUS"}
    # Madrid adopted the award with pledges (decision D019), wherever in their bands all lie.
    assert models.who_blocks(ESSAY["chair_award_2007"]).robust
    assert osce.decisions()["D019"].outcome == "adopted"
    # Without the doubts that the second coding calls a bargaining position nobody objects.
    assert objectors("chair_award_2007", "without_pledges", MOSCOW) == set()


def test_award_how_credible_the_pledges_had_to_be() -> None:
    """The United States gains order + energy − doubt + c·(odihr + reform) >= −0.05.

    3/20 + 1/10 − 11/20 + (13/20)·c >= −1/20 at c >= (1/4)/(13/20) = 5/13. Below that the chair
    falls, since nobody pledges for nothing; Europe, with 3/5 of the doubt, consents from
    3/20 + 1/10 − 33/100 >= −1/20, hence −2/25 + (13/20)·c >= −1/20, earlier.
    """
    deal = ESSAY["chair_award_2007"].inquiry("deal")
    assert deal.answer() == "chair: Kazakhstan 2010; pledges: ODIHR and reform"
    assert edges(deal, "credibility") == [F(5, 13)]
    assert deal.answer(credibility="0.3") == "nothing is agreed"
    # doubt: 1/4 + (13/20)·(3/5) + 1/20 = 69/100
    assert edges(deal, "doubt") == [F(69, 100)]
    # With reform worth less than it costs, 2·0.1 < 0.5, the deal loses its promise of reform.
    other = MOSCOW["chair_award_2007"].inquiry("deal")
    assert other.answer() == "chair: Kazakhstan 2010; pledges: ODIHR"


def test_award_limits_on_observation_are_in_no_package() -> None:
    deal = ESSAY["chair_award_2007"].inquiry("deal")
    for credibility in ("0.1", "0.5", "1"):
        for doubt in ("0.15", "0.55", "1"):
            assert "Russian limits" not in deal.answer(credibility=credibility, doubt=doubt)


def test_award_when_the_threat_decides() -> None:
    """Moscow blocks iff name − cost >= −3/10: up to 1/2 at a name of 1/5.

    Washington then compares energy + pledged − doubt = −1/20 with −3/10 and asks; were the threat
    empty it would compare with 0 and refuse. Accepting as it is gives −9/20, less than a deadlock.
    """
    threat = ESSAY["chair_award_2007"].inquiry("threat")
    assert threat.answer() == "awarded with pledges"
    assert threat.answer(block_cost="0.6") == "others chosen"
    assert edges(threat, "block_cost") == [F(1, 2)]
    # no pledges are asked while 1/10 − doubt > −3/10; no award beyond 1/2 − doubt < −3/10
    assert edges(threat, "doubt") == [F(2, 5), F(4, 5)]
    # With a doubt of 1/4 the award passes in any case (1/10 + 2/5 − 1/4 > 0); a credible threat,
    # up to a cost of 3/10 at a name of 0, would only spare the candidate its pledges, since
    # 1/10 − 1/4 > −3/10.
    calm = MOSCOW["chair_award_2007"].inquiry("threat")
    assert edges(calm, "block_cost") == [F(3, 10)]
    assert calm.answer(block_cost="0.2") == "awarded without pledges"
    assert calm.answer(block_cost="0.9") == calm.answer() == "awarded with pledges"


def test_award_hold_outs_come_to_light_one_after_the_other() -> None:
    """doubt > 1/5; 4/5·doubt − 1/10 > 1/10 at 1/4; 3/5·doubt − 1/10 > 1/4 at 7/12."""
    asked = ESSAY["chair_award_2007"].inquiry("hold_outs")
    assert edges(asked, "doubt") == [F(1, 5), F(1, 4), F(7, 12)]


# western_backing ------------------------------------------------------------------------------


def test_backing_is_decided_by_two_who_are_no_participating_state_as_one() -> None:
    case = ESSAY["western_backing"]
    assert case.players == ("USA", "EU")
    assert objectors("western_backing", "joint_on_conditions") == set()


def test_backing_apart_and_committed() -> None:
    """Gains 1 and 4/5, each half of what is needed beyond 1/2 (model C1).

    Apart both back iff (1 − c)(4/5 − c) > c², that is c < (4/5)/(9/5); committed iff 2c <= 9/5.
    """
    asked = ESSAY["western_backing"].inquiry("coordination")
    assert edges(asked, "cost") == [F(4, 9), F(9, 10)]
    # nobody is needed at 0, one up to one strength, both up to two strengths, more is impossible
    assert edges(asked, "required") == [0, F(1, 2), 1]
    # Where one is enough, the commitment would choose either.
    assert "committed: the United States or Europe" in MOSCOW["western_backing"].inquiry(
        "coordination"
    ).answer()  # fmt: skip


def test_backing_against_a_rival_offer() -> None:
    """Uphold iff both stakes net of pressing + 0 − harm >= Russia's stake; the harm is credible."""
    asked = ESSAY["western_backing"].inquiry("rival_offers")
    # x − 1/10 + 3/5 − 1/10 − 3/10 >= 1/2; and 6/5 − 2e − 3/10 >= 1/2
    assert edges(asked, "european_stake") == [F(2, 5)]
    assert edges(asked, "pressing_cost") == [F(1, 5)]
    # A threat of 1/2 at a cost of 1 is not carried out for a name of 2/5, and counts for nothing.
    assert asked.answer(harm="0.4", european_stake="0.4") == "accommodate"
    assert asked.answer(harm="0.5", european_stake="0.4") == "uphold"
    # second coding: 2/5 + 3/10 − 2/10 + 1/5 − 2/5 = 3/10 < 1/2
    assert MOSCOW["western_backing"].inquiry("rival_offers").answer() == "accommodate"


def test_backing_the_shield_and_its_conditions() -> None:
    case = ESSAY["western_backing"]
    # (2 + 1/2)·each >= 4/5, and 5/2·7/20 >= deficit
    assert edges(case.inquiry("shield"), "each") == [F(8, 25)]
    assert edges(case.inquiry("shield"), "deficit") == [F(7, 8)]
    # Kazakhstan reforms iff 3/5 − 7/20 >= what others offer
    assert edges(case.inquiry("conditions"), "other_offer") == [F(1, 4)]
    assert MOSCOW["western_backing"].inquiry("conditions").answer() == "backed as it is"


# reform_pledges -------------------------------------------------------------------------------


def test_pledges_are_for_one_state_to_keep() -> None:
    case = ESSAY["reform_pledges"]
    assert case.players == ("KAZ",)
    # partial laws were signed, full ones were not, and the bands leave all of it in doubt
    assert objectors("reform_pledges", "partial") == set()
    assert objectors("reform_pledges", "full") == {"KAZ"}
    assert not models.who_blocks(case).robust
    assert objectors("reform_pledges", "full", MOSCOW) == set()


def test_pledges_after_the_award() -> None:
    """f = μL/d falls short of the promise below μ = d·f̄/L = 7/10 and above d = μL/f̄ = 4/7."""
    asked = ESSAY["reform_pledges"].inquiry("after_the_award")
    assert asked.answer() == "the promise is broken"
    assert dict(asked.details())["reform delivered"] == F(2, 5)
    assert edges(asked, "scrutiny") == [F(7, 10)]
    assert edges(asked, "reform_cost") == [F(4, 7)]
    # second coding: 1/4 >= 6/10·3/10 = 18/100
    assert MOSCOW["reform_pledges"].inquiry("after_the_award").answer() == "the promise is kept"


def test_pledges_and_the_order_of_award_and_reform() -> None:
    """After the award the promise is kept iff the penalty is at least the burden (1/2).

    Before it Kazakhstan reforms iff 3/4 − burden >= −1/10. With a burden of at most the penalty
    (3/10) an award now is kept; beyond 17/20 it would withdraw (−3/20), and an award with a broken
    promise (1/5 − 3/10 = −1/10) is the lesser evil.
    """
    asked = ESSAY["reform_pledges"].inquiry("order")
    assert edges(asked, "later_penalty") == [F(1, 2)]
    assert edges(asked, "burden") == [F(3, 10), F(17, 20)]
    assert asked.answer(burden="0.9") == "awarded, not reformed"
    # were a broken promise worse than estrangement (−1/5 < −3/20), nobody would award
    worse = asked.answer(burden="0.9", shame="0.4")
    assert set(worse.split(" or ")) == {"bid withdrawn", "nobody moves"}


def test_pledges_and_those_who_appeal_to_them() -> None:
    """An appeal pays from echo = risk = 1/5; the government gives in from 1/10 − 1/2 = −echo."""
    asked = ESSAY["reform_pledges"].inquiry("activists")
    assert edges(asked, "echo") == [F(1, 5), F(2, 5)]
    assert asked.answer(echo="0.5") == "no equilibrium in pure strategies"


# chair_hostage_2007 ---------------------------------------------------------------------------


def test_hostage_who_objects_and_how_sure_that_is() -> None:
    case = ESSAY["chair_hostage_2007"]
    found = models.who_blocks(case)
    assert set(found.objectors) == {"RUS", "KAZ"}
    # Russia's preference for an empty seat is known from its threat alone: the band crosses nought.
    assert not found.robust
    assert models.who_blocks(case, option="with_kazakhstan").adopted


def test_hostage_how_many_decisions() -> None:
    """Needed: ceil(max(d/0.3, 0.8·d/0.3, 0.6·d/0.375)) = ceil(d/0.3); worth it: floor(g/0.3) = 2.

    At a doubt of 1/2 two are needed: so the concession must be worth 2·3/10. A doubt beyond 3/5
    needs a third, which the concession of 4/5 does not pay for.
    """
    asked = ESSAY["chair_hostage_2007"].inquiry("blocks")
    rows = dict(asked.details())
    assert rows["decisions that have to be blocked"] == 2
    assert rows["decisions worth blocking to Russia"] == 2
    assert edges(asked, "concession") == [F(3, 5)]
    assert edges(asked, "doubt") == [F(3, 5)]
    # second coding: one would be enough, 2/10 <= 3/10, but is not worth its cost, 1/4 < 3/10
    other = MOSCOW["chair_hostage_2007"].inquiry("blocks")
    assert dict(other.details())["decisions that have to be blocked"] == 1
    assert other.answer() == "blocking fails"


def test_hostage_where_the_crisis_rests() -> None:
    """Russia leaves a refusal for a blockade iff that is worth more than 0, its worth of a refusal.

    The doubters leave a blockade iff conceding is worth more than 0, and an open question, worth
    3/5 to them, iff conceding is worth more than that.
    """
    asked = ESSAY["chair_hostage_2007"].inquiry("crisis")
    assert asked.answer() == "open; conceded"
    assert edges(asked, "blocked_worth") == [0]
    assert edges(asked, "conceded_worth") == [0, F(3, 5)]
    assert "refused" in MOSCOW["chair_hostage_2007"].inquiry("crisis").answer()
    for worth in ("-0.4", "0.1", "0.4"):
        assert "threat" not in asked.answer(blocked_worth=worth)


def test_hostage_who_can_wait() -> None:
    """Doubters give way with x/(4/5 + x), Russia with y/(1/2 + y); over within 2 rounds expected.

    With y = 3/10, Russia's chance of going on is 5/8, so the doubters' has to be at most 4/5:
    (4/5)/(4/5 + x) <= 4/5 from x = 1/5. With x = 3/10 it is 8/11, so (1/2)/(1/2 + y) <= 11/16
    from y = 5/22.
    """
    asked = ESSAY["chair_hostage_2007"].inquiry("waiting")
    assert edges(asked, "russian_cost") == [F(1, 5)]
    assert edges(asked, "western_cost") == [F(5, 22)]


# nato_exercise_2009 ---------------------------------------------------------------------------


def test_exercise_is_a_national_choice() -> None:
    assert ESSAY["nato_exercise_2009"].players == ("KAZ",)
    assert objectors("nato_exercise_2009", "take_part") == {"KAZ"}
    assert any("Nobody votes" in s.text for s in ESSAY["nato_exercise_2009"].statements)


def test_exercise_what_nato_would_have_had_to_offer() -> None:
    """Joint worth: coming n + 1/5 − 1/10 − 3/10 (the harm is credible, 1/5 >= 3/20); staying 3/10.

    Observers: 1/20 + n/4 + 3/20. They beat staying from n/4 = 1/10; coming beats them from
    3n/4 = 2/5. At the coded n = 3/20 staying wins with no threat at all, 3/10 > 1/10 + 3/20.
    """
    asked = ESSAY["nato_exercise_2009"].inquiry("offers")
    assert edges(asked, "nato_stake") == [F(2, 5), F(8, 15)]
    assert edges(asked, "harm") == []
    assert asked.answer(harm=0) == "stay away"
    # a threat that costs more than the name is worth is no threat: 1/2·1/2 > 1/5
    assert asked.answer(nato_stake="0.5", harm="0.5") == "take part"


def test_exercise_how_much_an_absence_says() -> None:
    """Backing goes on iff λ(1 − x + xq) <= xq with x = 1/2: at q = 1/2 up to 1/3.

    At λ = 1/4 it needs (1/4)(1/2 + q/2) <= q/2, so q >= 1/3: more than six in nineteen, the bare
    share of those invited who stayed away.
    """
    asked = ESSAY["nato_exercise_2009"].inquiry("sign")
    assert edges(asked, "prior") == [F(1, 3)]
    assert edges(asked, "independent_chance") == [F(1, 3)]
    assert asked.answer(independent_chance="6/19") == "backing stops"
    # The harder the pressure on anybody, the less damning the absence.
    assert MOSCOW["nato_exercise_2009"].inquiry("sign").answer() == "backing goes on"


def test_exercise_late_withdrawal_pays_only_if_it_is_noticed() -> None:
    """news/2 − 3/20 >= −1/20 from news = 1/5; coming is worth 1/5 − 1/10 − 3/10 = −1/5."""
    asked = ESSAY["nato_exercise_2009"].inquiry("when")
    assert edges(asked, "news") == [F(1, 5)]
    assert MOSCOW["nato_exercise_2009"].inquiry("when").answer() == "decline early"


# trojan_horse ---------------------------------------------------------------------------------


def test_trojan_horse_two_acts_are_not_two_signs() -> None:
    """With x = 1/2 backing goes on iff λ <= q/(1 + q); at λ = 1/4 iff q >= 1/3.

    Both acts by an independent chair: q = (1/2)(c + (1 − c)/2) = (1 + c)/4, so c >= 1/3. At c = 1/2
    q = 3/8 and the prior may be 3/11; a single act (q = 1/2) would allow 1/3.
    """
    asked = ESSAY["trojan_horse"].inquiry("record")
    assert edges(asked, "common_pressure") == [F(1, 3)]
    assert edges(asked, "prior") == [F(3, 11)]
    assert asked.answer(common_pressure=1, prior="1/3") == "backing goes on"
    assert edges(ESSAY["trojan_horse"].inquiry("words"), "phrase_chance") == [F(1, 3)]


def test_trojan_horse_when_acts_say_nothing() -> None:
    """Resisting pays iff backing (3/5) >= pressure; trust iff (1 − s)·1 >= 1/2."""
    asked = ESSAY["trojan_horse"].inquiry("signalling")
    assert edges(asked, "pressure") == [F(3, 5)]
    assert edges(asked, "suspicion") == [F(1, 2)]
    assert asked.answer(pressure="0.7") == "(give way, back anyhow)"
    assert asked.answer(suspicion="0.6") == "(resist, back if it resists)"
    # no sign and no trust: nobody is backed
    both = asked.answer(pressure="0.7", suspicion="0.6")
    assert both == "(give way, back if it resists) or (give way, hold back)"
    # trust survives even with a sign to be had: two customs
    rows = dict(asked.details())
    assert rows["equilibria in pure strategies"].count(";") == 1


def test_trojan_horse_nobody_votes() -> None:
    assert ESSAY["trojan_horse"].players == ("USA", "EU")
    assert objectors("trojan_horse", "withhold") == {"USA", "EU"}
    assert objectors("trojan_horse", "watch") == set()


# prague_energy_2009 ---------------------------------------------------------------------------


def test_prague_is_a_signature_and_not_a_vote() -> None:
    assert ESSAY["prague_energy_2009"].players == ("KAZ",)
    assert objectors("prague_energy_2009", "sign") == {"KAZ"}
    assert objectors("prague_energy_2009", "ratify") == set()


def test_prague_how_likely_the_corridor_had_to_be() -> None:
    """Ratifying alone: 3/10 + 1/2. Both: 3c/10 + 3/10 + 3c/10 + 1/4, more from c = 5/12.

    Signing alone, 6c/5 less the credible penalty of 3/10, stays below both even at c = 1 (9/10
    against 23/20), so the penalty decides nothing.
    """
    asked = ESSAY["prague_energy_2009"].inquiry("two_buyers")
    assert edges(asked, "corridor_chance") == [F(5, 12)]
    assert edges(asked, "penalty") == []
    assert asked.answer(corridor_chance=1) == "both"


def test_prague_neither_dares_to_move_first() -> None:
    """Committing is risk-dominant iff (r − 1/10)(3/5 − 1/10) > exposure·1/2."""
    asked = ESSAY["prague_energy_2009"].inquiry("first_move")
    assert edges(asked, "exposure") == [F(1, 2)]
    assert edges(asked, "reward") == [F(7, 10)]
    # second coding: 15/100·1/2 < 1/5·1/2, less to fear and less to gain
    other = MOSCOW["prague_energy_2009"].inquiry("first_move")
    assert other.answer() == asked.answer() == "(wait, declare only)"


def test_prague_a_commitment_would_have_changed_it() -> None:
    """Europe follows iff its gain from building is at least −commitment − 1/20, Russia punishing."""
    asked = ESSAY["prague_energy_2009"].inquiry("sequence")
    assert edges(asked, "build_gain") == [F(-1, 20)]
    assert edges(asked, "commitment") == [F(3, 20)]


# russia_pressure ------------------------------------------------------------------------------


def test_pressure_more_harm_helps_only_while_it_is_believed() -> None:
    """Uphold iff 1/2 + 2/5 − 1/5 − h·[2/5 >= 4h/5] >= 2/5: up to 3/10, and again beyond 1/2."""
    asked = ESSAY["russia_pressure"].inquiry("threat")
    assert edges(asked, "harm") == [F(3, 10), F(1, 2)]
    assert edges(asked, "support") == [F(3, 5)]
    # second coding: 1/10 < 15/10·2/5, so the threat is not believed at all
    assert MOSCOW["russia_pressure"].inquiry("threat").answer() == "uphold"


def test_pressure_what_giving_way_invites() -> None:
    """Holding out: 3/10 − (7/10)(3/10)·2 = −3/25, better than −precedent from 3/25.

    Against words only, 3/10 − 6(1 − s)/10 >= 3/40 − 3/20 − 2(1 − s)/10, so s >= 1/16.
    """
    asked = ESSAY["russia_pressure"].inquiry("defer_or_hold")
    assert edges(asked, "precedent") == [F(3, 25)]
    assert edges(asked, "shield") == [F(1, 16)]


def test_pressure_the_smallest_lever_that_works() -> None:
    """Kazakhstan yields to a halt of arms iff −1/10 >= 1/5 − 2/5 + a; Russia gains stake − 1/20.

    The large lever would make it yield too, but 3/10 − 6/10 < 0.
    """
    case = ESSAY["russia_pressure"]
    asked = case.inquiry("ladder")
    assert edges(asked, "alternative_supply") == [F(1, 10)]
    assert edges(asked, "stake") == [F(1, 20)]
    assert asked.answer(alternative_supply="0.2", stake="0.7") == "yielded to fear"
    assert MOSCOW["russia_pressure"].inquiry("ladder").answer() == "passed over"
    assert case.players == ("RUS",)
    assert objectors("russia_pressure", "minority_card") == {"RUS"}


# china_vector ---------------------------------------------------------------------------------


def test_china_and_the_balance() -> None:
    """Balance: b + 6/10/3 + (4/10)/2 + (5/10)/2 = b + 13/20; Russia: 1/10 + 6/10; so b >= 1/20.

    China: −1/10 + z against 3/10 + 1/5 + z/2 + 1/4 = 3/4 + z/2: from z = 17/10.
    """
    case = ESSAY["china_vector"]
    assert case.players == ("KAZ",)
    assert edges(case.inquiry("balance"), "balance_worth") == [F(1, 20)]
    assert edges(case.inquiry("balance"), "chinese_stake") == [F(17, 10)]
    # second coding: 7/10 + 6/10 against 1/5 + 13/20
    assert MOSCOW["china_vector"].inquiry("balance").answer() == "lean on Russia"


def test_china_in_the_chair_two_effects_against_each_other() -> None:
    """3/5 + 2/5 − (1/2)(1 − relief) >= 1/2 + interest: a fifth of relief makes up for 1/10."""
    asked = ESSAY["china_vector"].inquiry("in_the_chair")
    assert edges(asked, "relief") == [F(1, 5)]
    assert edges(asked, "chinese_interest") == [F(1, 5)]
    line = ESSAY["china_vector"].inquiry("second_line")
    # (1 + s)/2 − cost >= s: at s = 2/5 up to 3/10, at a cost of 1/5 up to s = 3/5
    assert edges(line, "cost") == [F(3, 10)]
    assert edges(line, "share") == [F(3, 5)]


# chair_agenda ---------------------------------------------------------------------------------


def test_agenda_who_objects_to_what_kind_of_document() -> None:
    assert objectors("chair_agenda", "balanced") == set()
    assert {"RUS", "BLR", "UZB", "TKM"} <= objectors("chair_agenda", "contested")
    assert models.who_blocks(ESSAY["chair_agenda"], option="contested").robust


def test_agenda_support_moves_the_agenda_and_no_ballot() -> None:
    """Full upholding from a shield of lean + pressure: 11/10 here, 8/10 there (model B3)."""
    for coding, shield in ((ESSAY, F(11, 10)), (MOSCOW, F(4, 5))):
        case = coding["chair_agenda"]
        lean, pressure = case.parameters["lean"].value, case.parameters["pressure"].value
        assert models.discretion(lean, pressure, shield).conduct == "upholds fully"
        assert models.discretion(lean, pressure, shield - F(1, 100)).conduct == "mostly upholds"
        assert objectors("chair_agenda", "balanced", coding) == set()
        assert "RUS" in objectors("chair_agenda", "contested", coding)


def test_agenda_what_the_chair_s_attention_is_worth() -> None:
    """Consensual: 4/10 − 1/20 = 35/100. Balanced: 32/100 + h/2 + c/2 − 10/100."""
    asked = ESSAY["chair_agenda"].inquiry("attention")
    assert edges(asked, "credit") == [F(11, 100)]
    assert edges(asked, "hard_chance") == [F(4, 25)]


def test_agenda_one_text_of_every_basket() -> None:
    """Russia consents iff security + 15/100 − cost >= 0; on Georgia nobody can be compensated."""
    asked = ESSAY["chair_agenda"].inquiry("baskets")
    assert edges(asked, "eastern_cost") == [F(2, 5)]
    assert edges(asked, "security_interest") == [F(3, 20)]
    for cost in ("0.1", "0.3", "0.7"):
        answer = asked.answer(eastern_cost=cost)
        assert "integrity" not in answer
        assert "two missions" not in answer


# fuel_bank ------------------------------------------------------------------------------------


def test_fuel_bank_who_has_to_agree() -> None:
    assert ESSAY["fuel_bank"].players == ("KAZ", "USA", "IRN")
    assert objectors("fuel_bank", "bank_and_deal") == {"IRN"}
    assert objectors("fuel_bank", "bank_only") == set()


def test_fuel_bank_thresholds() -> None:
    case = ESSAY["fuel_bank"]
    # Iran relies on it iff assurance >= worth of enrichment; Washington guarantees for the norm
    assert edges(case.inquiry("deal"), "assurance") == [F(3, 5)]
    assert edges(case.inquiry("deal"), "enrichment_worth") == [F(3, 10)]
    assert case.inquiry("deal").answer(guarantee_cost="0.4") == "offer alone"
    # 1/5 + c/2 − (1 − c)/4 >= 1/10 from c = 1/5
    assert edges(case.inquiry("broker"), "chance") == [F(1, 5)]
    # (1 − 4s/10)/2 >= 45/100 up to s = 1/4
    assert edges(case.inquiry("other_prestige"), "substitution") == [F(1, 4)]
    assert MOSCOW["fuel_bank"].inquiry("broker").answer() == "broker the whole deal"


# cica_g20 -------------------------------------------------------------------------------------


def test_asian_twenty_who_would_stop_what() -> None:
    assert objectors("cica_g20", "asian_g20") == {"CHN", "IND", "KOR"}
    assert objectors("cica_g20", "measures") == set()
    assert not models.who_blocks(ESSAY["cica_g20"]).robust
    assert objectors("cica_g20", "asian_g20") <= objectors("cica_g20", "unit")


def test_asian_twenty_coming_and_staying_away() -> None:
    """Risk dominance: (g − f + 1/20)(4g/5 − f + 1/20) against (f − g/4)(f − g/5).

    At g = 2/5: (9/20 − f)(37/100 − f) = (f − 1/10)(f − 2/25), so 16f/25 = 317/2000, f = 317/1280.
    """
    asked = ESSAY["cica_g20"].inquiry("take_up")
    assert edges(asked, "fixed_cost") == [F(317, 1280)]
    # At f = 3/10: 3g²/4 − 63g/200 − 11/400 = 0.
    root = (0.315 + (0.315**2 + 4 * 0.75 * 0.0275) ** 0.5) / 1.5
    stay, come = asked.answer(group_worth=F(root) - F(1, 999)), asked.answer(
        group_worth=F(root) + F(1, 999)
    )  # fmt: skip
    assert (stay == come, come) == (False, "(come, come)")
    assert MOSCOW["cica_g20"].inquiry("take_up").answer() == "(come, come)"


def test_asian_twenty_why_propose_and_where() -> None:
    propose, where = (ESSAY["cica_g20"].inquiry(name) for name in ("why_propose", "where"))
    # d + 1/20 − 95n/100 >= d/3 + 1/10
    assert edges(propose, "neglect") == [F(3, 19)]
    assert edges(propose, "display") == [F(87, 400)]
    # Conference: (1/5)(6/10 + 5/10) = 11/50; the OSCE beats it from 11/30; both, if fatigue < 11/50
    assert edges(where, "osce_depth") == [F(11, 30)]
    assert edges(where, "fatigue") == [F(11, 50)]
    assert propose.answer(chance=0) == "propose the great scheme or propose small measures"


# west_access_rivalry --------------------------------------------------------------------------


def test_rivalry_pays_the_regime_what_the_rival_would_pay() -> None:
    """Model A1: the agent's gain is max(κ, min(r, κ + w)), here the loser's stake of 3/5."""
    asked = ESSAY["west_access_rivalry"].inquiry("rent")
    assert edges(asked, "western_access") == [F(4, 5)]
    assert edges(asked, "russian_access") == [F(7, 10)]
    gains = [
        dict(asked.details(russian_access=stake))["gain of the regime"]
        for stake in (F(1, 5), F(2, 5), F(3, 5), F(1))
    ]
    # it rises with the rival's stake and stops at κ + w = 7/10 once the rival wins
    assert gains == [F(1, 5), F(2, 5), F(3, 5), F(7, 10)]


def test_rivalry_why_nobody_presses() -> None:
    case = ESSAY["west_access_rivalry"]
    # holding is an equilibrium iff the East gains 2r/5 >= access by it
    assert edges(case.inquiry("undercutting"), "reform_worth") == [1]
    assert edges(case.inquiry("undercutting"), "access_gain") == [F(1, 5)]
    # one is enough up to 1/2, both up to 1; apart (7/20)(3/10) < (9/20)(2/5): nobody
    assert edges(case.inquiry("pressing"), "others_offer") == [0, F(1, 2), 1]
    assert objectors("west_access_rivalry", "reform_line") == {"RUS", "CHN"}
    assert objectors("west_access_rivalry", "stability_line") == set()


# all of them ----------------------------------------------------------------------------------

MINE = (
    "chair_award_2007", "chair_hostage_2007", "trojan_horse", "reform_pledges",
    "nato_exercise_2009", "prague_energy_2009", "western_backing", "russia_pressure",
    "china_vector", "chair_agenda", "fuel_bank", "cica_g20", "west_access_rivalry",
)  # fmt: skip


@pytest.mark.parametrize("name", MINE)
def test_each_is_whole_under_both_codings(name: str) -> None:
    case, other = ESSAY[name], MOSCOW[name]
    assert {"fact", "claim"} <= {statement.kind for statement in case.statements}
    assert case.workaround
    assert 3 <= len(case.inquiries) <= 4 or name == "chair_agenda"
    assert any(inquiry.over for inquiry in case.inquiries)
    # the second coding differs somewhere, in a number and not only in words
    assert any(
        one.values != two.values for one, two in zip(case.inquiries, other.inquiries, strict=True)
    )
    for inquiry in case.inquiries:
        assert all(p.meaning and p.basis for p in inquiry.parameters.values())
        bands = [p.low < p.high for p in inquiry.parameters.values()]
        assert sum(bands) > len(bands) / 2


@pytest.mark.parametrize("name", MINE)
def test_each_answer_is_worded(name: str) -> None:
    for coding in (ESSAY, MOSCOW):
        for inquiry in coding[name].inquiries:
            assert inquiry.answer() in inquiry.meaning, (inquiry.name, inquiry.answer())
