"""What to expect of games in strategic form: equilibria, dominance, noise, learning."""
