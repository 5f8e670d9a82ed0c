"""Are footnotes, legends and rules under tables known for what they are?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.collection.footnotes import is_rule, read_legend, read_note
from styrbord.core.collection.missing_words import status_meant

NOTES = [
    ("1)  В отдельных субъектах", "1", "В отдельных субъектах"),  # rosstat_pril2019_21_ceny.xlsx
    ("4)В связи с переходом", "4", "В связи с переходом"),  # rosstat_information_society.xlsx
    ("10) Без учета\n\n", "10", "Без учета"),
    ("3)  2000-2009 гг. - включая", "3", "2000-2009 гг. - включая"),
    ("1  Предварительные данные. ", "1", "Предварительные данные."),  # rosstat806_239-244_housing_prices.xls
    ("5 Оценка", "5", "Оценка"),  # rosstat806_365-367_small_business.xls
    ("1 Без учета", "1", "Без учета"),
    ("1 – без учета", "1", "без учета"),
    ("¹ Without islands", "1", "Without islands"),
    ("¹⁰ Without islands", "10", "Without islands"),
    ("¹⁾ Без филиалов", "1", "Без филиалов"),
    ("⁽²⁾ Utan öar", "2", "Utan öar"),
    ("* – предварительные данные", "*", "предварительные данные"),
    ("** Reviderad", "**", "Reviderad"),
    ("а) с 2010 года", "а", "с 2010 года"),
    ("(2) Excluding Åland", "2", "Excluding Åland"),
    ("[3] Uppgifter saknas", "3", "Uppgifter saknas"),
    ("Примечание. Данные уточнены", "", "Данные уточнены"),
    ("Примечание: Данные уточнены", "", "Данные уточнены"),
    ("Note: revised", "", "revised"),
    ("Anm. Preliminära uppgifter", "", "Preliminära uppgifter"),
    ("Источник: Росстат", "", "Источник: Росстат"),
    ("Källa: SCB", "", "Källa: SCB"),
]


@pytest.mark.parametrize(("text", "mark", "words"), NOTES)
def test_footnotes_are_read(text: str, mark: str, words: str) -> None:
    assert read_note(text) == (mark, words)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "   60 лет и старше",
            "8 (495)568-00-42 (доб. 99-376)",
            "Омская область",
            "2010 год",
            "01 Растениеводство",
        ),
        *(
            "30-34",
            "12,5",
            "*",
            "1)",
            "",
            "-",
            "* * *",
            "1.1. Всего",
            "40 и старше",
            "5.1.2. На 10 000 человек",
        ),
    ],
)
def test_other_texts_are_no_footnotes(text: str) -> None:
    assert read_note(text) is None


def test_a_numbered_line_is_a_footnote_when_told_so() -> None:
    assert read_note("1. Без учета") is None
    assert read_note("1. Без учета", numbered=True) == ("1", "Без учета")


@pytest.mark.parametrize(
    ("text", "mark", "status"),
    [
        ("… — данные отсутствуют", "…", "O"),
        ('"…" данных не имеется.', "…", "O"),  # rosstat_ppt-2.xls
        ('"-" - явление отсутствует', "-", "Z"),
        ("«…» – нет данных", "…", "O"),
        ("x = not applicable", "x", "M"),
        (".. Uppgift saknas", "..", "O"),
        ("- Inget finns att redovisa", "-", "Z"),
        ("p) preliminary", "p", "P"),
        ("(e) estimated", "e", "E"),
        ("* предварительные данные", "*", "P"),
        ("r = revised", "r", "A"),
    ],
)
def test_legends_tell_what_marks_mean(text: str, mark: str, status: str) -> None:
    found = read_legend(text)
    assert found is not None
    assert (found[0], status_meant(found[1])) == (mark, status)


@pytest.mark.parametrize(
    "text",
    [
        " - в городской местности",
        "(в текущих рыночных ценах; рублей)",
        " - средства шифрования",
        "",
        "из них",
    ],
)
def test_lists_with_dashes_are_no_legends(text: str) -> None:
    assert read_legend(text) is None


@pytest.mark.parametrize(
    "text", ["¾¾¾¾¾", "_____", "-----", "=====", "*****", " ____________ ", "– – –", "───"]
)
def test_lines_drawn_with_letters_are_rules(text: str) -> None:
    assert is_rule(text)


@pytest.mark.parametrize("text", ["", "-", "--", "...", "…", "**", "___ a", "xxx", "000", "-=-"])
def test_marks_and_words_are_no_rules(text: str) -> None:
    assert not is_rule(text)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Данные не публикуются в целях обеспечения конфиденциальности", "Q"),  # rosstat_ppt-2.xls
        ("информация по показателю за 2020 г. не разрабатывалась", "L"),  # rosstat_information_society.xlsx
        ("не применимо", "M"),
        ("Uppgift saknas", "O"),
        ("sekretess", "Q"),
        ("Без учета малых предприятий", ""),
    ],
)
def test_words_of_footnotes_mean_a_status(words: str, status: str) -> None:
    assert status_meant(words) == status


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    note, legend = read_note(text), read_legend(text)
    assert note is None or note[1]
    assert legend is None or legend[0]
    assert is_rule(text) in (True, False)
