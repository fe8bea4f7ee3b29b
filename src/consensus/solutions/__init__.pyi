from .solution import Solution as Solution
from .solution import Upset as Upset
from .solution import Values as Values
