"""Which rows are the records of each class that are old enough, and how are their words erased?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from styrbord.core.collection.workflow import State
from styrbord.core.strategy.decisions.workflow import State as DecisionState
from styrbord.core.strategy.deviations.workflow import State as DeviationState
from styrbord.core.strategy.promises.workflow import OPEN as PROMISED
from styrbord.services.collection import packages
from styrbord.services.work import Work
from styrbord.store.clock import from_ms
from styrbord.store.collection import models as collection
from styrbord.store.investments import models as investments
from styrbord.store.participation import models as participation
from styrbord.store.people import models as people
from styrbord.store.steering import models as steering

FINISHED = (State.RELEASED, State.CORRECTED, State.WITHDRAWN)
ENDED = ("closed", "stopped")
DONE = (DecisionState.WITHDRAWN, DecisionState.KEPT, DecisionState.MISSED, DecisionState.REVIEWED)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Class:
    """Rows from before a moment (ms), what is kept of each in the archive, and how they are erased."""

    rows: Callable[[int], QuerySet[Any]]
    kept: Callable[[Any], Row]
    erase: Callable[[Sequence[Any], Work], None]


def _columns(row: Any) -> Row:
    return {field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}


def _plain(content: object) -> object:
    return bytes(content).hex() if isinstance(content, bytes | memoryview) else content


def _deleted(rows: Sequence[Any], _: Work) -> None:
    type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]).delete()


def _uploads(before: int) -> QuerySet[Any]:
    return collection.Upload.objects.filter(uploaded_at__lt=before)


def _upload(row: Any) -> Row:
    file = collection.UploadedFile.objects.filter(upload=row).first()
    return {**_columns(row), "content": bytes(file.content).hex() if file else ""}


def _remarks(before: int) -> QuerySet[Any]:
    worded = collection.Remark.objects.filter(step__at__lt=before).exclude(words="", cells={})
    return worded.filter(step__submission__state__in=FINISHED)


def erase_remarks(rows: Sequence[Any], _: Work) -> None:
    """Erase words that are not public; a remark of which nothing is left goes."""
    found = collection.Remark.objects.filter(pk__in=[row.pk for row in rows])
    found.filter(public={}).delete()
    found.update(words="", cells={})


def _package_texts(before: int) -> QuerySet[Any]:
    kept = collection.Package.objects.filter(is_handed_in=True, at__lt=before, bare_sha256=None)
    is_old = Q(number__lt=F("submission__package"))
    return kept.filter(is_old | Q(submission__state__in=FINISHED)).select_related("submission")


def _drafts(before: int) -> QuerySet[Any]:
    kept = collection.Package.objects.filter(is_handed_in=False, at__lt=before, bare_sha256=None)
    return kept.filter(number__lt=F("submission__package")).select_related("submission")


def erase_texts(rows: Sequence[Any], piece: Work) -> None:
    """Erase typed texts and notes of packages; keys and values stay."""
    _strip(rows, piece, values=False)


def _erase_cells(rows: Sequence[Any], piece: Work) -> None:
    _strip(rows, piece, values=True)


def _strip(rows: Sequence[Any], piece: Work, *, values: bool) -> None:
    for row in rows:
        found = packages.strip(row, values=values)
        said = {"row": row.pk, "number": row.number, "sha256": row.sha256, "bare_sha256": found}
        piece.tell("package.erased", row.submission.token, said)


def _sayings(before: int) -> QuerySet[Any]:
    return participation.SayingWords.objects.filter(at__lt=before)


def _verdicts(before: int) -> QuerySet[Any]:
    return participation.VerdictWords.objects.filter(verdict__day__lt=from_ms(before).date())


def _notices(before: int) -> QuerySet[Any]:
    return collection.Notice.objects.filter(at__lt=before)


def _deviation_words(before: int) -> QuerySet[Any]:
    found = steering.DeviationWords.objects.filter(step__at__lt=before)
    return found.filter(step__deviation__state=DeviationState.CLOSED)


def _decision_words(before: int) -> QuerySet[Any]:
    """Words of all versions of decisions of which nothing more is expected, once the newest is old enough."""
    young = steering.DecisionVersion.objects.filter(at__gte=before).values("decision_id")
    found = steering.DecisionWords.objects.filter(version__decision__state__in=DONE)
    return found.exclude(version__decision_id__in=young)


def _concern_words(before: int) -> QuerySet[Any]:
    found = steering.ConcernWords.objects.filter(concern__at__lt=before)
    return found.exclude(concern__critique__closed_at=None)


def _position_words(before: int) -> QuerySet[Any]:
    return steering.StakeholderWords.objects.filter(position__at__lt=before)


def _promise_words(before: int) -> QuerySet[Any]:
    found = steering.PromiseWords.objects.exclude(step__promise__state__in=PROMISED)
    return found.filter(step__promise__state_at__lt=before)


def _meeting_words(before: int) -> QuerySet[Any]:
    return steering.MeetingWords.objects.filter(step__meeting__ended_at__lt=before)


def _rating_words(before: int) -> QuerySet[Any]:
    return steering.RatingWords.objects.filter(step__at__lt=before)


def _investment_words(before: int) -> QuerySet[Any]:
    ended = Q(step__investment=None) | Q(step__investment__stage__in=ENDED)
    return investments.StepWords.objects.filter(ended, step__at__lt=before)


def _with(name: str, *codes: str) -> Callable[[Any], Row]:
    """Words with codes of what they stand at."""

    def kept(row: Any) -> Row:
        at = getattr(row, name)
        return {**_columns(row), **{code: _plain(getattr(at, code)) for code in codes}}

    return kept


def _persons(before: int) -> QuerySet[Any]:
    """Persons with a name whose last post ended before a moment."""
    day = from_ms(before).date()
    held = people.Holding.objects.filter(Q(ended_at=None) | Q(ended_at__gte=before))
    held = held.filter(Q(valid_to=None) | Q(valid_to__gte=day))
    named = people.Person.objects.filter(Q(name__isnull=False) | Q(sign_in_name__isnull=False))
    ever = people.Holding.objects.values("person_id")
    return named.filter(pk__in=ever).exclude(pk__in=held.values("person_id"))


def _named(row: Any) -> Row:
    name = people.PersonName.objects.filter(person=row).first()
    sign_in = people.SignInName.objects.filter(person=row).first()
    return {
        "key": row.key,
        "name": name.name if name else "",
        "sign_in_name": sign_in.name if sign_in else "",
    }


def erase_names(rows: Sequence[Any], _: Work) -> None:
    """Erase what persons are called and sign in with."""
    keys = [row.pk for row in rows]
    people.PersonName.objects.filter(person__in=keys).delete()
    people.SignInName.objects.filter(person__in=keys).delete()


CLASSES: Mapping[str, Class] = {
    "uploads": Class(_uploads, _upload, _deleted),
    "remarks": Class(_remarks, _columns, erase_remarks),
    "package-texts": Class(_package_texts, _columns, erase_texts),
    "drafts": Class(_drafts, _columns, _erase_cells),
    "comments": Class(_sayings, _columns, _deleted),
    "verdict-words": Class(_verdicts, _columns, _deleted),
    "notices": Class(_notices, _columns, _deleted),
    "deviation-words": Class(_deviation_words, _with("step", "deviation_id", "verb", "at", "post"), _deleted),
    "decision-words": Class(
        _decision_words, _with("version", "decision_id", "revision", "at", "by"), _deleted
    ),
    "concern-words": Class(_concern_words, _with("concern", "critique_id", "number", "at", "by"), _deleted),
    "position-words": Class(_position_words, _with("position", "about_kind", "about", "stand"), _deleted),
    "promise-words": Class(_promise_words, _with("step", "promise_id", "verb", "at", "post"), _deleted),
    "meeting-words": Class(_meeting_words, _with("step", "meeting_id", "verb", "at", "post"), _deleted),
    "rating-words": Class(_rating_words, _with("step", "about_kind", "about", "verb", "at"), _deleted),
    "investment-words": Class(_investment_words, _with("step", "noun", "verb", "at", "by"), _deleted),
    "names": Class(_persons, _named, erase_names),
}


def lines(found: Class, rows: Sequence[Any]) -> Iterator[Row]:
    """What the archive keeps of rows."""
    return (found.kept(row) for row in rows)
