"""The chair's year: three models of one chair on one agenda, and where they disagree."""
