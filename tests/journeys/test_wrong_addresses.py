"""Does a wrong address get where, what and what to do, in the reader's language?"""

import pytest

from tests.journeys.site import LANGUAGES, Site

WRONG = {
    "subjects/XX/": (404, "XX"),
    "subjects/NV/no-such-rubric/": (404, "no-such-rubric"),
    "indicators/no_such_indicator/": (404, "no_such_indicator"),
    "indicators/unemployment/?subject=XX": (404, "XX"),
    "indicators/unemployment/?subject=NV&grain=X": (400, "X"),
    "indicators/unemployment/values/NV05/2025-13/": (400, "2025-13"),
    "pages/no-such-page/": (404, "no-such-page"),
    "compare/?indicator=no_such_indicator": (404, "no_such_indicator"),
    "map/?indicator=no_such_indicator": (404, "no_such_indicator"),
    "?as-of=yesterday": (400, "yesterday"),
    "?vintage=soon": (400, "soon"),
    "subjects/NV/demography/?format=svg&block=b99": (404, "b99"),
}
ADVICE = {
    "en": ("Choose", "Check", "Use", "Write", "Look", "Ask", "Enter", "Take"),
    "ru": (
        "Выберите",
        "Проверьте",
        "Возьмите",
        "Напишите",
        "Найдите",
        "Воспользуйтесь",
        "Введите",
        "Укажите",
    ),
    "sv": ("Välj", "Kontrollera", "Använd", "Skriv", "Sök", "Leta", "Ange", "Ta", "Slå"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", WRONG)
def test_a_wrong_address_says_what_is_wrong_and_what_to_do(site: Site, path: str, language: str) -> None:
    status, told = WRONG[path]
    answer = site.get(f"/{language}/{path}")
    main = answer.words
    assert answer.status == status, main
    assert told in main
    assert any(word in main for word in ADVICE[language]), main
    assert f'lang="{language}"' in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_without_a_page_offers_ways_on(site: Site, language: str) -> None:
    answer = site.get(f"/{language}/nowhere/at/all/")
    assert answer.status == 404
    assert f'href="/{language}/search/' in answer.text
