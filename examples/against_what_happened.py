"""Does the chair's model, or a simple rule about objections, do better than guessing?

The record is chosen for conflict and the directions of acts are judgements, so no share is given:
only proper scores beside baselines, smaller is better. What comes out is reported as it is, and the
chair's model loses to saying "halfway" every time.
"""

from consensus import osce


def show(scoring):
    print(f"{scoring.question} ({len(scoring.cases)} cases)")
    for line in scoring.lines:
        print(f"  {line.forecaster:30} {float(line.quadratic):.3f}")


chair = osce.score_chair()
decisions = osce.score_decisions(years=(2003, 2025))
crisis = osce.score_decisions(years=(2009, 2010))
for part in (chair, crisis.stopped, decisions.stopped, decisions.objectors, decisions.afterwards):
    show(part)
print(decisions.caveat)

# The chair: better than either pole, worse than the middle, whichever coding is used.
for coding in osce.CODINGS:
    model = osce.score_chair(coding=coding)
    poles = [model.line(name).quadratic for name in ("0 always", "1 always")]
    assert model.line("half always").quadratic < model.line("chair model").quadratic < min(poles)

# Stakes told who objects in 2009 and 2010; over all years even chances do better.
assert crisis.stopped.beaten_by() == ()
assert "even chances" in decisions.stopped.beaten_by()

# Each State's own record names objectors better than stakes do; reversions tell what follows.
assert "each State's record" in decisions.objectors.beaten_by()
assert decisions.afterwards.beaten_by() == ()
