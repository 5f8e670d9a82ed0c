"""Which methods, ratings and appeals wait for somebody's step?

As many queries for one as for a thousand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from styrbord.core.base.text import Text
from styrbord.core.people.rights import Rights
from styrbord.core.ratings.workflow import AppealState, RunState, VersionState
from styrbord.services.ratings.appealing import appeals
from styrbord.services.ratings.keeping import method_of
from styrbord.services.ratings.moving import verbs_for
from styrbord.services.ratings.seeing import is_working, seen_runs
from styrbord.services.reading import Reading
from styrbord.store.clock import from_ms
from styrbord.store.steering.models import RatingRun, RatingVersion

DOING = frozenset({"approve", "publish", "uphold", "reject"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: its kind (method, run or appeal), what may be done with it, and since when.

    `names` are those of the method; `subject` is that of an appeal.
    """

    kind: str
    code: str
    token: str
    period: str
    verbs: tuple[str, ...]
    since: date
    names: Text
    subject: str = ""


def waiting(reading: Reading, user: object, rights: Rights) -> list[Waiting]:
    """What waits for somebody, what has waited longest first; nothing for those without such rights."""
    if not is_working(rights):
        return []
    found = [*_methods(rights), *_runs(reading, rights), *_appeals(reading, user)]
    return sorted(found, key=lambda one: one.since)


def _methods(rights: Rights) -> Iterator[Waiting]:
    rows = RatingVersion.objects.filter(state=VersionState.DRAFT).select_related("method")
    for row in rows:
        if verbs := _wanted(verbs_for(rights, row)):
            at = from_ms(row.drafted_at).date()
            yield Waiting("method", row.method.code, str(row.number), "", verbs, at, method_of(row).names)


def _runs(reading: Reading, rights: Rights) -> Iterator[Waiting]:
    rows = RatingRun.objects.filter(state__in=(RunState.MADE, RunState.APPROVED))
    for row in seen_runs(reading, rows.select_related("version__method")):
        if verbs := _wanted(verbs_for(rights, row)):
            at = from_ms(row.approved_at or row.at).date()
            names = method_of(row.version).names
            yield Waiting("run", row.version.method.code, row.token, row.period, verbs, at, names)


def _appeals(reading: Reading, user: object) -> Iterator[Waiting]:
    for note in appeals(reading, user, state=AppealState.OPEN):
        if verbs := _wanted(note.verbs):
            at = note.made_at.date()
            yield Waiting("appeal", note.code, note.token, note.period, verbs, at, {}, note.subject)


def _wanted(verbs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(verb for verb in verbs if verb in DOING)
