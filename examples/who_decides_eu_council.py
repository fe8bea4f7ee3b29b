"""What did the treaties of Rome, Nice and Lisbon do to the power of States in the Council?"""

from consensus import institutions, rules, solutions

six = institutions.eu_council("rome", year=1958)
nice = institutions.eu_council("nice")
lisbon = institutions.eu_council("lisbon")

print("without power in 1958:", ", ".join(rules.dummies(six)))
for name, council in (("Nice", nice), ("Lisbon", lisbon)):
    share = solutions.banzhaf(council)
    act = solutions.coleman_act(council)
    print(
        f"{name}: Germany {100 * float(share['Germany']):.1f}, "
        f"Spain {100 * float(share['Spain']):.1f}, Malta {100 * float(share['Malta']):.1f}; "
        f"{100 * float(act):.1f} per cent of random proposals pass"
    )

# Luxembourg's vote could not matter, unless the Council acted without a proposal.
assert rules.dummies(six) == ("Luxembourg",)
assert not rules.dummies(institutions.eu_council("rome", year=1958, on_proposal=False))

# Lisbon made decisions easier and moved power to the largest and the smallest.
assert solutions.coleman_act(lisbon).value > 5 * solutions.coleman_act(nice).value
before, after = solutions.banzhaf(nice), solutions.banzhaf(lisbon)
assert after["Germany"] > before["Germany"]
assert after["Malta"] > before["Malta"]
assert after["Spain"] < before["Spain"]

# Three States cannot block under Lisbon, however large they are.
assert not lisbon.blocks(["Germany", "France", "United Kingdom"])

# Where unanimity is required abstaining is possible, until a weighty third abstains.
unanimous = institutions.eu_council("unanimity")
ballots = dict.fromkeys(unanimous.players, "assent")
assert unanimous.passes({**ballots, "Germany": "abstain"})
assert not unanimous.passes({**ballots, "Malta": "object"})
