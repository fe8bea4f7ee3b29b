"""Every kind of inquiry: what it finds, where it changes, and what it refuses."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from consensus import models, sweeps
from consensus.errors import InvalidInput
from consensus.models import Inquiry, inquiry_kinds, read_inquiry
from consensus.models.inquiries.deals import Package
from consensus.solutions import truthful


def asked(text: str) -> Inquiry:
    return read_inquiry(tomllib.loads(text, parse_float=Decimal))


CHOICE = """
name = "drill"
kind = "choice"
question = "Does it take part?"
over = ["cost"]
player = "K"
alternatives = {"take part" = "gain - cost", withdraw = 0}
[parameters]
gain = {value = 0.3}
cost = {value = 0.5, low = 0, high = 1}
"""
GAME = """
name = "hunt"
kind = "game"
question = "Do both restrain themselves?"
over = ["trust"]
selection = "risk dominant"
[strategies]
A = ["restrain", "arm"]
B = ["restrain", "arm"]
[payoffs]
"restrain, restrain" = {A = "trust", B = "trust"}
"restrain, arm" = {A = 0, B = 2}
"arm, restrain" = {A = 2, B = 0}
"arm, arm" = {A = 1, B = 1}
[parameters]
trust = {value = 2.5, low = 0, high = 4}
"""
TREE = """
name = "threat"
kind = "tree"
question = "Is the threat carried out?"
over = ["cost"]
players = ["R", "W"]
[nodes.start]
player = "R"
moves = {threaten = "answer", wait = "quiet"}
[nodes.answer]
player = "W"
moves = {concede = "conceded", refuse = "test"}
[nodes.test]
player = "R"
moves = {block = "blocked", "back down" = "backed down"}
[ends]
quiet = {R = 0, W = 0}
conceded = {R = 2, W = -1}
blocked = {R = "1 - cost", W = -3}
"backed down" = {R = "-face", W = 0}
[parameters]
cost = {value = 1, low = 0, high = 3}
face = {value = 0.5}
"""
CONFLICT = """
name = "dams"
kind = "conflict"
question = "Where does it settle?"
over = ["harm"]
states = ["quiet", "dam", "both"]
moves = [["quiet", "dam", "up"], ["dam", "both", "down"], ["both", "dam", "down"], ["dam", "quiet", "up"]]
[preferences]
up = ["dam", "quiet", "both"]
down = {quiet = 2, dam = "0 - harm", both = 0}
[parameters]
harm = {value = 0.5, low = -1, high = 1}
"""
AGENCY = """
name = "chair"
kind = "agency"
question = "Which side does the chair take?"
over = ["west"]
agent = "K"
actions = {uphold = "kappa", accommodate = 0}
stakes = {US = {uphold = "west"}, EU = {uphold = "west"}, RUS = {accommodate = "east"}}
threats = [{principal = "RUS", action = "uphold", harm = 1, punish_cost = 1, reputation = "name"}]
[parameters]
kappa = {value = 0.2}
west = {value = 1, low = 0, high = 2}
east = {value = 1}
name = {value = 2}
"""
PACKAGE = """
name = "deal"
kind = "package"
question = "Which package passes?"
over = ["linkage"]
players = ["W", "R"]
[issues.mission]
reversion = "none"
values = {full = {W = 3, R = -2}, none = {}}
[issues.trade]
reversion = "off"
values = {on = {W = -1, R = "linkage"}, off = {}}
[parameters]
linkage = {value = 3, low = 0, high = 4}
"""
HOSTAGE = """
name = "later"
kind = "hostage"
question = "Does it win?"
over = ["concession"]
player = "R"
concession = "concession"
block_cost = 2
losses = {a = 1, b = 2}
stakes = {a = 2, b = 5}
available = 5
[parameters]
concession = {value = 6, low = 1, high = 9}
"""
SUNSET = """
name = "lapse"
kind = "sunset"
question = "Is there a text?"
over = ["linkage"]
player = "R"
mission_value = 1
recognition_value = 1
aversions = {GEO = "uncompensable", US = 2}
linkage = "linkage"
[parameters]
linkage = {value = 0.5, low = 0, high = 2}
"""
PLEDGE = """
name = "pledge"
kind = "hold_up"
question = "Kept?"
over = ["scrutiny"]
player = "K"
scrutiny = "scrutiny"
prestige = 2
reform_cost = 4
promise = 0.5
[parameters]
scrutiny = {value = 0.5, low = 0, high = 2}
"""
TYPE = """
name = "type"
kind = "infer_type"
question = "Does backing go on?"
over = ["prior"]
agent_prior = "prior"
pullout_chance = 0.5
back_cost = 1
back_benefit = 4
[parameters]
prior = {value = 0.3, low = 0.01, high = 0.99}
"""
BACKERS = """
name = "joint"
kind = "joint_backing"
question = "Who backs?"
over = ["cost"]
benefits = {US = 3, EU = 3}
costs = {US = "cost", EU = "cost"}
strength = 1
threshold = 2
[parameters]
cost = {value = 2, low = 1, high = 4}
"""
DEGREE = """
name = "tone"
kind = "discretion"
question = "How far does it give way?"
over = ["support"]
lean = 0.5
pressure = 0.7
support = "support"
[parameters]
support = {value = 0.3, low = 0, high = 2}
"""
SHIELD = """
name = "shield"
kind = "backing"
question = "Enough?"
over = ["each"]
deficit = 1
synergy = 0.5
first = "each"
second = "each"
[parameters]
each = {value = 0.3, low = 0, high = 1}
"""
ATTRITION = """
name = "budget"
kind = "attrition"
question = "How long?"
over = ["cost"]
prizes = {A = 9, B = 9}
costs = {A = "cost", B = "cost"}
horizon = 3
[parameters]
cost = {value = 1, low = 0.1, high = 9}
"""
HOLDOUTS = """
name = "hold-outs"
kind = "hold_outs"
question = "Who?"
over = ["cost"]
loss = {a = 3, b = 2, c = -1}
cost = {a = "cost", b = "cost", c = "cost"}
[parameters]
cost = {value = 1, low = 0, high = 4}
"""
SETTER = """
name = "dilution"
kind = "setter"
question = "Does the rule move?"
over = ["west"]
ideals = {R = 0.1, W = "west"}
status_quo = 0.8
proposer = "R"
[parameters]
west = {value = 0.9, low = 0.5, high = 1}
"""
CORE = """
name = "basin"
kind = "core"
question = "Does a division keep all in?"
over = ["pair"]
players = ["U", "D", "E"]
[worths]
"U, D, E" = 6
"U, D" = "pair"
"U, E" = "pair"
"D, E" = "pair"
[parameters]
pair = {value = 5, low = 0, high = 6}
"""
# Each with its outcome at the coded values, and where it changes: worked out by hand.
KNOWN: dict[str, tuple[str, str, list[Fraction]]] = {
    # gain − cost = 0 at cost = 3/10
    "choice": (CHOICE, "withdraw", [Fraction(3, 10)]),
    # (trust − 2)² against (1 − 0)²: risk dominance changes at 3; arming is dominant below 2
    "game": (GAME, "(arm, arm)", [Fraction(3)]),
    # blocking beats backing down iff 1 − cost >= −1/2; otherwise W refuses and R waits
    "tree": (TREE, "conceded", [Fraction(3, 2)]),
    # down answers the dam by a move that up dislikes; only if 0 > −harm does it
    "conflict": (CONFLICT, "quiet; both", [Fraction(0)]),
    # 2·west + 1/5 >= 1 + 1 (the harm of 1 is credible)
    "agency": (AGENCY, "uphold", [Fraction(9, 10)]),
    # R takes the mission iff linkage >= 2; the trade alone is refused by W
    "package": (PACKAGE, "mission: full; trade: on", [Fraction(2)]),
    # three blocks are needed, at 2 each
    "hostage": (HOSTAGE, "blocking wins the concession", [Fraction(6)]),
    # a status-neutral mission of strength m needs linkage >= m
    "sunset": (
        SUNSET,
        "a smaller mission without recognition is accepted by all",
        [Fraction(0), Fraction(1)],
    ),
    # kept iff scrutiny >= 4·(1/2)/2
    "hold_up": (PLEDGE, "the promise is broken", [Fraction(1)]),
    # prior limit x·q/(1 − x + x·q) with x = 3/4, q = 1/2
    "infer_type": (TYPE, "backing goes on", [Fraction(3, 5)]),
    # backing is risk-dominant iff 3 > 2·cost; a commitment backs iff 6 >= 2·cost
    "joint_backing": (
        BACKERS,
        "apart: nobody; committed: EU and US",
        [Fraction(3, 2), Fraction(3)],
    ),
    # marks k + P − 1, k + P − 1/2, k + P of model B3
    "discretion": (
        DEGREE,
        "mostly accommodates",
        [Fraction(1, 5), Fraction(7, 10), Fraction(6, 5)],
    ),
    "backing": (SHIELD, "accommodates", [Fraction(2, 5)]),
    # h = cost/(9 + cost) each; 1/(1 − (1 − h)²) = 3 iff (9/(9 + cost))² = 2/3: irrational
    "attrition": (ATTRITION, "no agreement is expected within the horizon", []),
    "hold_outs": (HOLDOUTS, "a, then b", [Fraction(2), Fraction(3)]),
    # W consents below the status quo iff its ideal lies below it
    "setter": (SETTER, "nothing moves", [Fraction(4, 5)]),
    # the three pairs, each with weight 1/2: 3/2 · pair <= 6
    "core": (CORE, "under every division some group does better apart", [Fraction(4)]),
}


def test_every_kind_is_tested() -> None:
    assert set(KNOWN) == set(inquiry_kinds())


@pytest.mark.parametrize("kind", sorted(KNOWN))
def test_outcome_and_thresholds(kind: str) -> None:
    text, outcome, thresholds = KNOWN[kind]
    inquiry = asked(text)
    assert inquiry.kind == kind
    assert inquiry.answer() == outcome
    (name,) = inquiry.over
    band = inquiry.parameters[name]
    rest = {n: v for n, v in inquiry.values.items() if n != name}

    def ask(**values: Any) -> str:
        return inquiry.model.outcome(**values)

    found = sweeps.regimes(ask, over={name: (band.low, band.high)}, at=rest)
    inner = [edge for edge in found.edges if thresholds]
    assert [Fraction(str(edge)) for edge in inner] == thresholds
    # the answer at plain values agrees with the piece that holds it
    for piece in found.pieces:
        low, high = float(piece.where.low), float(piece.where.high)
        place = piece.where.low if piece.where.is_point else Fraction((low + high) / 2)
        if isinstance(place, int | Fraction):
            assert inquiry.answer(**{name: place}) == piece.answer


@pytest.mark.parametrize("kind", sorted(KNOWN))
def test_details_are_said(kind: str) -> None:
    details = asked(KNOWN[kind][0]).details()
    assert details
    assert all(detail.label and not isinstance(detail.value, float) for detail in details)
    assert all(sentence for sentence in asked(KNOWN[kind][0]).model.sentences)


def test_attrition_changes_where_the_square_root_says() -> None:
    """(9/(9 + c))² = 2/3 at c = 9·(√(3/2) − 1)."""
    inquiry = asked(ATTRITION)
    found = sweeps.regimes(inquiry.model.outcome, over={"cost": (Fraction(1, 10), 9)})
    (edge,) = found.edges
    assert float(edge) == pytest.approx(9 * (1.5**0.5 - 1), rel=1e-12)


def test_the_agent_s_action_is_that_of_truthful_equilibria() -> None:
    inquiry = asked(AGENCY)
    for west in (0, Fraction(1, 2), Fraction(9, 10), 2):  # at 9/10 both actions tie
        values = {**inquiry.values, "west": west}
        deals = truthful(inquiry.model.game(**values)).items  # type: ignore[attr-defined]
        assert inquiry.answer(west=west) == " or ".join(deal.action for deal in deals)


def test_options_that_come_together_are_worth_more_or_less() -> None:
    """W: 3 − 1; R: −2 + linkage, and 1/2 besides for both: passes from linkage = 3/2 on.

    With a loss of 5/2 for W in place of it (3 − 1 − 5/2 < 0) the full package is refused.
    """
    said = 'together = [{player = "R", options = {mission = "full", trade = "on"}, worth = "more"}]'
    text = PACKAGE.replace("[issues.mission]", f"{said}\n[issues.mission]", 1)
    text += "more = {value = 0.5}\n"
    deal = asked(text)
    assert deal.answer(linkage="1.49") != deal.answer(linkage="1.5") == "mission: full; trade: on"
    loss = asked(text.replace('player = "R"', 'player = "W"'))
    assert loss.answer(linkage=3, more="-2.5") == "nothing is agreed"
    for one in (deal, loss):
        for more in (-3, "-0.5", 0, 2):
            given = {**one.values, "more": Fraction(more)}
            model = one.model
            assert isinstance(model, Package)
            agenda = model.agenda(**given)
            passing = [package for package, _ in model._passing(given)]
            # The game itself, asked about every package, is the oracle.
            assert passing == [
                package
                for package in model._packages()
                if agenda.passes(dict(zip(model.issues, package, strict=True)))
            ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('mission = "full", ', "", "expected options of at least two issues"),
        ('mission = "full"', 'mission = "half"', "expected one of full, none"),
        ("mission = ", "misson = ", "'misson' is no issue"),
        ('"R", options', '"Q", options', "player: expected one of W, R"),
        ('"full", trade = "on"', '"none", trade = "off"', "together.0: the reversions hold it"),
    ],
)
def test_options_together_that_cannot_be_are_refused(old: str, new: str, message: str) -> None:
    said = 'together = [{player = "R", options = {mission = "full", trade = "on"}, worth = 1}]'
    assert old in said
    text = PACKAGE.replace("[issues.mission]", f"{said.replace(old, new)}\n[issues.mission]", 1)
    with pytest.raises(InvalidInput, match=message):
        asked(text)


def test_details_of_the_game_and_the_package() -> None:
    rows = dict(asked(GAME).details())
    assert rows["equilibria in pure strategies"] == "(restrain, restrain); (arm, arm)"
    assert rows["extreme equilibria, mixed ones included"] == 3
    rows = dict(asked(PACKAGE).details(linkage=Fraction(1, 2)))
    assert rows["packages that nobody refuses"] == 1
    # the mission alone has the greatest sum with it (3 − 2 = 1); R lacks 2
    assert rows["compensation that R would need"] == 2


@pytest.mark.parametrize(
    ("kind", "old", "new", "message"),
    [
        ("choice", 'kind = "choice"', 'kind = "chioce"', "kind: expected one of"),
        ("choice", "gain - cost", "gain - costs", "none is called 'costs'"),
        ("choice", "gain - cost", "gain", "the model reads no 'cost'"),
        ("choice", 'over = ["cost"]', 'over = ["gain"]', "the parameter 'gain' has no band"),
        ("choice", 'over = ["cost"]', 'over = ["x"]', "'x' is not one of its parameters"),
        ("choice", "gain - cost", "__import__('os')", "only arithmetic is allowed"),
        ("choice", "low = 0,", "low = 0.7,", "expected low <= value <= high"),
        ("choice", 'player = "K"', "player = 3", "player: expected a text, got 3"),
        ("choice", 'player = "K"', 'player = "K"\nplyer = 1', "plyer: no such entry"),
        ("game", '"arm, arm"', '"arm, disarm"', "none for 'arm, arm'"),
        ("game", "{A = 1, B = 1}", "{A = 1}", "none for 'B'"),
        ("game", "risk dominant", "best", "selection: expected one of"),
        ("tree", '"quiet"}', '"silence"}', "leads to 'silence'"),
        ("tree", 'concede = "conceded"', 'concede = "start"', "lead back to it"),
        ("tree", "blocked = {R", "unblocked = {R", "leads to 'blocked'"),
        ("conflict", '["dam", "quiet", "both"]', '["dam", "quiet"]', "both"),
        ("conflict", '"up"], ["dam"', '"upp"], ["dam"', "upp"),
        ("agency", '"RUS", action = "uphold"', '"RUS", action = "hold"', "expected one of"),
        ("package", 'reversion = "none"', 'reversion = "no"', "expected one of"),
        ("hostage", "available = 5", "available = -1", "available"),
        ("hostage", "stakes = {a = 2, b = 5}", "stakes = {a = 2}", "nothing for 'b'"),
        ("attrition", "B = 9}", "B = 9, C = 1}", "expected two sides"),
        ("core", '"U, D" =', '"U, Q" =', "'Q' is no player"),
        ("core", '"U, D" =', '"E, U" =', "twice"),
        ("core", '"U, D, E" = 6', "", "nothing for all players together"),
        ("setter", 'proposer = "R"', 'proposer = "Q"', "proposer: expected one of"),
    ],
)
def test_refusals(kind: str, old: str, new: str, message: str) -> None:
    text = KNOWN[kind][0]
    assert old in text
    with pytest.raises(InvalidInput, match=r"inquiry") as caught:
        asked(text.replace(old, new, 1))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_scenario_carries_its_inquiries() -> None:
    text = "\n".join(
        [
            "schema = 1\nid = 'x'\ntitle = 'x'\nquestion = 'x'\nproposer = 'a'",
            "rule = {consensus = ['a', 'b']}\noptions = [{name = 'yes'}]",
            "reversion = {name = 'no', type = 'continues'}",
            "stances = [{player = 'a', ranking = ['yes', 'no']}, {player = 'b', ranking = ['no', 'yes']}]",
            CHOICE.replace("name =", "[[inquiries]]\nname =", 1)
            .replace("[parameters]", "[inquiries.parameters]"),
        ]
    )  # fmt: skip
    scenario = models.read_scenario(text)
    assert scenario.inquiry("drill").answer(cost="0.1") == "take part"
    with pytest.raises(InvalidInput, match="is not among 'drill'"):
        scenario.inquiry("x")
    with pytest.raises(InvalidInput, match=r"inquiries\.0: drill: parameters"):
        models.read_scenario(text.replace("gain = {value = 0.3}", "gain = {value = 'x'}"))
