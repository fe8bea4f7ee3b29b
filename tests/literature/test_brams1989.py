"""S. J. Brams, P. J. Affuso and D. M. Kilgour, "Presidential power: a game-theoretic analysis", in
P. Brace, C. Harrington and G. King (eds.), The Presidency in American Politics (1989), 55-74.

The Banzhaf index gives the President 3.8, the Senate 32.9 and the House 63.3 per cent; the Johnston
index gives the President 77.0 per cent.
"""

from consensus import institutions, solutions


def test_federal_system():
    law = institutions.us_federal_law()
    banzhaf = solutions.banzhaf(law)
    bodies = (banzhaf["President"], 100 * banzhaf["senator 1"], 435 * banzhaf["representative 1"])
    assert tuple(round(100 * float(part), 1) for part in bodies) == (3.8, 32.9, 63.3)
    assert round(100 * float(solutions.johnston(law)["President"]), 1) == 77.0
