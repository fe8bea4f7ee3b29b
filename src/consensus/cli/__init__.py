"""The command line, and the site of the case that `consensus report` writes."""

from .command_line import main

__all__ = ["main"]
