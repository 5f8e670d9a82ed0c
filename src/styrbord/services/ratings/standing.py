"""Where does one subject stand in the newest published ratings that it is in?"""

from dataclasses import dataclass

from styrbord.core.base.text import Text
from styrbord.services.ratings.keeping import method_of, order_of
from styrbord.services.ratings.listing import held_back, place_of
from styrbord.services.ratings.seeing import published, seen_runs
from styrbord.services.reading import Reading
from styrbord.store.steering.models import RatingPlace, RatingRun


@dataclass(frozen=True, slots=True)
class Standing:
    """Span of places of a subject in one rating, of so many."""

    code: str
    names: Text
    period: str
    low: int
    high: int
    of: int
    verdict: str


def standings(reading: Reading, subject: str) -> tuple[Standing, ...]:
    """Places of a subject, by code of the rating; none where it has no place or an appeal holds it back."""
    newest: dict[str, RatingRun] = {}
    with_it = published(reading).filter(places__subject__code=subject).distinct()
    for row in sorted(seen_runs(reading, with_it), key=lambda one: (order_of(one.period), one.published_at)):
        newest[row.version.method.code] = row
    places = RatingPlace.objects.filter(run__in=newest.values(), subject__code=subject)
    known = {(one.run_id, one.period): one for one in places.select_related("subject")}
    found = (_standing(code, row, known.get((row.pk, row.period))) for code, row in sorted(newest.items()))
    return tuple(one for one in found if one is not None)


def _standing(code: str, row: RatingRun, told: RatingPlace | None) -> Standing | None:
    if told is None or told.subject.code in held_back(row):
        return None
    place, names = place_of(told), method_of(row.version).names
    if place.low is None or place.high is None:
        return None
    return Standing(code, names, row.period, place.low, place.high, told.of, place.verdict)
