"""Who can decide: rules of decision, their algebra, their coalitions and properties.

The public names are listed in the stub beside this file and loaded when first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
