"""`python -m consensus` is the command line."""

from .cli import main

main()
