"""The tables of a situation, each fit for a page and for a CSV file."""

from __future__ import annotations

from typing import Any

from ...games.preference import Ideal
from ...models.blocking import Blocking
from ...models.scenario import Scenario, Stance
from ..answers import Answer, ChairAnswer
from ..inquiring import InquiryAnswer
from ..prose import backing, inquiries, voting, words
from .parts import Column, Table

__all__ = [
    "bases",
    "edges",
    "findings",
    "inquiry_parameters",
    "objections",
    "options",
    "parameters",
    "position_data",
    "positions",
    "support",
    "thresholds",
]


def _number(heading: str) -> Column:
    return Column(heading, "number")


def objections(answer: Answer) -> Table:
    """Who would object to the tabled text, and what each would need instead."""
    rows = voting.objection_rows(answer.tabled, answer.scenario)
    return Table(
        "objections",
        "Who would object to the tabled text, and what each would need instead",
        (
            Column("Player"), _number("Would need"), Column("Over the whole band"),
            _number("Standing alone costs"), Column("Position from"), Column("Why"),
            Column("Direction supported by"),
        ),
        tuple(
            (r["player"], r["need"], r["settled"], r["cost"], r["basis"], r["why"], r["source"])
            for r in rows
        ),
    )  # fmt: skip


def options(answer: Answer) -> Table:
    """Every option against the same reversion."""
    scenario = answer.scenario
    vote = not words.alone(scenario)
    assumed = any(b.assumed for b in answer.blockings)
    return Table(
        "options",
        "Every option against the same reversion",
        (
            Column("Text" if vote else "Option"),
            *([Column("Objecting")] if vote else []),
            Column("Outcome"),
            *([Column("Could one without a coded position change it?")] if assumed else []),
        ),
        tuple(
            (
                b.option.label or b.option.name,
                *((voting.blocked_by(b, scenario),) if vote else ()),
                voting.option_outcome(b, scenario),
                *((_swing(b),) if assumed else ()),
            )
            for b in answer.blockings
        ),
    )


def _swing(blocking: Blocking) -> str:
    if blocking.swing:
        return "yes"
    return "only if those in doubt are kind to the text" if blocking.swing_within else "no"


def support(chair: ChairAnswer) -> Table:
    """Support per backer at the three marks."""
    return Table(
        "support",
        "Support per backer at the three marks (range over the bands)",
        (Column("Backing"), *(_number(name) for name in chair.total)),
        tuple(
            (way.name, *(words.threshold(mark) for mark in way.marks.values()))
            for way in chair.coalitions
        ),
    )


def edges(chair: ChairAnswer) -> Table:
    """The same thresholds as formulas, with the reason at each edge."""
    return Table(
        "edges",
        "The same as formulas, with the reason at each edge",
        (
            Column("Backing"), Column("From"), Column("To"), Column("Support", "code"),
            Column("Formula", "code"), Column("Reason"),
        ),
        tuple(
            (
                way.name, c.before.conduct, c.after.conduct, str(c.at), str(c.formula),
                backing.edge_says(c),
            )
            for way in chair.coalitions
            for c in way.regimes.crossings
        ),
    )  # fmt: skip


def thresholds(asked: InquiryAnswer, scenario: Scenario) -> Table:
    """Where the outcome of an inquiry changes, with the formula of each edge."""
    return Table(
        f"thresholds-{asked.inquiry.name}",
        "Where the outcome changes",
        (
            Column("Parameter"), _number("At"), Column("Exactly", "code"),
            Column("Formula", "code"), Column("Before"), Column("At the edge"), Column("After"),
        ),
        tuple(
            (
                row["parameter"], row["at"], row["exact"], row["formula"],
                *(words.spelled_labels(row[side], scenario) for side in ("before", "on", "after")),
            )
            for row in inquiries.threshold_rows(asked)
        ),
    )  # fmt: skip


def inquiry_parameters(asked: InquiryAnswer) -> Table:
    """The parameters of an inquiry with their bands and what supports them."""
    return Table(
        f"parameters-{asked.inquiry.name}",
        "Its parameters",
        (Column("Name"), _number("Value"), _number("Band"), Column("Meaning"), Column("Basis")),
        tuple(
            (
                words.parameter(p.name, p.meaning), words.amount(p.value),
                "" if p.low == p.high else words.band(p.low, p.high), p.meaning, p.basis,
            )
            for p in asked.inquiry.parameters.values()
        ),
    )  # fmt: skip


