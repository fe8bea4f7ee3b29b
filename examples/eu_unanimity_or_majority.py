"""What would it change if the EU decided its foreign policy by qualified majority?

Who can block, how many it takes, how often anything passes, and how much of the range of opinions
cannot be moved any more (the gridlock interval). Members and populations are those of 2016.
"""

# Source: TEU, arts. 16(4) and 31; TFEU, art. 238; Council Decision (EU, Euratom) 2015/2393. Where
# the members stand is not known here, so their order on the line is drawn at random, 100 times.

import random
from itertools import combinations

from consensus import games, institutions, rules, solutions

unanimity = rules.by_consensus(institutions.eu_council("lisbon").players)
majority = institutions.eu_council("lisbon")
members = majority.players

print("who can block alone:", len(unanimity.vetoers), "against", len(majority.vetoers))
prevent = solutions.coleman_prevent(majority)
for state in ("Germany", "Hungary", "Malta"):
    print(f"  {state} prevents {float(prevent[state]):6.2%} of what would pass, instead of all")

smallest = [four for four in combinations(members, 4) if majority.blocks(four)]
with_hungary = [four for four in smallest if "Hungary" in four]
print(f"groups of four that can block: {len(smallest)}, with Hungary {len(with_hungary)}")


def width(rule: rules.Rule, order: list[str]) -> int:
    game = games.Spatial({state: place for place, state in enumerate(order)}, 0, rule)
    (interval,) = solutions.gridlock(game).items
    return interval.high - interval.low


generator = random.Random(2009)
widths = []
for _ in range(100):
    order = list(members)
    generator.shuffle(order)
    assert width(unanimity, order) == 27, "under unanimity nothing between the extremes can move"
    widths.append(width(majority, order))
print(f"stuck, of the 27 steps from one end to the other: {sum(widths) / 100:.1f} instead of 27")

once, often = solutions.coleman_act(unanimity), solutions.coleman_act(majority)
print(f"random ballots pass with chance {float(once):.1e} against {float(often):.1%}")

# Nobody blocks alone, and three never do, however large they are.
assert len(unanimity.vetoers) == 28
assert not majority.vetoers
assert not any(majority.blocks(three) for three in combinations(members, 3))

# The three largest have 41 per cent of the people, so any fourth member completes a block.
largest = ("Germany", "France", "United Kingdom")
assert all(majority.blocks({*largest, other}) for other in members if other not in largest)

# Poland, Czechia, Slovakia and Hungary have 12.5 per cent, far from 35.
assert not majority.blocks(["Poland", "Czechia", "Slovakia", "Hungary"])
# Hungary has 1.9 per cent, so three others must bring more than 33: two of the four largest members
# and a third among the six largest (at the least the United Kingdom, Italy and Spain, 33.9).
giants = {"Germany", "France", "United Kingdom", "Italy"}
assert all(len(giants & set(four)) >= 2 for four in with_hungary)
assert all(len((giants | {"Spain", "Poland"}) & set(four)) == 3 for four in with_hungary)

# Sixteen of 28 members must agree, so that three steps are stuck by the count of heads alone (from
# the 13th member to the 16th); the population condition can only add to it.
assert min(widths) >= 3
assert max(widths) < 27
assert once.value == 1 / 2**28

# An abstention under unanimity is no objection: one member may stand aside and let the rest act.
aside = dict.fromkeys(members, "assent") | {"Hungary": "abstain"}
assert unanimity.passes(aside)
