from .plot.regimes import regime_bar as regime_bar
from .plot.svg import svg_of as svg_of