def findings(answer: Answer) -> Table:
    """Every finding with whether it is robust and what the other codings say."""
    rows = [
        (
            f"“{b.option.label or b.option.name}”",
            voting.outcome(b, answer.scenario),
            "yes" if b.robust else "no",
            *(
                "flips" if b.option.name in other.flips else "the same"
                for other in answer.codings.values()
            ),
        )
        for b in answer.blockings
    ]
    rows += [
        (
            asked.inquiry.question,
            words.spelled_labels(asked.outcome, answer.scenario),
            inquiries.is_robust(asked),
            *(
                f"flips: {words.spelled_labels(asked.elsewhere[coding], answer.scenario)}"
                if coding in asked.flips
                else "the same"
                if coding in asked.elsewhere
                else ""
                for coding in answer.codings
            ),
        )
        for asked in answer.inquiries
    ]
    return Table(
        "findings",
        "Every finding, how robust it is, and whether it flips under another coding",
        (
            Column("Finding about"), Column("Outcome"), Column("Robust in the bands"),
            *(Column(f"Under {inquiries.CODINGS.get(c, c)}") for c in answer.codings),
        ),
        tuple(rows),
    )  # fmt: skip


def parameters(scenario: Scenario) -> Table:
    """The chair's parameters with their bands and what supports them."""
    return Table(
        "parameters",
        "The chair's parameters",
        (Column("Name"), _number("Value"), _number("Band"), Column("Meaning"), Column("Basis")),
        tuple(
            (p.name, words.amount(p.value), words.band(p.low, p.high), p.meaning, p.basis)
            for p in scenario.parameters.values()
        ),
    )


def positions(answer: Answer) -> Table:
    """Every player's coding in words."""
    scenario = answer.scenario
    off = _off_scale(scenario)
    scale = scenario.scale
    columns = [
        Column("Player"), Column("Position from"), Column("Preference"),
        *([Column("No agreement is worth a distance of")] if off else []),
        _number("Standing alone costs"), Column("Ballot"), Column("Why"),
        Column("Direction supported by"), Column("Number from"),
    ]  # fmt: skip
    rows = []
    for player in scenario.players:
        stance = scenario.stances[player]
        rows.append(
            (
                scenario.name_of(player),
                stance.basis,
                words.preference(stance),
                *((words.reversion_worth(stance),) if off else ()),
                words.amount(stance.stand_alone_cost),
                answer.tabled.ballots[player],
                stance.rationale,
                stance.direction_source,
                stance.number_source if stance.preference else "",
            )
        )
    caption = "Every player" if scale is None else f"0 = {scale.zero}; 1 = {scale.one}"
    return Table("positions", caption, tuple(columns), tuple(rows))


def bases(answer: Answer) -> str:
    """What the words in the column "Position from" mean."""
    used = {stance.basis for stance in answer.scenario.stances.values()}
    meanings = "; ".join(f"{name}, {says}" for name, says in words.BASES.items() if name in used)
    text = f"Position from: {meanings}."
    if _off_scale(answer.scenario):
        text += (
            " No agreement is not a point on the scale; the distance says from which text on the"
            " scale, as far from the player's ideal, it would not differ in value."
        )
    return text


def _off_scale(scenario: Scenario) -> bool:
    """Whether somebody's value of no agreement is stated as a distance on the scale."""
    return any(
        isinstance(stance.preference, Ideal) and stance.preference.reversion_distance is not None
        for stance in scenario.stances.values()
    )


def position_data(answer: Answer) -> Table:
    """Every player's coding as numbers, one row a player, for a program or a spreadsheet."""
    scenario = answer.scenario
    headings = (
        "player", "name", "basis", "preference", "position", "low", "high", "salience",
        "reversion_distance", "reversion_low", "reversion_high", "stand_alone_cost", "ballot",
        "need", "least_need", "most_need", "rationale", "direction_source", "number_source",
    )  # fmt: skip
    needs = {o.player: (o.need, o.least_need, o.most_need) for o in answer.tabled.objections}
    rows = []
    for player in scenario.players:
        stance = scenario.stances[player]
        rows.append(
            (
                player, scenario.name_of(player), stance.basis, *_preference(stance),
                _plain(stance.stand_alone_cost), answer.tabled.ballots[player],
                *(_plain(need) for need in needs.get(player, (None, None, None))),
                stance.rationale, stance.direction_source, stance.number_source,
            )
        )  # fmt: skip
    return Table(scenario.id, scenario.title, tuple(map(Column, headings)), tuple(rows))


def _preference(stance: Stance) -> tuple[Any, ...]:
    known = stance.preference
    if not isinstance(known, Ideal):
        return ("" if known is None else words.preference(stance), *[""] * 7)
    reach = known.reversion_band
    return (
        "position", _plain(known.point), *map(_plain, known.band), _plain(known.salience),
        _plain(known.reversion_distance), *(("", "") if reach is None else map(_plain, reach)),
    )  # fmt: skip


def _plain(value: Any) -> Any:
    return "" if value is None else value
