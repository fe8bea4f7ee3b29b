"""At which level of support does the chair change its conduct, as a formula in everything else?"""

from fractions import Fraction

from consensus import models, sweeps

found = sweeps.regimes(
    models.discretion,
    over={"support": (0, 2)},
    at={"lean": "0.55", "pressure": "0.7", "curvature": 1},
)
print(found)

# The marks are where theory puts them, and the formulas hold for other values as well.
assert found.edges == (Fraction(1, 4), Fraction(3, 4), Fraction(5, 4))
last = found.crossings[-1]
assert last.formula(lean=0, pressure=1, curvature=2) == 1
assert last.conditions == ("curvature > 0",)

# The same question over pressure and support at once: exact areas, exact borders.
plane = sweeps.regimes(
    lambda **at: models.discretion(**at).conduct,
    over={"support": (0, 2), "pressure": (0, 1)},
    at={"lean": "0.55", "curvature": 1},
)
print(plane)
assert sum(region.area for region in plane.pieces) == plane.area
assert plane.undecided == 0
