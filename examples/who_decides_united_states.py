"""How powerful is the President, and how powerful are the voters of a large State?"""

from consensus import institutions, solutions

law = institutions.us_federal_law()
banzhaf = solutions.banzhaf(law)["President"]
pivot = solutions.shapley_shubik(law, tolerance=1e-7)["President"]
johnston = solutions.johnston(law)["President"]
print(
    f"the President: {100 * float(banzhaf):.0f} per cent by Banzhaf, {100 * pivot:.0f} by "
    f"Shapley-Shubik, {100 * float(johnston):.0f} by Johnston"
)

college = institutions.us_electoral_college(2020)
value = solutions.shapley_shubik(college)
for state in ("CA", "TX", "WY"):
    electors = college.quotas[0].adds(state, "assent")
    print(f"{state}: {electors / 538:.4f} of the electors, {float(value[state]):.4f} of the power")

# Three indices, three answers: the question has to be asked first.
assert round(100 * float(banzhaf)) == 4
assert round(100 * pivot) == 16
assert round(100 * float(johnston)) == 77

# Weight favours the largest State a little more than in proportion, and the smallest a little less.
assert value["CA"] > 54 / 538
assert value["WY"] < 3 / 538

# The case with which all this became law: three of six supervisors could not decide anything.
board = institutions.nassau_county(1964)
assert sorted(solutions.banzhaf(board).values())[:3] == [0, 0, 0]
