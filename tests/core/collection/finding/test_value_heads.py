"""What do the headers of value columns mean?"""

from typing import Any

from styrbord.core.collection.finding.heads import heads_over
from styrbord.core.collection.finding.look import Look
from styrbord.core.collection.finding.value_heads import ValueHeads, value_heads
from styrbord.core.collection.grid import Merge
from tests.core.collection.reading_sheets import sheet


def meaning(*rows: Any, notes: dict[str, str] | None = None, known: tuple[str, ...] = ()) -> ValueHeads:
    """What the rows of a header say over all columns."""
    merges = tuple(Merge(0, column, 0, column + 1) for column in range(0, len(rows[0]), 2))
    look = Look(sheet(*rows, merges=merges if len(rows) > 1 else ()))
    heads = heads_over(look, range(len(rows)), 0, look.sheet.width - 1)
    return value_heads(heads, sorted(heads), notes=notes or {}, knows=lambda name: name in known)


def test_years_measures_and_quarters() -> None:
    assert [one.period for one in meaning(["2019", 2020]).columns] == ["2019", "2020"]
    assert [one.measure for one in meaning(["Школы", "Больницы"]).columns] == [("Школы",), ("Больницы",)]
    quarters = meaning(["2019", None, "2020", None], ["I", "II", "I", "II"])
    assert [one.period for one in quarters.columns] == ["2019-Q1", "2019-Q2", "2020-Q1", "2020-Q2"]


def test_quarters_without_a_year_wait_for_it() -> None:
    assert [one.period for one in meaning(["I", "II", "III"]).columns] == ["*-Q1", "*-Q2", "*-Q3"]


def test_spans_since_the_beginning_of_the_year_are_no_quarters() -> None:
    (first, second) = meaning(["2011", None], ["январь-июнь", "I квартал"]).columns
    assert (first.period, second.period) == ("2011-01/P6M", "2011-Q1")


def test_the_only_year_of_a_header_holds_for_all() -> None:
    found = meaning(["2020", None], ["Школы", "Больницы"]).columns
    assert {(one.period, one.measure) for one in found} == {("2020", ("Школы",)), ("2020", ("Больницы",))}


def test_a_year_out_of_line_is_left_out_and_told() -> None:
    found = meaning([2019, 2020, 2010, 2022, 2023])
    assert dict(found.unclear) == {2: "2010"}
    assert [one.index for one in found.columns] == [0, 1, 3, 4]


def test_a_misprinted_year_is_left_out_and_told() -> None:
    found = meaning(["2021", "2022", "20210)", "2024"])
    assert list(found.unclear) == [2]


def test_marks_become_notes_and_not_years() -> None:
    (first, second) = meaning(["2021", "20223)"], notes={"3": "Без учёта"}).columns
    assert (first.note, second.period, second.note) == ("", "2022", "Без учёта")


def test_territories_across_are_told_from_measures() -> None:
    found = meaning(["Школы", None], ["Рязанская область", "Тульская область"]).columns
    assert [(one.territory, one.measure) for one in found] == [
        ("Рязанская область", ("Школы",)),
        ("Тульская область", ("Школы",)),
    ]
    known = meaning(["Ale", "Lund"], known=("Ale", "Lund")).columns
    assert [one.territory for one in known] == ["Ale", "Lund"]


def test_a_year_under_two_methods_is_two_series() -> None:
    rows = ["2016", None, "2017", None], [None, None, "3-я редакция", "4-я редакция"]
    columns = [one for one in meaning(*rows).columns if one.period == "2017"]
    assert len({one.breakdown for one in columns}) == 2
    assert all(one.breakdown.startswith("METHOD=") for one in columns)


def test_units_count_as_words_only_where_nothing_else_tells_columns_apart() -> None:
    (plain,) = meaning(["2020, тыс. человек"]).columns or meaning(["тыс. человек"]).columns
    assert not plain.measure or plain.unit
    found = meaning(["2020", None], ["человек", "процент"]).columns
    assert [(one.unit, one.measure) for one in found] == [
        ("человек", ("человек",)),
        ("процент", ("процент",)),
    ]


def test_columns_without_a_header_are_not_among_them() -> None:
    look = Look(sheet(["2020", None]))
    heads = heads_over(look, [0], 0, 1)
    assert [one.index for one in value_heads(heads, [0, 1], notes={}, knows=bool).columns] == [0]
    assert value_heads({}, [], notes={}, knows=bool).columns == ()


def test_a_lonely_head_that_says_value_names_no_measure() -> None:
    (found,) = meaning(["Значение"]).columns
    assert found.measure == ()
