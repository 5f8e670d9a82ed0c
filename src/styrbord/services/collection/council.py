"""What can be put before a council once numbers were handed in?

Whoever sees the submission sees what was handed in; every other number comes through the reading. A number
that is released is read from the board and not from what was handed in, with whatever is hidden there.
"""

from collections.abc import Iterable, Mapping

from styrbord.core.base.expression import parse
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.workflow import State
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.observations import TOTAL
from styrbord.figures.council import CouncilPage, is_comparable
from styrbord.services.collection import acting, packages
from styrbord.services.collection.council_courses import Courses
from styrbord.services.collection.council_posts import Whom
from styrbord.services.collection.rows import Known, known
from styrbord.services.reading import Reading
from styrbord.services.rights import rights_of
from styrbord.store.clock import from_ms
from styrbord.store.collection.models import Package

OUT = (State.RELEASED, State.CORRECTED, State.WITHDRAWN)


def council(token: str, *, user: object, reading: Reading) -> CouncilPage:
    """The page of a submission for a council, as a user may see it.

    Raises
    ------
    Refused
        `submission.not-found` where the user may not see it, or `receipt.none` before a hand-in.
    """
    one = known(token)
    if not acting.sees(rights_of(user).rights, one):
        raise Refused(Problem("submission.not-found"))
    kept = packages.newest(one.row, handed_in=True)
    if kept is None or one.subject not in reading.register.subjects():
        raise Refused(Problem("receipt.none" if kept is None else "submission.not-found"))
    return _page(one, kept, reading)


def _page(one: Known, kept: Package, reading: Reading) -> CouncilPage:
    period, is_out = Period.parse(one.row.period), one.state in OUT
    entries = packages.content(kept, one.row).by_key
    totals = [entries[item.key] for item in one.form.items if item.breakdown == TOTAL and item.key in entries]
    definitions = reading.register.indicators()
    seen = {entry.indicator: entry for entry in totals if entry.indicator in definitions}
    codes = _compared(definitions, seen, period)
    courses = Courses(reading, one.subject, period, {} if is_out else seen, (*seen, *codes), Whom())
    return CouncilPage(
        token=one.row.token,
        form=one.form.code,
        form_names=one.form.names,
        subject=reading.register.subjects()[one.subject],
        type=courses.similar.code,
        similar_by=courses.similar.method,
        period=period,
        number=kept.number,
        handed_in_at=from_ms(kept.at),
        post=kept.by,
        is_released=is_out,
        rows=tuple(courses.row(code) for code in seen),
        compared=tuple(found for code in codes if (found := courses.compared(code))),
        hidden=len(totals) - len(seen),
    )


def _compared(definitions: Mapping[str, Indicator], handed: Iterable[str], period: Period) -> list[str]:
    """What subjects of any size are compared by: handed in itself, then what is worked out from it."""
    first = set(handed)
    derived = (code for code, one in definitions.items() if code not in first and _rests_on(one, first))
    return [
        code
        for code in (*handed, *derived)
        if definitions[code].frequency == period.frequency.value
        and is_comparable(definitions[code], definitions)
    ]


def _rests_on(one: Indicator, handed: set[str]) -> bool:
    return bool(one.formula) and not parse(one.formula).names.isdisjoint(handed)
