"""What do warning rules find in the numbers, which cases do their findings open, and who sees them?"""

from styrbord.core.signals.attention import BUDGET
from styrbord.services.signals.evaluating import RULES, ask, evaluate, question
from styrbord.services.signals.finding import TRACKS
from styrbord.services.signals.listing import case, marks, worklist
from styrbord.services.signals.standing import Standing, newest, standing

__all__ = [
    "BUDGET",
    "RULES",
    "TRACKS",
    "Standing",
    "ask",
    "case",
    "evaluate",
    "marks",
    "newest",
    "question",
    "standing",
    "worklist",
]
