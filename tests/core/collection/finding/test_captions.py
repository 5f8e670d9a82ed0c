"""What do the words around a table say?"""

from typing import Any

from styrbord.core.collection.finding.captions import Captions, captions_of, notes_of
from styrbord.core.collection.finding.look import Look
from tests.core.collection.reading_sheets import sheet


def above(*rows: Any, known: tuple[str, ...] = (), columns: tuple[int, int] = (0, 9)) -> Captions:
    """Meaning of the words above a table."""
    return captions_of(Look(sheet(*rows)), range(len(rows)), columns, frozenset(known))


def below(*rows: Any) -> dict[str, str]:
    """Footnotes by mark."""
    return notes_of(Look(sheet(*rows)), range(len(rows))).texts


def test_title_unit_and_period() -> None:
    found = above(["1. Население"], ["Число школ в 2020 году"], ["(тысяч человек)"])
    assert (found.title, found.unit, found.period) == ("Число школ в 2020 году", "тысяч человек", "2020")
    assert {taken.what for taken in found.taken} == {"title", "unit"}


def test_nothing_above_says_nothing() -> None:
    assert above() == Captions()
    assert above([None]) == Captions()
    assert Captions().title == ""


def test_a_title_that_cannot_stand_alone_takes_the_one_before_it() -> None:
    assert above(["Число врачей"], ["Всего"]).title == "Число врачей / Всего"
    assert above(["Число врачей"], ["по районам области"]).title == "Число врачей по районам области"
    assert above(["Справочник"], ["Число врачей"]).title == "Число врачей"


def test_marks_of_a_title_are_taken_off_and_kept() -> None:
    found = above(["Число врачей2)"], known=("2",))
    assert (found.title, found.marks) == ("Число врачей", ("2",))


def test_links_and_rules_are_left_out_and_told() -> None:
    found = above(["К содержанию"], ["_____"], ["Школы"])
    assert found.titles == ["Школы"]
    assert [taken.why for taken in found.taken] == ["link", "rule", ""]


def test_words_above_a_neighbour_are_not_ours() -> None:
    assert above(["Школы", None, None, "Дома"], columns=(3, 4)).titles == ["Дома"]


def test_footnotes_by_mark_and_their_further_lines() -> None:
    notes = below(["_____"], ["1) Без учёта"], ["сельских школ."], ["2) Оценка"], [None])
    assert notes == {"1": "Без учёта сельских школ.", "2": "Оценка"}


def test_a_note_without_a_mark_is_of_the_whole_table() -> None:
    assert below(["Примечание: по данным переписи"]) == {"": "по данным переписи"}


def test_a_mark_in_a_cell_of_its_own_belongs_to_the_words_beside_it() -> None:
    assert below(["1)", "Без учёта"], [2, "Оценка"]) == {"1": "Без учёта", "2": "Оценка"}


def test_a_legend_says_what_marks_mean() -> None:
    assert below(["p — предварительные данные"]) == {"p": "предварительные данные"}
