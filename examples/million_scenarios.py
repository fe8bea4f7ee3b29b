"""How often does the chair uphold fully if lean, pressure and support are only known by bands?"""

from consensus import models, sweeps

BANDS = {
    "lean": ("0.3", "0.5", "0.7"),
    "pressure": ("0.2", "0.6", "0.9"),
    "support": (0, "0.5", "1.2"),
}

draws = sweeps.draw(BANDS, count=1_000_000, seed=2010)
found = sweeps.ensemble(models.discretion, draws=draws)
share = found.share(lambda answer: answer.conduct == "upholds fully")
mean = found.values(lambda answer: answer.accommodation).mean()
print(f"{len(found)} draws took {found.solves} solves")
print(f"upholds fully in {share:.1%}; mean accommodation {mean:.3f}")

assert found.solves < 20
# P(support ≥ lean + pressure), all three uniform and independent, by integration.
expected = (0.7**3 - 0.3**3) / 6 / (0.4 * 0.7 * 1.2)
assert abs(share - expected) < 0.002
