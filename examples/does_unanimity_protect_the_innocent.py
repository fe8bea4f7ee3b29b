"""Does a jury that has to be unanimous protect the innocent, if jurors think about each other?

A juror matters only when all others vote to convict, and that is news about the evidence they saw.
Feddersen and Pesendorfer (1998) show that voting as one's own evidence says is then no equilibrium,
and that unanimity can convict more innocents than a majority, the more the larger the jury.
"""

# Source: T. Feddersen and W. Pesendorfer, "Convicting the innocent: the inferiority of unanimous
# jury verdicts under strategic voting", American Political Science Review 92 (1998), 23-35; the
# claim is in the abstract, the formulas below are derived here from the juror's indifference.

from fractions import Fraction
from itertools import product
from math import comb, prod

from consensus import games, rules, solutions

RIGHT = Fraction(4, 5)  # the chance that a juror's evidence points the right way
DOUBT = Fraction(1, 2)  # how sure of guilt one has to be to convict
JURORS = ["a", "b", "c"]


def trial(rule: rules.Rule) -> games.Extensive:
    """Nature draws guilt and everyone's evidence; each juror sees its own and votes."""
    prior = {}
    for state, *seen in product(("guilty", "innocent"), *[("g", "i")] * len(JURORS)):
        true = "g" if state == "guilty" else "i"
        prior[(state, *seen)] = prod(
            (RIGHT if signal == true else 1 - RIGHT for signal in seen), start=Fraction(1, 2)
        )

    def payoff(drawn, done):
        convicted = rule.wins([j for j in JURORS if done[j] == "convict"])
        if convicted == (drawn["nature"] == "guilty"):
            return dict.fromkeys(["nature", *JURORS], 0)
        return dict.fromkeys(["nature", *JURORS], -DOUBT if convicted else DOUBT - 1)

    return games.bayesian(
        ["nature", *JURORS],
        {"nature": ["guilty", "innocent"], **{j: ["g", "i"] for j in JURORS}},
        prior,
        {"nature": ["-"], **{j: ["acquit", "convict"] for j in JURORS}},
        payoff,
    )


def voting(convict_on_i: Fraction) -> dict[str, tuple[Fraction, Fraction]]:
    """Everyone convicts on evidence of guilt, and with this chance on evidence of innocence."""
    profile = {"nature (guilty)": (1,), "nature (innocent)": (1,)}
    for juror in JURORS:
        profile[f"{juror} (g)"] = (0, 1)
        profile[f"{juror} (i)"] = (1 - convict_on_i, convict_on_i)
    return profile


def tempted(n: int) -> float:
    """The chance of convicting against one's evidence in the symmetric equilibrium of n jurors."""
    ratio = ((1 - DOUBT) * (1 - RIGHT) / (DOUBT * RIGHT)) ** (1 / (n - 1))
    return float((RIGHT * ratio - (1 - RIGHT)) / (RIGHT - (1 - RIGHT) * ratio))


together, most = rules.by_unanimity(JURORS), rules.by_majority(JURORS)
chance = Fraction(2, 7)  # tempted(3), exactly: the ratio is the square root of 1/4
print("three jurors, unanimous: convict on evidence of innocence with chance", chance)

print(" jurors   innocent convicted        guilty acquitted")
print("        unanimous  majority     unanimous  majority")
wrong, lax = {}, {}
for n in (3, 7, 15, 31):
    on_i = tempted(n)
    one = float(1 - RIGHT) + float(RIGHT) * on_i, float(RIGHT) + float(1 - RIGHT) * on_i
    wrong[n] = (
        one[0] ** n,
        sum(
            comb(n, k) * float(1 - RIGHT) ** k * float(RIGHT) ** (n - k)
            for k in range(n // 2 + 1, n + 1)
        ),
    )
    lax[n] = 1 - one[1] ** n, wrong[n][1]
    print(f"{n:7}  {wrong[n][0]:8.2%}  {wrong[n][1]:8.2%}      {lax[n][0]:8.2%}  {lax[n][1]:8.2%}")

# Under majority voting as the evidence says is an equilibrium; under unanimity it is not, and the
# mixture above is.
assert solutions.is_behaviour_nash(trial(most), voting(0))
assert not solutions.is_behaviour_nash(trial(together), voting(0))
assert solutions.is_behaviour_nash(trial(together), voting(chance))
assert abs(tempted(3) - chance) < 1e-12

# By hand for three: (1/5 + 4/5 · 2/7)³ = (3/7)³ innocents and 1 - (6/7)³ guilty.
assert abs(wrong[3][0] - float(Fraction(3, 7) ** 3)) < 1e-12
assert abs(lax[3][0] - float(1 - Fraction(6, 7) ** 3)) < 1e-12

# In the larger juries unanimity convicts more innocents than majority, and more the larger the
# jury, towards (1/4) ** (4/3); majority errs less and less. The guilty go free far more often.
assert wrong[3][0] < wrong[3][1]
assert all(wrong[n][0] > wrong[n][1] for n in (7, 15, 31))
assert wrong[3][0] < wrong[7][0] < wrong[15][0] < wrong[31][0] < 0.25 ** (4 / 3)
assert all(lax[n][0] > lax[n][1] for n in lax)
