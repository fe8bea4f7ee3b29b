"""Consensus decision-making as veto-capable games of many players.

Rules say who can decide; models turn scenarios into games; solutions say what to expect; sweeps
say what would change it; reports tell it.

>>> from consensus import rules
>>> council = rules.by_consensus(["Austria", "Malta", "Russia"])
>>> council.blocks({"Malta"})
True
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
__version__ = "0.1.0"
