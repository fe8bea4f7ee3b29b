"""The numbers of players at which cost is shown, the same for every benchmark."""

LADDER = (5, 10, 20, 57, 200, 1000)
