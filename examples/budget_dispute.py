"""Where does a dispute about an extension settle if one side can hold the budget?

The chair may extend a mission, another State may block the budget. Five concepts of stability
differ in what they expect the others to do; the example shows where they agree, what deters whom,
and which preferences it would take for the other outcome to last.
"""

from consensus import games, solutions

graph = games.conflict_from_options(
    {"chair": ["extend"], "russia": ["block"]},
    {
        "chair": games.Priorities([{"block": False}, {"extend": True}]),
        "russia": games.Priorities([{"extend": False}, {"block": False}]),
    },
)
concepts = {
    "Nash": solutions.nash_stable,
    "general metarational": solutions.gmr_stable,
    "symmetric metarational": solutions.smr_stable,
    "sequential": solutions.seq_stable,
    "symmetric sequential": solutions.sseq_stable,
}
for name, concept in concepts.items():
    print(f"{name:24} {', '.join(concept(graph).items)}")

deterred = solutions.gmr_stable(graph).verdict("(none)", "chair")
print("what keeps the chair from extending:", deterred.improvements[0].sanction)
needed = solutions.preferences_for(graph, state="(none)", concept="nash")
for requirement in needed.items:
    print(requirement, "- holds" if requirement.holds else "- does not hold")

assert solutions.nash_stable(graph).items == ("extend",)
assert "(none)" in solutions.smr_stable(graph).items
assert deterred.improvements[0].sanction == (("russia", "extend+block"),)
assert [r.holds for r in needed.items] == [False, True]
