"""Is every word of the site translated?"""

import re

import pytest

from assets import catalogues

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_message_of_code_and_pages_is_translated(language: str) -> None:
    assert catalogues.missing(language) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_a_translation_keeps_the_places_that_are_filled_in(language: str) -> None:
    broken = []
    for message in catalogues.read(language):
        asked = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
        given = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        wanted = set(PLACEHOLDER.findall(asked[-1]))
        broken += [words for words in given if message.id and not set(PLACEHOLDER.findall(words)) <= wanted]
        broken += [asked[0]] if message.id and set(PLACEHOLDER.findall(given[-1])) != wanted else []
    assert broken == []
