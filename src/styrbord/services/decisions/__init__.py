"""What is proposed, decided and checked, why, and who may read it?"""

from styrbord.services.decisions.agreeing import disagreements
from styrbord.services.decisions.asking import Choices, Reasons, Start, Way
from styrbord.services.decisions.checking import evaluate, settle
from styrbord.services.decisions.erasing import erase
from styrbord.services.decisions.listing import lessons, listed, on_series, one, overdue, preview
from styrbord.services.decisions.moving import (
    change,
    may_propose,
    move,
    propose,
    publish,
    require_change,
    require_proposing,
)
from styrbord.services.decisions.notes import (
    DecisionNote,
    DecisionPage,
    EffectNote,
    EvidenceNote,
    StepNote,
)
from styrbord.services.decisions.waiting import waiting

__all__ = [
    "Choices",
    "DecisionNote",
    "DecisionPage",
    "EffectNote",
    "EvidenceNote",
    "Reasons",
    "Start",
    "StepNote",
    "Way",
    "change",
    "disagreements",
    "erase",
    "evaluate",
    "lessons",
    "listed",
    "may_propose",
    "move",
    "on_series",
    "one",
    "overdue",
    "preview",
    "propose",
    "publish",
    "require_change",
    "require_proposing",
    "settle",
    "waiting",
]
