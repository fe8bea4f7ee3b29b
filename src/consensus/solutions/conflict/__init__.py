"""Where conflicts settle: stability of states for players and coalitions on a conflict graph."""
