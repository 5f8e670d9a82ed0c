"""Does a workbook go through the doors of pages and programs, all of it or nothing, told by its cells?"""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from styrbord.core.base.problems import Refused
from styrbord.services.investments import books, keeping
from styrbord.services.rights import rights_of
from styrbord.store.investments.models import Investment, Matter
from styrbord.store.ledger.models import Event
from tests.contract import investing
from tests.sources.portfolio_books import HARMFUL, harmful

CODE = investing.CODE


@pytest.fixture
def users(database: object, tmp_path: Path) -> dict[str, Any]:
    """A small county with posts that lead, take part, own and sit."""
    return investing.board(tmp_path)


def written(users: dict[str, Any], who: str = "lead", **said: Any) -> bytes:
    return books.write_book(rights_of(users[who]), **said)


def edited(content: bytes, *edits: tuple[str, str, int, Any]) -> bytes:
    """The workbook with cells changed: sheet, column by its name, row from 1 under the head, value."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet, column, row, value in edits:
        book[sheet][cell(book, sheet, column, row)] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell(book: Any, sheet: str, column: str, row: int) -> str:
    return next(one.column_letter for one in book[sheet][2] if one.value == column) + str(row + 2)


def place(content: bytes, sheet: str, column: str, row: int = 1) -> str:
    return f"{sheet}!{cell(openpyxl.load_workbook(io.BytesIO(content)), sheet, column, row)}"


def refused(user: Any, content: bytes) -> list[tuple[str, str]]:
    before = kept()
    told = []
    for do in (books.read_book, books.load_book):
        with pytest.raises(Refused) as refusal:
            do(user, content)
        told.append([(one.code, one.place) for one in refusal.value.problems])
    assert kept() == before
    assert told[0] == told[1]
    return told[0]


def kept() -> tuple[int, ...]:
    """Rows that a workbook could add; that somebody was refused is told all the same."""
    events = Event.objects.exclude(verb="refusal.told").count()
    return events, Investment.objects.count(), Matter.objects.count()


def test_a_workbook_as_it_was_written_changes_nothing(users: dict[str, Any]) -> None:
    investing.begun(users)
    investing.decided(users, "P-2", joint=False)
    found = books.load_book(users["lead"], written(users))
    assert found == books.BookNote(same=(CODE, "P-2"))


def test_new_ones_are_begun_changed_ones_changed_and_repeated_once(users: dict[str, Any]) -> None:
    investing.begun(users)
    content = edited(
        written(users), ("Investments", "name_en", 1, "Another desk"), ("Costs", "likely", 1, 110000)
    )
    trial = books.read_book(users["lead"], content)
    assert trial == books.BookNote(changed=(CODE,))
    assert Investment.objects.get().version == 1
    first, again = (books.load_book(users["lead"], content, key="once") for _ in range(2))
    assert (first, again) == (trial, trial)
    row = Investment.objects.get()
    assert (row.version, row.names["en"], row.cost) == (2, "Another desk", 210000)
    new = edited(
        written(users),
        *((sheet, "investment", at, "P-9") for sheet, count in COUNTS.items() for at in range(1, count + 1)),
        ("Investments", "code", 1, "P-9"),
        ("Investments", "revision", 1, None),
    )
    assert books.load_book(users["lead"], new) == books.BookNote(begun=("P-9",))
    own, other = (keeping.plan_of_row(keeping.row_of(code)) for code in (CODE, "P-9"))
    assert own.investment.options == other.investment.options


COUNTS = {
    "Parties": 1, "Options": 2, "Costs": 2, "Benefits": 1, "Results": 2, "Profiles": 1, "Effects": 4,
    "Arrows": 3, "Conditions": 2, "Deliverables": 1,
}  # fmt: skip


def test_money_of_a_decided_one_without_its_result_is_refused_by_its_cell(users: dict[str, Any]) -> None:
    investing.decided(users)
    content = written(users)
    for edits, code in (
        ([("Costs", "likely", 1, 110000), ("Costs", "likely", 2, 90000)], "lock.uncovered"),
        ([("Costs", "likely", 1, 110000), ("Results", "target", 1, 21)], "lock.unbalanced"),
        ([("Results", "target", 1, 15)], "lock.cut-without-release"),
    ):
        told = refused(users["lead"], edited(content, *edits))
        assert {one for one, _ in told} == {code}, told
        assert {where.partition("!")[0] for _, where in told} <= {"Costs", "Results", "Investments"}


def test_money_with_its_result_becomes_the_draft_of_one_request_and_nothing_else(
    users: dict[str, Any],
) -> None:
    investing.decided(users)
    content = edited(
        written(users),
        ("Costs", "likely", 1, 110000),
        ("Costs", "likely", 2, 90000),
        ("Results", "target", 1, 22),
        ("Results", "target", 2, 18),
        ("Investments", "purpose_en", 1, "For everybody"),
    )
    found = books.load_book(users["lead"], content, words="Wages rose")
    assert (found.changed, found.asked) == ((CODE,), (CODE,))
    request = Matter.objects.get(noun="change")
    assert (request.token, request.state, request.data["plans"]) == (found.request, "draft", [CODE])
    plan = keeping.plan_of_row(keeping.row_of(CODE))
    assert [one.spread.likely for one in plan.investment.costs] == [100000, 100000]
    assert plan.purpose["en"] == "For everybody"
    assert request.data["versions"] == {CODE: plan_version()}


def plan_version() -> int:
    return int(Investment.objects.get(code=CODE).version)


@pytest.mark.parametrize(
    ("sheet", "column", "value"),
    [
        ("Costs", "year", 2027),
        ("Costs", "bearer", "south"),
        ("Costs", "low", 5),
        ("Benefits", "unit_value", 900),
        ("Results", "base", 1),
        ("Deliverables", "code", "D7"),
    ],
)
def test_what_no_request_moves_is_refused_by_its_cell(
    users: dict[str, Any], sheet: str, column: str, value: object
) -> None:
    investing.decided(users)
    content = written(users)
    told = refused(users["lead"], edited(content, (sheet, column, 1, value)))
    assert {code for code, _ in told} == {"investment.locked"}
    if sheet != "Deliverables":
        assert told == [("investment.locked", place(content, sheet, column))]


def test_everything_wrong_is_told_at_once_and_nothing_is_done(users: dict[str, Any]) -> None:
    investing.begun(users)
    investing.begun(users, "P-2")
    content = written(users)
    content = edited(
        content,
        ("Investments", "revision", 1, 7),
        ("Investments", "name_en", 1, "Late"),
        ("Parties", "body", 2, "nowhere"),
        ("Costs", "likely", 4, "much"),
    )
    told = refused(users["lead"], content)
    assert ("investment.moved-on", place(content, "Investments", "code")) in told
    assert ("plan.unreadable", place(content, "Costs", "likely", 4)) in told
    content = edited(written(users), ("Parties", "body", 2, "nowhere"))
    assert [code for code, _ in refused(users["lead"], content)] == ["investment.unknown-body"]


def test_codes_and_revisions_that_do_not_fit_are_told(users: dict[str, Any]) -> None:
    investing.begun(users)
    content = written(users)
    told = refused(users["lead"], edited(content, ("Investments", "revision", 1, None)))
    assert told == [("portfolio-book.revision", place(content, "Investments", "revision"))]
    assert refused(users["stranger"], content) == [
        ("portfolio-book.gone", place(content, "Investments", "revision"))
    ]
    assert refused(users["owner"], written(users, codes=())) == [("portfolio-book.empty", "")]


def test_who_does_not_lead_changes_nothing_and_writes_what_they_see(users: dict[str, Any]) -> None:
    investing.begun(users)
    content = edited(written(users, "body"), ("Investments", "name_en", 1, "Mine"))
    assert [code for code, _ in refused(users["body"], content)] == ["rights.missing"]
    assert written(users, "stranger") != content
    with pytest.raises(Refused, match="There is no investment"):
        written(users, "stranger", codes=(CODE,))


@pytest.mark.parametrize("kind", HARMFUL)
def test_a_workbook_that_could_do_harm_reaches_no_plan(users: dict[str, Any], kind: str) -> None:
    assert refused(users["lead"], harmful(kind))
