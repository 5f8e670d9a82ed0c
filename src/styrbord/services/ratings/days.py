"""On which day is the rating of each period to be published, and how late is it?"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.roles import Action
from styrbord.core.ratings.method import Method
from styrbord.services import clock
from styrbord.services.once import once
from styrbord.services.ratings.keeping import method_of, method_row
from styrbord.services.ratings.notes import DayNote
from styrbord.services.ratings.seeing import codes_of, rubrics_of, sees_all
from styrbord.services.reading import Reading
from styrbord.services.rights import require
from styrbord.services.work import Work, work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import RatingDay, RatingMethod, RatingRun, RatingVersion

REALM = "rating"
define(
    "rating.day-passed",
    "{day} has passed.",
    "Name a day from today on; a day that was missed stays in the calendar.",
)
Key = tuple[str, str]


def calendar(reading: Reading, code: str = "") -> tuple[DayNote, ...]:
    """Days of the calendars that the reader may see, in order."""
    shown = _published(reading)
    today = reading.today
    return tuple(
        sorted(
            (
                _note(key, due, shown.get(key), today)
                for key, due in due_days(reading.as_of, _seen(reading, code)).items()
            ),
            key=lambda one: (one.due_on, one.code),
        )
    )


def due_days(moment: datetime, codes: Iterable[str]) -> Mapping[Key, date]:
    """Day by code and period as it was known at a moment; the newest word on a period counts."""
    rows = RatingDay.objects.filter(at__lte=to_ms(moment), method__code__in=list(codes)).order_by("pk")
    return {(code, period): due for code, period, due in rows.values_list("method__code", "period", "due_on")}


def set_day(user: object, code: str, period: str, due_on: date, *, key: str = "") -> int:
    """Say on which day the rating of a period is to be published; number of the row.

    A day that has passed is never moved away.

    Raises
    ------
    Refused
        `rating.not-found`, `rating.day-passed`, `sign-in.needed` or `rights.missing`.
    """
    method = method_row(code)
    newest = method.versions.order_by("-number").first()
    rubrics = rubrics_of(method_of(newest)) if newest else ()
    by = require(user, Action.OWN, Action.RELEASE, rubrics=rubrics)
    text = str(Period.parse(period))

    def do(piece: Work, full: str | None) -> int:
        today = clock.now().date()
        before = due_days(piece.at, [code]).get((code, text))
        for day in (due_on, before):
            if day is not None and day < today:
                raise Refused(Problem("rating.day-passed", "due_on", {"day": day}))
        row = add_day(method, text, due_on, by=by.code, at=piece.at)
        told = {"row": row.pk, "period": text, "due": due_on.isoformat(), "by_person": by.person}
        piece.tell("rating-day.set", code, told, key=full)
        return int(row.pk)

    return once(by, f"day:{code}:{text}:{key}" if key else "", do, realm=REALM)


def add_day(method: RatingMethod, period: str, due_on: date, *, by: str, at: datetime) -> RatingDay:
    """Row of a day, within a piece of work."""
    return RatingDay.objects.create(method=method, period=period, due_on=due_on, at=to_ms(at), by=by)


def keep_days(row: RatingVersion, method: Method, *, by: str, at: datetime) -> None:
    """Take over the calendar of a version that is approved; what is the same already stays."""
    known = due_days(at, [row.method.code])
    for period, due in method.calendar.items():
        if known.get((row.method.code, period)) != due:
            add_day(row.method, period, due, by=by, at=at)


def tend(now: datetime) -> int:
    """Tell once of each day that passed without its rating; how many were told now."""
    codes = RatingMethod.objects.values_list("code", flat=True)
    late = [
        (code, period, due)
        for (code, period), due in due_days(now, codes).items()
        if due < now.date() and not _is_published(code, period, to_ms(now))
    ]
    told = {_told_key(*one) for one in late}
    told -= set(Event.objects.filter(idempotency_key__in=told).values_list("idempotency_key", flat=True))
    new = [one for one in late if _told_key(*one) in told]
    if new:
        with work("tick", now) as piece:
            for code, period, due in new:
                data = {"period": period, "due": due.isoformat()}
                piece.tell("rating-day.passed", code, data, key=_told_key(code, period, due))
    return len(new)


def _told_key(code: str, period: str, due: date) -> str:
    return f"rating late {code} {period} {due}"


def _is_published(code: str, period: str, at: int) -> bool:
    rows = RatingRun.objects.filter(version__method__code=code, period=period, published_at__lte=at)
    return rows.exists()


def _seen(reading: Reading, code: str) -> list[str]:
    """Codes of methods with an approved version whose indicators the reader sees."""
    rows = RatingVersion.objects.filter(approved_at__lte=to_ms(reading.as_of)).exclude(state="withdrawn")
    rows = rows.select_related("method").order_by("number")
    newest = {row.method.code: row for row in rows if not code or row.method.code == code}
    return [name for name, row in newest.items() if sees_all(reading, codes_of(method_of(row)))]


def _published(reading: Reading) -> Mapping[Key, date]:
    """First day on which the rating of a period was published, of those that stand."""
    found: dict[Key, date] = {}
    rows = RatingRun.objects.filter(published_at__lte=to_ms(reading.as_of)).order_by("published_at")
    for name, period, at in rows.values_list("version__method__code", "period", "published_at"):
        found.setdefault((name, period), from_ms(at).date())
    return found


def _note(key: Key, due: date, shown: date | None, today: date) -> DayNote:
    return DayNote(*key, due, shown, max(((shown or today) - due).days, 0))
