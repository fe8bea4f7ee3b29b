"""Do votes measure power in the International Monetary Fund of 1944?"""

from consensus import institutions, solutions

ordinary = institutions.imf_board()
special = institutions.imf_board(share="0.85")
total = sum(a for _, a, _ in ordinary.quotas[0].weights)
votes = ordinary.quotas[0].adds("United States", "assent")

plain, high = solutions.banzhaf(ordinary), solutions.banzhaf(special)
print(f"the United States: {100 * votes / total:.1f} per cent of the votes")
print(f"  share of power, more than half needed: {100 * float(plain['United States']):.1f}")
print(f"  share of power, 85 per cent needed: {100 * float(high['United States']):.1f}")
for name, rule in (("more than half", ordinary), ("85 per cent", special)):
    print(f"{name}: {100 * float(solutions.coleman_act(rule)):.2g} per cent of random ballots pass")

# For ordinary decisions the largest member has more power than votes; a high quota levels power out
# and gives that member a veto at the same time.
assert plain["United States"] > votes / total > high["United States"]
assert ordinary.vetoers == ()
assert special.vetoers == ("United States",)
assert solutions.coleman_prevent(special)["United States"] == 1
# A veto of one member takes power to act from all.
assert solutions.coleman_act(special).value < solutions.coleman_act(ordinary).value / 10
