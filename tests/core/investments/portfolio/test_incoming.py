"""Is a table of budgets read exactly, and every cell that cannot be read told by its row and column?"""

from datetime import date
from decimal import Decimal

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.incoming import MOST_PROBLEMS, amount_of, facts_of
from styrbord.core.investments.portfolio.money import Money, Price, Prices

HEAD = ["kind", "investment", "line", "amount", "currency", "price_year", "prices", "on", "classification"]
ROW = ["adopted", "P-1", "C1", "1200000.50", "sek", "2025", "real", "2026-01-15", "0410"]


def told(*rows: list[str], head: list[str] = HEAD, is_ledger: bool = False) -> list[tuple[str, str]]:
    found = facts_of([head, *rows], is_ledger=is_ledger)
    return [(one.place, one.code) for one in found.problems]


def test_a_row_is_read_as_it_is_written() -> None:
    (one,) = facts_of([HEAD, [], ROW]).facts
    assert one.money == Money(Decimal("1200000.50"), Price("SEK", 2025, Prices.REAL))
    assert (one.kind, one.investment, one.line, one.on, one.classification, one.place) == (
        "adopted", "P-1", "C1", date(2026, 1, 15), "0410", "A3",
    )  # fmt: skip


def test_columns_and_kinds_have_names_in_three_languages_and_any_order() -> None:
    rows = [["Datum", "Belopp", "Valuta", "Slag"], ["2026-02-01", "1 000,50", "SEK", "Utfall"]]
    (one,) = facts_of(rows).facts
    assert (one.kind, one.money.amount, one.money.price) == ("paid", Decimal("1000.50"), Price("SEK", 2026))
    rows = [["вид", "сумма", "валюта", "дата"], ["исполнено", "−3", "RUB", "2026-02-01"]]
    assert facts_of(rows).facts[0].money.amount == -3
    assert facts_of([HEAD, ["executed", *ROW[1:]]]).facts[0].kind == "paid"


def test_every_wrong_cell_is_told_at_once_by_its_place() -> None:
    wrong = ["gift", "P-1", "C1", "many", "kronor", "25", "dear", "15.01.2026", "x" * 81]
    assert told(ROW, wrong) == [
        ("A3", "budget.kind"),
        ("D3", "budget.amount"),
        ("H3", "budget.day"),
        ("E3", "budget.currency"),
        ("F3", "budget.year"),
        ("G3", "budget.prices"),
        ("I3", "budget.long"),
    ]
    blank = ["", "", "", "", "", "", "", "", "0410"]
    assert told(blank) == [(f"{column}2", "budget.blank") for column in "ADHE"]


def test_a_table_without_its_columns_or_rows_is_refused_whole() -> None:
    assert told(["SEK"], head=["currency"]) == [
        ("A1", "budget.no-column"), ("A1", "budget.no-column"), ("A1", "budget.no-column"),
    ]  # fmt: skip
    assert told(["10", "SEK", "2026-01-01"], head=["amount", "currency", "on"], is_ledger=True) == []
    assert told(head=HEAD) == [("", "budget.no-rows")]
    assert told(ROW, head=[*HEAD[:-1], "clasification"]) == [("I1", "budget.unknown-column")]
    assert told(ROW, head=[*HEAD[:-1], "amount"]) == [("I1", "budget.double-column")]


def test_one_version_of_a_line_and_code_stands_once_in_a_table() -> None:
    other = [*ROW[:-1], "0412"]
    assert told(ROW, other) == []
    assert told(ROW, other, ROW) == [("A4", "budget.twice")]
    paid = ["paid", *ROW[1:]]
    assert told(paid, paid) == []


def test_there_is_an_end_of_problems() -> None:
    rows = [["adopted", "", "", "many", "SEK", "", "", "2026-01-01", ""]] * (MOST_PROBLEMS + 50)
    assert len(told(*rows)) == MOST_PROBLEMS


@pytest.mark.parametrize("text", ["1,234", "12.345", "-100,000"])
def test_an_amount_that_might_be_two_is_none(text: str) -> None:
    with pytest.raises(Refused) as error:
        amount_of(text)
    assert error.value.problems[0].code == "budget.unclear"


@pytest.mark.parametrize(
    "text", ["", "NaN", "1e5", "0x10", "12 34", "1.2.3", "٣", "１２", "1" * 19, "0.00001", "~1e+16", "=1+1"]
)
def test_what_is_no_plain_amount_is_none(text: str) -> None:
    with pytest.raises(Refused) as error:
        amount_of(text)
    assert error.value.problems[0].code == "budget.amount"
