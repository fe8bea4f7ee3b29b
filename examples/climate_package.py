"""Which climate package passes if every one of twenty groups may say no, and what would more cost?

Six linked issues, twenty negotiating groups and States under consensus. Positions and weights are
invented: directions follow what the groups commonly say (general knowledge), magnitudes nothing.
"""

# The rule: draft Rule 42 on voting was never adopted, so decisions under the UN climate convention
# are taken by consensus; at Cancún in 2010 the chair gavelled the text over Bolivia's stated
# objection; in 2011 Papua New Guinea and Mexico proposed a three-fourths majority as a last resort
# (Legal Response International, "Issues on consensus in the UNFCCC process", 2011).

from consensus import games, models, rules, solutions

STEPS = [f"{k}/6" for k in range(7)]  # from nothing to all that anybody asks for
NOW = {
    "cuts": "2/6",
    "finance": "2/6",
    "loss": "0/6",
    "markets": "2/6",
    "review": "0/6",
    "fossil": "0/6",
}

# Where each stands on the six issues, in the order of NOW, in tenths, and how much each counts.
# fmt: off
GROUPS = {
    "European Union":  ((9, 5, 3, 8, 9, 8), (5, 3, 3, 2, 3, 3)),
    "United States":   ((6, 2, 1, 8, 9, 5), (3, 5, 4, 2, 4, 2)),
    "Japan":           ((6, 4, 2, 9, 8, 4), (3, 4, 3, 3, 2, 2)),
    "Canada":          ((6, 4, 3, 8, 8, 3), (3, 3, 2, 2, 2, 3)),
    "Australia":       ((6, 3, 2, 8, 8, 2), (2, 3, 2, 2, 2, 4)),
    "Norway":          ((8, 6, 4, 9, 9, 3), (3, 2, 2, 4, 3, 3)),
    "United Kingdom":  ((9, 5, 3, 8, 9, 8), (4, 3, 2, 2, 3, 3)),
    "Switzerland":     ((8, 4, 3, 9, 9, 7), (3, 3, 2, 2, 4, 2)),
    "Mexico and Korea": ((7, 5, 4, 8, 7, 5), (3, 2, 2, 2, 2, 2)),
    "Russia":          ((3, 3, 1, 6, 3, 1), (3, 2, 2, 2, 3, 4)),
    "China":           ((4, 8, 5, 5, 2, 2), (4, 3, 2, 2, 5, 4)),
    "India":           ((3, 9, 6, 4, 2, 2), (5, 5, 2, 1, 4, 4)),
    "Brazil":          ((6, 9, 6, 4, 4, 5), (3, 5, 2, 4, 3, 2)),
    "South Africa":    ((5, 9, 7, 5, 4, 4), (3, 5, 3, 1, 2, 3)),
    "Arab Group":      ((2, 8, 4, 4, 1, 0), (4, 3, 1, 1, 3, 6)),
    "African Group":   ((7, 10, 9, 5, 5, 4), (4, 6, 5, 2, 1, 2)),
    "Small islands":   ((10, 9, 10, 5, 8, 9), (7, 4, 7, 1, 3, 4)),
    "Least developed": ((9, 10, 10, 5, 6, 6), (5, 6, 6, 1, 1, 2)),
    "Latin America's AILAC": ((8, 8, 7, 6, 7, 7), (4, 4, 3, 1, 2, 3)),
    "Bolivia":         ((8, 10, 10, 0, 3, 5), (3, 5, 5, 5, 2, 2)),
}
# fmt: on


def issue(name: str) -> games.Issue:
    place = list(NOW).index(name)
    return games.Issue.from_positions(
        {step: step for step in STEPS},
        {group: f"{where[place]}/10" for group, (where, _) in GROUPS.items()},
        {group: weight[place] for group, (_, weight) in GROUPS.items()},
        NOW[name],
    )


def agenda(rule: rules.Rule) -> games.Agenda:
    return models.package({name: issue(name) for name in NOW}, rule)


def moved(package: dict[str, str]) -> dict[str, str]:
    return {name: f"{NOW[name]} -> {step}" for name, step in package.items() if step != NOW[name]}


consensus = agenda(rules.by_consensus(GROUPS))
both = solutions.bundling(consensus)
print("issue by issue:", moved(both.apart) or "nothing moves")
print("as a package:  ", moved(both.together))
for name, who in both.traded.items():
    print(f"  given up on {name}: {', '.join(who)}")

strong = dict.fromkeys(NOW, "4/6")
against = consensus.objectors(strong)
deal = solutions.cheapest_compensation(consensus, package=strong)
print(f"two thirds of everything: refused by {', '.join(against)}")
spare = float(sum(deal.evidence["spare"].values()))
print(f"  {float(deal.total):.2f} would win them over; the others could give up {spare:.2f}")

prices = solutions.veto_prices(consensus)
dearest = max(prices, key=prices.get)
print(f"dearest veto: {dearest}, {float(prices[dearest]):.2f} to all together")
for words, rule in (
    ("one objection ignored", rules.by_all_but(GROUPS, 1)),
    ("three fourths", rules.by_majority(GROUPS, 15)),
):
    found = solutions.best_package(agenda(rule))
    print(
        f"{words}: worth {float(found.value):.2f} instead of {float(both.together_value):.2f}, "
        f"against {', '.join(agenda(rule).objectors(found.package)) or 'nobody'}"
    )
    assert found.evidence["proved"]
    assert found.value >= both.together_value, "whatever passes by consensus passes here"

# A package moves what no issue moves alone, and nobody loses by it.
assert not consensus.objectors(both.together)
assert all(consensus.gain(group, both.together) >= 0 for group in GROUPS)
assert both.together_value > both.apart_value
assert both.traded

# What compensation costs, by the definition: the losses of those who lose, and nothing else.
losses = [-consensus.gain(group, strong) for group in GROUPS if consensus.gain(group, strong) < 0]
assert deal.total == sum(losses)
assert set(deal.receipts) == set(against)
assert deal.affordable
assert sum(deal.payments.values()) == deal.total
