"""Are numbers, marks for missing ones and texts told apart, and numbers kept exactly?"""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.collection.grid import Broken
from styrbord.core.collection.values import Kind, decimals_of, is_error, number_text, read_value

NUMBERS = [
    ("4,2", "4.2"),  # rosstat_information_society.xlsx
    ("20204, 4", "20204.4"),  # the same, 2.5.10
    ("38.9", "38.9"),
    ("1 234 567,8", "1234567.8"),
    ("1\u00a0234", "1234"),
    ("1\u202f234\u202f567", "1234567"),
    ("1\u2009234,50", "1234.50"),
    ("1'234'567.8", "1234567.8"),
    ("1.234.567", "1234567"),
    ("1,234,567", "1234567"),
    ("1.234,5", "1234.5"),
    ("1,234.5", "1234.5"),
    ("1.234.567,89", "1234567.89"),
    ("1,234", "1.234"),
    ("0,123", "0.123"),
    (",5", "0.5"),
    ("-677,0", "-677.0"),
    ("- 5", "-5"),
    ("−0,5", "-0.5"),
    ("–0.5", "-0.5"),
    ("+5,2", "5.2"),
    ("-0", "0"),
    ("12,5%", "12.5"),
    ("12,5 %", "12.5"),
    ("1e-07", "0.0000001"),
    ("1.5E+05", "150000"),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers_kept_as_text_are_read(text: str, value: str) -> None:
    printed = read_value(text)
    assert (printed.kind, printed.value, printed.status, printed.marks) == (Kind.NUMBER, value, "A", ())


@pytest.mark.parametrize(
    "text",
    [
        *(
            "30-34",
            "01.1",
            "007",
            "1.1.1",
            "1323500.029.12",
            "1 23",
            "12 34 567",
            "1,2,3",
            "5.",
            "ca 72",
            "<5",
            "C",
        ),
        *(
            "(12,3)",
            "1/2",
            "½",
            "31.12.2020",
            "1E5",
            "1e999",
            "2b",
            "X1",
            "Омская область",
            "--5",
            "٣",
        ),
        *("DN+39.9", "1234,567.8", "1.2.3", "*", "1)", "12:30", "0x10", "1_000", "∞"),
    ],
)
def test_what_is_no_number_is_text(text: str) -> None:
    assert read_value(text).kind is Kind.TEXT


@pytest.mark.parametrize(
    ("text", "value", "marks"),
    [
        ("99,72)", "99.7", ("2",)),  # rosstat_pril2019_21_ceny.xlsx, 21.6.
        ("96,82)", "96.8", ("2",)),
        ("111,51)", "111.5", ("1",)),  # the same, 21.13.
        ("1.0 8)", "1.0", ("8",)),  # rosstat_information_society.xlsx
        ("1 234 1)", "1234", ("1",)),
        ("-5 1)", "-5", ("1",)),
        ("12,5*", "12.5", ("*",)),
        ("12,5¹", "12.5", ("1",)),
        ("12,5 1), 2)", "12.5", ("1", "2")),
        ("12.5 p", "12.5", ("p",)),
        ("12.5(p)", "12.5", ("p",)),
        ("12 (предв.)", "12", ("предв.",)),
    ],
)
def test_marks_are_taken_off_numbers(text: str, value: str, marks: tuple[str, ...]) -> None:
    printed = read_value(text)
    assert (printed.kind, printed.value, printed.status, printed.marks) == (Kind.NUMBER, value, "A", marks)


def test_known_marks_and_decimals_part_glued_marks() -> None:
    assert read_value("99,712)", frozenset({"12"})).value == "99.7"
    assert read_value("99,712)", decimals=1).value == "99.7"
    assert read_value("99,712)", decimals=2).value == "99.71"
    assert read_value("99,712)").value == "99.71"
    assert read_value("99,72", raised="2").value == "99.7"


def test_estimates_are_told_by_their_flag() -> None:
    assert read_value("12,5 (e)").status == "E"
    assert read_value("12,5 (оценка)").status == "E"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        *(
            (text, "O")
            for text in ("…", "..", "...", "…\xa0", "н/д", "Н/Д", "нд", "нет данных", "data saknas", "N/A")
        ),
        *(
            (text, "O")
            for text in ("uppgift saknas", "no data", "na", ":", ". . .", "Нет \n данных", "#N/A", "#DIV/0!")
        ),
        *((text, "M") for text in ("x", "X", "х", "Х", ".", "неприменимо", "не применимо", "ej tillämpligt")),
        *((text, "Z") for text in ("-", "–", "—", "−", " -", "\xa0-", "явление отсутствует")),
        *((text, "Q") for text in ("конф.", "секретно", "confidential", "c", "(c)", "sekretess")),
        *((text, "L") for text in ("не собиралось", "ej insamlat", "not collected")),
    ],
)
def test_marks_for_missing_numbers_have_their_status(text: str, status: str) -> None:
    printed = read_value(text)
    assert (printed.kind, printed.value, printed.status) == (Kind.MISSING, "", status)


