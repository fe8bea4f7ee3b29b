"""Two Allies hold out against an accession: must both be paid, or only one of them?

Finland and Sweden applied together in May 2022. What each Ally wanted is not on record in numbers:
gains, losses and costs below are judgements; only their order follows the public record, and the
asserts hold for that order.
"""

# The record (press of the day; NATO): applications 18 May 2022, protocols signed by all thirty
# 5 July 2022; 28 Allies had ratified before 2023. Finland: Hungary's parliament 27 March 2023,
# Türkiye's 30 March, member on 4 April 2023. Sweden: Türkiye's parliament 23 January 2024, after
# which the United States moved the sale of F-16 aircraft; Hungary's on 26 February 2024; member on
# 7 March 2024.

from consensus import games, institutions, models, rules, solutions

allies = institutions.nato_council(2020).players
council = rules.by_consensus(allies)
ratification = rules.by_unanimity(allies)

# At the table silence lets a text pass; a protocol that is not ratified stands still. So at the
# table blocking has to be seen, and afterwards it is enough to do nothing.
quiet = dict.fromkeys(allies, "assent") | {"Hungary": "abstain"}
assert council.passes(quiet)
assert not ratification.passes(quiet)

GAIN = dict.fromkeys(allies, 2)
SWEDEN = {**GAIN, "Türkiye": -8, "Hungary": -2}
FINLAND = {**GAIN, "Türkiye": -1, "Hungary": -1}
ALONE = dict.fromkeys(allies, 3)  # what it costs to stand alone; two share it


def issue(values: dict[str, int]) -> games.Issue:
    return games.Issue({ally: {"in": v, "out": 0} for ally, v in values.items()}, "out")


sweden = models.package({"sweden": issue(SWEDEN)}, ratification, stand_alone_cost=ALONE)
blocks = solutions.stable_blocking_groups(sweden, package={"sweden": "in"})
for group in blocks.evidence["blocking"]:
    print("can hold out together:", ", ".join(sorted(group)))
    for ally, price in blocks.prices[group].items():
        after = ", ".join(blocks.followers[group][ally]) or "nobody"
        print(f"  {ally} gives way for {price}; then follows: {after}")

both = models.package(
    {"finland": issue(FINLAND), "sweden": issue(SWEDEN)}, ratification, stand_alone_cost=ALONE
)
apart = solutions.bundling(both)
print("one by one:", dict(apart.apart))
print(
    "as one package it would have been refused by",
    ", ".join(both.objectors({"finland": "in", "sweden": "in"})),
)

seen = models.hold_outs(allies, {a: -v for a, v in SWEDEN.items()}, 3)
deal = solutions.cheapest_compensation(sweden, package={"sweden": "in"})
most = sum(v for v in SWEDEN.values() if v > 0)
print(
    f"the one who would stand alone: {seen.items[0].player}, for at least {deal.total}, and the "
    f"other Allies together would give up to {most}"
)

pair = frozenset({"Türkiye", "Hungary"})
assert pair in blocks.evidence["blocking"]
# Together they share the cost, 3/2 each, so that even Hungary's 2 is worth holding out for; alone
# it would not be: 2 < 3. Paying Türkiye 13/2 = 8 - 3/2 brings both in, paying Hungary only Hungary.
assert str(blocks.prices[pair]["Türkiye"]) == "13/2"
assert blocks.followers[pair]["Türkiye"] == ("Hungary",)
assert blocks.followers[pair]["Hungary"] == ()
assert [h.player for h in seen.items] == ["Türkiye"]
assert deal.total == 8 - 3

# Decoupling: Finland's accession passes alone and did; Sweden's does not.
assert apart.apart == {"finland": "in", "sweden": "out"}
assert both.objectors({"finland": "in", "sweden": "in"}) == ("Türkiye",)
