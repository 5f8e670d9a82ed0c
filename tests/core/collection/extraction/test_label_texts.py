"""What is printed in a cell of labels, once marks and white space are off?"""

from typing import Any

from styrbord.core.collection.extraction.label_texts import LabelTexts
from styrbord.core.collection.model import Table
from tests.core.collection.reading_sheets import sheet


def texts(notes: dict[str, str] | None = None, **looks: Any) -> LabelTexts:
    """Reader of a table with footnotes."""
    return LabelTexts(sheet(["a"], **looks), Table("S", (0, 0), (1, 1), (), "S", notes=notes or {}))


def test_white_space_look_alikes_and_marks_are_taken_off() -> None:
    reader = texts({"1": "Без округа"})
    assert reader.read(0, 0, " Воpонежская \u00a0 область1) ") == ("Воронежская область", ("Без округа",))
    assert reader.read(0, 0, None) == ("", ())
    assert reader.read(0, 0, 15.0) == ("15", ())


def test_raised_marks_count_only_in_their_cell() -> None:
    reader = texts({"2": "Оценка"}, marks={(0, 0): "2"})
    assert reader.read(0, 0, "Город2") == ("Город", ("Оценка",))
    assert reader.read(1, 0, "Город7") == ("Город7", ())


def test_periods_of_labels_bring_their_notes() -> None:
    label, notes = texts({"3": "Перепись"}).period("20213)")
    assert label is not None
    assert (label.year, notes) == (2021, ("Перепись",))
    assert texts().period("Город") == (None, ())


def test_indents_come_from_styles_and_leading_spaces() -> None:
    reader = texts(indents={(0, 0): 2})
    assert reader.indent(0, 0, "a") > reader.indent(1, 0, "   a") > reader.indent(1, 0, "a") == 0
    assert texts().indent(0, 0, 5.0) == 0
