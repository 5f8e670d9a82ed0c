"""Is a plan that goes through the workbook the same plan, and is every mistake told by its cell?"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.text import LANGUAGES
from styrbord.core.investments.portfolio.book import BY_NAME, LONGEST_CELL, PLANS, SHEETS, heads
from styrbord.core.investments.portfolio.book_cells import Said
from styrbord.core.investments.portfolio.book_plan import BookPlan
from styrbord.core.investments.portfolio.book_reading import plans_of
from styrbord.core.investments.portfolio.book_writing import Row, languages_of, rows_of
from styrbord.core.investments.portfolio.checking import problems_of
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.plan_text import as_data, canonical, plan_of
from tests.core.investments.portfolio.made_plans import made
from tests.core.investments.portfolio.worlds import INVESTMENT, line_with

Cells = dict[str, dict[int, dict[str, Said]]]
PLAN = Plan(INVESTMENT, {"en": "One case system"})
HEAD = 2


def letter(at: int) -> str:
    return chr(65 + at) if at < 26 else f"A{chr(39 + at)}"


def said(value: str | Decimal) -> Said:
    return Said("text", value) if isinstance(value, str) else Said("number", repr(float(value)))


def cells_of(rows: Mapping[str, list[Row]]) -> Cells:
    """Rows as a file gives them back, under a line of words and the line of names."""
    found: Cells = {}
    for name, languages in languages_of(rows).items():
        names = heads(BY_NAME[name], languages)
        letters = {one: letter(at) for at, one in enumerate(names)}
        found[name] = {HEAD: {letters[one]: Said("text", one) for one in names}}
        for number, row in enumerate(rows[name], start=HEAD + 1):
            found[name][number] = {letters[one]: said(value) for one, value in row.items()}
    return found


def book(*plans: Plan) -> Cells:
    return cells_of(rows_of((plan, 1) for plan in plans or (PLAN,)))


def place(sheet: str, column: str, row: int = HEAD + 1) -> str:
    return f"{sheet}!{letter(heads(BY_NAME[sheet], LANGUAGES).index(column))}{row}"


def changed(cells: Cells, sheet: str, column: str, kind: str, text: str, row: int = HEAD + 1) -> Cells:
    cells[sheet][row][place(sheet, column, row).split("!")[1].rstrip("0123456789")] = Said(kind, text)
    return cells


def problems(do: Callable[[], Any]) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        do()
    return [(one.code, one.place) for one in refusal.value.problems]


@pytest.mark.parametrize("number", range(300))
def test_any_plan_that_goes_through_the_rows_is_the_same_to_the_last_letter(number: int) -> None:
    plans = [made(number), made(number + 1000)]
    found = plans_of(book(*plans))
    assert [canonical(one.plan()) for one in found] == [canonical(one) for one in plans]
    assert [one.revision for one in found] == [1, 1]


def test_every_field_of_a_plan_is_made_somewhere() -> None:
    """So that a field that is added and has no column makes the test of the rows fail."""
    seen = {name for number in range(300) for name in as_data(made(number))}
    assert seen == {one.name for one in fields(Plan)}


def test_a_whole_plan_is_written_as_people_read_it() -> None:
    rows = rows_of([(PLAN, 7)])
    assert rows["Costs"] == [
        {
            "investment": "case-system", "option": "new", "code": "C1", "bearer": "town",
            "year": Decimal(2026), "low": Decimal(450), "likely": Decimal(900), "high": Decimal(1800),
            "result": "R1", "kind": "capital", "pool": "staff", "tower": "applications",
        }
    ]  # fmt: skip
    (profile,) = rows["Profiles"]
    assert (profile["targets"], profile["follow_ups"]) == ("2027=6", "6=office\n12=office\n24=office")
    assert rows[PLANS][0]["revision"] == 7
    assert rows["Parties"][0]["roles"] == "follow-up\nlead"


def test_a_new_investment_has_no_revision_and_rows_may_stand_in_any_order() -> None:
    cells = cells_of(rows_of([(PLAN, 0)]))
    sheet = cells["Parties"]
    sheet[90] = sheet.pop(HEAD + 1)
    (found,) = plans_of(cells)
    assert found.revision is None
    assert [one.body for one in found.plan().investment.parties] == ["region", "town"]


@pytest.mark.parametrize(
    ("column", "kind", "text", "code"),
    [
        ("likely", "formula", "", "portfolio-book.formula"),
        ("likely", "error", "", "portfolio-book.error"),
        ("likely", "day", "2026-03-01", "portfolio-book.day"),
        ("likely", "percent", "0.5", "portfolio-book.percent"),
        ("likely", "scaled", "5", "portfolio-book.scaled"),
        ("likely", "hidden", "5", "portfolio-book.hidden"),
        ("likely", "text", "1.234", "portfolio-book.unclear"),
        ("option", "text", "none", "portfolio-book.no-option"),
        ("investment", "text", "none", "portfolio-book.no-investment"),
    ],
)
def test_what_a_cell_cannot_mean_is_told_by_its_cell(column: str, kind: str, text: str, code: str) -> None:
    cells = changed(book(), "Costs", column, kind, text)
    assert problems(lambda: plans_of(cells)) == [(code, place("Costs", column))]


@pytest.mark.parametrize(
    ("sheet", "column", "text", "code"),
    [
        ("Costs", "likely", "ten", "plan.unreadable"),
        ("Costs", "year", "next", "plan.unreadable"),
        ("Costs", "kind", "both", "plan.unreadable"),
        ("Costs", "code", "a b", "plan.no-code"),
        ("Benefits", "ramp", "2027=all", "plan.unreadable"),
        ("Benefits", "is_loss", "perhaps", "plan.unreadable"),
        ("Profiles", "targets", "some day=6", "plan.unreadable"),
        ("Profiles", "follow_ups", "soon=office", "plan.unreadable"),
        ("Profiles", "baseline_due", "31.12.2026", "plan.unreadable"),
        ("Parties", "roles", "lead; master", "plan.unreadable"),
        ("Investments", "access", "secret", "plan.unreadable"),
    ],
)
def test_what_no_plan_says_is_told_by_its_cell(sheet: str, column: str, text: str, code: str) -> None:
    cells = changed(book(), sheet, column, "text", text)
    (found,) = plans_of(cells)
    assert problems(found.plan) == [(code, place(sheet, column))]


def test_what_is_wrong_with_the_plan_as_a_whole_is_told_by_its_cell_too() -> None:
    plan = Plan(line_with(year=2050, pool="", bearer=""), {"en": "x"})
    (found,) = plans_of(book(plan))
    told = found.located(problems_of(found.plan().investment))
    assert [(one.code, one.place) for one in told] == [
        ("investment.bearer", place("Costs", "bearer")),
        ("investment.layers", place("Costs", "pool")),
        ("investment.year", place("Costs", "year")),
    ]


def test_a_problem_of_nothing_in_the_book_is_told_by_the_row_of_the_investment() -> None:
    one = BookPlan("a", None, places={"": "Investments!A3", "investment.price": "Investments!K3"})
    told = one.located(
        [Problem("plan.missing", "investment.price.year"), Problem("plan.missing", "no[3].where")]
    )
    assert [each.place for each in told] == ["Investments!K3", "Investments!A3"]


def test_a_blank_cell_that_has_to_be_filled_is_told() -> None:
    cells = book()
    del cells["Costs"][HEAD + 1][place("Costs", "bearer").split("!")[1].rstrip("0123456789")]
    (found,) = plans_of(cells)
    assert problems(found.plan) == [("plan.missing", place("Costs", "bearer"))]


@pytest.mark.parametrize("one", [sheet.name for sheet in SHEETS])
def test_a_sheet_without_head_or_that_is_missing_erases_nothing(one: str) -> None:
    cells = book()
    rows = cells.pop(one)
    assert problems(lambda: plans_of(cells)) == [("portfolio-book.no-sheet", one)]
    cells[one] = {number: row for number, row in rows.items() if number != HEAD}
    assert problems(lambda: plans_of(cells)) == [("portfolio-book.no-head", one)]


def test_columns_that_are_missing_unknown_or_twice_are_told() -> None:
    cells = book()
    cells["Costs"][HEAD] |= {"E": Said("text", "yaer"), "AF": Said("text", "code")}
    assert problems(lambda: plans_of(cells)) == [
        ("portfolio-book.unknown-column", "Costs!E2"),
        ("portfolio-book.twice", "Costs!AF2"),
        ("portfolio-book.no-column", "Costs!2"),
    ]


def test_an_investment_that_stands_twice_and_a_line_with_two_names_are_told() -> None:
    cells = book()
    cells[PLANS][9] = dict(cells[PLANS][HEAD + 1])
    assert problems(lambda: plans_of(cells)) == [("portfolio-book.investment-twice", "Investments!A9")]
    cells = changed(book(), "Costs", "name_en", "text", "Staff")
    cells["Other lines"][3] = {"A": Said("text", "case-system"), "B": Said("text", "C1")}
    changed(cells, "Other lines", "name_en", "text", "People")
    assert problems(lambda: plans_of(cells)) == [
        ("portfolio-book.two-words", place("Other lines", "name_en"))
    ]


def test_numbers_are_read_as_people_type_them_and_kept_to_the_last_digit() -> None:
    for text, likely in (("1 234,5", "1234.5"), ("99999999999999999.9999", "99999999999999999.9999")):
        (found,) = plans_of(changed(book(), "Costs", "likely", "text", text))
        assert found.plan().investment.costs[0].spread.likely == Decimal(likely)
    (found,) = plans_of(changed(book(), "Costs", "likely", "number", "0.10000000000000001"))
    assert found.plan().investment.costs[0].spread.likely == Decimal("0.1")


def test_a_text_that_no_cell_holds_is_refused_by_its_name() -> None:
    plan = Plan(INVESTMENT, {"en": "x"}, goals=("g" * LONGEST_CELL, "h"))
    assert problems(lambda: rows_of([(plan, 1)])) == [("portfolio-book.full", "goals")]


def test_a_share_of_a_year_that_stands_twice_is_told() -> None:
    cells = changed(book(), "Benefits", "ramp", "text", "2027=0,5\n2027=1")
    assert problems(lambda: plans_of(cells)) == [("portfolio-book.year-twice", place("Benefits", "ramp"))]
    (found,) = plans_of(changed(book(), "Benefits", "ramp", "text", "2027=0,5; 2028=1"))
    assert found.plan().investment.benefits[0].ramp == {2027: Decimal("0.5"), 2028: Decimal(1)}
    cells = changed(book(), "Benefits", "ramp", "text", "half")
    assert problems(lambda: plans_of(cells)) == [("portfolio-book.pair", place("Benefits", "ramp"))]


def test_a_plan_of_the_data_is_the_plan() -> None:
    (found,) = plans_of(book())
    assert plan_of(found.data) == found.plan()
