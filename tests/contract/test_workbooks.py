"""Does a form go out as a workbook and come back as what was typed, for those who may hand it in?"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection

from styrbord.core.base.problems import Refused
from styrbord.core.collection.workflow import State
from styrbord.services import people, signing
from styrbord.services.collection import forms, workbooks
from styrbord.services.collection.workbooks import HandedIn
from styrbord.services.loading import load_pack
from styrbord.store.collection.models import Package, Submission
from styrbord.store.ledger.models import Event
from tests.contract.forms import MONTHLY, board, published
from tests.contract.packs import Written
from tests.contract.people import OPERATOR, asked

pytestmark = pytest.mark.usefixtures("database")
PERIOD = "2025-03"
Edit = Callable[[Any], None]


@pytest.fixture(autouse=True)
def small(database: str, tmp_path: Path) -> None:
    """A board with one form of two lines."""
    board(tmp_path / "county")
    published()


@pytest.fixture
def user() -> Any:
    """The preparer of one municipality."""
    return signing.use_link(signing.make_link("n1-preparer"))


def observed(folder: Path, cells: dict[str, object], indicator: str = "jobs") -> None:
    """Release numbers of a source that is no form."""
    pack = Written().described(code="survey", vintage="2025-06", source="The survey")
    pack.indicators = [
        {**one, "indicator_code": code, "frequency": "M"}
        for code, one in (("jobs", pack.indicators[1]), ("vacancies", pack.indicators[1]))
    ]
    load_pack(pack.observe(indicator, "n1", cells).write(folder))


def book(user: Any, language: str = "en", **said: Any) -> bytes:
    return workbooks.workbook(user, "labour", PERIOD, language=language, **said).content


def edited(content: bytes, **cells: object) -> bytes:
    """The workbook with cells of its first sheet filled, as a person would."""
    opened = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        opened.worksheets[0][place] = value
    return saved(opened)


def saved(opened: Any) -> bytes:
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def rows(content: bytes) -> dict[str, int]:
    """Row of each indicator on the first sheet."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return {
        str(cell.value).split("|")[1]: cell.row for cell in sheet["J"] if cell.value and "|" in cell.value
    }


def only(handed: list[HandedIn]) -> HandedIn:
    (one,) = handed
    return one


def codes(one: HandedIn) -> list[tuple[str, str]]:
    return [(found.problem.code, found.place) for found in one.open]


def refusal(content: bytes, user: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        workbooks.hand_in(content, user=user)
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_what_is_typed_is_handed_in_and_gets_a_receipt(user: Any, language: str) -> None:
    content = book(user, language)
    at = rows(content)
    filled = edited(content, **{f"F{at['jobs']}": 1200, f"F{at['vacancies']}": "1\u202f050"})
    one = only(workbooks.hand_in(filled, "form.xlsx", user=user))
    assert one.is_handed_in
    assert one.state is State.SUBMITTED
    assert [(entry.indicator, entry.value) for entry in one.package.entries] == [
        ("jobs", 1200.0),
        ("vacancies", 1050.0),
    ]
    kept = Package.objects.get(is_handed_in=True)
    assert kept.channel == "workbook"
    assert kept.places == {"jobs|_T": f"Fjordby!F{at['jobs']}", "vacancies|_T": f"Fjordby!F{at['vacancies']}"}
    assert one.receipt is not None
    assert one.receipt.sha256 == kept.sha256


def test_a_reason_in_any_language_takes_the_place_of_a_value(user: Any) -> None:
    content = book(user, "sv")
    at = rows(content)
    filled = edited(content, **{f"G{at['jobs']}": "Пока неизвестно", f"G{at['vacancies']}": "samlas inte in"})
    one = only(workbooks.hand_in(filled, user=user))
    assert [entry.status for entry in one.package.entries] == ["O", "L"]
    assert one.is_handed_in


def test_mistakes_come_back_all_at_once_with_their_cells_and_nothing_is_handed_in(user: Any) -> None:
    content = book(user)
    at = rows(content)
    filled = edited(content, **{f"F{at['jobs']}": "=1+1", f"F{at['vacancies']}": "many"})
    one = only(workbooks.hand_in(filled, user=user))
    assert not one.is_handed_in
    assert codes(one) == [
        ("form-book.formula", f"Fjordby!F{at['jobs']}"),
        ("form-book.not-a-number", f"Fjordby!F{at['vacancies']}"),
    ]
    assert Submission.objects.get().state == State.DRAFT
    again = only(
        workbooks.hand_in(edited(filled, **{f"F{at['jobs']}": 5, f"F{at['vacancies']}": 4}), user=user)
    )
    assert again.is_handed_in
    assert again.token == one.token


def test_mistakes_of_the_file_and_of_the_checks_stand_beside_each_other(user: Any) -> None:
    content = book(user)
    at = rows(content)
    one = only(workbooks.hand_in(edited(content, **{f"F{at['jobs']}": -5}), user=user))
    assert {code.split(".")[0] for code, _ in codes(one)} == {"check"}
    assert [place for _, place in codes(one)] == [f"Fjordby!F{at['jobs']}", f"Fjordby!F{at['vacancies']}"]


@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_the_copy_has_a_comment_at_each_open_cell_and_keeps_what_was_typed(user: Any, language: str) -> None:
    content = book(user, language)
    at = rows(content)
    filled = edited(
        content, **{f"F{at['jobs']}": "=1+1", f"H{at['jobs']}": "=note", f"F{at['vacancies']}": 3}
    )
    handed = workbooks.hand_in(filled, user=user)
    copy = workbooks.commented(filled, handed, user=user, language=language).content
    sheet = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]
    at = rows(copy)
    assert sheet[f"F{at['jobs']}"].comment.text
    assert sheet[f"F{at['jobs']}"].data_type == "s"
    assert sheet[f"F{at['vacancies']}"].comment is None
    assert sheet[f"F{at['vacancies']}"].value == 3
    fixed = edited(copy, **{f"F{at['jobs']}": 7, f"H{at['jobs']}": None})
    assert only(workbooks.hand_in(fixed, user=user)).is_handed_in


