"""Does the finding that the chair mostly accommodates survive doubt about every number in it?"""

from fractions import Fraction

from consensus import models, sweeps


def conduct(support, lean, pressure):
    return models.discretion(lean, pressure, support).conduct


BANDS = {
    "support": ("0.3", "0.45", "0.8"),
    "lean": ("0.4", "0.5", "0.8"),
    "pressure": ("0.5", "0.7", "0.8"),
}

found = sweeps.robustness(conduct, bands=BANDS, count=20_000, seed=2010)
print(found)

assert found.finding == "mostly accommodates"
assert found.survives is False
# Accommodation is 0.5 + 0.7 − 0.45 = 3/4 and full at 1; bands of 0.35, 0.3 and 0.2 close the gap
# of 1/4 at (1/4) / 0.85 = 5/17 of each.
assert found.joint.change == Fraction(5, 17)
assert found.weakest == "support"
assert found.single["pressure"] is None

# Evidence that support did not fall short of the lean rules the worst out.
bound = sweeps.robustness(conduct, bands=BANDS, order=["support + 0.05 >= lean"])
print(bound)
assert bound.joint.finding == "balances"
assert bound.single["lean"] is None
