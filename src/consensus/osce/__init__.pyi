from .membership import State as State
from .membership import permanent_council as permanent_council
from .membership import states as states
from .records import Decision as Decision
from .records import Position as Position
from .records import decisions as decisions
from .records import positions as positions
from .records import sources as sources
