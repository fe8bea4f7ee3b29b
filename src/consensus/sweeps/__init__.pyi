from .bands import draw as draw
from .brackets import bracket as bracket
from .ensembles import ensemble as ensemble
from .exact_regimes import regimes as regimes
from .robust import robustness as robustness
from .robust import sobol as sobol
from .robust import tornado as tornado
from .study import Sweep as Sweep