def test_the_same_bytes_or_the_same_key_are_the_same_submission(user: Any) -> None:
    content = book(user)
    at = rows(content)
    filled = edited(content, **{f"F{at['jobs']}": 5, f"F{at['vacancies']}": 4})
    first = only(workbooks.hand_in(filled, user=user, key="k"))
    events = Event.objects.count()
    assert only(workbooks.hand_in(filled, user=user)) == first
    assert only(workbooks.hand_in(filled, user=user, key="k")) == first
    assert Event.objects.count() == events
    other = edited(filled, **{f"F{at['jobs']}": 6})
    same = only(workbooks.hand_in(other, user=user, key="k"))
    assert (same.token, same.receipt) == (first.token, first.receipt)
    assert Package.objects.filter(is_handed_in=True).count() == 1


def test_handing_in_something_else_after_it_was_handed_in_is_refused_with_the_reason(user: Any) -> None:
    content = book(user)
    at = rows(content)
    filled = edited(content, **{f"F{at['jobs']}": 5, f"F{at['vacancies']}": 4})
    workbooks.hand_in(filled, user=user)
    one = only(workbooks.hand_in(edited(filled, **{f"F{at['jobs']}": 6}), user=user))
    assert [problem.code for problem in one.refused] == ["submission.not-possible"]


def test_nobody_downloads_or_hands_in_for_a_subject_of_others(user: Any) -> None:
    stranger = signing.use_link(signing.make_link("n2-preparer"))
    with pytest.raises(Refused, match="right"):
        workbooks.workbook(stranger, "labour", PERIOD, language="en", subjects=("n1",))
    assert refusal(book(user), stranger) == ["rights.missing"]
    assert refusal(book(user), None) == ["sign-in.needed"]
    assert not Submission.objects.exists()
    assert not Package.objects.exists()


def test_a_known_value_stands_in_the_cell_with_its_source_and_counts_as_confirmed(
    user: Any, tmp_path: Path
) -> None:
    observed(tmp_path / "survey", {PERIOD: 1234, "2025-02": 1200, "2024-03": 1100})
    content = book(user, "sv")
    at = rows(content)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    row = at["jobs"]
    assert [sheet[f"{column}{row}"].value for column in "CDF"] == [1200, 1100, 1234]
    assert "feb" in sheet[f"C{row}"].number_format
    assert "Känt från" in sheet[f"I{row}"].value
    one = only(workbooks.hand_in(edited(content, **{f"F{at['vacancies']}": 4}), user=user))
    assert [entry.is_confirmed for entry in one.package.entries] == [True, False]
    changed = edited(content, **{f"F{row}": 1235, f"F{at['vacancies']}": 4})
    assert not only(workbooks.hand_in(changed, user=user, submit=False)).package.entries[0].is_confirmed


