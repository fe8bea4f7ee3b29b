"""Four States block a text together: which of them is cheapest to win over, and who follows?

Numbers are made up. The cost of standing alone is shared by those who stand together, so a block
can be stable as a group though hardly any of its members would object alone.
"""

from consensus import games, rules, solutions

LOSS = {"a": 5, "b": 4, "c": 3, "d": 3}
ALONE = {"a": 4, "b": 9, "c": 9, "d": 10}
OTHERS = {"e": -12, "f": -9}

values = {state: {"text": -loss, "none": 0} for state, loss in {**LOSS, **OTHERS}.items()}
text = games.Agenda(
    {"the text": games.Issue(values, "none")}, rules.by_consensus(list(values)), ALONE
)
package = {"the text": "text"}
blocks = solutions.stable_blocking_groups(text, package=package)
for group in blocks:
    print("stable:", ", ".join(sorted(group)) or "nobody objects")
    for member, price in blocks.prices[group].items():
        followers = ", ".join(blocks.followers[group][member]) or "nobody"
        print(f"   {member} leaves for {price}; then {followers} leaves too")

whole = solutions.cheapest_compensation(text, package=package)
print("paying each objector what it lacks when alone costs", whole.total)

largest = max(blocks, key=len)
assert largest == frozenset("abcd")
assert blocks.followers[largest]["a"] == ("c", "d", "b")
assert whole.total == 1
assert dict(whole.receipts) == {"a": 1}
