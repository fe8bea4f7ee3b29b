"""Can one say with weights who can amend Canada's constitution?"""

from consensus import institutions, rules, solutions

rule = institutions.canada_amendment(1996)
charter = institutions.canada_victoria_charter()

value = solutions.shapley_shubik(rule)
for alike in rules.desirability(rule).classes:
    print(f"{100 * float(value[alike[0]]):5.2f} per cent each: {', '.join(alike)}")

found = rules.weights_of(rule)
print("weights:", found.weights)
coalitions = sum(times for _, times in found.trade.winning)
print(f"{coalitions} winning coalitions can exchange members and all lose, so there are none")

# Seven provinces with half of the population: any two can be compared, but no weights fit.
assert rules.is_swap_robust(rule)
assert not found
assert found.trade.proves(rule)

# In the scheme of 1971 Ontario and Quebec had a veto; the indices disagree on the smaller ones.
assert charter.vetoers == ("Ontario", "Quebec")
pivots, swings = solutions.shapley_shubik(charter), solutions.banzhaf(charter)
assert pivots["Alberta"] > pivots["Nova Scotia"]
assert swings["Alberta"] < swings["Nova Scotia"]
