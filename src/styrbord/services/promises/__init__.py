"""Who promises what by when, who sees it, what do people do with it, and who is told when it is broken?"""

from styrbord.services.promises.agreeing import disagreements
from styrbord.services.promises.asking import Promised
from styrbord.services.promises.erasing import erase
from styrbord.services.promises.giving import give, given, may_ask, may_promise, number_of, token_of
from styrbord.services.promises.listing import listed, of_sources, one
from styrbord.services.promises.moving import move
from styrbord.services.promises.notes import PromiseNote, PromisePage, StepNote
from styrbord.services.promises.tending import tend
from styrbord.services.promises.waiting import waiting

__all__ = [
    "PromiseNote",
    "PromisePage",
    "Promised",
    "StepNote",
    "disagreements",
    "erase",
    "give",
    "given",
    "listed",
    "may_ask",
    "may_promise",
    "move",
    "number_of",
    "of_sources",
    "one",
    "tend",
    "token_of",
    "waiting",
]
