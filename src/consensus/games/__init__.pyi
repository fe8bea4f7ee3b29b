from .conflict import ConflictGraph as ConflictGraph
from .options import OptionWeights as OptionWeights
from .options import Priorities as Priorities
from .options import conflict_from_options as conflict_from_options
from .options import moves_under_rule as moves_under_rule
from .spatial import Spatial as Spatial
