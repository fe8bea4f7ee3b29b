"""Three States share what a joint border post saves: which divisions will hold together?

The savings are made up. The core says which divisions no group would leave, the nucleolus and the
Shapley value pick one, and when the pairs save too much on their own the answer is the proof that
no division can hold.
"""

from consensus import games, solutions

SAVES = {"kaz kgz": 60, "kaz tjk": 30, "kgz tjk": 10, "kaz kgz tjk": 90}


def shared(pair_bonus=0):
    def worth(group):
        saved = SAVES.get(" ".join(sorted(group)), 0)
        return saved + pair_bonus if len(group) == 2 else saved

    return games.Coalitional(["kaz", "kgz", "tjk"], worth)


post = shared()
corners = solutions.core_vertices(post)
print(f"the core has {len(corners)} corners:")
for corner in corners:
    print("  ", {state: str(share) for state, share in corner.items()})
for concept in (solutions.shapley, solutions.nucleolus, solutions.tau):
    print(concept(post))

torn = shared(pair_bonus=35)
empty = solutions.core(torn)
print("with more for pairs nothing holds:")
for group, weight in empty.evidence["balanced"].items():
    print(f"   {weight} of {torn.worth(group)} for {', '.join(sorted(group))}")

assert solutions.core(post).why({"kaz": 30, "kgz": 30, "tjk": 30}) is None
assert solutions.is_nucleolus(post, solutions.nucleolus(post))
assert solutions.is_convex(post)
assert not empty.items
assert empty.complete
assert sum(w * torn.worth(g) for g, w in empty.evidence["balanced"].items()) > torn.total
