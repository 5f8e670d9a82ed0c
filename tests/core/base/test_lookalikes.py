"""Are letters of the other alphabet found, and only they?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.lookalikes import Lookalike, folded, lookalikes

LATIN_A, LATIN_O, CYRILLIC_O = "a", "o", "о"


def test_a_latin_letter_inside_a_cyrillic_word_is_found_at_its_place() -> None:
    text = f"г. С{LATIN_A}ратов"
    assert lookalikes(text) == [Lookalike(4, LATIN_A, "а")]
    assert folded(text) == "г. Саратов"


def test_a_cyrillic_letter_inside_a_latin_word_is_found() -> None:
    assert folded(f"Stockh{CYRILLIC_O}lm") == "Stockholm"


def test_a_letter_without_a_look_alike_decides_the_alphabet() -> None:
    assert folded("ИT") == "ИТ"
    assert folded("Рwc") == "Pwc"


@pytest.mark.parametrize(
    "text", ["Москва", "Stockholm", "IT-отдел", "Wi-Fi в школах", "CO2", "Göteborg", "COVIDный", "", "123"]
)
def test_pure_and_truly_mixed_words_pass(text: str) -> None:
    assert lookalikes(text) == []
    assert folded(text) == text


@given(st.text("аосАBCHaceоШ -1й", max_size=20))
def test_a_folded_text_keeps_its_length_and_has_nothing_to_fold(text: str) -> None:
    once = folded(text)
    assert len(once) == len(text)
    assert folded(once) == once
