"""How good is what is handed in: by form and by subject, over the periods that were owed?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from styrbord.core.base.periods import Period
from styrbord.core.collection.forms.model import Form
from styrbord.core.collection.workflow import State, Verb
from styrbord.core.people.rights import Right
from styrbord.figures.collection_quality import CollectionQuality, HandedIn, quality_of
from styrbord.services import clock
from styrbord.services.collection import forms
from styrbord.services.collection.duties import asked
from styrbord.services.collection.reach import Reach, Spread, reached
from styrbord.services.rights import rights_of
from styrbord.store.clock import from_ms
from styrbord.store.collection.models import Package, Step, Submission

UNFINISHED = (State.DRAFT, State.RETURNED)


@dataclass(frozen=True, slots=True)
class QualityNote:
    """Measures by form, by subject, and of everything; names of the forms stand in `forms`."""

    by_form: tuple[CollectionQuality, ...]
    by_subject: tuple[CollectionQuality, ...]
    whole: CollectionQuality
    forms: dict[str, Form]


def measures(user: object, *, first: Period | None = None, last: Period | None = None) -> QualityNote:
    """Measures of the periods from `first` to `last`, for whoever sees the forms: of the subjects in reach.

    Raises
    ------
    Refused
        When the user may not see forms.
    """
    forms.require_sight(user)
    today = clock.now().date()
    known = {form.code: form for form in forms.known()}
    reach, held = Reach(), rights_of(user).rights
    rows = [
        row
        for form in known.values()
        if (spread := _spread(reach, held, form)) is None or spread
        for row in handed_in(form, today, first=first, last=last)
        if reached(spread, [row.subject])
    ]
    return QualityNote(
        _by("form", rows, today), _by("subject", rows, today), quality_of("", rows, today=today), known
    )


def _spread(reach: Reach, held: Iterable[Right], form: Form) -> Spread:
    """Subjects of whose hand-ins somebody learns; None is the whole board."""
    spreads = [reach.of(held, action, form) for action in forms.SEEING]
    if None in spreads:
        return None
    return frozenset().union(*(spread for spread in spreads if spread is not None))


def handed_in(
    form: Form, today: date, *, first: Period | None = None, last: Period | None = None
) -> Iterator[HandedIn]:
    """What came of every period of a form that was owed, read from steps and packages."""
    made = _made(form.code)
    for period, due, subjects in asked(form, today):
        is_late = last is not None and period.last_day > last.last_day
        if is_late or (first is not None and period.first_day < first.first_day):
            continue
        for subject in subjects:
            yield _one(form, subject, period, due, made.get((subject, str(period)), []))


def _by(name: str, rows: Iterable[HandedIn], today: date) -> tuple[CollectionQuality, ...]:
    groups: dict[str, list[HandedIn]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return tuple(quality_of(code, found, today=today) for code, found in sorted(groups.items()))


def _made(form: str) -> dict[tuple[str, str], list[Submission]]:
    """Submissions of a form by subject and period: the first one, then its corrections."""
    found: dict[tuple[str, str], list[Submission]] = defaultdict(list)
    rows = Submission.objects.filter(form__code=form).select_related("subject").order_by("number")
    for row in rows.prefetch_related("steps__remark", "packages"):
        found[row.subject.code, row.period].append(row)
    return found


def _one(form: Form, subject: str, period: Period, due: date, made: list[Submission]) -> HandedIn:
    first = made[0] if made else None
    steps = sorted(first.steps.all(), key=lambda step: step.pk) if first else []
    cells = {package.number: _cells(package) for package in first.packages.all()} if first else {}
    hand_ins = [step for step in steps if step.verb == Verb.SUBMIT]
    returns = [step for step in steps if step.verb == Verb.RETURN]
    later = [one for one in made[1:] if any(step.verb == Verb.SUBMIT for step in one.steps.all())]
    return HandedIn(
        form.code,
        subject,
        str(period),
        due,
        len(form.items),
        tuple((from_ms(step.at).date(), cells.get(step.package, 0)) for step in hand_ins),
        tuple(_named(step) for step in returns),
        len(later),
        first is not None and first.state not in UNFINISHED,
    )


def _cells(package: Package) -> int:
    """Cells with a value or a reason."""
    return sum(entry["value"] is not None or bool(entry["status"]) for entry in package.content["entries"])


def _named(step: Step) -> int:
    remark = getattr(step, "remark", None)
    return len(remark.cells) if remark else 0
