"""Who sees a rating, published or not, and for which class of readers is it made?

A rating is made for the readers of its strictest indicator, and read as they read: what is suppressed or
hidden for them is missing. Whoever sees all its indicators everywhere sees it once it is published.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.workflow import RunState
from styrbord.core.spine.indicators import Access, Indicator
from styrbord.services.ratings.keeping import method_of, not_found, run_row
from styrbord.services.reading import Principal, Reading, visible
from styrbord.services.rights import contains
from styrbord.store.clock import to_ms
from styrbord.store.steering.models import RatingRun

AUDIENCE: Mapping[Access, Principal] = {
    access: Principal("ratings", is_signed_in=access is not Access.OPEN, access=access) for access in Access
}
"""The program's own reader for each class of indicators; none sees what is under embargo."""
WORKING = (Action.ANALYSE, Action.OWN, Action.RELEASE, Action.READ_RECORDS)
"""Rights over the whole board that show what is not published yet."""
_ORDER = tuple(Access)


def codes_of(method: Method) -> tuple[str, ...]:
    """Codes of indicators and denominators that a method reads, each once."""
    nodes = method.tree.indicators
    found = (*(node.code for node in nodes), *(node.denominator for node in nodes if node.denominator))
    return tuple(dict.fromkeys(found))


def definitions() -> Mapping[str, Indicator]:
    """All indicators as they are defined now."""
    return visible(AUDIENCE[Access.RESTRICTED]).register.indicators()


def access_of(codes: Iterable[str]) -> Access:
    """Strictest class of some indicators, as they are now; of those that are gone the strictest of all."""
    known = definitions()
    found = [known[code].access if code in known else Access.RESTRICTED for code in codes]
    return max(found, key=_ORDER.index, default=Access.OPEN)


def sees_all(reading: Reading, codes: Iterable[str]) -> bool:
    """Whether a reader sees some indicators of every subject."""
    if reading.principal.subtrees:
        return False
    known, limits = reading.register.indicators(), reading.kept(("limits of ratings",), reading.limits)
    return all(code in known and code not in limits for code in codes)


def rubrics_of(method: Method) -> tuple[str, ...]:
    """Rubrics of all indicators of a method."""
    known = definitions()
    found = (rubric for code in codes_of(method) if code in known for rubric in known[code].rubrics)
    return tuple(dict.fromkeys(found))


def is_working(rights: Rights, *actions: Action) -> bool:
    """Whether somebody works with ratings of the whole board."""
    return any(rights.may(action, contains=contains) is not None for action in actions or WORKING)


def published(reading: Reading) -> QuerySet[RatingRun]:
    """Runs that were published and not yet succeeded at the reader's moment, and are not withdrawn now."""
    moment = to_ms(reading.as_of)
    standing = Q(state=RunState.PUBLISHED) | Q(state=RunState.SUCCEEDED, ended_at__gt=moment)
    rows = RatingRun.objects.filter(standing, published_at__lte=moment)
    return rows.select_related("version__method", "corrects")


def seen_runs(reading: Reading, rows: Iterable[RatingRun]) -> list[RatingRun]:
    """Those of some runs all of whose indicators the reader sees."""
    known: dict[int, bool] = {}
    found = []
    for row in rows:
        if row.version_id not in known:
            known[row.version_id] = sees_all(reading, codes_of(method_of(row.version)))
        if known[row.version_id]:
            found.append(row)
    return found


def seen_run(reading: Reading, rights: Rights, token: str) -> RatingRun:
    """A run that is published, or not yet and the reader works with ratings.

    Raises
    ------
    Refused
        `rating.not-found`.
    """
    row = run_row(token)
    is_told = row.published_at is not None and row.published_at <= to_ms(reading.as_of)
    if not (is_told or is_working(rights)) or not seen_runs(reading, [row]):
        raise not_found(token)
    return row
