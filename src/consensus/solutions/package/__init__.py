"""Which package of linked issues passes, which are efficient, what would make one pass."""
