"""What does a golden share do: a town keeps one tenth of its water company and the right to object?

Four owners hold 40, 30, 20 and 10 per cent, the town the smallest part; a decision takes more than
half of the shares. The numbers are made up and can all be checked by hand.
"""

from fractions import Fraction

from consensus import games, rules, solutions

SHARES = {"fund": 40, "bank": 30, "family": 20, "town": 10}
plain = rules.by_weight(SHARES, 51)
golden = rules.by_weight(SHARES, 51, veto=["town"])

for name, rule in (("one share, one vote", plain), ("with a golden share", golden)):
    power = solutions.shapley_shubik(rule)
    print(name + ":", ", ".join(f"{owner} {value}" for owner, value in power.items()))
    print("  can decide:", "; ".join(" + ".join(sorted(c)) for c in rules.minimal_winning(rule)))

# Who pays dividends to whom is a coalitional game: the owners who can decide share one unit. With
# a veto player the core is what that player lets the others have.
divide = games.Coalitional.from_rule(golden)
before = solutions.core(games.Coalitional.from_rule(plain))
after = solutions.core(divide)
print("divisions nobody can upset: none before;", dict(after.items[0]), "after")

# By hand, of 24 orders: the fund decides in 10, bank and family in 6 each, the town in 2.
assert dict(solutions.shapley_shubik(plain)) == {
    "fund": Fraction(5, 12),
    "bank": Fraction(1, 4),
    "family": Fraction(1, 4),
    "town": Fraction(1, 12),
}
assert plain.vetoers == ()
assert golden.vetoers == ("town",)

# With the golden share the town has to be in, beside fund and bank, fund and family, or bank and
# family (30 + 20 + 10 = 60): three equal partners, of whom two suffice.
assert {frozenset(c) for c in rules.minimal_winning(golden)} == {
    frozenset({"town", *pair})
    for pair in (("fund", "bank"), ("fund", "family"), ("bank", "family"))
}
value = solutions.shapley_shubik(golden)
assert value["fund"] == value["bank"] == value["family"] == Fraction(1, 6)
assert value["town"] == Fraction(1, 2)

# Nobody had a veto, so the core was empty; now only the town can hold what it holds.
assert not before.items
assert dict(after.items[0]) == {"fund": 0, "bank": 0, "family": 0, "town": 1}

# It is a veto and no more: even with the largest owner the town decides nothing (10 + 40 < 51).
assert not golden.wins({"town", "fund"})
assert solutions.coleman_prevent(golden)["town"] == 1
assert solutions.coleman_initiate(golden)["town"] < 1
