"""Are footnote marks parted from the names and numbers that they are printed on?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.collection.marks import marks_in, partings, split_marks, superscript_text

PRINTED = [
    ("99,72)", "99,7", ("2",)),  # rosstat_pril2019_21_ceny.xlsx, 21.6.
    ("111,51)", "111,5", ("1",)),  # the same, 21.13.
    ("…4)", "…", ("4",)),
    ("… 3)", "…", ("3",)),
    ("Российская Федерация1)", "Российская Федерация", ("1",)),
    ("Южный                федеральный округ2);3)", "Южный                федеральный округ", ("2", "3")),
    ("20223)", "2022", ("3",)),  # rosstat_innovations_1.xls, 1
    ("202210)", "2022", ("10",)),  # the same, 2
    ("Код (КДЕС Ред. 2)2)", "Код (КДЕС Ред. 2)", ("2",)),
    ("2022г. 6)", "2022г.", ("6",)),  # rosstat_information_society.xlsx
    (" - Интернет4),5)", "- Интернет", ("4", "5")),
    ("на душу населения1) 7)", "на душу населения", ("1", "7")),
    ("в 2023 году1)\n", "в 2023 году", ("1",)),  # rosstat_gos_fin_nalog_2023.xls
    ("9.6. в 2000-2015 гг. 1);2)", "9.6. в 2000-2015 гг.", ("1", "2")),  # rosstat_pril2019_09_vrp.xlsx
    ("2022 2)", "2022", ("2",)),  # rosstat_ppt-2.xls
    ("Name 1), 2)", "Name", ("1", "2")),
    ("Name 1, 2)", "Name", ("1", "2")),
    ("Name¹", "Name", ("1",)),
    ("Name¹,²", "Name", ("1", "2")),
    ("Name¹⁾", "Name", ("1",)),
    ("Name*", "Name", ("*",)),
    ("Name **)", "Name", ("**",)),
    ("Name а)", "Name", ("а",)),
    ("12,5p)", "12,5", ("p",)),
    ("Stockholm [1]", "Stockholm", ("1",)),
    ("Totalt†", "Totalt", ("†",)),
]

UNMARKED = [
    *("(процентов)", "Москва (город)", "      до 22 (включительно)", "a (2)", "Республика Саха (Якутия)"),
    *(
        "5)",
        "1)",
        "*",
        "(1)",
        "Группа А)",
        "км²",
        "площадь, тыс. км²",
        "м³",
        "кв. м²",
        "01.1",
        "20204, 4",
        "CO₂",
        "",
    ),
    *("(КДЕС ред. 1.1)", "в соответствии с ОКВЭД2", "сети (ЛВС)", "§ 5", "Российская Федерация 2"),
]


@pytest.mark.parametrize(("text", "rest", "marks"), PRINTED)
def test_marks_are_taken_off(text: str, rest: str, marks: tuple[str, ...]) -> None:
    assert split_marks(text) == (rest, marks)


@pytest.mark.parametrize("text", UNMARKED)
def test_what_belongs_to_the_text_is_no_mark(text: str) -> None:
    assert split_marks(text) == (text.strip(), ())


@pytest.mark.parametrize(
    ("text", "rest", "mark"),
    [
        ("Российская Федерация 2", "Российская Федерация", "2"),  # rosstat806_239-244_housing_prices.xls
        ("Архангельская область без авт. округа 4", "Архангельская область без авт. округа", "4"),
        ("г.Москва 3", "г.Москва", "3"),
        ("IV квартал1", "IV квартал", "1"),
        ("январь-декабрь 2", "январь-декабрь", "2"),  # rosstat806_365-367_small_business.xls
        ("(оценка) 1", "(оценка)", "1"),
    ],
)
def test_a_bare_number_is_a_mark_when_it_is_known(text: str, rest: str, mark: str) -> None:
    assert split_marks(text, frozenset("12345")) == (rest, (mark,))


@pytest.mark.parametrize(
    "text",
    ["ОКВЭД2", "м2", "кв. км2", "Тип 2", "№ 5", "Covid-3", "4,5", "Kv 1", "Q1", "старше 5", "форма № 4"],
)
def test_a_known_number_that_counts_something_stays(text: str) -> None:
    known = frozenset("12345")
    assert split_marks(text, known if text != "старше 5" else known - {"5"}) == (text, ())


def test_known_marks_part_a_number_from_its_mark() -> None:
    assert split_marks("99,712)", frozenset({"12"})) == ("99,7", ("12",))
    assert split_marks("99,712)") == ("99,71", ("2",))


def test_a_year_comes_out_whole() -> None:
    assert partings("202210")[0] == ("2022", "10")
    assert partings("20223", ["23"])[0] == ("2022", "3")


def test_raised_text_is_a_mark_unless_it_is_a_power() -> None:
    assert split_marks("99,72", raised="2") == ("99,7", ("2",))
    assert split_marks("Name1,2", raised="1,2") == ("Name", ("1", "2"))
    assert split_marks("км2", raised="2") == ("км2", ())


def test_raised_letters_are_read_as_plain_ones() -> None:
    assert superscript_text("Name¹²") == "12"
    assert marks_in("1), ²⁾".replace("⁾", ")")) == ("1", "2")


@given(
    st.text("абвгдежзикл ", min_size=3).filter(lambda name: name.strip() != "" and len(name.strip()) > 2),
    st.lists(st.integers(1, 30).map(str), min_size=1, max_size=3),
    st.sampled_from(["", " "]),
    st.sampled_from([" ", ",", ";", ", "]),
)
def test_names_and_their_marks_come_back(name: str, marks: list[str], space: str, between: str) -> None:
    printed = name.strip() + space + between.join(f"{mark})" for mark in marks)
    assert split_marks(printed, frozenset(marks)) == (name.strip(), tuple(marks))


@given(st.integers(1900, 2099), st.integers(1, 99))
def test_years_and_their_glued_marks_come_back(year: int, mark: int) -> None:
    assert split_marks(f"{year}{mark})", frozenset({str(mark)})) == (str(year), (str(mark),))


@given(
    st.text(max_size=40),
    st.frozensets(st.sampled_from("123ab*"), max_size=3),
    st.sampled_from(["", "1", "2)"]),
)
def test_any_text_is_taken(text: str, known: frozenset[str], raised: str) -> None:
    rest, marks = split_marks(text, known, raised)
    assert len(rest) <= len(text)
    assert all(marks)


@pytest.mark.parametrize(
    "text", ["1)" * 16_000, "(" * 32_000, "1" * 32_000, " " * 32_000 + "1)", "²" * 32_000]
)
def test_a_cell_made_to_be_slow_is_not(text: str) -> None:
    assert split_marks(text, frozenset("12"))[1] == () or len(text.strip()) < 10
