"""How does a deviation stand, by what was done with it, and who is somebody to it?"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.core.spine.indicators import Indicator
from styrbord.core.strategy.deviations.guards import Case, Said, Who, after
from styrbord.core.strategy.deviations.patience import due_on
from styrbord.core.strategy.deviations.workflow import State, Verb
from styrbord.figures.signals import tolerances_of
from styrbord.services.rights import contains
from styrbord.services.signals.finding import HEALTH, MONEY
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import Deviation, DeviationStep, Signal

SAID = ("cause", "action", "to", "outcome", "decision")


def steps_of(row: Deviation, at: int | None = None) -> list[DeviationStep]:
    """What was done with a case, in order; up to a moment, ms, where one is given."""
    steps = row.steps.select_related("words", "signal").order_by("pk")
    return list(steps if at is None else steps.filter(at__lte=at))


def case_of(row: Deviation, definition: Indicator, steps: Iterable[DeviationStep]) -> Case:
    """The case after its steps; `is_beyond` by all that its signals ever said."""
    case = Case(holder=first_holder(row, definition), is_beyond=is_beyond(row, definition))
    for step in steps:
        case = after(case, Verb(step.verb), said_of(step), post=step.post, person=step.person)
    return case


def first_holder(row: Deviation, definition: Indicator) -> str:
    """Post that a case falls to: who took the decision that opened it, else the indicator's owner."""
    return str(row.opened_by.evidence.get("holder") or definition.owner)


def said_of(step: DeviationStep) -> Said:
    """What was said with a step, without its words."""
    told = {name: step.said.get(name, "") for name in SAID}
    day = told.pop("action")
    return Said(**told, action=date.fromisoformat(day) if day else None)


def is_beyond(row: Deviation, definition: Indicator) -> bool:
    """Whether any signal of a case was beyond tolerance; an unknown size is, trouble with numbers never.

    Money without a result is for as long as it has none: what matches it is the answer.
    """
    if row.track == HEALTH:
        return False
    if row.track == MONEY:
        return row.closed_at is None
    same = Signal.objects.filter(
        indicator=row.indicator_id, subject=row.subject_id, track=row.track, direction=row.direction
    )
    while_open = same.filter(run__at__gte=row.opened_at, pk__lte=row.last_id)
    judged = while_open.values_list("value", "expected")
    return any(_is_large(definition, value, expected) for value, expected in judged)


def _is_large(definition: Indicator, value: float | None, expected: float | None) -> bool:
    if value is None or expected is None or not expected:
        return True
    return tolerances_of(definition, value - expected, expected) > 1


def who_is(rights: Rights, row: Deviation, definition: Indicator) -> Who:
    """Somebody with some rights, as the rules see them."""
    posts = frozenset({*rights.posts, *rights.acts_for})
    right = rights.may(Action.OWN, subject=row.subject.code, rubrics=definition.rubrics, contains=contains)
    return Who(posts, rights.person, owns=right is not None)


def due_at(row: Deviation, state: State, since: int, action_on: date | None) -> int | None:
    """By when the next thing is to be done, ms; None when closed."""
    day = due_on(state, row.last.frequency, from_ms(since).date(), action_on)
    return to_ms(datetime.combine(day, time.max, UTC)) if day else None
