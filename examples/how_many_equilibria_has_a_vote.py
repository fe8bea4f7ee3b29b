"""How many equilibria has a vote of 56 States, and which of them survive a second look?"""

from consensus import games, rules, solutions

council = rules.by_consensus([f"State {i}" for i in range(1, 57)])
vote = games.RollCall(council, dict.fromkeys(council.players, 1))

everything = solutions.pure_nash(vote)
others = 3**56 - everything.count
print(f"equilibria when all gain by adoption: {everything.count:.3e} of {3**56:.3e} profiles,")
print(f"all but {others:.3e}, one in {3**56 // others:,}")
assert everything.count == 3**56 - 56 * 2**55

adopting = sum(family.count for family in everything if family.passes)
print(f"of which the text is adopted in {adopting:.3e}, one in {everything.count // adopting:,}")
assert adopting == 2**56

for concept in (solutions.undominated_nash, solutions.strong_nash, solutions.coalition_proof_nash):
    left = concept(vote)
    outcomes = {"adopted" if family.passes else "fails" for family in left}
    print(f"{left.concept}: {left.count:.3e} profiles, the text is {outcomes.pop()}")
    assert all(family.passes for family in left)

blocked = games.RollCall(council, {**vote.adopt, "State 7": -1})
left = solutions.undominated_nash(blocked)
print("with one opponent, undominated equilibria in which the text passes:",
      sum(family.count for family in left if family.passes))  # fmt: skip
assert not any(family.passes for family in left)

upset = everything.why({**dict.fromkeys(council.players, "abstain"), "State 3": "object"})
print("a single objection by one who gains:", upset)
assert upset.who == "State 3"
