"""Under which path of words does each row stand?"""

from styrbord.core.collection.extraction.paths import paths_of
from styrbord.core.collection.extraction.row_label import RowLabel
from styrbord.core.collection.model import Column, Role, Table

BY_NAME = Table("S", (0, 0), (1, 9), (Column(0, Role.INDICATOR), Column(1, Role.VALUE)), "S")
BY_PLACE = Table("S", (0, 0), (1, 9), (Column(0, Role.TERRITORY), Column(1, Role.VALUE)), "S")


def test_a_label_alone_is_the_path() -> None:
    assert paths_of([RowLabel(1, name="Школы"), RowLabel(2, name="Дома")], BY_NAME) == [("Школы",), ("Дома",)]
    assert paths_of([], BY_NAME) == []


def test_rows_that_name_only_territories_have_no_path() -> None:
    assert paths_of([RowLabel(1, "Ale"), RowLabel(2, "Lund")], BY_PLACE) == [(), ()]


def test_sections_count_only_where_labels_repeat() -> None:
    rows = [
        RowLabel(1, name="Всего", section="Школы"),
        RowLabel(2, name="Всего", section="Дома"),
        RowLabel(3, name="Ввод", section="Дома"),
    ]
    assert paths_of(rows, BY_NAME) == [("Школы", "Всего"), ("Дома", "Всего"), ("Ввод",)]


def test_sections_part_all_rows_of_territories_at_once() -> None:
    rows = [RowLabel(1, "Ale", section="Школы"), RowLabel(2, "Ale", section="Дома")]
    assert paths_of(rows, BY_PLACE) == [("Школы",), ("Дома",)]


def test_parents_by_indent_tell_repeated_labels_apart() -> None:
    rows = [
        RowLabel(1, name="Врачи"),
        RowLabel(2, name="женщины", indent=2),
        RowLabel(3, name="Сёстры"),
        RowLabel(4, name="женщины", indent=2),
    ]
    assert paths_of(rows, BY_NAME)[1::2] == [("Врачи", "женщины"), ("Сёстры", "женщины")]


def test_printed_numbers_and_codes_are_paths() -> None:
    assert paths_of([RowLabel(1, number="1.1", name="Школы")], BY_NAME) == [("1.1",)]
    assert paths_of([RowLabel(1, code="schools", name="Школы", groups=("a",))], BY_NAME) == [("schools",)]
