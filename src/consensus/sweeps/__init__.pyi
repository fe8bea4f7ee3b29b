from .ensembles import ensemble as ensemble
from .exact_regimes import regimes as regimes
from .study import Sweep as Sweep
