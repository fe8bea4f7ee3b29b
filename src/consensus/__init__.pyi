from . import errors as errors
from . import exact as exact
from . import games as games
from . import institutions as institutions
from . import models as models
from . import osce as osce
from . import report as report
from . import rules as rules
from . import solutions as solutions
from . import sweeps as sweeps

__version__: str
