from . import convert as convert
from . import gambit as gambit
from .roll_call import RollCall as RollCall
from .strategic import Strategic as Strategic
