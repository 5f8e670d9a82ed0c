"""Which indicators have someone who answers for them, and which have fallen silent?"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.people.roles import Action, allows
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Access, Indicator
from styrbord.figures.freshness import freshness
from styrbord.services import clock, installation
from styrbord.services.collection.reach import held_on
from styrbord.services.notices import notify
from styrbord.services.reading import Principal, Reading, visible
from styrbord.services.rights import grant_from, live
from styrbord.services.work import Work, work
from styrbord.store.people.models import Grant

ACTOR = "ownership"
ASKED_ON = "ownership-asked-on"
WHOLE = Principal("ownership", is_signed_in=True, access=Access.RESTRICTED)


class Care(StrEnum):
    """How an indicator is cared for, worst last."""

    OK = "ok"
    DUE = "due"
    OVERDUE = "overdue"
    NO_OWNER = "no-owner"


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who answers for an indicator, and what came last.

    `owner` is the code of a post, perhaps empty; `is_held`: someone holds it today or acts for it.
    `expected` is the day by which the period `waiting` is to be released; None without a rhythm.
    """

    indicator: str
    owner: str
    is_held: bool
    newest: Period | None
    last_release: date | None
    waiting: Period | None
    expected: date | None
    days_late: int
    state: Care

    @property
    def is_overdue(self) -> bool:
        """Whether the expected release has not come, whoever answers for it."""
        return self.days_late > 0


def ownership(reading: Reading) -> Mapping[str, Ownership]:
    """Every indicator that the reader may see, by code: its owner, its newest number and its state."""
    return reading.kept(("ownership", held := held_on(reading.today)), lambda: _ownership(reading, held))


def tell_owners(now: datetime | None = None) -> int:
    """Tell owners of what is overdue, and editors of what nobody answers for; how many were told.

    Looked at once a day, for days are what it counts; each silence is told once.
    """
    now = now or clock.now()
    if installation.setting(ASKED_ON) == now.date().isoformat():
        return 0
    found = ownership(visible(WHOLE)).values()
    with work(ACTOR, now) as piece:
        installation.keep(ASKED_ON, now.date().isoformat())
        silent = [one.indicator for one in found if _tell_silent(piece, one)]
        missing = sum(_tell_missing(piece, owner, codes) for owner, codes in _without(found).items())
        piece.tell("ownership.asked", "indicators", {"silent": silent, "missing": missing})
    return len(silent) + missing


def _ownership(reading: Reading, held: frozenset[str]) -> Mapping[str, Ownership]:
    definitions = reading.register.indicators()
    newest = dict(_newest(reading, definitions))
    released = _released(reading, newest)
    return {
        code: _of(one, newest.get(code), released, held, reading.today) for code, one in definitions.items()
    }


def _of(
    one: Indicator, newest: Period | None, released: Mapping[str, date], held: frozenset[str], today: date
) -> Ownership:
    fresh = freshness(newest, released_on=None, today=today, lag_days=one.lag_days)
    waiting = newest.shift(1) if newest else None
    is_held = one.owner in held
    state = Care.OVERDUE if fresh.late_days else Care.OK
    if state is Care.OK and fresh.due_on and waiting and waiting.last_day < today:
        state = Care.DUE
    return Ownership(
        one.code,
        one.owner,
        is_held,
        newest,
        released.get(one.code),
        waiting,
        fresh.due_on,
        fresh.late_days,
        state if is_held else Care.NO_OWNER,
    )


def _newest(reading: Reading, definitions: Mapping[str, Indicator]) -> Iterator[tuple[str, Period]]:
    """Newest period that any subject has reported, of each indicator in its own frequency."""
    subjects = tuple(reading.register.subjects())
    for frequency in Frequency:
        codes = tuple(code for code, one in definitions.items() if one.frequency == frequency)
        found: dict[str, int] = {}
        if codes:
            for (code, _), (_, last) in reading.facts.spans(Query(codes, subjects, frequency)).items():
                found[code] = max(last, found.get(code, last))
        yield from ((code, Period(frequency, ordinal)) for code, ordinal in found.items())


def _released(reading: Reading, newest: Mapping[str, Period]) -> Mapping[str, date]:
    """Day on which the newest period of each indicator was last released."""
    subjects = tuple(reading.register.subjects())
    by_period: dict[Period, list[str]] = {}
    for code, period in newest.items():
        by_period.setdefault(period, []).append(code)
    found: dict[str, date] = {}
    for period, codes in by_period.items():
        cells = reading.facts.cells(Query(tuple(codes), subjects, period.frequency, period, period))
        for code, editions in zip(codes, cells.edition, strict=True):
            days = [reading.editions[int(one)].released_at for one in set(editions.ravel().tolist()) if one]
            if days:
                found[code] = max(days).date()
    return found


def _tell_silent(piece: Work, one: Ownership) -> bool:
    """Tell the owner of one silence; a further period that does not come is another one."""
    if not (one.owner and one.is_overdue and one.waiting):
        return False
    said = {"indicator": one.indicator, "period": str(one.waiting), "days": one.days_late}
    return notify(
        f"owner.silent:{one.indicator}:{one.waiting}",
        one.owner,
        "owner.silent",
        at=piece.at,
        address=f"/indicators/{one.indicator}/",
        params=said,
    )


def _without(found: Iterable[Ownership]) -> Mapping[str, list[str]]:
    """Indicators that nobody answers for, by the vacant post."""
    vacant: dict[str, list[str]] = {}
    for one in found:
        if not one.is_held:
            vacant.setdefault(one.owner, []).append(one.indicator)
    return vacant


def _tell_missing(piece: Work, owner: str, codes: list[str]) -> int:
    """Tell the editors of the whole board of a vacant post, again when it answers for other indicators."""
    hashed = hashlib.sha256("\x00".join((owner, *sorted(codes))).encode()).hexdigest()[:40]
    params = {"owner": owner, "indicators": len(codes), "indicator": sorted(codes)[0]}
    return sum(
        notify(
            f"owner.missing:{hashed}:{post}",
            post,
            "owner.missing",
            at=piece.at,
            address="/quality/",
            params=params,
        )
        for post in _editors(piece.at.date())
    )


def _editors(day: date) -> list[str]:
    grants = map(grant_from, live(Grant, day).select_related("post", "subject"))
    return sorted(
        {one.post for one in grants if allows(one.role, Action.EDIT) and not one.subject and not one.rubrics}
    )
