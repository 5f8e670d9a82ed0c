"""What is proposed, decided and checked, why, and who may read it?"""

from styrbord.services.decisions.agreeing import disagreements
from styrbord.services.decisions.asking import Choices, Reasons, Start, Way
from styrbord.services.decisions.assessing import ContextNote, contexts, offered_to
from styrbord.services.decisions.checking import evaluate, settle
from styrbord.services.decisions.critique_notes import ConcernNote, CritiqueNote
from styrbord.services.decisions.erasing import erase
from styrbord.services.decisions.listing import (
    lessons,
    listed,
    of_deviation,
    on_series,
    one,
    overdue,
    preview,
    to_review,
)
from styrbord.services.decisions.moving import (
    change,
    may_decide,
    may_propose,
    move,
    number_of,
    propose,
    publish,
    require_change,
    require_proposing,
    token_of,
)
from styrbord.services.decisions.notes import (
    DecisionNote,
    DecisionPage,
    EffectNote,
    EvidenceNote,
    OriginNote,
    StepNote,
)
from styrbord.services.decisions.reviewing import ReviewNote
from styrbord.services.decisions.seeing import moment
from styrbord.services.decisions.stakeholders import PositionNote, StakeholderNote
from styrbord.services.decisions.waiting import Waiting, to_criticise, waiting

__all__ = [
    "Choices",
    "ConcernNote",
    "ContextNote",
    "CritiqueNote",
    "DecisionNote",
    "DecisionPage",
    "EffectNote",
    "EvidenceNote",
    "OriginNote",
    "PositionNote",
    "Reasons",
    "ReviewNote",
    "StakeholderNote",
    "Start",
    "StepNote",
    "Waiting",
    "Way",
    "change",
    "contexts",
    "disagreements",
    "erase",
    "evaluate",
    "lessons",
    "listed",
    "may_decide",
    "may_propose",
    "moment",
    "move",
    "number_of",
    "of_deviation",
    "offered_to",
    "on_series",
    "one",
    "overdue",
    "preview",
    "propose",
    "publish",
    "require_change",
    "require_proposing",
    "settle",
    "to_criticise",
    "to_review",
    "token_of",
    "waiting",
]
