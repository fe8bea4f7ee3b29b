"""Answers in sentences; the same words go to the terminal and to the page."""
