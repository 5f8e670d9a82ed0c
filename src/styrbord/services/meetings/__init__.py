"""Which posts meet when, what do they talk about, and what becomes of it?"""

from styrbord.services.meetings.agendas import agenda, meeting
from styrbord.services.meetings.agreeing import disagreements
from styrbord.services.meetings.circles import CircleSaid, change, found
from styrbord.services.meetings.erasing import erase
from styrbord.services.meetings.holding import ItemSaid, act, end, put, start
from styrbord.services.meetings.minutes import minutes, pack
from styrbord.services.meetings.notes import (
    Agenda,
    AgendaItem,
    CircleNote,
    MeetingLine,
    Minutes,
    Seat,
    StepNote,
)
from styrbord.services.meetings.seeing import (
    circle,
    circles,
    held,
    may_found,
    number_of,
    number_of_meeting,
    token_of,
)
from styrbord.services.meetings.telling import tend

__all__ = [
    "Agenda",
    "AgendaItem",
    "CircleNote",
    "CircleSaid",
    "ItemSaid",
    "MeetingLine",
    "Minutes",
    "Seat",
    "StepNote",
    "act",
    "agenda",
    "change",
    "circle",
    "circles",
    "disagreements",
    "end",
    "erase",
    "found",
    "held",
    "may_found",
    "meeting",
    "minutes",
    "number_of",
    "number_of_meeting",
    "pack",
    "put",
    "start",
    "tend",
    "token_of",
]
