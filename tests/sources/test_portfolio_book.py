"""Does a workbook of investments come back as it was written, and is a damaged one refused or told?

`STYRBORD_PORTFOLIO_BOOKS=10000` tries as many damaged files, `STYRBORD_SEED` others; every day tries 300.
"""

import io
import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.book import PLANS, SHEETS
from styrbord.core.investments.portfolio.plan_text import canonical
from styrbord.documents.portfolio_words import WORDS
from styrbord.sources.form_book.guarding import MOST_BYTES
from tests.core.investments.portfolio.made_plans import made
from tests.sources.form_books import with_shared_texts
from tests.sources.portfolio_books import HARMFUL, PLAN, found, harmful, mutated, specimen, verdict, written
from tests.sources.specimens import unzipped, zipped

COUNT = int(os.environ.get("STYRBORD_PORTFOLIO_BOOKS", "300"))
SEED = int(os.environ.get("STYRBORD_SEED", "11"))


def edited(content: bytes, sheet: str, cells: dict[str, Any]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book[sheet][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def place_of(content: bytes, sheet: str, column: str) -> str:
    row = openpyxl.load_workbook(io.BytesIO(content))[sheet][2]
    return next(cell.coordinate[:-1] for cell in row if cell.value == column) + "3"


def refused(content: bytes, folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        [one.plan() for one in found(content, folder)]
    return [(one.code, one.place) for one in refusal.value.problems]


@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_a_workbook_comes_back_the_same_to_the_last_letter(tmp_path: Path, language: str) -> None:
    plans = [PLAN, *map(made, range(60))]
    told = found(written(*plans, language=language), tmp_path)
    assert [canonical(one.plan()) for one in told] == [canonical(one) for one in plans]


def test_a_workbook_saved_by_another_program_comes_back_the_same(tmp_path: Path) -> None:
    plans = [PLAN, *map(made, range(20))]
    texts = [canonical(one) for one in plans]
    for content in (edited(written(*plans), PLANS, {}), with_shared_texts(written(*plans))):
        assert [canonical(one.plan()) for one in found(content, tmp_path)] == texts


def test_a_workbook_without_investments_is_a_form_to_fill(tmp_path: Path) -> None:
    content = written()
    assert found(content, tmp_path) == []
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["About", *(one.name for one in SHEETS)]
    assert "Leave the revision" in str([cell.value for cell in book["About"]["B"]])
    assert book["Costs"]["D1"].value == "Who pays or gains"


def test_every_column_has_words_in_three_languages() -> None:
    names = {column.name for sheet in SHEETS for column in sheet.columns}
    assert names == set(WORDS)
    assert all(set(words) == {"en", "ru", "sv"} and all(words.values()) for words in WORDS.values())


def test_a_text_like_a_formula_stays_a_text_in_the_file() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(*map(made, range(60)))))
    risky = [
        cell for sheet in book for row in sheet for cell in row if str(cell.value or "")[:1] in tuple("=@")
    ]
    assert risky
    assert {cell.data_type for cell in risky} == {"s"}
    assert all(cell.quotePrefix for cell in risky)


def test_what_people_type_is_taken_and_a_mistake_is_told_by_its_cell(tmp_path: Path) -> None:
    content, likely = specimen(), place_of(specimen(), "Costs", "likely")
    due = place_of(content, "Profiles", "baseline_due")
    told = found(edited(content, "Costs", {likely: 1200.5}), tmp_path)
    assert str(told[0].plan().investment.costs[0].spread.likely) == "1200.5"
    told = found(edited(content, "Profiles", {due: date(2027, 1, 31)}), tmp_path)
    assert told[0].plan().investment.profiles[0].baseline_plan.due == date(2027, 1, 31)  # type: ignore[union-attr]
    assert refused(edited(content, "Costs", {likely: "=1+1"}), tmp_path) == [
        ("portfolio-book.formula", f"Costs!{likely}")
    ]
    assert refused(edited(content, "Costs", {likely: date(2027, 1, 31)}), tmp_path) == [
        ("portfolio-book.day", f"Costs!{likely}")
    ]
    assert refused(edited(content, "Costs", {likely: "much"}), tmp_path) == [
        ("plan.unreadable", f"Costs!{likely}")
    ]


def test_days_of_a_workbook_that_counts_from_1904_are_the_days_it_shows(tmp_path: Path) -> None:
    due = place_of(specimen(), "Profiles", "baseline_due")
    book = openpyxl.load_workbook(io.BytesIO(specimen()))
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book["Profiles"][due] = date(2027, 1, 31)
    out = io.BytesIO()
    book.save(out)
    (told, *_) = found(out.getvalue(), tmp_path)
    assert told.plan().investment.profiles[0].baseline_plan.due == date(2027, 1, 31)  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", HARMFUL)
def test_a_workbook_that_could_do_harm_is_refused_as_a_whole(tmp_path: Path, kind: str) -> None:
    assert refused(harmful(kind), tmp_path)[0][0].split(".")[0] in {"file", "form-book"}


def test_what_is_too_large_or_none_is_refused(tmp_path: Path) -> None:
    assert refused(b"PK\x03\x04" + bytes(MOST_BYTES), tmp_path) == [("file.too-large", "")]
    assert refused(b"", tmp_path) == [("file.empty", "")]
    parts = dict(unzipped(specimen()))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="Costs"', b'name="Kosten"')
    assert refused(zipped(parts), tmp_path) == [("portfolio-book.no-sheet", "Costs")]


def test_whatever_is_damaged_is_refused_or_says_something_else_and_never_fails(tmp_path: Path) -> None:
    counts = Counter(verdict(mutated(number, SEED), tmp_path) for number in range(COUNT))
    assert counts["refused"] > COUNT // 4
    assert sum(counts.values()) == COUNT
