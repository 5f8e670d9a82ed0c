"""What do the labels of rows say, and the headings above them?"""

from typing import Any

from styrbord.core.collection.extraction.row_label import RowLabel, breakdown_of
from styrbord.core.collection.extraction.row_labels import Labels
from styrbord.core.collection.model import Column, Role, Table
from tests.core.collection.reading_sheets import sheet

VALUE = (Column(1, Role.VALUE, period="2020"), Column(2, Role.VALUE, period="2021"))


def labels(*rows: Any, first: Role = Role.INDICATOR, **table: Any) -> tuple[list[RowLabel], list[str]]:
    """Labels of a body whose first column has a role, and why rows were left out."""
    columns = (Column(0, first, name="Показатель"), *VALUE)
    given = Table("S", (0, 0), (1, len(rows)), table.pop("columns", columns), "S", **table)
    reader = Labels(sheet(["Показатель", "2020", "2021"], *rows), given)
    return list(reader), [taken.why or taken.what for taken in reader.taken]


def test_a_heading_holds_for_the_rows_below_it() -> None:
    found, told = labels(["Город"], ["Школы", 1, 2], ["Село"], ["Школы", 3, 4])
    assert [(one.section, one.name) for one in found] == [("Город", "Школы"), ("Село", "Школы")]
    assert told == ["section", "section"]


def test_a_heading_that_is_a_period_holds_for_the_rows_below_it() -> None:
    found, told = labels(["2020 год"], ["Школы", 1, 2])
    assert [label.year for label in found[0].periods] == [2020]
    assert told == ["period"]


def test_leads_links_rules_and_blanks_are_no_labels() -> None:
    rows = ["в том числе:"], ["К содержанию"], ["____"], [None], ["из них:", "…", "…"], ["Школы", 1, 2]
    found, told = labels(*rows)
    assert [one.name for one in found] == ["Школы"]
    assert told == ["link", "rule", "lead"]


def test_a_lead_before_a_name_is_taken_off() -> None:
    found, _ = labels(["в том числе: Тульская область", 1, 2], first=Role.TERRITORY)
    assert found[0].territory == "Тульская область"


def test_footnotes_of_labels_become_notes() -> None:
    found, _ = labels(["Школы1)", 1, 2], ["Дома", 1, 2], notes={"1": "Без вечерних"})
    assert [(one.name, one.note) for one in found] == [("Школы", "Без вечерних"), ("Дома", "")]


def test_rows_left_out_by_hand_and_repeated_heads_are_told() -> None:
    rows = ["Школы", 1, 2], ["Показатель", "2020", "2021"], ["Дома", 3, 4]
    found, told = labels(*rows, skipped=frozenset({1}), repeated=frozenset({2}))
    assert [one.name for one in found] == ["Дома"]
    assert told == ["by-layout", "repeated-header"]


def test_groups_hold_downwards_until_the_next_one() -> None:
    columns = (Column(0, Role.GROUP), Column(1, Role.INDICATOR), Column(2, Role.VALUE, period="2020"))
    found, _ = labels(["Люди", "Всего", 1], [None, "Женщины", 2], ["Дома", "Всего", 3], columns=columns)
    assert [(one.groups, one.name) for one in found] == [
        (("Люди",), "Всего"),
        (("Люди",), "Женщины"),
        (("Дома",), "Всего"),
    ]


def test_rows_without_a_number_belong_to_the_last_numbered_one() -> None:
    columns = (Column(0, Role.NUMBER), Column(1, Role.INDICATOR), Column(2, Role.VALUE, period="2020"))
    found, _ = labels(["1.1.", "Школы", 1], [None, "сельские", 2], columns=columns)
    assert [(one.number, one.groups, one.name) for one in found] == [
        ("1.1", (), "Школы"),
        ("1.1", ("Школы",), "сельские"),
    ]


def test_a_body_beyond_the_sheet_ends_with_the_sheet() -> None:
    table = Table("S", (0, 0), (1, 99), (Column(0, Role.INDICATOR), *VALUE), "S")
    assert len(list(Labels(sheet(["a", "2020", "2021"], ["Школы", 1, 2]), table))) == 1


def test_breakdowns_are_codes_whatever_is_printed() -> None:
    assert breakdown_of((("Пол", "женщины"), ("breakdown", "AGE=Y15;SEX=F"))) == {
        "Пол": "женщины",
        "AGE": "Y15",
        "SEX": "F",
    }
    assert breakdown_of((("breakdown", "_T"),)) == {}
    assert breakdown_of((("Знак", "x = 5 + y"),)).keys() == {"Знак"}
    plus, minus = breakdown_of((("?", "+"),)), breakdown_of((("?", "++"),))
    assert plus.keys() == minus.keys() == {"BREAKDOWN"}
    assert plus != minus
