"""Which deviations does this reader see, how do they stand, and what may be done with one?"""

from collections.abc import Iterable
from typing import Any

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.people.rights import Rights
from styrbord.core.strategy.deviations.guards import Case, Who, refusal
from styrbord.core.strategy.deviations.patience import due_on, overdue
from styrbord.core.strategy.deviations.workflow import OUTCOMES, State, Verb, move
from styrbord.figures.before_after import BeforeAfter, before_after
from styrbord.figures.deviations import DeviationLine, DeviationPage, StepLine
from styrbord.figures.panels import Panel
from styrbord.services.deviations.seeing import Seen, one, released, rows_at, seen
from styrbord.services.deviations.standing import case_of, steps_of, who_is
from styrbord.services.reading import Reading
from styrbord.services.rights import rights_of
from styrbord.services.signals.finding import HEALTH
from styrbord.services.signals.gathering import SEASONS
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import DeviationStep

OPEN = tuple(state for state in State if state is not State.CLOSED)


def find(reading: Reading, token: str, user: object = None) -> DeviationPage:
    """One deviation with its history; with a user, also what they may do next.

    Raises
    ------
    Refused
        `deviation.not-found`, whether it is missing or not for this reader.
    """
    found, at = one(reading, token), to_ms(reading.as_of)
    definition = reading.register.indicators()[found.row.indicator.code]
    steps = steps_of(found.row, at)
    case = case_of(found.row, definition, steps)
    line = _line(reading, found, case, steps)
    rights = rights_of(user) if user is not None and reading.as_of >= reading.now else Rights()
    newer = found.row.recurred.filter(opened_at__lte=at).order_by("-pk").first()
    return DeviationPage(
        line=line,
        is_beyond=case.is_beyond,
        may_close=case.may_close,
        steps=tuple(_step(reading, step) for step in steps),
        may=_may(case, who_is(rights, found.row, definition)) if rights.posts else (),
        outcomes=OUTCOMES.get(case.state, ()),
        has_words=reading.principal.is_signed_in,
        change=_change(reading, line, steps),
        recurred=newer.token if newer else "",
    )


def listed(
    reading: Reading,
    *,
    state: str = "",
    holder: str = "",
    subject: str = "",
    indicator: str = "",
    rubric: str = "",
) -> list[DeviationLine]:
    """Deviations that a reader sees, of one state or all that are not closed, the most overdue first."""
    named = {"subject__code": subject, "indicator__code": indicator}
    asked: dict[str, Any] = {name: code for name, code in named.items() if code}
    if reading.as_of >= reading.now:
        asked |= {"state__in": (state,) if state else OPEN}
    known = reading.register.indicators()
    found = []
    for each in seen(reading, rows_at(reading, **asked)):
        definition = known[each.row.indicator.code]
        line = _listed(reading, each, definition.owner)
        is_asked = line.state == state if state else line.state is not State.CLOSED
        if is_asked and holder in ("", line.holder) and (not rubric or rubric in definition.rubrics):
            found.append(line)
    return sorted(found, key=_place)


def narrowed(
    lines: Iterable[DeviationLine], *, holder: str = "", subject: str = "", track: str = "", late: int = 0
) -> list[DeviationLine]:
    """Those of some lines that one post answers for, of one subject and track, overdue by so many days."""
    return [
        one
        for one in lines
        if holder in ("", one.holder)
        and subject in ("", one.signal.subject)
        and track in ("", one.signal.track)
        and one.days_late >= late
    ]


def _place(line: DeviationLine) -> tuple[object, ...]:
    """The most overdue first, then what deviates before trouble with numbers and what another explains."""
    one = line.signal
    is_below, is_health = bool(one.explained_by), one.track == HEALTH
    return -line.days_late, is_below, is_health, -one.score, line.token


def _listed(reading: Reading, each: Seen, owner: str) -> DeviationLine:
    """A line from the columns of now, or of an earlier moment from the steps until then."""
    row, at = each.row, to_ms(reading.as_of)
    if reading.as_of < reading.now:
        definition = reading.register.indicators()[row.indicator.code]
        steps = steps_of(row, at)
        return _line(reading, each, case_of(row, definition, steps), steps)
    case = Case(
        state=State(row.state), holder=row.holder or owner, asked=row.asked, cause=row.cause,
        action_on=row.action_on, is_accepted=row.accepted_at is not None,
    )  # fmt: skip
    since = row.opened_at if row.state_at is None else row.state_at
    return _made(reading, each, case, since, row.decision, row.finding)


def _line(reading: Reading, each: Seen, case: Case, steps: Iterable[DeviationStep]) -> DeviationLine:
    since, state, decision, outcome = each.row.opened_at, State.NEW.value, "", ""
    for step in steps:
        since = step.at if step.state != state else since
        state = step.state
        decision = step.said.get("decision", decision)
        outcome = step.said.get("outcome", "")
    return _made(reading, each, case, since, decision, outcome)


def _made(reading: Reading, each: Seen, case: Case, since: int, decision: str, outcome: str) -> DeviationLine:
    rhythm, row = each.row.last.frequency, each.row
    due = due_on(case.state, rhythm, from_ms(since).date(), case.action_on)
    late = overdue(case.state, rhythm, due, reading.today) if due and not row.explained_by_id else None
    return DeviationLine(
        signal=each.signal,
        state=case.state,
        state_at=from_ms(since),
        revision=row.revision,
        holder=case.holder,
        asked=case.asked,
        cause=case.cause,
        action_on=case.action_on,
        decision=decision,
        outcome=outcome,
        due_on=due,
        days_late=late.days if late else 0,
        is_moved=each.is_moved,
        is_accepted=case.is_accepted,
        recurs=row.recurs.token if row.recurs else "",
    )


def _may(case: Case, who: Who) -> tuple[Verb, ...]:
    """What somebody may do next."""
    return tuple(verb for verb in Verb if move(case.state, verb) and refusal(case, verb, who) is None)


def _step(reading: Reading, step: DeviationStep) -> StepLine:
    words = getattr(step, "words", None)
    is_shown = reading.principal.is_signed_in
    return StepLine(
        number=step.pk,
        verb=Verb(step.verb),
        state=State(step.state),
        at=from_ms(step.at),
        post=step.post,
        through=step.by if step.by != step.post else "",
        words=words.text if words is not None and is_shown else None,
        said=step.said,
        edition=step.signal.edition,
    )


def _change(reading: Reading, line: DeviationLine, steps: Iterable[DeviationStep]) -> BeforeAfter | None:
    """Change of the series at the day of the newest action that has come."""
    days = [step.said["action"] for step in steps if step.said.get("action")]
    if not days or days[-1] > reading.today.isoformat():
        return None
    plain, one = released(reading), line.signal
    definition = reading.register.indicators()[one.indicator]
    rhythm = Frequency(definition.frequency)
    if rhythm not in SEASONS:
        return None
    column = Panel(plain, (one.indicator,), (one.subject,), rhythm).column(one.indicator, one.subject)
    first = _first(rhythm, days[-1])
    return before_after(column.periods, column.comparable, first, season=SEASONS[rhythm])


def _first(rhythm: Frequency, day: str) -> Period:
    """First period that begins on a day or later."""
    from_day = Period.parse(day).first_day
    here = Period.of(rhythm, from_day)
    return here if here.first_day == from_day else here.shift(1)
