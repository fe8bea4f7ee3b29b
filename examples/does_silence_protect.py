"""Does a silence procedure protect States from a text all dislike, if objecting has a cost?"""

from consensus import games, rules, solutions


def silence(n: int, loss: int, cost: int) -> games.RollCall:
    rule = rules.by_consensus([f"State {i}" for i in range(n)])
    ballots = {key: {"abstain": 0, "object": -cost} for key in rule.players}
    return games.RollCall(rule, dict.fromkeys(rule.players, -loss), ballots)


print("loss 10 each, cost of objecting 1")
before = 0.0
for n in (2, 5, 20, 56):
    (item,) = solutions.symmetric_nash(silence(n, 10, 1)).items
    (chance,) = solutions.symmetric_nash(silence(n, 10, 1)).evidence["adoption"]
    objects = float(item["State 0"]["object"])
    print(f"{n:3} States: each objects with chance {objects:.3f}, adopted with chance {chance:.4f}")
    assert abs(chance - (1 / 10) ** (n / (n - 1))) < 1e-12
    assert chance > before
    before = chance

pure = solutions.pure_nash(silence(56, 10, 1))
print("in pure strategies exactly one objects:", pure.count, "equilibria")
assert pure.count == 56
