"""In which order is the past lived through, and what does somebody read when a file of it is wrong?"""

import sys
from datetime import date

from example.past.answering import Answering
from example.past.deciding import Deciding
from example.past.files import Wrong
from example.past.investing import begun
from example.past.meeting import Meeting
from example.past.people import appoint
from example.past.promising import Promising
from example.past.rating import Rating
from example.past.walking import by_program, walk
from styrbord.services import clock, installation
from styrbord.services.work import work

BEGIN, LAST = date(2024, 1, 22), date(2026, 1, 30)


def live() -> None:
    """Live through two years on a board that has the county and no past yet."""
    answering = Answering()
    _note("begun")
    try:
        steps = [by_program(BEGIN, "people.toml", lambda: appoint(BEGIN))]
        deciding = Deciding(answering)
        promising = Promising(deciding.tokens, answering.tokens)
        meeting = Meeting(deciding.tokens, promising.tokens)
        for one in (answering, deciding, meeting, promising, Rating(), begun()):
            steps += one.steps()
        walk(steps, last=LAST)
    except Wrong as wrong:
        sys.exit(f"example/past/{wrong}")
    _note("done")


def _note(state: str) -> None:
    with work("operator", clock.now()) as piece:
        installation.keep("example-past", state)
        piece.tell("setting.kept", "example-past", {"content": state})
