"""Is a PDF set within bounds, and can it show whatever people write?"""

import random
import sys

import pytest

from styrbord.core.base.problems import Refused
from styrbord.documents import lettering
from styrbord.documents.minutes import pdf
from styrbord.documents.typesetting import set_pdf
from tests.documents.reading import pdf_text
from tests.documents.samples import MOMENT, minutes


def test_every_letter_that_we_call_known_can_be_shown() -> None:
    known = [chr(n) for n in sorted(lettering.letters()) if lettering.is_known(chr(n))]
    lines = [" ".join(known[at : at + 40]) for at in range(0, len(known), 40)]
    assert len(known) > 5000
    assert pdf(minutes(present=tuple(lines))).startswith(b"%PDF")


def test_any_letters_can_be_printed() -> None:
    dice = random.Random(5)
    letters = "".join(chr(dice.randrange(sys.maxunicode)) for _ in range(3000))
    common = "".join(chr(dice.randrange(0x3000)) for _ in range(6000))
    assert pdf(minutes(present=(letters, common))).startswith(b"%PDF")


def test_a_letter_that_no_face_has_is_written_by_its_number() -> None:
    assert "[U+4E2D]" in pdf_text(pdf(minutes(circle="中")))


def test_cyrillic_and_swedish_stand_in_the_face_of_the_board() -> None:
    needed = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюяÅÄÖåäö«»„“–—−×№\u2009\u00a0"
    inter = frozenset(lettering._letters_of((lettering.INTER / "Inter_400Regular.ttf").read_bytes()))
    assert [letter for letter in needed if ord(letter) not in inter] == []


def test_a_very_long_word_breaks() -> None:
    assert lettering.shown("x" * 100).split("\u200b") == ["x" * 40, "x" * 40, "x" * 20]


def test_a_template_that_runs_on_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    data = {"title": "t"}
    with pytest.raises(Refused) as refusal:
        set_pdf("minutes/minutes.typ", data, MOMENT, seconds=0.001)
    assert [one.code for one in refusal.value.problems] == ["document.too-slow"]


def test_too_little_memory_is_said() -> None:
    with pytest.raises(Refused) as refusal:
        set_pdf("minutes/minutes.typ", {"title": "t"}, MOMENT, memory=30 << 20)
    assert [one.code for one in refusal.value.problems] == ["document.too-slow"]


def test_what_fails_inside_is_not_shown_to_the_reader(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Refused) as refusal:
        set_pdf("minutes/minutes.typ", {"title": "t"}, MOMENT)
    assert [one.code for one in refusal.value.problems] == ["document.failed"]
    assert "minutes" in caplog.text
