from .roll_call.families import Family as Family
from .solution import Solution as Solution
from .solution import Upset as Upset
from .solution import Values as Values
from .strategic.pure import is_nash as is_nash
from .strategic.pure import pure_nash as pure_nash
from .strategic.strong import is_strong_nash as is_strong_nash
from .strategic.strong import strong_nash as strong_nash
