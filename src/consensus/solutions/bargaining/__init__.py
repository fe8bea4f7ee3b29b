"""How a surplus is divided: offers under a rule, and the axiomatic solutions."""
