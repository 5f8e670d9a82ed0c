"""Is every word of the pages there in Russian and Swedish?"""

import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from styrbord.conf.settings import PACKAGE
from styrbord.core.base.catalogue import modules_in
from styrbord.core.base.problems import KINDS
from styrbord.services import trouble
from styrbord.services.accounts import limits
from styrbord.services.collection import workbooks
from styrbord.services.imports import loading
from styrbord.sources import reading
from styrbord.web import downloads, problem_words, urls
from styrbord.web.accounts import problem_words as account_words
from styrbord.web.collection import (
    book_words,
    check_words,
    form_problem_words,
    request_words,
    submission_words,
)
from styrbord.web.editing import problem_words as editing_words
from styrbord.web.imports import problem_words as import_words
from styrbord.web.participation import problem_words as participation_words
from styrbord.web.people import problem_words as people_words
from styrbord.web.releases import problem_words as release_words

FIELDS = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
SHOWN = (
    *problem_words.SHOWN,
    *import_words.SHOWN,
    *people_words.SHOWN,
    *participation_words.SHOWN,
    *account_words.SHOWN,
    *release_words.SHOWN,
    *editing_words.SHOWN,
    *book_words.SHOWN,
    *form_problem_words.SHOWN,
    *check_words.SHOWN,
    *request_words.SHOWN,
    *submission_words.SHOWN,
)
LOADED = (
    downloads,
    limits,
    trouble,
    urls,
    loading,
    reading,
    workbooks,
    modules_in("styrbord.sources.formats"),
)  # whatever a page may refuse is defined by what it imports
OF_READING = ("cube.", "file.", "import.", "layout.", "reading.", "territory.")
OF_THE_TERMINAL = {"file.unusable", "import.no-layout"}  # commands alone refuse so


@pytest.fixture(params=["ru", "sv"])
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    path = PACKAGE / "locale" / request.param / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale=request.param)


def forms(message: Message) -> list[str]:
    found = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return [str(form) for form in found]


def test_nothing_is_left_untranslated(catalogue: Catalog) -> None:
    left = [message.id for message in catalogue if message.id and not all(forms(message))]
    assert left == []


def test_translations_keep_the_places_of_numbers_and_names(catalogue: Catalog) -> None:
    for message in catalogue:
        if not message.id:
            continue
        source = message.id[-1] if isinstance(message.id, (tuple, list)) else message.id
        for form in forms(message):
            assert set(FIELDS.findall(form)) <= set(FIELDS.findall(str(source))), message.id


def test_translations_of_problems_keep_every_parameter(catalogue: Catalog) -> None:
    for words in SHOWN:
        found = catalogue.get(words)
        assert found is not None, words
        assert sorted(FIELDS.findall(str(found.string))) == sorted(FIELDS.findall(words))


def test_the_translated_problems_are_those_that_exist() -> None:
    known = {words for kind in KINDS.values() for words in (kind.message, kind.advice)}
    assert set(SHOWN) - known == set()


def test_every_problem_of_reading_a_file_is_translated() -> None:
    kinds = [kind for code, kind in KINDS.items() if code.startswith(OF_READING)]
    told = [kind for kind in kinds if kind.code not in OF_THE_TERMINAL]
    assert {words for kind in told for words in (kind.message, kind.advice)} - set(SHOWN) == set()
    assert len(SHOWN) == len(set(SHOWN))
