"""Do the scores of readability agree with those worked out by hand?"""

import pytest

from styrbord.core.strategy.decisions.readability import Grade, readability, syllables


def test_swedish_words_are_scored_by_lix() -> None:
    found = readability("Kommunen bygger en ny förskola i Skärgården. Den är klar 2027 och bra.", "sv")
    assert found is not None
    assert (found.index, found.words, found.sentences) == ("lix", 12, 2)
    # Kommunen, förskola and Skärgården have more than six letters, bygger has not; 2027 is no word.
    assert found.score == pytest.approx(31.0)
    assert found.grade is Grade.EASY


def test_english_words_are_scored_by_flesch() -> None:
    # The cat sat on the mat: 6 words of one syllable in one sentence.
    found = readability("The cat sat on the mat.", "en")
    assert found is not None
    assert found.score == pytest.approx(206.835 - 1.015 * 6 - 84.6 * 1)
    assert found.grade is Grade.VERY_EASY


def test_russian_words_are_scored_by_the_adaptation() -> None:
    # Мы построим новую школу: 1 + 3 + 3 + 2 syllables; Она будет большой: 2 + 2 + 2. 15 in 7 words.
    found = readability("Мы построим новую школу. Она будет большой.", "ru")
    assert found is not None
    assert found.score == pytest.approx(206.835 - 1.3 * 3.5 - 60.1 * 15 / 7)
    assert found.index == "flesch-oborneva"


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [
        ("municipality", "en", 6),
        ("house", "en", 1),
        ("apple", "en", 2),
        ("tree", "en", 1),
        ("the", "en", 1),
        ("территория", "ru", 5),
        ("в", "ru", 1),
    ],
)
def test_syllables_are_counted(word: str, language: str, count: int) -> None:
    assert syllables(word, language) == count


def test_abbreviations_within_a_word_end_no_sentence() -> None:
    found = readability("Kostar 3.5 miljoner kr per år", "sv")
    assert found is not None
    assert found.sentences == 1


def test_no_words_have_no_score() -> None:
    assert readability(" 2027. ", "en") is None


def test_other_languages_are_refused() -> None:
    with pytest.raises(ValueError, match="en, ru, sv"):
        readability("Hyvä", "fi")


def test_harder_words_are_graded_harder() -> None:
    hard = "Kommunfullmäktiges ställningstagande förutsätter konsekvensbeskrivningar avseende samtliga."
    easy = readability("Vi ska ha det bra.", "sv")
    found = readability(hard, "sv")
    assert found is not None
    assert easy is not None
    assert (easy.grade, found.grade) == (Grade.VERY_EASY, Grade.VERY_HARD)
