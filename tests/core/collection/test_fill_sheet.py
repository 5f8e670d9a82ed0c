"""Which cells does one click confirm, and what stands in a cell at first?"""

from styrbord.core.collection.fill_sheet import FillRow, FillSheet, Known, confirmed
from styrbord.core.collection.form_map import (
    FormMap,
    MapBlock,
    MapRow,
    item_print,
    map_text,
    pieces,
    read_map,
)
from styrbord.core.collection.forms.model import Form, Item
from styrbord.core.collection.packages import REASONS, Entry
from styrbord.core.collection.reason_words import REASON_WORDS, reason_of, reason_word

ITEM = Item("jobs")


def row(known: float | None = None, entry: Entry | None = None) -> FillRow:
    return FillRow(ITEM, known=None if known is None else Known(known, "survey"), entry=entry)


def clicked(*rows: FillRow) -> list[Entry]:
    return confirmed(FillSheet(Form("f"), "n1", "2025", rows=rows))


def test_known_cells_in_which_nothing_was_saved_are_confirmed() -> None:
    assert clicked(row(5.0), row()) == [Entry("jobs", value=5.0, is_confirmed=True)]
    assert clicked(row(5.0, Entry("jobs"))) == [Entry("jobs", value=5.0, is_confirmed=True)]


def test_another_value_or_a_reason_is_left_as_it_is() -> None:
    assert clicked(row(5.0, Entry("jobs", value=6.0)), row(5.0, Entry("jobs", status="L"))) == []


def test_what_was_saved_stands_in_the_cell_and_else_what_is_known() -> None:
    assert row(5.0, Entry("jobs", value=6.0)).shown.value == 6.0
    assert row(5.0).shown == Entry("jobs", value=5.0, is_confirmed=True)
    assert row(None, Entry("jobs", text="many")).shown.text == "many"
    assert row().shown.is_blank


def test_what_was_typed_wrongly_is_not_hidden_by_what_is_known() -> None:
    assert row(5.0, Entry("jobs", text="many")).shown.text == "many"
    assert clicked(row(5.0, Entry("jobs", text="many"))) == []


def test_a_note_stays_beside_a_value_that_is_confirmed() -> None:
    assert clicked(row(5.0, Entry("jobs", note="why"))) == [
        Entry("jobs", value=5.0, note="why", is_confirmed=True)
    ]


def test_a_map_reads_back_and_its_text_survives_any_program() -> None:
    rows = (MapRow(10, "people", "SEX=F", 0.1 + 0.2, item_print(ITEM)), MapRow(11, "Ж", "_T"))
    one = FormMap("f", 3, "2025", "ru", {"value": "F", "reason": "G", "note": "H", "key": "J"}, ())
    one = FormMap(
        one.form, 3, one.period, one.language, one.columns, (MapBlock("Väsby _x0041_ 'å'", "n1", rows),)
    )
    text = map_text(one)
    assert read_map(text) == one
    assert text.isascii()
    assert " " not in text
    assert "_x" not in text
    assert "".join(pieces(text * 5000)) == text * 5000
    assert max(map(len, pieces(text * 5000))) < 32_767


def test_every_reason_that_may_be_given_has_words_of_its_own_in_every_language() -> None:
    assert set(REASON_WORDS) == set(REASONS)
    for language in ("en", "ru", "sv"):
        words = [reason_word(status, language) for status in REASONS]
        assert len(set(words)) == len(REASONS)
        assert [reason_of(word) for word in words] == list(REASONS)
