"""What the report says about inquiries, deals and other codings."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from consensus import games, models, report, rules
from consensus.errors import InvalidInput
from consensus.models import read_inquiry
from consensus.report.prose import inquiries, words
from consensus.report.site import tables
from consensus.report.site.changing import changes
from consensus.report.site.situation import sheet

DRILL = {
    "name": "drill",
    "kind": "choice",
    "question": "Does it take part?",
    "over": ["cost"],
    "player": "a",
    "alternatives": {"take part": "gain - cost", "withdraw": 0},
    "meaning": {"withdraw": "it stays at home."},
    "parameters": {
        "gain": {"value": "0.3", "low": "0.2", "high": "0.4"},
        "cost": {"value": "0.5", "low": 0, "high": 1},
    },
}


def scenario(objector: int = -2, **changed: object) -> models.Scenario:
    drill = {**DRILL, "parameters": {**DRILL["parameters"], **changed}}  # type: ignore[dict-item]
    values = {
        "a": {"text": 3, "other": 1, "none": 0},
        "b": {"text": objector, "other": 1, "none": 0},
    }
    return models.Scenario(
        id="x",
        title="x",
        question="x",
        rule=rules.by_consensus(["a", "b", "c"]),
        proposer="a",
        options=(games.Outcome("text"), games.Outcome("other")),
        reversion=models.Reversion("continues", games.Outcome("none")),
        stances={
            **{p: models.Stance(p, games.Numbers(v, halfwidth="0.25")) for p, v in values.items()},
            "c": models.Stance("c", None, basis="assumed"),
        },
        inquiries=(read_inquiry(drill),),
    )


def test_outcome_threshold_and_robustness() -> None:
    (asked,) = report.answer(scenario()).inquiries
    assert asked.outcome == "withdraw"
    assert inquiries.finding(asked) == "Withdraw: it stays at home."
    assert asked.thresholds["cost"].edges == (Fraction(3, 10),)
    (row,) = inquiries.threshold_rows(asked)
    assert (row["formula"], row["before"], row["after"]) == ("gain", "take part", "withdraw")
    assert asked.robustness is not None
    assert asked.robustness.survives is False
    assert inquiries.is_robust(asked) == "no"
    assert "cost alone changes it at 0.30" in inquiries.robust_says(asked)


def test_a_narrow_band_makes_it_robust_by_proof() -> None:
    narrow = scenario(cost={"value": "0.5", "low": "0.45", "high": "0.6"})
    (asked,) = report.answer(narrow).inquiries
    assert asked.robustness is not None
    assert asked.robustness.survives is True
    assert "proved" in inquiries.robust_says(asked)
    assert "does not change with cost" in inquiries.threshold_says(asked)[0]


def test_another_coding_says_what_flips() -> None:
    other = scenario(objector=1, cost={"value": "0.1", "low": 0, "high": 1})
    answer = report.answer(scenario(), codings={"theirs": other})
    assert answer.codings["theirs"].flips == ("text",)
    (asked,) = answer.inquiries
    assert asked.flips == ("theirs",)
    assert "flips under the coding “theirs”: take part" in inquiries.flips_says(asked)
    assert "the outcome of “text” flips" in inquiries.coding_says(answer)[0]
    data = report.as_data([answer], version="0")["scenarios"][0]
    assert data["codings"]["theirs"]["flips"] == ["text"]
    assert data["inquiries"][0]["thresholds"][0]["formula"] == "gain"


def test_a_coding_with_other_options_is_refused() -> None:
    fewer = scenario()
    stances = {p: models.Stance(p, None) for p in fewer.players}
    other = replace(fewer, options=(games.Outcome("text"),), stances=stances)
    with pytest.raises(InvalidInput, match="has other options"):
        report.answer(scenario(), codings={"theirs": other})


def test_a_deal_is_the_sum_of_needs_against_the_sum_of_gains() -> None:
    """b lacks 2 and a gains 3; each gain may be off by twice the halfwidth, 1/2."""
    answer = report.answer(scenario())
    assert answer.deal is not None
    assert (answer.deal.total_need, answer.deal.total_gain) == (2, 3)
    assert answer.deal.covered
    assert answer.deal.certain  # at worst 5/2 against 5/2
    doubtful = report.answer(scenario(objector=Fraction(-9, 4))).deal  # type: ignore[arg-type]
    assert doubtful is not None
    assert doubtful.covered
    assert not doubtful.certain
    assert report.answer(scenario(objector=1)).deal is None


def test_a_bloc_that_shares_its_coding_counts_once() -> None:
    """a gains 3 and lends it to two more members of a bloc; b lacks 2 and d 2: still 3 to 4."""
    one = scenario()
    rule = rules.by_consensus(["a", "b", "c", "d", "e"])
    shared = replace(one.stances["a"], basis="bloc")
    stances = {
        **{p: replace(shared, player=p) for p in ("a", "c", "e")},
        "b": one.stances["b"],
        "d": replace(one.stances["b"], player="d"),
    }
    united = replace(one, rule=rule, stances=stances, blocs={"U": ("a", "c", "e")})
    deal = report.answer(united).deal
    assert deal is not None
    assert (dict(deal.gains), dict(deal.needs)) == ({"U": 3}, {"b": 2, "d": 2})
    assert not deal.covered


def test_nothing_buys_what_is_not_for_sale() -> None:
    one = scenario()
    firm = replace(one.stances["b"], uncompensable=True, stand_alone_cost=10)
    answer = report.answer(replace(one, stances={**one.stances, "b": firm}))
    (objection,) = answer.tabled.objections
    assert objection.uncompensable
    assert objection.need is None
    assert answer.deal is not None
    assert answer.deal.refusing == ("b",)
    assert not answer.deal.covered
    assert answer.deal.certain
    assert "Nothing makes up to b" in inquiries.deal_says(answer)
    assert "not for sale" in report.terminal_text(answer)
    assert "Nothing makes up to b" in changes(answer)[0]
    # with a price the cost of standing alone would have silenced it
    priced = replace(firm, uncompensable=False)
    assert report.answer(replace(one, stances={**one.stances, "b": priced})).deal is None


def test_who_turns_objector_at_the_end_of_its_band_makes_a_deal_uncertain() -> None:
    """c gains 1/4 as coded but may lack 1/4: at worst 5/2 are set against 5/2 + 1/4."""
    one = scenario()
    soft = games.Numbers({"text": "1/4", "other": 1, "none": 0}, halfwidth="1/4")
    answer = report.answer(replace(one, stances={**one.stances, "c": models.Stance("c", soft)}))
    assert answer.deal is not None
    assert answer.deal.covered
    assert not answer.deal.certain


def test_agendas_name_who_would_table_what() -> None:
    answer = report.answer(scenario())
    assert answer.agendas.passing == ("other",)
    assert answer.agendas.favourites == {"other": ("a", "b"), "none": ()}
    answer = report.answer(scenario(objector=1))
    assert answer.agendas.favourites["text"] == ("a", "b")


def test_the_terminal_says_it_all() -> None:
    text = report.terminal_text(report.answer(scenario(), codings={"theirs": scenario()}))
    for part in (
        "Does it take part?",
        "would need 2.00 in all",
        "the outcome of every text is the same",
    ):
        assert part in text


def test_outcomes_that_tie_are_given_the_meanings_of_both() -> None:
    """At cost = gain taking part and staying at home are worth the same, 0."""
    both = {"withdraw": "it stays at home.", "take part": "it comes."}
    drill = read_inquiry(
        {
            **DRILL,
            "meaning": both,
            "parameters": {**DRILL["parameters"], "cost": {"value": "0.3", "low": 0, "high": 1}},  # type: ignore[dict-item]
        }
    )
    (asked,) = report.answer(replace(scenario(), inquiries=(drill,))).inquiries
    assert inquiries.finding(asked) == (
        "Take part or withdraw: They stand equal. It comes. It stays at home."
    )
    assert inquiries.threshold_says(asked) == [
        "Along cost: at first “take part” and beyond 0.30 “withdraw”."
    ]
    (row,) = inquiries.threshold_rows(asked)
    assert row["on"] == "take part or withdraw"


@pytest.mark.parametrize(
    ("name", "running"),
    [
        ("Russian Federation", "the Russian Federation"),
        ("United States of America", "the United States of America"),
        ("United Kingdom", "the United Kingdom"),
        ("Netherlands", "the Netherlands"),
        ("Holy See", "the Holy See"),
        ("Czech Republic", "the Czech Republic"),
        ("the European Union (27)", "the European Union (27)"),
        ("Kazakhstan", "Kazakhstan"),
        ("Bosnia and Herzegovina", "Bosnia and Herzegovina"),
        ("NATO (its members together)", "NATO (its members together)"),
    ],
)
def test_names_take_the_article_in_sentences_where_english_gives_them_one(name, running) -> None:
    """The names of the OSCE's list of participating States; the usage is that of its documents."""
    assert words.named(name) == running


