"""Gambit's text formats for games: reading and writing ``.nfg`` and ``.efg``."""

from .reading import read, write

__all__ = ["read", "write"]
