"""Which package from the agenda of the essay's annex could the chair table so that nobody objects?

Positions and saliences are the coded judgements that come with the library (case year 2009); the
distances to "no mission" are those of the scenario georgia_mission_expiry_2008. States without a
coded position are taken not to object. The directions come from the essay, every magnitude is a
judgement, so read the package as "worth exploring", not as a forecast.
"""

from fractions import Fraction

from consensus import games, models, osce, rules, solutions

INSIDE_THE_EU = {"GBR", "DEU", "GRC", "BALT"}
STATUS_QUO = {
    "ca_water_forum": "0.10",
    "ca_borders": "0.20",
    "cbm_arms": "0.30",
    "human_dimension": "0.60",
    "nato_afghanistan": "0.50",
    "odihr_autonomy": "0.90",
    "territorial_integrity": "0.80",
    "minorities": "0.80",
}
STEPS = {"0": 0, "1/4": "0.25", "1/2": "0.5", "3/4": "0.75", "1": 1}
NO_MISSION = {"RUS": "0.25", "GEO": "0.6", "USA": "0.6", "EU": "0.6"}

actors = [a for a in osce.positions("georgia_mission") if a not in INSIDE_THE_EU]


def issue(scale, firm=()):
    """One item; whoever made it the price of consent (">=status_quo") does not trade it either."""
    here = osce.positions(scale)
    firm = {*firm, *(a for a in actors if here[a].order == ">=status_quo")}
    positions = {actor: here[actor].point for actor in actors}
    saliences = {actor: here[actor].salience for actor in actors}
    if scale == "georgia_mission":
        lapsed = {a: -saliences[a] * Fraction(NO_MISSION.get(a, 1)) for a in actors}
        return games.Issue.from_positions(
            STEPS, positions, saliences, "no mission", beside={"no mission": lapsed}
        )
    options = {"as it is": STATUS_QUO[scale], **STEPS}
    return games.Issue.from_positions(options, positions, saliences, "as it is", uncompensable=firm)


# Recognition is not for trade: nobody who holds the integrity of Georgia dear gives way on it.
issues = {scale: issue(scale) for scale in STATUS_QUO if scale != "territorial_integrity"}
issues["territorial_integrity"] = issue("territorial_integrity", firm=["GEO", "USA", "EU"])
issues["georgia_mission"] = issue("georgia_mission")
agenda = models.package(issues, rules.by_consensus(actors))

best = solutions.best_package(agenda)
print(f"{agenda.size:,} packages; the best that nobody objects to, {best.bound:.2f} proved:")
for name, option in best.package.items():
    print(f"  {name:24} {agenda.reversion[name]:10} -> {option}")

both = solutions.bundling(agenda)
print(f"decided one by one: {float(both.apart_value):.2f}; as a package: {float(best.value):.2f}")
for name, players in both.traded.items():
    print(f"  traded away on {name}: {', '.join(players)}")

prices = solutions.veto_prices(agenda)
dearest = sorted(prices, key=prices.get, reverse=True)[:3]
print("dearest vetoes:", ", ".join(f"{p} {float(prices[p]):.2f}" for p in dearest))

full = {**best.package, "georgia_mission": "1"}
deal = solutions.cheapest_compensation(agenda, package=full)
print("a full mission in that package would need", dict(deal.receipts) or "nothing")

assert best.evidence["proved"]
assert not agenda.objectors(best.package)
assert agenda.passes(both.apart) or both.exposed
assert best.value >= both.apart_value
assert all(price >= 0 for price in prices.values())
