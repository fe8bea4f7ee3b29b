"""What does each accession do to the North Atlantic Council, which decides by consensus?"""

from consensus import institutions, rules, solutions

for year in (1949, 1999, 2010, 2024):
    council = institutions.nato_council(year)
    share = solutions.shapley_shubik(council)["United States"]
    two, three = solutions.coleman_act(council), solutions.coleman_act(council, abstention=True)
    print(
        f"{year}: {len(council.players)} Allies, {share} each; random ballots pass with chance "
        f"{float(two):.1e}, where abstaining is possible {float(three):.1e}"
    )

old, new = institutions.nato_council(1949), institutions.nato_council(2024)
assert len(old.vetoers) == 12
assert len(new.vetoers) == 32
# Each new Ally is one more who can block; the rule itself has not changed.
assert new.blocks({"Finland"})
assert new.passes(dict.fromkeys(new.players, "abstain")), "silence is enough"
assert rules.count_minimal_blocking(new) == 32
assert solutions.coleman_act(new).value < solutions.coleman_act(old).value
