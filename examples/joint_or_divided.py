"""When does Western division decide whether the chair upholds the mission?

Two backers and one rival offer payments to a chair that has a view of its own. In truthful play
only the sum of stakes counts; when nobody moves first, only the larger single stake does. The
exact regimes over the first backer's stake show the gap between the two.
"""

from fractions import Fraction

from consensus import models, solutions, sweeps
from consensus.games import Agency

OWN = {"uphold": 0, "accommodate": 3}


def together(stake):
    chair = Agency({"us": {"uphold": stake}, "eu": {"uphold": 2}}, OWN)
    return solutions.truthful(chair).action


def apart(stake):
    chair = Agency({"us": {"uphold": stake}, "eu": {"uphold": 2}}, OWN)
    return solutions.without_offers(chair).items


joint = sweeps.regimes(together, over={"stake": (0, 5)})
single = sweeps.regimes(apart, over={"stake": (0, 5)})
print(f"truthful play upholds from a stake of {joint.edges[0]}")
print(f"'nobody offers, the chair accommodates' is an equilibrium up to {single.edges[0]}")
print("between the two, only a joint offer changes the outcome")

backers = {"us": 3, "eu": 3}, {"us": 2, "eu": 2}
alone = solutions.pure_nash(models.joint_backing(*backers, strength=1, threshold=2))
print(f"with a threshold of two backers: {len(alone.items)} equilibria, one without any backing")

assert list(joint.edges) == [1]
assert list(single.edges) == [3]
assert ("stay out", "stay out") in alone.items
assert models.joint_commitment(*backers, strength=1, threshold=2).least_cost == Fraction(4)
