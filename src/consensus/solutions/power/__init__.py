"""Measures of voting power: how a rule divides the power to decide and to block."""