@pytest.mark.parametrize(
    ("text", "marks"), [("…4)", ("4",)), ("… 3)", ("3",)), ("- 1)", ("1",)), ("...¹", ("1",)), ("x*", ("*",))]
)
def test_missing_marks_may_have_footnotes(text: str, marks: tuple[str, ...]) -> None:
    printed = read_value(text)
    assert (printed.kind, printed.marks) == (Kind.MISSING, marks)


@pytest.mark.parametrize("cell", [None, "", "  ", "\u00a0", "\n", "\u200b", "\ufeff "])
def test_blank_cells_are_blank(cell: str | None) -> None:
    assert read_value(cell).kind is Kind.BLANK


def test_cells_that_are_no_text() -> None:
    assert read_value(42074.5) == (Kind.NUMBER, "42074.5", "A", (), "42074.5")
    assert read_value(50465.0).value == "50465"
    assert read_value(7).value == "7"
    assert read_value(float("nan")).status == "O"
    assert read_value(True).kind is Kind.TEXT
    assert read_value(date(2020, 1, 1)) == (Kind.TEXT, "", "", (), "2020-01-01")
    assert read_value(datetime(2020, 1, 1)).kind is Kind.TEXT  # noqa: DTZ001
    assert is_error(read_value(Broken("#DIV/0!")))
    assert is_error(read_value("#ДЕЛ/0!"))
    assert not is_error(read_value("…"))


def test_a_known_decimal_mark_settles_what_could_be_either() -> None:
    assert read_value("1,234", decimal_mark=".").value == "1234"
    assert read_value("1.234", decimal_mark=",").value == "1234"
    assert read_value("1,234", decimal_mark=",").value == "1.234"
    assert read_value("0,123", decimal_mark=".").value == "0.123"
    assert read_value("12.5", decimal_mark=",").value == "12.5"


def test_brackets_are_negative_in_accounts_only() -> None:
    assert read_value("(12,3)", accounting=True).value == "-12.3"
    assert read_value("(0)", accounting=True).value == "0"
    assert read_value("(12,3)").kind is Kind.TEXT


def test_the_percent_sign_stays_in_the_text() -> None:
    assert read_value("12,5%").text == "12,5%"


@pytest.mark.parametrize(
    ("cell", "count"), [("99,7", 1), (50465.0, 0), (1.25, 2), ("…", 0), (None, 0), ("12,50", 2)]
)
def test_decimals_are_counted(cell: str | float | None, count: int) -> None:
    assert decimals_of(cell) == count


def test_numbers_are_written_as_stored() -> None:
    assert (
        number_text(32.56050910485363) == "32.56050910485363"
    )  # rosstat_information_society.xlsx, 1.1.1 2013
    assert number_text(1e22) == "10000000000000000000000"
    assert number_text(-1.5e-10) == "-0.00000000015"
    with pytest.raises(ValueError, match="no decimal text"):
        number_text(float("inf"))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_from_its_text(number: float) -> None:
    text = number_text(number)
    assert float(text) == number
    assert "e" not in text


STYLES = st.tuples(st.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009", "'"]), st.sampled_from(",."))


def _printed(number: Decimal, thousands: str, decimal_mark: str) -> str:
    whole, _, rest = f"{abs(number):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    return ("-" if number < 0 else "") + grouped + (decimal_mark + rest if rest else "")


@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False), STYLES)
def test_numbers_printed_in_each_style_come_back(number: Decimal, style: tuple[str, str]) -> None:
    assert Decimal(read_value(_printed(number, *style)).value) == number


@given(st.decimals(1000, 10**9, places=2), st.sampled_from([(".", ","), (",", ".")]))
def test_numbers_with_points_and_commas_come_back(number: Decimal, style: tuple[str, str]) -> None:
    assert Decimal(read_value(_printed(number, *style)).value) == number


@given(
    st.decimals(-(10**6), 10**6, places=1), STYLES, st.integers(1, 20).map(str), st.sampled_from(["", " "])
)
def test_marks_glued_to_numbers_come_back_when_known(
    number: Decimal, style: tuple[str, str], mark: str, space: str
) -> None:
    printed = read_value(f"{_printed(number, *style)}{space}{mark})", frozenset({mark}), 1)
    assert (Decimal(printed.value), printed.marks) == (number, (mark,))


@given(st.text(max_size=70))
def test_any_text_is_taken(text: str) -> None:
    printed = read_value(text)
    assert (printed.kind is Kind.NUMBER) == bool(printed.value)
    assert printed.value == "" or Decimal(printed.value).is_finite()
