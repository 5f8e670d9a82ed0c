"""By which methods is the county rated in the past, who publishes it, and who contests a grade?

Places, intervals and classes are computed by the board; none is written here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from example.past.files import Wrong, day_of, rows
from example.past.people import user_of
from example.past.walking import Step, by_people, by_program
from styrbord.services import clock, jobs, ratings
from styrbord.services.ratings import ScopeNote, Wanted

FILE = "ratings.toml"
ASKER, APPROVER, PUBLISHER = "planning-unit", "strategy-office", "statistics-unit"
REPLICATES = 400


@dataclass(frozen=True)
class Drafted:
    """A shipped method that is taken over for the subjects of a level; `days` are rows of period and day."""

    code: str
    drafted: date
    by: str
    level: str
    approved: date
    approver: str
    days: list[list[Any]]
    officer: str = ""


@dataclass(frozen=True)
class Ran:
    """A rating of a period: when it was asked for, approved and published, and what it corrects."""

    name: str
    method: str
    period: str
    asked: date
    approved: date
    published: date
    words: str = ""


@dataclass(frozen=True)
class Assessed:
    """What a body or somebody outside thinks of it, with marks from 0 to 100 by node."""

    on: date
    by: str
    method: str
    subject: str
    period: str
    kind: str
    marks: dict[str, Any]
    words: str = ""


@dataclass(frozen=True)
class Owned:
    """The class that an owner gives beside the computed one."""

    on: date
    by: str
    method: str
    subject: str
    period: str
    band: str
    words: str


@dataclass(frozen=True)
class Contested:
    """An appeal against a grade."""

    on: date
    by: str
    run: str
    subject: str
    words: str


@dataclass
class Rating:
    """The ratings of the past."""

    tokens: dict[str, str] = field(default_factory=dict)

    def steps(self) -> Iterator[Step]:
        """What people do with ratings, and the mornings after a rating was due."""
        days: set[date] = set()
        for one in rows(FILE, "methods", Drafted):
            yield by_people(one.drafted, f"{FILE}: {one.code}, drafted", lambda one=one: _draft(one))
            yield by_people(one.approved, f"{FILE}: {one.code}, approved", lambda one=one: _approve(one))
            days |= {day_of(row[1], f"{FILE}: {one.code}") + timedelta(days=1) for row in one.days}
        for run in rows(FILE, "runs", Ran):
            place = f"{FILE}: {run.name}"
            yield by_people(run.asked, f"{place}, asked", lambda run=run: self._ask(run))
            yield by_people(run.approved, f"{place}, approved", lambda run=run: self._approve(run))
            yield by_people(run.published, f"{place}, published", lambda run=run: self._publish(run))
        yield from self._said()
        for on in days:
            yield by_program(on, f"{FILE}: what is late on {on}", lambda: ratings.tend(clock.now()))

    def _said(self) -> Iterator[Step]:
        for one in rows(FILE, "assessments", Assessed):
            yield by_people(one.on, f"{FILE}: {one.kind} {one.subject}", lambda one=one: _assess(one))
        for own in rows(FILE, "owners", Owned):
            yield by_people(own.on, f"{FILE}: owner of {own.subject}", lambda own=own: _own(own))
        for told in rows(FILE, "appeals", Contested):
            yield by_people(told.on, f"{FILE}: {told.subject}", lambda told=told: self._appeal(told))

    def _ask(self, run: Ran) -> None:
        kind, token = ratings.ask(user_of(ASKER), Wanted(run.method, run.period, replicates=REPLICATES))
        if kind == "job":
            jobs.run(token)
            note = jobs.note(token)
            if note.state != "done":
                raise Wrong(f"{FILE}: {run.name}: {'; '.join(map(str, note.problems))}")
            token = str(note.result["token"])
        self.tokens[run.name] = token

    def _approve(self, run: Ran) -> None:
        ratings.move_run(user_of(APPROVER), _known(self.tokens, run.name), "approve", revision=1)

    def _publish(self, run: Ran) -> None:
        token = _known(self.tokens, run.name)
        ratings.move_run(user_of(PUBLISHER), token, "publish", revision=2, words=run.words)

    def _appeal(self, told: Contested) -> None:
        ratings.appeal(user_of(told.by), _known(self.tokens, told.run), told.subject, told.words)


def _draft(one: Drafted) -> None:
    scope = ScopeNote(level=one.level, officer=one.officer)
    ratings.draft(user_of(one.by), one.code, template=one.code, scope=scope)


def _approve(one: Drafted) -> None:
    user = user_of(one.approver)
    ratings.move_method(user, one.code, "approve", revision=1)
    for period, due in one.days:
        ratings.set_day(user, one.code, str(period), day_of(due, f"{FILE}: {one.code}"))


def _assess(one: Assessed) -> None:
    marks = {node: float(mark) for node, mark in one.marks.items()}
    user = user_of(one.by)
    ratings.assess(user, one.method, one.subject, one.period, marks, kind=one.kind, words=one.words)


def _own(one: Owned) -> None:
    ratings.rate_as_owner(user_of(one.by), one.method, one.subject, one.period, one.band, words=one.words)


def _known(tokens: Mapping[str, str], name: str) -> str:
    if name not in tokens:
        raise Wrong(f"{FILE}: there is no rating '{name}' by then.")
    return tokens[name]
