"""How does a preparer get the workbook of a form, and what becomes of the one that is handed in?

What stands in the workbook is what is handed in, cell by cell: a cell that was cleared is blank again. The
file itself is not kept, and no library of the server's own process ever opens it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext, override

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import LANGUAGES
from styrbord.core.collection.checks import Found, open_problems
from styrbord.core.collection.forms.model import Form
from styrbord.core.collection.packages import Package, fingerprint, with_entries
from styrbord.core.collection.receipts import Receipt
from styrbord.core.collection.workflow import State
from styrbord.core.people.roles import Action
from styrbord.documents.form_book.writing import write_book
from styrbord.services.collection import (
    acting,
    checking,
    drafts,
    filling,
    forms,
    handing_in,
    packages,
    receipts,
    seeing,
)
from styrbord.services.collection.book_keys import changed_lines, demand_same_lines, signature
from styrbord.services.collection.book_reading import ReadBook, read_book
from styrbord.services.collection.duties import UNFINISHED
from styrbord.services.collection.reach import Reach, reached
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import Actor, rights_of
from styrbord.store.collection.models import Submission

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_CELLS = 20_000
CHANNEL = "workbook"

define(
    "form-book.too-many",
    "The workbook would have {count} cells to fill; {most} are the most.",
    "Ask for some of the subjects only.",
)


@dataclass(frozen=True, slots=True)
class Download:
    """A file for a reader."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What became of one subject's part of a workbook.

    `found` is everything that was found, in the file and by the checks; `open` what still stops it.
    `refused` says why nothing was saved or handed in although no cell is to blame. `package` is what the
    workbook says; `receipt` is there once it has been handed in.
    """

    form: str
    subject: str
    period: str
    token: str
    state: State
    revision: int
    package: Package
    found: tuple[Found, ...] = ()
    open: tuple[Found, ...] = ()
    refused: tuple[Problem, ...] = ()
    receipt: Receipt | None = None

    @property
    def is_handed_in(self) -> bool:
        """Whether it waits for approval or has gone further."""
        return self.state not in UNFINISHED


@dataclass(frozen=True)
class _Asking:
    """Who hands in or downloads, and what they may see, looked up once."""

    user: object
    form: Form
    period: str
    reading: Reading = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reading", visible(principal_for(rights_of(self.user))))

    def subjects(self) -> list[str]:
        """Obliged subjects that the user prepares."""
        spread = Reach().of(rights_of(self.user).rights, Action.PREPARE, self.form)
        return list(reached(spread, forms.obliged(self.form, self.period)))


def workbook(
    user: object, form_code: str, period: str, *, language: str, subjects: Sequence[str] = ()
) -> Download:
    """Workbook of a form and period for the subjects that a user prepares, or for some of them.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `form.unknown`, `period.unreadable`, `form-book.too-many`.
    """
    asking = _asking(user, form_code, period)
    own = asking.subjects()
    wanted = [one for one in own if one in subjects] if subjects else own
    if not wanted or len(wanted) < len(set(subjects)):
        raise Refused(Problem("rights.missing"))
    saved = {row.subject.code: packages.content(packages.newest(row), row) for row in _newest(asking, wanted)}
    return _book(asking, wanted, saved, language)


def hand_in(
    content: bytes, name: str = "", *, user: object, key: str = "", submit: bool = True
) -> list[HandedIn]:
    """What became of each subject of a workbook: saved, checked, and handed in where nothing stops it.

    The same key, or the same content again, is the same submission. The rights to all of its subjects are
    looked at before anything is saved. `name` is for nothing but the place of a problem.

    Raises
    ------
    Refused
        What is wrong with the file as a whole; `sign-in.needed`, `rights.missing`, `form.unknown`.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    book = read_book(content)
    asking = _asking(user, book.known.form, book.known.period)
    actors = {one.subject: acting.actor_to_open(user, one.form, one.subject) for one in book.packages}
    demand_same_lines(book.known, asking.form)
    return [
        _Handing(asking, book, package, actors[package.subject], key).done(submit=submit)
        for package in book.packages
    ]


def commented(content: bytes, handed: Iterable[HandedIn], *, user: object, language: str) -> Download:
    """The workbook as it was handed in, with a comment and a red cell wherever something is open.

    It is written anew, cell for cell as the values were typed, so that nothing of a foreign file comes back.

    Raises
    ------
    Refused
        As `hand_in`.
    """
    book = read_book(content)
    asking = _asking(user, book.known.form, book.known.period)
    for package in book.packages:
        acting.actor_to_open(user, package.form, package.subject)
    saved = {package.subject: package for package in book.packages}
    problems = {
        (one.subject, *cell): words
        for one in handed
        if one.subject in saved
        for cell, words in _words(one.open, language).items()
    }
    return _book(asking, list(saved), saved, language, problems)


def commented_draft(token: str, *, user: object, language: str) -> Download:
    """The workbook of what was saved, with a comment and a red cell wherever something is open.

    It is for those who prepare the subject; words to the cells of what was sent back are comments too.

    Raises
    ------
    Refused
        `sign-in.needed`, `submission.not-found`, `rights.missing`.
    """
    one = seeing.note(token, user=user)
    acting.actor_to_open(user, one.form.code, one.subject)
    asking = _asking(user, one.form.code, one.period)
    package = Package(one.form.code, one.subject, one.period, one.entries)
    found = checking.check(package, one.form, reading=asking.reading)
    words = _words(open_problems(found, package), language)
    for cell, said in _remarks(one).items():
        words[cell] = "\n\n".join(part for part in (said, words.get(cell, "")) if part)
    problems = {(one.subject, *cell): said for cell, said in words.items()}
    return _book(asking, [one.subject], {one.subject: package}, language, problems)


