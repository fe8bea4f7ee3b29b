"""What players do in trees: subgame-perfect, sequential, minimax and logit behaviour."""
