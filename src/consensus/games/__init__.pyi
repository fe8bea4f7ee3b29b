from .roll_call import RollCall as RollCall
from .strategic import Strategic as Strategic
