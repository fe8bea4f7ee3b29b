"""What to expect of a vote of any size, counted by totals and never expanded."""
