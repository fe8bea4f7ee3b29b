"""Which rules does the OSCE know beside consensus, and whom do they leave a veto?"""

from consensus import institutions, rules, solutions

states = [f"State {i}" for i in range(1, 58)]
council = institutions.osce_consensus(states)
suspended = institutions.osce_consensus_minus(states, ["State 57"])
committee = institutions.osce_standing_committee(states)
mission = institutions.osce_moscow_mechanism(states, "State 57")

for name, rule in (
    ("consensus", council),
    ("without the State concerned", suspended),
    ("one objection ignored", committee),
    ("Moscow Mechanism", mission),
):
    passing = float(solutions.coleman_act(rule, abstention=True))
    print(f"{name}: {len(rule.vetoers)} vetoers, {passing:.1e} of random ballots pass")

# Under consensus every index gives every State the same share, so none of them says anything.
assert len(set(solutions.shapley_shubik(council).values())) == 1

# "Consensus minus one" is two rules. One takes a veto from one State, the other from all.
assert len(suspended.vetoers) == 56
assert committee.vetoers == ()
assert not suspended.blocks(["State 57"])
assert suspended.blocks(["State 56"])
assert committee.blocks(["State 56", "State 57"])

# Six States can send a mission whatever all others say: a right of a minority, not a majority rule.
assert mission.wins(states[:6])
assert not mission.wins(states[:5])
assert not rules.is_proper(mission)
assert rules.is_dummy(mission, "State 57")
