from .exact_regimes import regimes as regimes
