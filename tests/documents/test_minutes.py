"""Do minutes say the same words as PDF and as a Word document, whatever the words are?"""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from styrbord.core.base.problems import Refused
from styrbord.documents.minutes import PromiseLine, docx, pdf
from tests.documents.reading import pdf_text, tags, word_text
from tests.documents.samples import EMOJI, MARKUP, MOMENT, RIGHT_TO_LEFT, minutes

DAYS = {"en": "1 Dec 2026", "ru": "1 дек. 2026", "sv": "1 dec. 2026"}
TITLES = {"en": "Minutes: Руководители", "ru": "Протокол: Руководители", "sv": "Protokoll: Руководители"}


@pytest.mark.parametrize("language", TITLES)
def test_both_files_say_the_same_words_in_each_language(language: str) -> None:
    one = minutes(language)
    for text in (pdf_text(pdf(one)), word_text(docx(one))):
        squeezed = text.replace(" ", "").casefold()
        for words in (
            TITLES[language],
            "1. Unemployment: Norrby",
            "Начальник отдела",
            "2. Second thing",
            MARKUP,
        ):
            assert words.replace(" ", "").casefold() in squeezed
        assert f"Call{MARKUP}".replace(" ", "").casefold() in squeezed
        assert DAYS[language][:5] in text
        assert EMOJI in text


def test_words_from_right_to_left_keep_their_letters() -> None:
    assert sorted(set(RIGHT_TO_LEFT)) == sorted(set(RIGHT_TO_LEFT) & set(pdf_text(pdf(minutes()))))
    assert RIGHT_TO_LEFT in word_text(docx(minutes()))


def test_ends_of_lines_stay() -> None:
    paragraphs = [one.text for one in Document(BytesIO(docx(minutes()))).paragraphs]
    assert any("First line\nsecond line" in text for text in paragraphs)
    assert "First line\nsecond line" in PdfReader(BytesIO(pdf(minutes()))).pages[0].extract_text()


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert pdf(minutes()) == pdf(minutes())
    assert docx(minutes()) == docx(minutes())


def test_the_pdf_is_tagged_for_everybody() -> None:
    read = PdfReader(BytesIO(pdf(minutes("sv"))))
    root = read.trailer["/Root"]
    assert root["/Lang"] == "sv"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata is not None
    assert read.metadata.title == "Protokoll: Руководители"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert {"Title", "H1", "H2", "Table", "TH", "TD"} <= set(tags(pdf(minutes("sv"))))


def test_pages_are_numbered() -> None:
    items = minutes().items * 30
    read = PdfReader(BytesIO(pdf(minutes(items=items))))
    assert len(read.pages) > 2
    last = len(read.pages)
    assert f"Page {last} of {last}" in read.pages[-1].extract_text()
    footer = Document(BytesIO(docx(minutes()))).sections[0].footer
    fields = [one.get(qn("w:instr")) for one in footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_word_document_says_its_language_title_and_moment() -> None:
    read = Document(BytesIO(docx(minutes("ru"))))
    known = read.core_properties
    assert (known.title, known.language) == ("Протокол: Руководители", "ru")
    assert known.created == known.modified == MOMENT
    assert {one.get(qn("w:val")) for one in read.styles.element.iter(qn("w:lang"))} == {"ru-RU"}
    heads = [row._tr.trPr is not None for row in read.tables[0].rows]
    assert heads[0]


def test_minutes_without_items_say_so() -> None:
    empty = minutes(items=())
    assert "Nothing was on the agenda." in pdf_text(pdf(empty))
    assert "Nothing was on the agenda." in word_text(docx(empty))


def test_minutes_that_are_too_long_are_refused() -> None:
    long = replace(minutes().items[0], said="word " * 500_000)
    for make in (pdf, docx):
        with pytest.raises(Refused) as refusal:
            make(minutes(items=(long,)))
        assert [one.code for one in refusal.value.problems] == ["document.too-long"]


def test_a_promise_longer_than_a_page_goes_on_upon_the_next() -> None:
    words = [f"w{number}" for number in range(3000)]
    item = replace(minutes().items[0], promises=(PromiseLine("Head", " ".join(words), date(2026, 12, 1)),))
    made = pdf(minutes(items=(item,)))
    assert len(PdfReader(BytesIO(made)).pages) > 1
    assert set(words) <= set(pdf_text(made).split())
