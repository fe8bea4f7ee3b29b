"""Should new permanent members of the Security Council have a veto, or none at all?

Five Councils under one count: before and after the enlargement of 1965, and three plans for 25
members. Power here is a property of the rule alone; it says nothing about what States want.
"""

# Sources. 11 and 15 members, 7 and 9 votes: General Assembly resolution 1991 A (XVIII) of
# 17 December 1963, in force since 31 August 1965. The plan of Brazil, Germany, India and Japan for
# six permanent and four other new seats, no veto for at least 15 years: draft A/59/L.64, 6 July
# 2005; an earlier version of May 2005 gave the six a veto at once. Uniting for Consensus: ten new
# elected seats and no permanent one. The votes needed of 25, 14 and 15, are general knowledge.

from fractions import Fraction
from math import comb

from consensus import institutions, rules, solutions

FIVE = institutions.un_security_council().vetoers


def council(new: int, elected: int, needed: int, with_veto: int = 0) -> rules.Rule:
    added = [f"new permanent {i}" for i in range(1, new + 1)]
    others = [f"elected {i}" for i in range(1, elected + 1)]
    vetoers = [*FIVE, *added[:with_veto]]
    return rules.by_majority([*FIVE, *added, *others], needed) & rules.by_consensus(vetoers)


PLANS = {
    "until 1965": council(0, 6, 7),
    "since 1966": council(0, 10, 9),
    "six permanent, no veto": council(6, 14, 14),
    "six permanent, with veto": council(6, 14, 14, with_veto=6),
    "ten more elected": council(0, 20, 15),
}

act, act3, five, elected = {}, {}, {}, {}
print(f"{'':26}passes  passes, if   power of     an elected member")
print(f"{'':26}        abstaining   the five     prevents")
for name, rule in PLANS.items():
    act[name] = solutions.coleman_act(rule).value
    act3[name] = solutions.coleman_act(rule, abstention=True).value
    power = solutions.shapley_shubik(rule)
    five[name] = sum(power[member] for member in FIVE)
    elected[name] = solutions.coleman_prevent(rule)["elected 1"]
    print(
        f"{name:26}{float(act[name]):6.2%}  {float(act3[name]):10.2%}   {float(five[name]):8.1%}"
        f"     {float(elected[name]):8.1%}"
    )

# The library's rule for 1966 decides as the one written here, on every ballot.
written = institutions.un_security_council(elected=[f"elected {i}" for i in range(1, 11)])
assert rules.same_decisions(written, PLANS["since 1966"])

# Shapley and Shubik (1954): 98.7 per cent for the five in the Council of eleven.
assert round(100 * float(five["until 1965"]), 1) == 98.7


# Counted by hand: v vetoers do not object, of the m others enough assent.
def two_ballots(v: int, m: int, needed: int) -> Fraction:
    return Fraction(sum(comb(m, k) for k in range(needed - v, m + 1)), 2 ** (v + m))


def three_ballots(v: int, m: int, needed: int) -> Fraction:
    ways = sum(
        comb(v, j) * comb(m, k) * 2 ** (m - k)
        for j in range(v + 1)
        for k in range(max(0, needed - j), m + 1)
    )
    return Fraction(ways, 3 ** (v + m))


for name, (v, m, needed) in {
    "until 1965": (5, 6, 7),
    "since 1966": (5, 10, 9),
    "six permanent, no veto": (5, 20, 14),
    "six permanent, with veto": (11, 14, 14),
    "ten more elected": (5, 20, 15),
}.items():
    assert act[name] == two_ballots(v, m, needed)
    assert act3[name] == three_ballots(v, m, needed)

# No plan takes anything from the five: each can still prevent every decision.
for rule in PLANS.values():
    assert all(solutions.coleman_prevent(rule)[member] == 1 for member in FIVE)

# Seats without a veto hardly change what passes; six more vetoes make it 48 times rarer when
# everybody says yes or no, and 5 times rarer when abstaining is possible.
without, with_six = PLANS["six permanent, no veto"], PLANS["six permanent, with veto"]
assert 48 < act["six permanent, no veto"] / act["six permanent, with veto"] < 49
assert 4 < act3["six permanent, no veto"] / act3["six permanent, with veto"] < 5
assert act["six permanent, no veto"] > Fraction(9, 10) * act["since 1966"]

# Without a veto a permanent seat is worth what an elected one is while its holder sits there.
value = solutions.shapley_shubik(without)
assert value["new permanent 1"] == value["elected 1"]

# And the elected members lose most by six more vetoes; most they gain by a higher quota.
assert elected["six permanent, with veto"] < elected["six permanent, no veto"] / 20
assert max(elected, key=elected.get) == "ten more elected"
