"""The two situations of the pair, against what the sources report."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

import pytest

from consensus import models, osce
from consensus.errors import InvalidInput

GEORGIA = osce.situations()["georgia_mission_expiry_2008"]
ODIHR = osce.situations()["odihr_package_2007"]


def test_the_same_rule_with_opposite_reversions():
    assert GEORGIA.rule == ODIHR.rule == osce.permanent_council(2008)
    assert (GEORGIA.reversion.type, ODIHR.reversion.type) == ("lapses", "continues")


def test_all_but_russia_on_the_georgia_mission():
    """dpa, 22 December 2008 [S64]: all but Russia supported the extension."""
    found = models.who_blocks(GEORGIA)
    assert found.objectors == ("RUS",) == osce.decisions()["D030"].objectors
    assert found.robust
    assert found.doubtful == ()


def test_the_west_against_the_odihr_package():
    """Decision D020: objectors USA and EU, partly named in the sources."""
    found = models.who_blocks(ODIHR)
    union = {code for code, s in osce.states(2007).items() if "EU" in s.blocs}
    assert union | {"USA"} <= set(found.objectors)
    sponsors = set(osce.decisions()["D020"].proposers)
    assert not sponsors & set(found.objectors)
    assert found.robust


def test_neutral_texts_are_reported_as_in_doubt():
    """Texts silent on status were adopted in August 2008 and February 2009, blocked in May 2009."""
    assert not models.who_blocks(GEORGIA, option="neutral").robust


def test_the_stated_rule_for_states_without_a_coding():
    basis = Counter(stance.basis for stance in GEORGIA.stances.values())
    assert basis == {"bloc": 27, "coded": 15, "aligned": 7, "assumed": 7}
    aligned = {p for p, s in GEORGIA.stances.items() if s.basis == "aligned"}
    assert all(osce.states()[p].georgia_2009 == "aligned" for p in aligned)
    assert {GEORGIA.stances[p].preference.halfwidth for p in aligned} == {Fraction(1, 4)}
    assert GEORGIA.stances["FRA"].preference.halfwidth == Fraction(3, 20)
    # The data name fourteen States without a coded position (coding notes).
    assumed = {p for p, s in ODIHR.stances.items() if s.basis == "assumed"}
    assert assumed == {
        "ALB", "AND", "BIH", "HRV", "VAT", "ISL", "LIE", "MKD", "MCO", "MNE", "NOR", "SMR", "SRB",
        "CHE",
    }  # fmt: skip


def test_ordinal_evidence_is_respected():
    """The USA made ODIHR's protection the price of its consent: not below the status quo."""
    assert ODIHR.stances["USA"].preference.band[0] == ODIHR.reversion.outcome.position


@pytest.mark.parametrize("scenario", [GEORGIA, ODIHR], ids=lambda s: s.id)
def test_every_source_code_is_resolved(scenario):
    known = {source.id for source in scenario.sources}
    texts = [s.source for s in scenario.statements] + list(scenario.workaround)
    texts += [s.direction_source for s in scenario.stances.values()]
    cited = set(re.findall(r"\[(S\d+[a-z]?)\]", " ".join(texts)))
    assert cited
    assert cited <= known


def test_records():
    decisions = osce.decisions()
    assert len(decisions) == 93
    kinds = {d.reversion_type for d in decisions.values()}
    assert kinds == {"lapses", "provisional", "continues", "none_adopted", "deferred"}
    scale = osce.positions("georgia_mission")
    assert all(0 <= p.point <= 1 and p.halfwidth > 0 for p in scale.values())
    with pytest.raises(InvalidInput, match="scale: 'x' is not among"):
        osce.positions("x")


def test_may_2009_has_russia_alone_against_the_neutral_text():
    """Reuters and AP through Civil Georgia, 14 May 2009 [S66]: all others embraced it."""
    case = osce.situations()["georgia_monitors_2009"]
    found = models.who_blocks(case)
    assert found.objectors == ("RUS",) == osce.decisions()["D033"].objectors
    # Where exactly no presence lies between the two texts for Russia decides it.
    assert found.doubtful == ("RUS",)
    assert not found.robust


def test_a_dialogue_passes_where_a_treaty_does_not():
    """The Corfu Process was agreed in 2009 (D034, D037); no treaty was put to a decision (D036)."""
    case = osce.situations()["medvedev_treaty"]
    assert models.who_blocks(case, option="process").adopted
    assert not models.who_blocks(case, option="treaty").adopted
    assert models.who_blocks(case, option="treaty").robust


def test_a_forum_without_outsiders_is_easier_than_one_with_them():
    case = osce.situations()["water_forum"]
    wide, narrow = (models.who_blocks(case, option=o) for o in ("forum", "basin_table"))
    assert set(narrow.objectors) < set(wide.objectors)
    assert "UZB" in wide.objectors
