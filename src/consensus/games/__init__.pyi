from .coalitional import Coalitional as Coalitional
from .coalitional_families import airport_game as airport_game
from .coalitional_families import apex_game as apex_game
from .coalitional_families import assignment_game as assignment_game
from .coalitional_families import bankruptcy_game as bankruptcy_game
from .coalitional_families import glove_game as glove_game
from .coalitional_families import unanimity_game as unanimity_game