def test_what_was_saved_stands_in_the_next_workbook(user: Any) -> None:
    content = book(user)
    at = rows(content)
    note = "=HYPERLINK(1)"
    opened = openpyxl.load_workbook(io.BytesIO(content))
    sheet = opened.worksheets[0]
    sheet[f"F{at['jobs']}"], sheet[f"G{at['vacancies']}"] = 5, "Not collected"
    sheet[f"H{at['jobs']}"] = note
    sheet[f"H{at['jobs']}"].data_type = "s"
    workbooks.hand_in(saved(opened), user=user, submit=False)
    again = openpyxl.load_workbook(io.BytesIO(book(user, "ru"))).worksheets[0]
    assert again[f"F{at['jobs']}"].value == 5
    assert again[f"G{at['vacancies']}"].value == "Не собирается"
    assert (again[f"H{at['jobs']}"].value, again[f"H{at['jobs']}"].data_type) == (note, "s")
    assert again[f"H{at['jobs']}"].quotePrefix


def said_anew(cell: Any, before: str, after: str) -> None:
    assert before in cell.value
    cell.value = cell.value.replace(before, after)


EDITS: list[tuple[Edit, str]] = [
    (lambda one: said_anew(one["styrbord"]["A3"], PERIOD, "2025-02"), "form-book.changed"),
    (lambda one: said_anew(one["styrbord"]["A3"], '"n1"', '"n2"'), "form-book.moved"),
    (lambda one: one.__delitem__("styrbord"), "form-book.not-ours"),
    (lambda one: setattr(one["styrbord"]["A2"], "value", "0" * 64), "form-book.changed"),
    (lambda one: setattr(one["styrbord"]["A3"], "value", "[" * 9000), "form-book.changed"),
    (lambda one: setattr(one["styrbord"]["A1"], "value", "=1"), "form-book.changed"),
    (lambda one: one.worksheets[0].insert_rows(4), "form-book.moved"),
    (lambda one: one.worksheets[0].delete_cols(2), "form-book.moved"),
    (lambda one: setattr(one.worksheets[0], "title", "Other"), "form-book.sheet-missing"),
]


def test_a_workbook_whose_map_rows_or_sheets_were_changed_is_refused_by_name(user: Any) -> None:
    """No database is asked before, so that the second one sees the first of them only."""
    content = book(user)
    for edit, code in EDITS[: None if connection.vendor == "sqlite" else 1]:
        opened = openpyxl.load_workbook(io.BytesIO(content))
        edit(opened)
        assert refusal(saved(opened), user) == [code]


def test_a_workbook_of_another_installation_is_refused(user: Any, settings: Any) -> None:
    content = book(user)
    settings.SECRET_KEY = "another key of another board, long enough to sign with"
    assert refusal(content, user) == ["form-book.changed"]
    settings.SECRET_KEY_FALLBACKS = ["nothing"]
    assert refusal(content, user) == ["form-book.changed"]


def test_an_older_workbook_is_taken_while_its_lines_are_the_same_and_says_which_changed(user: Any) -> None:
    content = book(user)
    at = rows(content)
    published(MONTHLY.replace('indicator = "jobs"\nlow = 0.0', 'indicator = "jobs"\nlow = 3.0'))
    filled = edited(content, **{f"F{at['jobs']}": 5, f"F{at['vacancies']}": 4})
    one = only(workbooks.hand_in(filled, user=user))
    assert one.is_handed_in
    assert [(found.problem.code, found.indicator) for found in one.found] == [
        ("form-book.older-line", "jobs")
    ]


def test_an_older_workbook_with_other_lines_is_refused_and_names_them(user: Any) -> None:
    content = book(user)
    head, _, _ = MONTHLY.partition('[[forms.items]]\nindicator = "vacancies"')
    published(head)
    with pytest.raises(Refused, match=r"New: -\. Gone: vacancies\."):
        workbooks.hand_in(content, user=user)


def test_two_subjects_have_a_sheet_each_and_a_mistake_in_one_leaves_the_other_alone(user: Any) -> None:
    both = signing.use_link(signing.make_link("both"))

    people.grant("both", asked("preparer", subject="north"), by=OPERATOR)
    content = book(both)
    opened = openpyxl.load_workbook(io.BytesIO(content))
    assert opened.sheetnames == ["Fjordby", "Skogby", "styrbord"]
    at = rows(content)
    for sheet, jobs in zip(opened.worksheets, (5, "five"), strict=False):
        sheet[f"F{at['jobs']}"], sheet[f"F{at['vacancies']}"] = jobs, 4
    one, other = workbooks.hand_in(saved(opened), user=both)
    assert (one.subject, one.is_handed_in) == ("n1", True)
    assert (other.subject, other.is_handed_in) == ("n2", False)
    assert forms.obliged(forms.form("labour"), PERIOD) == ["n1", "n2"]
