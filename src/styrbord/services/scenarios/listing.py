"""Which scenarios does this reader see, and what do they say?

Scenarios are told to whoever sees every number that they rest on: of the headline and of all its members, as
of the moment they were made, with the rights, withdrawals and suppression of now. They are public only where
all of these numbers are.
"""

import numpy as np
from django.db.models import QuerySet

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.forecasting.scenarios import EACH, NAMES, gap_to_target
from styrbord.core.spine.indicators import Indicator
from styrbord.figures.model import Figure
from styrbord.figures.scenarios import Course, Driver, ScenarioNote, ScenarioSet, scenario_figure
from styrbord.services.reading import Reading, visible
from styrbord.services.scenarios.gathering import Family, family, targets
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import ScenarioRun

define(
    "scenarios.not-found",
    "There are no scenarios '{name}' for you to see.",
    "See the list of scenarios.",
)
MOST = 40
"""Runs that are listed, the newest."""
DRAWN = 12
"""Periods of the past that are shown beside the periods ahead, at least."""


def recent(reading: Reading) -> tuple[ScenarioNote, ...]:
    """Runs that the reader may see, newest first."""
    return _notes(reading, ScenarioRun.objects.all())


def of_headline(reading: Reading, indicator: str, subject: str) -> tuple[ScenarioNote, ...]:
    """Runs of one headline that the reader may see, newest first."""
    return _notes(reading, ScenarioRun.objects.filter(indicator__code=indicator, subject__code=subject))


def one(reading: Reading, token: str) -> ScenarioSet:
    """Three scenarios.

    Raises
    ------
    Refused
        `scenarios.not-found` if there are none that the reader may see.
    """
    for row in _rows(reading, ScenarioRun.objects.filter(token=token)):
        found = _then(reading, row)
        if found is not None:
            return _set(reading, row, found)
    raise Refused(Problem("scenarios.not-found", "", {"name": token[:40]}))


def _notes(reading: Reading, rows: QuerySet[ScenarioRun]) -> tuple[ScenarioNote, ...]:
    return tuple(_note(row) for row in _rows(reading, rows) if _then(reading, row) is not None)


def _rows(reading: Reading, rows: QuerySet[ScenarioRun]) -> list[ScenarioRun]:
    """Newest runs made by the reader's moment, of indicators that they may see."""
    moment = to_ms(min(reading.as_of, reading.vintage) if reading.vintage else reading.as_of)
    known = reading.register.indicators()
    found = rows.filter(at__lte=moment).select_related("indicator", "subject").order_by("-at", "-pk")[:MOST]
    return [row for row in found if row.indicator.code in known]


def _then(reading: Reading, row: ScenarioRun) -> Family | None:
    """The numbers of a run as this reader sees them for that moment; None unless they are the same ones."""
    key = ("scenario numbers", row.token)
    return reading.kept(key, lambda: _same(reading, row))


def _same(reading: Reading, row: ScenarioRun) -> Family | None:
    before = visible(reading.principal, as_of=from_ms(row.at))
    if not before.facts.shows(row.indicator.code, row.subject.code):
        return None
    try:
        found = family(before, row.indicator.code, row.subject.code)
    except Refused:
        return None
    return found if found.fingerprint == row.numbers else None


def _note(row: ScenarioRun) -> ScenarioNote:
    origin = Period(Frequency(row.frequency), row.origin)
    return ScenarioNote(
        row.token, row.indicator.code, row.subject.code, from_ms(row.at), row.asked_by, origin,
        Period(origin.frequency, row.result["at"][-1]),
    )  # fmt: skip


def _set(reading: Reading, row: ScenarioRun, then: Family) -> ScenarioSet:
    told, note, definition = row.result, _note(row), then.indicator
    goals = reading.kept(("scenario targets", row.token), lambda: _targets(reading, row, then))
    target = [None if goal is None else _figure(definition, note, "target", goal) for goal in goals]
    return ScenarioSet(
        token=row.token,
        indicator=note.indicator,
        subject=note.subject,
        made_at=note.made_at,
        asked_by=row.asked_by,
        origin=note.origin,
        periods=tuple(Period(note.origin.frequency, at) for at in told["at"]),
        courses=tuple(_course(row, note, then, name, goals) for name in NAMES),
        parents=told["parents"],
        targets=tuple(target),
        reach=tuple(
            share if goal is not None else None for share, goal in zip(told["reach"], goals, strict=True)
        ),
        below=tuple(told["below"]),
        above=tuple(told["above"]),
        crossing=tuple(told["crossing"]),
        is_each_period=row.bands == EACH,
        is_shown_forecast=told["basis"] == "published",
        is_newest=reading.kept(("scenarios newest", row.token), lambda: _is_newest(reading, row)),
        is_behind=told["is_behind"],
        history=_history(then, max(DRAWN, 2 * len(told["at"]))),
    )


def _targets(reading: Reading, row: ScenarioRun, then: Family) -> list[float | None]:
    """Targets that the probabilities are of; None where the reader does not see the same one."""
    before = visible(reading.principal, as_of=from_ms(row.at))
    seen = targets(before, then, len(row.result["at"]))
    return [
        goal if goal is not None and goal == shown else None
        for goal, shown in zip(row.result["targets"], seen.tolist(), strict=True)
    ]


def _course(
    row: ScenarioRun, note: ScenarioNote, then: Family, name: str, goals: list[float | None]
) -> Course:
    values = np.array(row.result["courses"][name])
    wanted = np.array([np.nan if goal is None else goal for goal in goals])
    gaps = gap_to_target(values[0], wanted, direction=then.direction)
    return Course(
        name,
        tuple(_figure(then.indicator, note, name, value) for value in values[0]),
        tuple(None if np.isnan(gap) else _figure(then.indicator, note, "gap", gap) for gap in gaps),
        {
            code: tuple(
                scenario_figure(name, then.indicator, code, note.origin, float(one)) for one in values[at]
            )
            for at, code in enumerate(row.result["codes"])
            if at
        },
        tuple(Driver(said["driver"], said["course"]) for said in row.assumptions.get(name, ())),
    )


def _figure(definition: Indicator, note: ScenarioNote, name: str, value: float) -> Figure:
    return scenario_figure(name, definition, note.subject, note.origin, float(value))


def _is_newest(reading: Reading, row: ScenarioRun) -> bool:
    """Whether the numbers of the reader's moment are still those that the run rests on."""
    try:
        return family(reading, row.indicator.code, row.subject.code).fingerprint == row.numbers
    except Refused:
        return False


def _history(then: Family, count: int) -> tuple[tuple[Period, float], ...]:
    known = np.flatnonzero(np.isfinite(then.values[0]))[-count:]
    first = then.end - then.values.shape[1] + 1
    return tuple((Period(then.frequency, first + int(at)), float(then.values[0][at])) for at in known)
