"""What would the OSCE's chair of 2010 do on each item of its agenda, and how much support decides?

Three models are asked about twelve items, for joint, split and single Western backing. The numbers
are judgements with bands; what is printed is what follows from them, and whether the second
coding says otherwise.
"""

from consensus import osce, report

year, second = osce.chair_year(), osce.chair_year("moscow")
support = year.inputs.year["support"].value
print(f"support per backer as coded: {float(support)}")
print("item              joint  split  single   at the coded support (A, joint)")
for name, item in year.items.items():
    levels = [str(item.ways[way].levels["A"]) for way in ("joint", "split", "single")]
    cells = ["none" if text == "none needed" else text for text in levels]
    print(
        f"{name:17} {cells[0]:>5}  {cells[1]:>5}  {cells[2]:>6}  ", item.ways["joint"].outcomes["A"]
    )

print("where the models part:")
parted = [found for found in year.disagreements if not found.same_side]
for found in parted:
    print(f"  {found.item}, {found.way} backing: {found.row()['reasons']}")

print("texts with a vote: objectors without support, and with any support")
for check in year.ballots:
    changed = "the same" if check.support_changes_nothing else "others"
    print(f"  {check.situation}: {len(check.objectors)}, {changed}")

flips = [
    name
    for name in year.items
    if year.item(name).ways["joint"].outcomes != second.item(name).ways["joint"].outcomes
]
print("items on which the second coding says otherwise:", ", ".join(flips))
picture = report.svg_of(
    report.year_agreement(year.rows()),
    "Three models of one chair",
    report.year_agreement_text(year.rows()),
)

for item in year.items.values():
    joint, split, single = (item.ways[way].marks.balance for way in ("joint", "split", "single"))
    if item.deficit > 0:
        assert joint < split < single == item.deficit
assert {(found.item, found.way) for found in parted} == {
    ("georgia_mission", "split"),
    ("governance", "split"),
}
assert all(check.support_changes_nothing for check in year.ballots)
assert flips == ["odihr", "georgia_mission"]
assert picture.startswith("<svg ")
