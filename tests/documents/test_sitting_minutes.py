"""Do the minutes of a sitting say the same words as PDF and as a Word document, in each language?"""

from datetime import UTC, date, datetime

import pytest

from styrbord.documents.sitting_minutes import ConcludedItem, Duty, SittingSheet, docx, pdf
from tests.documents.reading import pdf_text, word_text

QUORUM = {"en": "Needed for a quorum", "ru": "Нужно для кворума", "sv": "Krävs för beslutförhet"}


def sheet(language: str) -> SittingSheet:
    """A sitting with one item."""
    item = ConcludedItem(
        "One permit desk", "P-118", votes="for: 3 (A, B, C)", conclusion="supported", document="S-1",
        conditions=(Duty("Archive", "Report costs", date(2026, 6, 30)),),
    )  # fmt: skip
    return SittingSheet(
        date(2026, 3, 12), ("A", "B", "C", "D", "E"), 3, (item,), datetime(2026, 3, 12, 9, tzinfo=UTC),
        "http://here/", language, "A",
    )  # fmt: skip


@pytest.mark.parametrize("language", QUORUM)
def test_both_files_say_who_was_there_how_they_voted_and_what_follows(language: str) -> None:
    one = sheet(language)
    for text in (pdf_text(pdf(one)), word_text(docx(one))):
        squeezed = text.replace(" ", "").casefold()
        for words in (QUORUM[language], "1. One permit desk", "for: 3 (A, B, C)", "S-1", "Report costs"):
            assert words.replace(" ", "").casefold() in squeezed
        assert "3" in text


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert pdf(sheet("sv")) == pdf(sheet("sv"))
    assert docx(sheet("sv")) == docx(sheet("sv"))
