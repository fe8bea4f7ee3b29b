"""Does the same veto give the same outcome under a standing rule and under a mandate that lapses?

A text between 0 (nothing) and 10 (a full mandate) is proposed by the side that wants most of it;
everybody may object. Only what happens without agreement differs.
"""

from consensus import models, rules, solutions
from consensus.games import Spatial

IDEALS = {"west": 10, "georgia": 8, "kazakhstan": 5, "russia": 2}
COUNCIL = rules.by_consensus(IDEALS)


def outcome(reversion, cost=0):
    game = Spatial(IDEALS, reversion, COUNCIL, stand_alone_cost={"russia": cost})
    return solutions.setter_outcome(game, proposer="west")


standing, lapsing = outcome(6), outcome(0)
print(f"standing rule: stays at {standing.outcome}, whoever wants to move it")
print(f"mandate that lapses: lands at {lapsing.outcome}, held back by {', '.join(lapsing.pivots)}")
print(f"and if standing alone costs 1: lands at {outcome(0, cost=1).outcome}")

# Two dimensions of one text: mission strength and recognition content.
deal = models.sunset(
    mission_value=1, recognition_value=2, aversions={"west": "1/2", "georgia": None}
)
print(f"status-neutral mission without a linkage: {deal.neutral_mission}")
print(f"linkage from which a full one passes: {deal.neutral_linkage}")

assert standing.outcome == 6
assert lapsing.outcome == 4
assert lapsing.pivots == ("russia",)
assert outcome(0, cost=1).outcome == 5
assert deal.neutral_mission == 0
assert deal.neutral_linkage == 1