@dataclass
class _Handing:
    """One subject's part of a workbook on its way into its submission."""

    asking: _Asking
    book: ReadBook
    package: Package
    by: Actor
    key: str
    token: str = ""
    refused: tuple[Problem, ...] = ()

    def done(self, *, submit: bool) -> HandedIn:
        """Open, save, check and hand in; what refuses one subject leaves the others alone."""
        found: list[Found] = []
        try:
            self._save()
            found = self._found()
            stopping = open_problems(found, self.package)
            if submit and not stopping and self._row().state in UNFINISHED:
                handing_in.submit(self.token, revision=self._row().revision, by=self.by, key=self._own_key())
        except Refused as refusal:
            self.refused = refusal.problems
        return self._told(found)

    def _own_key(self) -> str:
        return f"{self.key}:{self.package.subject}" if self.key else ""

    def _save(self) -> None:
        one = self.package
        self.token = drafts.open_for(one.form, one.subject, one.period, by=self.by, key=self._own_key())
        row = self._row()
        kept = packages.content(packages.newest(row), row)
        if row.package and fingerprint(with_entries(kept, one.entries)) == fingerprint(kept):
            return
        drafts.save(
            self.token,
            one.entries,
            revision=row.revision,
            channel=CHANNEL,
            by=self.by,
            key=self._own_key(),
        )

    def _found(self) -> list[Found]:
        """What the file says of its cells, then what the checks say of the others."""
        said = list(self.book.found.get(self.package.subject, ()))
        told = {one.key for one in said}
        checked = checking.check(self.package, self.asking.form, reading=self.asking.reading)
        rest = [one for one in checked if one.key not in told or not one.is_own]
        older = changed_lines(self.book.known, self.asking.form, self.package.subject)
        return [*said, *rest, *older]

    def _row(self) -> Submission:
        return Submission.objects.get(token=self.token)

    def _told(self, found: Sequence[Found]) -> HandedIn:
        one, row = self.package, self._row() if self.token else None
        state = State(row.state) if row else State.DRAFT
        is_in = row is not None and state not in UNFINISHED
        return HandedIn(
            one.form,
            one.subject,
            one.period,
            self.token,
            state,
            row.revision if row else 0,
            one,
            tuple(found),
            tuple(open_problems(found, one)),
            self.refused,
            receipts.newest_of(row) if row and is_in else None,
        )


def _asking(user: object, form_code: str, period: str) -> _Asking:
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    if not rights_of(user).may_anywhere(Action.PREPARE):
        raise Refused(Problem("rights.missing"))
    return _Asking(user, forms.form(form_code), period)


def _newest(asking: _Asking, subjects: Sequence[str]) -> Iterator[Submission]:
    """The newest submission of each subject, as far as something was saved."""
    rows = Submission.objects.filter(
        form__code=asking.form.code, subject__code__in=subjects, period=asking.period
    )
    newest = {row.subject.code: row for row in rows.select_related("form", "subject").order_by("number")}
    return (row for row in newest.values() if row.package and row.state != State.WITHDRAWN)


def _book(
    asking: _Asking,
    subjects: Sequence[str],
    saved: Mapping[str, Package],
    language: str,
    problems: Mapping[tuple[str, str, str], str] | None = None,
) -> Download:
    form = asking.form
    if (count := len(subjects) * len(form.items)) > MOST_CELLS:
        raise Refused(Problem("form-book.too-many", form.code, {"count": count, "most": MOST_CELLS}))
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    sheets = filling.sheets(form, subjects, asking.period, reading=asking.reading, packages=saved)
    number = forms.versions(form.code)[0].number
    content = write_book(sheets, chosen, version=number, sign=signature, problems=problems)
    own = f"-{subjects[0]}" if len(subjects) == 1 else ""
    return Download(_file_name(f"{form.code}{own}-{asking.period}"), MEDIA_TYPE, content)


def _words(found: Iterable[Found], language: str) -> dict[tuple[str, str], str]:
    """What is wrong and what to do, by cell, in a language."""
    said: dict[tuple[str, str], list[str]] = {}
    with override(language):
        for one in found:
            kind, params = one.problem.kind, one.problem.params_in(language)
            words = f"{gettext(kind.message)} {gettext(kind.advice)}".format_map(params)
            said.setdefault(one.key, []).append(words)
    return {key: "\n\n".join(words) for key, words in said.items()}


def _remarks(one: seeing.SubmissionNote) -> Mapping[tuple[str, str], str]:
    """Words of whoever sent it back, by cell, until it is handed in again."""
    if one.state is not State.RETURNED:
        return {}
    cells = next((step.cells for step in reversed(one.steps) if step.cells), {})
    return {(indicator, breakdown): said for indicator, _, breakdown, said in map(_parted, cells.items())}


def _parted(cell: tuple[str, str]) -> tuple[str, str, str, str]:
    return (*cell[0].partition("|"), cell[1])


def _file_name(stem: str) -> str:
    """Name in letters that every system takes."""
    kept = "".join(one if one.isascii() and (one.isalnum() or one in "-_") else "-" for one in stem)
    return f"{kept.strip('-')[:100] or 'form'}.xlsx"
