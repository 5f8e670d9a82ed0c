"""What is asked, commented and answered about figures and pages, and who reads it?"""

from styrbord.services.discussion.ending import erase, hide
from styrbord.services.discussion.listing import (
    answered_since,
    on_figure,
    on_indicator,
    questions,
    talk,
)
from styrbord.services.discussion.notes import Listed, Questions, SayingNote, TalkNote
from styrbord.services.discussion.saying import begin, change, place, reply
from styrbord.services.discussion.waiting import waiting

__all__ = [
    "Listed",
    "Questions",
    "SayingNote",
    "TalkNote",
    "answered_since",
    "begin",
    "change",
    "erase",
    "hide",
    "on_figure",
    "on_indicator",
    "place",
    "questions",
    "reply",
    "talk",
    "waiting",
]
