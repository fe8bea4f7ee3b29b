"""Reading .efg: the published example, and texts that are not as they should be.

The format and the example are those of the Gambit documentation, "The extensive game (.efg) file
format": a general game with an information set of each player and payoffs as decimals.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from consensus import games
from consensus.errors import InvalidInput

TEXT = """EFG 2 R "General Bayes game, one stage" { "Player 1" "Player 2" }
"A comment"

c "ROOT" 1 "(0,1)" { "1G" 0.500000 "1B" 1/2 } 0
c "" 2 "(0,2)" { "2g" 0.500000 "2b" 0.500000 } 0
p "" 1 1 "(1,1)" { "H" "L" } 0
p "" 2 1 "(2,1)" { "h" "l" } 0
t "" 1 "Outcome 1" { 10.000000 2.000000 }
t "" 2 "Outcome 2" { 0.000000 10.000000 }
p "" 2 1 0
t "" 3 "Outcome 3" { 2.000000 4.000000 }
t "" 4 "Outcome 4" { 4.000000, 0.000000 }
p "" 1 1 0
p "" 2 2 "(2,2)" { "h" "l" } 0
t "" 5 "Outcome 5" { 10.000000 2.000000 }
t "" 6 "Outcome 6" { 0.000000 10.000000 }
p "" 2 2 0
t "" 7 "Outcome 7" { 2.000000 4.000000 }
t "" 8 "Outcome 8" { 4.000000 0.000000 }
t "" 8
"""


def test_the_published_form():
    game = games.gambit.read(TEXT)
    assert game.players == ("Player 1", "Player 2")
    assert game.title == "General Bayes game, one stage"
    assert [(s.name, s.actions, len(s.nodes)) for s in game.sets] == [
        ("(1,1)", ("H", "L"), 2), ("(2,1)", ("h", "l"), 2), ("(2,2)", ("h", "l"), 2),
    ]  # fmt: skip
    assert game.chances[0] == (Fraction(1, 2), Fraction(1, 2))
    assert game.payoffs[2] == (4, 0)


def test_payoffs_within_the_tree_are_added_to_those_below():
    text = 'EFG 2 R "" { "a" } p "" 1 1 "" { "l" "r" } 1 "" { 5 } t "" 2 "" { 1 } t "" 0'
    assert games.gambit.read(text).payoffs == [None, (6,), (5,)]


def test_every_truncation_is_refused_with_its_place():
    whole = TEXT.rstrip()
    for end in range(4, len(whole)):
        if whole[end:].strip() == "":
            continue
        part = whole[:end]
        if end >= whole.rindex('t "" 8') + 6:
            continue  # "8" is a whole last node already
        with pytest.raises(InvalidInput, match=r"line \d+, column \d+"):
            games.gambit.read(part + " \n")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("EFG 2", "EFG 3", "expected the version 2"),
        ('"Player 2" }', '"Player 1" }', "line 1.*named twice"),
        ("1/2 }", "1/3 }", r"line 4, column 10: the probabilities sum to 5/6"),
        ("1/2 }", "-1/2 }", "line 4.*below 0"),
        ("1/2 }", "1/0 }", "line 4"),
        ('p "" 1 1 "(1,1)"', 'p "" 3 1 "(1,1)"', "line 6, column 6: there is no player 3"),
        ('{ "H" "L" }', '{ "H" "H" }', "line 6.*listed twice"),
        ('{ "H" "L" }', "{ }", "line 6.*at least one move"),
        ('p "" 1 1 0', 'p "" 1 9 0', "line 13.*no moves yet"),
        ('p "" 2 1 0', 'p "" 2 1 "" { "h" "x" } 0', "line 10.*other moves elsewhere"),
        ('t "" 8\n', 't "" 9\n', "line 20.*no payoffs yet"),
        ('t "" 8\n', 't "" 8 "" { 1 2 }\n', "line 20.*other payoffs elsewhere"),
        ('t "" 8\n', 't "" 8\nt "" 8\n', "line 21.*end of the file"),
        ('t "" 1 ', 'q "" 1 ', "line 8"),
        ('{ 2.000000 4.000000 }', "{ 2.000000 }", "line 11"),
    ],
)  # fmt: skip
def test_bad_files_are_refused_with_their_place(old, new, place):
    assert old in TEXT
    with pytest.raises(InvalidInput, match=place):
        games.gambit.read(TEXT.replace(old, new, 1))


def test_traced_payoffs_are_not_written():
    from consensus.errors import NotApplicable
    from consensus.exact import AtPoint, Trace

    (x,) = Trace(["x"], AtPoint([1])).numbers
    with pytest.raises(NotApplicable, match="formula x"):
        games.gambit.write(games.Extensive(["a"], games.ending(x)))
