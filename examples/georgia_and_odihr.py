"""One rule, two cases: why does the same veto end a mission and protect an institution?"""

from consensus import models, osce

cases = osce.situations()
odihr = cases["odihr_package_2007"]
georgia = cases["georgia_mission_expiry_2008"]

for scenario in (odihr, georgia):
    found = models.who_blocks(scenario)
    print(scenario.title)
    print(f"  objecting: {len(found.objectors)} of {len(scenario.players)} States")
    print(f"  adopted: {found.adopted}, the same over all bands: {found.robust}")
    print(f"  without consensus: {scenario.reversion.outcome.label}")

# The rule is the same, and neither text passes.
assert odihr.rule == georgia.rule
assert not models.who_blocks(odihr).adopted
assert not models.who_blocks(georgia).adopted

# What differs is who has to win everybody over.
assert odihr.reversion.type == "continues"
assert georgia.reversion.type == "lapses"
assert models.who_blocks(georgia).objectors == ("RUS",)
assert "RUS" not in models.who_blocks(odihr).objectors
