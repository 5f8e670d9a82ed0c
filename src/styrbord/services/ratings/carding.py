"""What is told of one subject in one rating: where it stands, why, since when, and what would lift it?"""

from collections.abc import Iterator, Sequence

import numpy as np

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.ratings.explaining import Contributions, change_of, contributions, levers
from styrbord.core.ratings.explaining.cornering import Side
from styrbord.core.ratings.explaining.peers import row_of
from styrbord.figures.ratings import Place, Rating
from styrbord.services.ratings.again import Again, again
from styrbord.services.ratings.appealing import appeals_of, may_appeal
from styrbord.services.ratings.assessing import assessments_of, owners_of
from styrbord.services.ratings.keeping import method_of, order_of
from styrbord.services.ratings.listing import held_back, place_of, published_run, rating_of
from styrbord.services.ratings.notes import Card, ChangeNote, Fact, Lever, Moment, Part
from styrbord.services.ratings.seeing import published, seen_runs
from styrbord.services.reading import Reading
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import RatingPlace, RatingRun

FEW = 3
PEERS = 7
LEVERS = 5


def card(reading: Reading, code: str, subject: str, *, period: str = "", user: object = None) -> Card:
    """Card of a subject in the published rating of a period, the newest when none is named.

    Raises
    ------
    Refused
        `rating.not-found`, `rating.none-yet`, `rating.withdrawn` or `rating.not-rated`.
    """
    row = published_run(reading, code, period)
    rating = rating_of(reading, row)
    place = next((one for one in rating.places if one.subject == subject), None)
    if place is None:
        raise Refused(Problem("rating.not-rated", "subject", {"subject": subject[:64]}))
    is_told = not place.is_withheld
    found = _explained(reading, row, subject) if is_told else None
    parts = _parts(found, subject) if found else ()
    apart = sorted((one for one in parts if one.benchmark is not None), key=_lead)
    return Card(
        rating,
        place,
        _history(reading, code, subject) if is_told else (),
        _peers(rating, place),
        parts,
        _change(reading, found, subject) if found else None,
        tuple(one for one in reversed(apart[-FEW:]) if _lead(one) > 0),
        tuple(one for one in apart[:FEW] if _lead(one) < 0),
        _levers(found, subject) if found else (),
        _facts(row, subject) if is_told else (),
        is_low_on_all=subject in rating.low_on_all,
        assessment=assessments_of(reading, user, code, subject, row.period),
        owners=owners_of(user, code, subject, row.period, place, rating.method),
        appeals=appeals_of(user, row, subject),
        verbs=("appeal",) if may_appeal(user, row, subject) else (),
        is_explained=found is not None or not is_told,
    )


def _explained(reading: Reading, row: RatingRun, subject: str) -> Again | None:
    """The run computed again; None where its numbers are no more those of then, or it has no score."""
    try:
        found = again(reading, row)
        found.row(subject)
    except Refused:
        return None
    return found


def _lead(part: Part) -> float:
    """Points by which a subject is ahead of the middle of its peers."""
    return part.points - (part.benchmark or 0.0)


def _parts(found: Again, subject: str) -> tuple[Part, ...]:
    """What each indicator adds, beside what it adds for the middle of the peers, in the tree's order."""
    row = found.row(subject)
    own = contributions(found.rated, row)
    against = _against(found, row)
    middle = against.by_indicator if against else {}
    return tuple(
        Part(code, points, points - middle[code] if code in middle else None)
        for code, points in own.by_indicator.items()
    )


def _against(found: Again, row: int) -> Contributions | None:
    try:
        return contributions(found.rated, row, "median")
    except Refused:
        return None


def _change(reading: Reading, found: Again, subject: str) -> ChangeNote | None:
    """What moved it since the rating that was published for the period before, else since that period."""
    earlier = _earlier(reading, found)
    try:
        before = again(reading, earlier) if earlier else found
        period = earlier.period if earlier else _period_before(found)
        if not period or row_of(before.rated, subject, period) is None:
            return None
        told = change_of(
            Side(before.method, before.rated, period),
            Side(found.method, found.rated, found.run.period),
            subject,
        )
    except Refused:
        return None
    return ChangeNote(
        found.run.period,
        period,
        told.scores[1],
        told.scores[0],
        tuple(Part(code, points) for code, points in told.by_indicator.items()),
        tuple(Part("", points, cause=cause.value) for cause, points in told.parts.items()),
    )


def _earlier(reading: Reading, found: Again) -> RatingRun | None:
    """Published run of the newest period before."""
    own = order_of(found.run.period)
    rows = published(reading).filter(version__method_id=found.run.version.method_id)
    before = [row for row in seen_runs(reading, rows) if order_of(row.period) < own]
    return max(before, key=lambda one: (order_of(one.period), one.published_at or 0), default=None)


def _period_before(found: Again) -> str:
    periods = found.run.manifest["periods"]
    return str(periods[-2]) if len(periods) > 1 else ""


def _history(reading: Reading, code: str, subject: str) -> tuple[Moment, ...]:
    """Every published place, also those that were succeeded since, by period and then by publication."""
    told = RatingRun.objects.filter(
        version__method__code=code[:64],
        published_at__lte=to_ms(reading.as_of),
        state__in=("published", "succeeded"),
    )
    rows = seen_runs(reading, told.select_related("version__method"))
    places = RatingPlace.objects.filter(run__in=rows, subject__code=subject).select_related("subject")
    known = {(one.run_id, one.period): one for one in places}
    found = [
        _moment(row, known[row.pk, row.period])
        for row in rows
        if (row.pk, row.period) in known and subject not in held_back(row)
    ]
    return tuple(sorted(found, key=lambda one: (order_of(one.period), str(one.published_on))))


def _moment(row: RatingRun, told: RatingPlace) -> Moment:
    place = place_of(told)
    return Moment(
        row.period,
        row.token,
        place.scores.get(method_of(row.version).tree.root.code),
        place.rank,
        told.of,
        place.verdict,
        from_ms(row.published_at).date() if row.published_at else None,
        row.version.number,
    )


def _peers(rating: Rating, place: Place) -> tuple[Place, ...]:
    """Those next to it in its table, itself included, best first."""
    is_one = rating.method.peers.is_common or not rating.method.peers.group
    table = [one for one in rating.places if one.rank and (is_one or one.group == place.group)]
    table.sort(key=lambda one: (one.rank or 0, one.subject))
    if place not in table:
        return ()
    at = table.index(place)
    first = min(max(at - PEERS // 2, 0), max(len(table) - PEERS, 0))
    return tuple(table[first : first + PEERS])


def _levers(found: Again, subject: str) -> tuple[Lever, ...]:
    told = levers(found.method, found.inputs, subject, period=found.run.period, rated=found.rated)
    return tuple(
        Lever(
            one.indicator,
            one.value,
            one.level,
            one.after.score,
            int(one.after.place) if np.isfinite(one.after.place) else None,
        )
        for one in told.each[:LEVERS]
    )


def _facts(row: RatingRun, subject: str) -> tuple[Fact, ...]:
    codes = [node.code for node in method_of(row.version).tree.indicators]
    told = row.places.filter(subject__code=subject, period=row.period)
    return tuple(fact for place in told for fact in _told(place, codes))


def _told(place: RatingPlace, codes: Sequence[str]) -> Iterator[Fact]:
    for code in codes:
        said = place.facts[code]
        yield Fact(code, place.period, said["value"], said["edition"], said["is_filled"])
