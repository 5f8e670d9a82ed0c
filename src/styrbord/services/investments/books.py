"""How do investments go out into a workbook and come in from one, through the same doors as everything else?

What is new is begun, what changed is changed, and what a workbook says of money, results and days of decided
investments is drafted as one change request. All of it is done, or nothing.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.book_cells import Said
from styrbord.core.investments.portfolio.book_changes import Asked, asked_and_rest, change_data, differing
from styrbord.core.investments.portfolio.book_plan import BookPlan
from styrbord.core.investments.portfolio.book_reading import plans_of
from styrbord.core.investments.portfolio.book_writing import rows_of
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.plan_text import as_data, hash_of, plan_of
from styrbord.core.investments.portfolio.workflow import RULES
from styrbord.core.people.rights import Rights
from styrbord.documents.portfolio_book import write_portfolio
from styrbord.services.imports.running import read_in_child
from styrbord.services.investments import changing, drafting, keeping, seeing, standing
from styrbord.services.investments.cleaning import cleaned
from styrbord.services.investments.writing import REALM, fingerprint
from styrbord.services.once import once, told_before
from styrbord.services.rights import rights_of
from styrbord.services.work import Work
from styrbord.sources.asking import Request
from styrbord.sources.form_book.guarding import MOST_BYTES
from styrbord.sources.formats._problems import too_large
from styrbord.sources.portfolio_book.reading import KIND
from styrbord.store.investments.models import Investment, PlanVersion

define(
    "portfolio-book.revision",
    "'{code}' is there already, and the row names no revision.",
    "Write the workbook anew and change it there; without a revision an investment is a new one.",
)
define(
    "portfolio-book.gone",
    "There is no investment '{code}' for you to see, and the row names a revision.",
    "Clear the revision to begin a new one, or correct the code.",
)
define("portfolio-book.empty", "The workbook holds no investment.", "Give at least one row.")
SECONDS = 60
WHY = "As a workbook says."
"""What is said with a request where nobody says why."""
KEPT = ("begun", "changed", "same", "asked")


@dataclass(frozen=True, slots=True)
class BookNote:
    """What a workbook did, or would do: codes of investments, and the token of the request.

    `asked` are decided ones whose money, results or days it asks to change by the request; `request` is ""
    where it asks for nothing, and in a trial.
    """

    begun: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    request: str = ""


def write_book(rights: Rights, *, codes: Iterable[str] | None = None, language: str = "en") -> bytes:
    """Workbook of the investments that somebody sees inside, of some of them, or an empty one to fill.

    Raises
    ------
    Refused
        `investment.not-found` for a code that is not seen so, or what no cell holds.
    """
    rows = seeing.seen(rights).filter(seeing.inside(rights)).order_by("code")
    if codes is not None:
        wanted = list(dict.fromkeys(codes))
        rows = rows.filter(code__in=wanted)
        known = set(rows.values_list("code", flat=True))
        for code in wanted:
            if code not in known:
                raise keeping.not_found(code)
    texts = PlanVersion.objects.filter(investment__in=rows, number=F("investment__version"))
    told = texts.order_by("investment__code").values_list("text", "investment__revision")
    return write_portfolio(rows_of((keeping.plan_of_text(text), number) for text, number in told), language)


def read_book(user: object, content: bytes, *, words: str = "") -> BookNote:
    """What loading a workbook would do, without doing it.

    Raises
    ------
    Refused
        As of `load_book`.
    """
    standing.actor(user)
    plans = _plans(content)
    with transaction.atomic():
        found = _Loading(user, "", words).load(plans)
        transaction.set_rollback(True)
    return replace(found, request="")


def load_book(user: object, content: bytes, *, words: str = "", key: str = "") -> BookNote:
    """Load a workbook: all of it, or nothing; repeated with its key, what it did then.

    Parameters
    ----------
    words : why money, results or days of decided investments are to change; said with the request.

    Raises
    ------
    Refused
        `sign-in.needed`, what is wrong with the file, or every mistake by its cell: what cannot be read, what
        the rules of plans and of changes refuse, and what the post may not do.
    """
    by, _, _ = standing.actor(user)
    plans = _plans(content)
    found: list[BookNote] = []

    def do(piece: Work, full: str | None) -> int:
        note = _Loading(user, key, words).load(plans)
        found.append(note)
        told = {name: list(getattr(note, name)) for name in KEPT}
        said = {"request": note.request, "sha256": fingerprint([one.data for one in plans])}
        data = {"row": 1, **told, **said, "by_person": by.person}
        piece.tell("investment-book.loaded", "book", data, key=full, rules=RULES)
        return 1

    once(by, _name(key), do, realm=REALM)
    return found[0] if found else told_again(user, key)


def told_again(user: object, key: str) -> BookNote:
    """What a workbook did that was loaded with a key; nothing where none was."""
    by, _, _ = standing.actor(user)
    told = told_before(by, _name(key), REALM)
    return (
        BookNote(**{name: tuple(told[name]) for name in KEPT}, request=told["request"])
        if told
        else BookNote()
    )


def _name(key: str) -> str:
    return f"book:{key}" if key else ""


def _plans(content: bytes) -> list[BookPlan]:
    """Investments of a workbook, read in a process with limits."""
    if not content:
        raise Refused(Problem("file.empty"))
    if len(content) > MOST_BYTES:
        raise too_large(len(content), MOST_BYTES, "bytes")
    with tempfile.TemporaryDirectory(prefix="styrbord-portfolio-") as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(content)
        said = read_in_child(Request(path, Path(folder) / "out", kind=KIND), seconds=SECONDS).account
    found = plans_of({name: dict(_cells(rows)) for name, rows in said["sheets"].items()})
    if not found:
        raise Refused(Problem("portfolio-book.empty"))
    return found


def _cells(rows: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[int, dict[str, Said]]]:
    for row, cells in rows.items():
        yield int(row), {letter: Said(kind, text) for letter, (kind, text) in cells.items()}


class _Loading:
    """Loads plans one by one, and gathers everything that is wrong."""

    def __init__(self, user: object, key: str, words: str) -> None:
        self._user, self._key, self._words, self._rights = user, key, words, rights_of(user)
        self._problems: list[Problem] = []
        self._begun: list[str] = []
        self._changed: list[str] = []
        self._same: list[str] = []
        self._asked: dict[str, Asked] = {}

    def load(self, plans: list[BookPlan]) -> BookNote:
        """Do all of it.

        Raises
        ------
        Refused
            With every problem, after the last plan.
        """
        for one in plans:
            self._located(one, lambda one=one: self._take(one))
        request = "" if self._problems else self._drafted({one.code: one for one in plans})
        if self._problems:
            raise Refused(self._problems)
        asked = tuple(self._asked)
        return BookNote(tuple(self._begun), tuple(self._changed), tuple(self._same), asked, request)

    def _located(self, one: BookPlan, do: Any) -> None:
        try:
            do()
        except Refused as refusal:
            self._problems += one.located(refusal.problems)

    def _take(self, one: BookPlan) -> None:
        try:
            plan = one.plan()
        except Refused as refusal:
            self._problems += refusal.problems
            return
        row = seeing.seen(self._rights).filter(code=one.code).first()
        if one.revision is None:
            self._begin(one, row)
        elif row is None:
            raise Refused(Problem("portfolio-book.gone", "revision", {"code": one.code[:64]}))
        else:
            self._change(one, row, plan)

    def _begin(self, one: BookPlan, row: Investment | None) -> None:
        if row is not None:
            raise Refused(Problem("portfolio-book.revision", "revision", {"code": one.code[:64]}))
        drafting.begin(self._user, one.data, key=self._key_of(one.code))
        self._begun.append(one.code)

    def _change(self, one: BookPlan, row: Investment, plan: Plan) -> None:
        if not seeing.is_inside(self._rights, row):
            raise keeping.not_found(row.code)
        before = keeping.plan_of_row(row)
        wanted = drafting.counted(plan_of(cleaned(as_data(plan))), before)
        if hash_of(wanted) == hash_of(before):
            self._same.append(one.code)
            return
        drafting.demand_revision(row, one.revision or 0)
        asked, rest = asked_and_rest(before, wanted) if keeping.is_decided(row) else (None, wanted)
        if hash_of(rest) != hash_of(before):
            self._write(one, row, before, rest)
        if asked:
            self._asked[one.code] = asked

    def _write(self, one: BookPlan, row: Investment, before: Plan, rest: Plan) -> None:
        try:
            key = self._key_of(row.code)
            drafting.change(self._user, row.code, as_data(rest), revision=row.revision, key=key)
        except Refused as refusal:
            raise Refused(list(_by_place(refusal.problems, before, rest))) from None
        self._changed.append(one.code)

    def _drafted(self, plans: Mapping[str, BookPlan]) -> str:
        """Token of the request for what decided investments are asked to change, all of it in one."""
        if not self._asked:
            return ""
        versions = dict(Investment.objects.filter(code__in=self._asked).values_list("code", "version"))
        data = change_data(self._asked, versions)
        problems = changing.request_problems(self._user, data)
        if not problems:
            try:
                said = {**data, "words": self._words.strip() or WHY}
                return changing.draft(self._user, said, key=self._key_of("request"))
            except Refused as refusal:
                problems = list(refusal.problems)
        self._problems += [_of_request(one, plans) for one in problems]
        return ""

    def _key_of(self, what: str) -> str:
        return f"book:{self._key}:{what}" if self._key else ""


def _by_place(problems: Iterable[Problem], before: Plan, after: Plan) -> Iterator[Problem]:
    """What is locked, told of every place that differs, and everything else as it is."""
    places = list(differing(before, after))
    for one in problems:
        under = [place for place in places if one.code == "investment.locked" and place.startswith(one.place)]
        yield from (
            Problem(one.code, place, {**one.params, "place": place}) for place in under or [one.place]
        )


def _of_request(problem: Problem, plans: Mapping[str, BookPlan]) -> Problem:
    """A problem of a change request, told by the cell that asked for it."""
    named = [str(problem.params.get(name, "")) for name in ("line", "result", "plan", "envelope")]
    for said in (problem.place, *named):
        code, _, line = said.partition("/")
        if code in plans:
            cells = plans[code].places
            place = f"{line}.amount" if f"{line}.amount" in cells else f"{line}.target"
            return Problem(problem.code, plans[code].at(place), problem.params)
    return problem