@pytest.mark.parametrize(
    ("text", "sentence", "cell"),
    [
        ("GEO, then EU", "Georgia, then the European Union (27)", "Georgia, then the European Union (27)"),
        ("RUS objects", "The Russian Federation objects", "Russian Federation objects"),
        ("first RUS would", "first the Russian Federation would", "first Russian Federation would"),
        ("an EU statement to the EU, NATO", "an EU statement to the EU, NATO", "an EU statement to the EU, NATO"),
    ],
)  # fmt: skip
def test_codes_are_written_out_where_they_stand_for_a_name(text, sentence, cell) -> None:
    names = {"GEO": "Georgia", "RUS": "Russian Federation", "EU": "the European Union (27)"}
    known = replace(
        scenario(),
        rule=rules.by_consensus(["GEO", "RUS"]),
        stances={p: models.Stance(p, None, basis="assumed") for p in ("GEO", "RUS")},
        proposer="RUS",
        blocs={"EU": ("GEO",)},
        names=names,
    )
    assert words.spelled(text, known) == sentence
    assert words.spelled_labels(text, known) == cell


def test_a_choice_of_one_player_speaks_of_options_and_never_of_texts_or_ballots() -> None:
    alone = replace(
        scenario(),
        rule=rules.by_consensus(["a"]),
        stances={"a": models.Stance("a", games.Numbers({"text": -1, "other": -2, "none": 0}))},
        names={"a": "United Kingdom"},
        inquiries=(),
    )
    found = report.answer(alone)
    top = sheet(found)
    assert top.headline == "The United Kingdom decides alone and does not choose “text”."
    assert top.reasons[0] == "Otherwise: none."
    assert top.changes == (
        "To choose it, the United Kingdom would have to be given 1.00.",
        "The other option, “other”, is not chosen either.",
    )
    table = tables.options(found)
    assert [column.heading for column in table.columns] == ["Option", "Outcome"]  # type: ignore[union-attr]
    assert table.rows == (("text", "not chosen"), ("other", "not chosen"))
