"""Two States gain if both assent; both objecting is an equilibrium too. How much does it count?"""

from fractions import Fraction

from consensus import games, solutions


def vote(for_the_record: Fraction) -> games.Strategic:
    """Adoption is worth 1 to both; to have assented in vain is worth a little, or costs it."""
    mine = [[1, for_the_record], [0, 0]]
    theirs = [[1, 0], [for_the_record, 0]]
    return games.Strategic([mine, theirs], ["A", "B"], [["assent", "object"]] * 2)


tied = vote(Fraction(0))
for component in solutions.equilibrium_indices(tied):
    print(component)
assert solutions.equilibrium_index(tied, ("assent", "assent")) == 1
assert solutions.equilibrium_index(tied, ("object", "object")) == 0

# Nor is it proper: whoever objects would rather assent whenever the other assents by mistake.
print("proper:", *solutions.proper_nash(tied).items)
assert solutions.is_proper(tied, ("assent", "assent"))
assert not solutions.is_proper(tied, ("object", "object"))

# Index 0 promises nothing: with the least praise for assenting in vain, blocking is gone.
praised = solutions.equilibrium_indices(vote(Fraction(1, 1000)))
print("with praise:", *praised, sep="\n  ")
assert [component.index for component in praised] == [1]

# With the least blame it is strict, and a mixed equilibrium next to it takes its count away.
blamed = solutions.equilibrium_indices(vote(-Fraction(1, 1000)))
print("with blame:", *blamed, sep="\n  ")
assert sorted(component.index for component in blamed) == [-1, 1, 1]
assert sum(component.index for component in blamed) == 1
assert len(solutions.proper_nash(vote(-Fraction(1, 1000)))) == 3
