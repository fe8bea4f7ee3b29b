"""How much support does a chair need before it upholds, given jointly, apart, or by one alone?"""

from fractions import Fraction

from consensus import models, sweeps

LEAN, PRESSURE, SYNERGY = Fraction(55, 100), Fraction(7, 10), Fraction(1, 2)


def jointly(support, lean, pressure, synergy):
    return models.discretion(lean, pressure, (2 + synergy) * support)


def alone(support, lean, pressure, synergy):
    return models.discretion(lean, pressure, support)


for backing in (jointly, alone):
    found = sweeps.regimes(
        backing,
        over={"support": (0, 2)},
        at={"lean": LEAN, "pressure": PRESSURE, "synergy": SYNERGY},
    )
    print(backing.__name__)
    for crossing in found.crossings:
        print(f"  {crossing.at} = {crossing.formula}: {crossing.after.conduct}")

joint = models.backing(PRESSURE + LEAN - Fraction(1, 2), SYNERGY)
assert joint.joint == Fraction(3, 10)
assert joint.alone == Fraction(3, 4)
assert joint.alone / joint.joint_total == 1 + SYNERGY / 2
