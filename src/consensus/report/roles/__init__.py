"""Role cards: a scenario as a game for a class."""
