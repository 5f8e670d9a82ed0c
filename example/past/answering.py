"""How do people answer the deviations of the past?

A course is a list of steps, each so many days after its case was opened. A case of the file follows a course;
what its file leaves out is left lying, and ages.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from example.past.files import Wrong, made, rows
from example.past.people import user_of
from example.past.walking import Step, by_people, by_program
from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import Verb
from styrbord.services import clock, deviations, signals
from styrbord.services.reading import visible
from styrbord.services.signing import principal_of

FILE = "deviations.toml"


@dataclass(frozen=True)
class Look:
    """A day on which the numbers of some indicators are looked at."""

    on: date
    indicators: list[str]


@dataclass(frozen=True)
class Move:
    """One step of a course: days after the case was opened, post, verb, and what is said."""

    after: int
    by: str
    do: str
    cause: str = ""
    action_after: int = 0
    to: str = ""
    outcome: str = ""
    words: str = ""


@dataclass(frozen=True)
class Course:
    """What is done with a case, in order."""

    name: str
    steps: list[Any]


@dataclass(frozen=True)
class Case:
    """Cases that are opened on a day and follow a course; `later` days later than it says."""

    opened: date
    indicator: str
    subjects: list[str]
    course: str
    track: str = "residual"
    name: str = ""
    later: int = 0


@dataclass
class Answering:
    """The deviations of the past."""

    tokens: dict[str, str] = field(default_factory=dict)

    def steps(self) -> Iterator[Step]:
        """Looks of the program and answers of people."""
        for number, look in enumerate(rows(FILE, "looks", Look), 1):
            yield by_program(look.on, f"{FILE}: looks {number}", lambda look=look: _look(look))
        courses = {one.name: one for one in rows(FILE, "courses", Course)}
        for number, case in enumerate(rows(FILE, "cases", Case), 1):
            place = f"{FILE}: cases {number}"
            if case.course not in courses:
                raise Wrong(f"{place}: there is no course '{case.course}'.")
            moves = made(courses[case.course].steps, Move, f"{FILE}: course {case.course}, step")
            for subject in case.subjects:
                yield from self._answers(case, subject, moves, f"{place} ({subject})")

    def _answers(self, case: Case, subject: str, moves: list[Move], place: str) -> Iterator[Step]:
        for number, move in enumerate(moves, 1):
            on = case.opened + timedelta(days=move.after + case.later)
            at = f"{place}, step {number} ({move.do})"
            yield by_people(on, at, lambda move=move, at=at, on=on: self._do(case, subject, move, on, at))

    def _do(self, case: Case, subject: str, move: Move, on: date, place: str) -> None:
        token = self.token(case, subject, user_of(move.by), place)
        action = on + timedelta(days=move.action_after) if move.action_after else None
        said = Said(words=move.words, cause=move.cause, action=action, to=move.to, outcome=move.outcome)
        deviations.move(user_of(move.by), token, Verb(move.do), said)

    def token(self, case: Case, subject: str, user: Any, place: str) -> str:
        """Token of the case of a series; kept under the case's name, where it has one."""
        key = f"{case.indicator} {subject} {case.track} {case.opened}"
        if key not in self.tokens:
            reading = visible(principal_of(user))
            found = deviations.listed(reading, subject=subject, indicator=case.indicator)
            same = [one.token for one in found if one.signal.track == case.track]
            if not same:
                raise Wrong(f"{place}: {case.indicator} of {subject} has no case of '{case.track}' then.")
            self.tokens[key] = same[0]
            if case.name:
                self.tokens[case.name] = same[0]
        return self.tokens[key]


def _look(look: Look) -> None:
    signals.evaluate(only=look.indicators)
    deviations.tend(clock.now())
