"""Two partners must both act for success: which equilibrium, how safe, and how is it reached?"""

from fractions import Fraction

from consensus import games, solutions

cost, gain = 2, 3
mine = [[0, 0], [-cost, gain - cost]]
theirs = [[mine[b][a] for b in range(2)] for a in range(2)]
effort = games.Strategic([mine, theirs], ["US", "EU"], [["wait", "back"]] * 2)

found = solutions.nash(effort)
for us, eu in found:
    print("backing with chance", us[1], "and", eu[1])
assert len(found) == 3
assert ((Fraction(1, 3), Fraction(2, 3)),) * 2 in found.items

print("risk dominant:", solutions.risk_dominant(effort).items[0])
print("with a little doubt:", solutions.global_game(effort).items[0])
assert solutions.global_game(effort).items == (("wait", "wait"),)

print("strong:", solutions.strong_nash(effort).items[0])
assert solutions.strong_nash(effort).items == (("back", "back"),)
upset = solutions.strong_nash(effort).why(("wait", "wait"))
print("waiting:", upset)
assert upset.gain == {"US": 1, "EU": 1}

(end,) = solutions.one_nash(effort).items
print("one equilibrium is found at once:", end)
