"""Random agendas for hypothesis."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from consensus import games, rules


@st.composite
def agendas(draw, most_players=4, most_issues=4, most_options=3):
    players = list("abcd"[: draw(st.integers(1, most_players))])
    issues = {}
    for k in range(draw(st.integers(1, most_issues))):
        options = [f"o{j}" for j in range(draw(st.integers(1, most_options)))]
        below = draw(st.sampled_from([1, 1, 3]))
        values = {p: {o: Fraction(draw(st.integers(-5, 5)), below) for o in options}
                  for p in players}  # fmt: skip
        held = draw(st.sets(st.sampled_from(players), max_size=1))
        held = held if draw(st.booleans()) else set()
        issues[f"i{k}"] = games.Issue(values, draw(st.sampled_from(options)), frozenset(held))
    rule = draw(st.sampled_from([
        rules.by_consensus(players),
        rules.by_majority(players),
        rules.by_majority(players) & rules.by_consensus(players[:1]),
        rules.by_consensus(players[:1]) | rules.by_unanimity(players),
    ]))  # fmt: skip
    rule = rule & rules.by_majority(players, 1)
    costs = {players[0]: draw(st.integers(0, 3))}
    links = []
    if len(issues) > 1 and draw(st.booleans()):
        chosen = {n: draw(st.sampled_from(issues[n].options)) for n in list(issues)[:2]}
        links = [games.Linkage(draw(st.sampled_from(players)), tuple(chosen.items()),
                               draw(st.integers(-4, 4)))]  # fmt: skip
    return games.Agenda(issues, rule, costs, tuple(links))
