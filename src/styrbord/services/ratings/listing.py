"""Which ratings does this reader see, and who stands where in one of them?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import ceil, floor

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.rights import Rights
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.workflow import AppealState, RunState
from styrbord.figures.ratings import Place, Rating, RatingNote
from styrbord.services.ratings.days import calendar
from styrbord.services.ratings.keeping import method_of, not_found, order_of, words_of
from styrbord.services.ratings.notes import DayNote
from styrbord.services.ratings.seeing import (
    codes_of,
    is_working,
    published,
    seen_run,
    seen_runs,
    sees_all,
)
from styrbord.services.reading import Reading
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import RatingAppeal, RatingPlace, RatingRun, RatingVersion

define(
    "rating.none-yet",
    "There is no published rating '{code}' for {period} yet.",
    "Choose a period that is published, or see the calendar of ratings.",
)
define(
    "rating.withdrawn",
    "The rating '{code}' for {period} was withdrawn: {reason}",
    "See the list of ratings for others.",
)


def listed(reading: Reading) -> tuple[RatingNote, ...]:
    """Ratings that the reader sees, by code; those of which nothing is published yet with period ""."""
    newest: dict[str, RatingRun] = {}
    rows = seen_runs(reading, published(reading))
    for row in sorted(rows, key=lambda one: (order_of(one.period), one.published_at)):
        newest[row.version.method.code] = row
    days: dict[str, list[DayNote]] = {}
    for day in calendar(reading):
        days.setdefault(day.code, []).append(day)
    found = [_note(row, days.get(code, ())) for code, row in newest.items()]
    found += [_awaited(row, days) for row in _approved(reading) if row.method.code not in newest]
    return tuple(sorted(found, key=lambda one: one.code))


def periods_of(reading: Reading, code: str) -> tuple[str, ...]:
    """Periods of a rating that are published for the reader, in time."""
    rows = seen_runs(reading, published(reading).filter(version__method__code=code[:64]))
    return tuple(sorted({row.period for row in rows}, key=order_of))


def seen(reading: Reading, code: str, *, period: str = "", group: str = "") -> Rating:
    """Published rating of a period, the newest when none is named; of one type when a group is.

    Raises
    ------
    Refused
        `rating.not-found`, `rating.none-yet` or `rating.withdrawn`.
    """
    found = rating_of(reading, published_run(reading, code, period))
    if group:
        found = replace(found, places=tuple(one for one in found.places if one.group == group))
    return found


def seen_by_token(reading: Reading, rights: Rights, token: str) -> Rating:
    """A rating by the token of its run: also what is not published, for those who work with ratings.

    Raises
    ------
    Refused
        `rating.not-found` or `rating.withdrawn`.
    """
    return rating_of(reading, told_run(reading, rights, token))


def published_run(reading: Reading, code: str, period: str = "") -> RatingRun:
    """Run of a rating that is published for the reader.

    Raises
    ------
    Refused
        `rating.not-found`, `rating.none-yet` or `rating.withdrawn`.
    """
    rows = seen_runs(reading, published(reading).filter(version__method__code=code[:64]))
    wanted = [row for row in rows if not period or row.period == period]
    if wanted:
        return max(wanted, key=lambda one: (order_of(one.period), one.published_at or 0, one.pk))
    gone = RatingRun.objects.filter(
        version__method__code=code[:64], state=RunState.WITHDRAWN, published_at__lte=to_ms(reading.as_of)
    ).select_related("version__method")
    left = seen_runs(reading, gone.filter(period=period[:20]) if period else gone)
    if left:
        raise withdrawn(max(left, key=lambda one: one.pk))
    if rows or any(one.method.code == code for one in _approved(reading)):
        raise Refused(Problem("rating.none-yet", "", {"code": code, "period": period[:20] or "-"}))
    raise not_found(code)


def withdrawn(row: RatingRun) -> Refused:
    """That a rating was withdrawn, and why."""
    reason = words_of("run", [row.pk], "withdraw").get(row.pk, "")
    params = {"code": row.version.method.code, "period": row.period, "reason": reason or "-"}
    return Refused(Problem("rating.withdrawn", "", params))


def told_run(reading: Reading, rights: Rights, token: str) -> RatingRun:
    """A run as `seen_run`; what was withdrawn is shown to those alone who work with ratings.

    Raises
    ------
    Refused
        `rating.not-found` or `rating.withdrawn`.
    """
    row = seen_run(reading, rights, token)
    if row.state == RunState.WITHDRAWN and not is_working(rights):
        raise withdrawn(row)
    return row


def rating_of(reading: Reading, row: RatingRun, *, is_whole: bool = False) -> Rating:
    """A rating from its rows; grades under appeal are withheld unless the whole is asked for."""
    method, said = method_of(row.version), row.manifest
    withheld = frozenset() if is_whole else held_back(row)
    rows = list(row.places.select_related("subject").order_by("pk"))
    places = tuple(place_of(one, withheld) for one in rows if one.period == row.period)
    before = said["periods"][-2] if len(said["periods"]) > 1 else ""
    day = next((one for one in calendar(reading, method.code) if one.period == row.period), None)
    return Rating(
        row.version.method.code,
        row.period,
        method,
        str(row.version.number),
        places,
        token=row.token,
        state=row.state,
        previous_period=before,
        previous={one.subject.code: one.place for one in rows if one.period == before and one.place},
        replicates=said["replicates"],
        seed=said["seed"],
        filled=said["filled"],
        cells=said["cells"],
        missing=missing_of(row, rows),
        editions=tuple(said["editions"]),
        made_on=from_ms(row.at).date(),
        approved_by=row.approved_by,
        published_by=row.published_by,
        published_on=from_ms(row.published_at).date() if row.published_at else None,
        due_on=day.due_on if day else None,
        days_late=day.days_late if day else 0,
        reason=reason_of(row),
        low_on_all=tuple(code for code in said["low_on_all"] if code not in withheld),
        periods=periods_of(reading, row.version.method.code),
        is_newest=_is_newest(reading, row),
    )


def missing_of(row: RatingRun, places: Iterable[RatingPlace]) -> int:
    """Values of its period that were missing; older manifests do not count them."""
    if "missing" in row.manifest:
        return int(row.manifest["missing"])
    told = (fact for one in places if one.period == row.period for fact in one.facts.values())
    return sum(fact["value"] is None for fact in told)


def held_back(row: RatingRun) -> frozenset[str]:
    """Subjects whose grade an appeal holds back: while it is open, and while what it was right in stands."""
    standing = RatingAppeal.objects.filter(run=row, state__in=(AppealState.OPEN, AppealState.UPHELD))
    return frozenset(standing.values_list("subject__code", flat=True))


def place_of(row: RatingPlace, withheld: frozenset[str] = frozenset()) -> Place:
    """Where a subject stands; nothing but who it is where its grade is withheld."""
    code = row.subject.code
    if code in withheld:
        return Place(code, row.group, is_withheld=True)
    return Place(
        code,
        row.group,
        {node: score for node, score in row.scores.items() if score is not None},
        row.place,
        None if row.low is None or row.place is None else floor(row.low),
        None if row.high is None or row.place is None else ceil(row.high),
        row.kind,
        row.chances,
        row.verdict,
        row.tied,
        row.imputed_share,
        is_robust=row.is_robust is not False,
    )


def reason_of(row: RatingRun) -> str:
    """Why a run was withdrawn, or what it corrects; "" where it does neither."""
    found = words_of("run", [row.pk], "withdraw", "publish")
    return found.get(row.pk, "")


def _is_newest(reading: Reading, row: RatingRun) -> bool:
    later = published(reading).filter(version__method_id=row.version.method_id).exclude(pk=row.pk)
    own = (order_of(row.period), row.published_at or 0)
    return all((order_of(one.period), one.published_at or 0) <= own for one in later)


def _approved(reading: Reading) -> list[RatingVersion]:
    """Newest approved version of each method that the reader may see."""
    rows = RatingVersion.objects.filter(state="approved", approved_at__lte=to_ms(reading.as_of))
    newest = {row.method_id: row for row in rows.select_related("method").order_by("number")}
    return [row for row in newest.values() if sees_all(reading, codes_of(method_of(row)))]


def _note(row: RatingRun, days: Sequence[DayNote]) -> RatingNote:
    method = method_of(row.version)
    own = next((one for one in days if one.period == row.period), None)
    shown = from_ms(row.published_at).date() if row.published_at else None
    due = _following(days)
    return RatingNote(
        row.version.method.code,
        method.names,
        str(row.version.number),
        row.period,
        sum(1 for _ in row.places.filter(period=row.period)),
        shown,
        own.due_on if own else None,
        own.days_late if own else 0,
        due.period if due else "",
        due.due_on if due else None,
        _unconfirmed(method),
    )


def _awaited(row: RatingVersion, days: Mapping[str, Sequence[DayNote]]) -> RatingNote:
    method, due = method_of(row), _following(days.get(row.method.code, ()))
    return RatingNote(
        row.method.code,
        method.names,
        str(row.number),
        "",
        0,
        None,
        due.due_on if due else None,
        due.days_late if due else 0,
        due.period if due else "",
        due.due_on if due else None,
        _unconfirmed(method),
    )


def _following(days: Iterable[DayNote]) -> DayNote | None:
    """First day whose rating is still to be published."""
    return next((one for one in days if one.published_on is None), None)


def _unconfirmed(method: Method) -> int:
    return sum(not source.is_confirmed for source in method.sources)
