"""What do people do with deviations, who sees them, and who is told when nobody does anything?"""

from styrbord.services.deviations.agreeing import disagreements
from styrbord.services.deviations.erasing import erase
from styrbord.services.deviations.listing import find, listed, narrowed
from styrbord.services.deviations.money import Settled, Unfunded, stand, standing_series
from styrbord.services.deviations.moving import decided, move
from styrbord.services.deviations.opening import Missed, missed
from styrbord.services.deviations.reacting import reactions
from styrbord.services.deviations.tending import tend
from styrbord.services.deviations.waiting import waiting

__all__ = [
    "Missed",
    "Settled",
    "Unfunded",
    "decided",
    "disagreements",
    "erase",
    "find",
    "listed",
    "missed",
    "move",
    "narrowed",
    "reactions",
    "stand",
    "standing_series",
    "tend",
    "waiting",
]
