from .bands import draw as draw
from .brackets import bracket as bracket
from .ensembles import ensemble as ensemble
from .exact_regimes import regimes as regimes
from .influence import sobol as sobol
from .influence import tornado as tornado
from .robust import robustness as robustness
from .study import Sweep as Sweep
