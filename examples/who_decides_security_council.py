"""How much of the permanent members' power in the Security Council is an artefact of the model?"""

from consensus import institutions, rules, solutions

council = institutions.un_security_council()
print(council)

two = solutions.shapley_shubik(council)
three = solutions.shapley_shubik(council, abstention=True)
for name, value in (("two ballots", two), ("with abstention", three)):
    five = sum(value[member] for member in council.vetoers)
    print(f"{name}: the permanent five have {100 * float(five):.1f} per cent together")

act = solutions.coleman_act(council)
print(f"random ballots pass {100 * float(act):.1f} per cent of proposals")

# The veto is worth less once the five may abstain, which is what they mostly do.
assert sum(two[member] for member in council.vetoers) > 0.98
assert sum(three[member] for member in council.vetoers) < 0.82

# With two ballots the Council is a weighted rule; with three it is not that rule.
found = rules.weights_of(council)
assert (found.weights["France"], found.weights["elected 1"], found.quota) == (7, 1, 39)
assert not rules.same_decisions(council, found.rule)

# Procedural matters know no veto.
assert institutions.un_security_council(procedural=True).vetoers == ()
