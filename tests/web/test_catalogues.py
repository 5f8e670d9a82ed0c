"""Is every word of the pages there in Russian and Swedish?"""

import os
import re
import subprocess
import sys

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.utils import translation

from styrbord.conf.settings import PACKAGE
from styrbord.core.base.catalogue import modules_in
from styrbord.core.base.problems import KINDS, Problem
from styrbord.core.collection.forms import keys
from styrbord.core.ratings.texts.reading import _needed, hints_of
from styrbord.core.ratings.texts.sorts import SORTS
from styrbord.services import trouble
from styrbord.services.accounts import limits
from styrbord.services.collection import workbooks
from styrbord.services.imports import loading
from styrbord.services.investments import budgets, changing, funds, policies, reporting, spending
from styrbord.sources import reading
from styrbord.web import downloads, formula_words, problem_words, said_params, urls
from styrbord.web.accounts import problem_words as account_words
from styrbord.web.collection import (
    book_words,
    check_words,
    form_problem_words,
    request_words,
    submission_words,
)
from styrbord.web.decisions import problem_words as decision_words
from styrbord.web.deviations import problem_words as deviation_words
from styrbord.web.editing import problem_words as editing_words
from styrbord.web.imports import problem_words as import_words
from styrbord.web.investments import money_problem_words as investment_money_words
from styrbord.web.investments import more_problem_words as matter_words
from styrbord.web.investments import plan_problem_words as plan_words
from styrbord.web.investments import problem_words as investment_words
from styrbord.web.jobs import problem_words as job_words
from styrbord.web.leads import problem_words as lead_words
from styrbord.web.meetings import problem_words as meeting_words
from styrbord.web.participation import problem_words as participation_words
from styrbord.web.people import problem_words as people_words
from styrbord.web.promises import problem_words as promise_words
from styrbord.web.ratings import method_problem_words as method_words
from styrbord.web.ratings import problem_words as rating_words
from styrbord.web.releases import problem_words as release_words
from styrbord.web.scenarios import problem_words as scenario_words
from styrbord.web.templatetags.marks import problem_words as problem_words_of

FIELDS = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
SHOWN = (
    *problem_words.SHOWN,
    *formula_words.SHOWN,
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
    *job_words.SHOWN,
    *scenario_words.SHOWN,
    *lead_words.SHOWN,
    *decision_words.SHOWN,
    *deviation_words.SHOWN,
    *promise_words.SHOWN,
    *meeting_words.SHOWN,
    *method_words.SHOWN,
    *rating_words.SHOWN,
    *investment_words.SHOWN,
    *plan_words.SHOWN,
    *matter_words.SHOWN,
    *investment_money_words.SHOWN,
)
LOADED = (
    budgets,
    changing,
    funds,
    policies,
    reporting,
    spending,
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
OF_THE_OPERATOR = (
    "catalogue.unknown",  # a mistake in the program
    "formula.circle",  # a pack with it is refused in the terminal
    "import.no-layout",
    "pack.",
    "pages.mark-stays",  # the browser has fields in place of text
    "pages.toml",
    "pages.unfit",
    "pages.wider",
    "record.",  # what `styrbord ledger verify` finds
    "records.",
    "signals.",  # tables that `styrbord signals` alone reads
    "source.bad-name",
    "submission.disagrees",  # what `styrbord ledger verify` finds
    "submission.lost",
    "submission.package-changed",
    "submission.untold",
)
"""Beginnings of the kinds that only whoever runs the server is told of."""
STILL_WITHOUT_PAGES = ()


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


@pytest.fixture(scope="module")
def of_pages(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Kinds that a process knows which serves pages and nothing else."""
    program = (
        "import django; django.setup(); import styrbord.web.urls;"
        " from styrbord.core.base.problems import KINDS; print(*KINDS)"
    )
    state = str(tmp_path_factory.mktemp("state"))
    environ = {**os.environ, "STYRBORD_STATE": state, "DJANGO_SETTINGS_MODULE": "styrbord.conf.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True
    )
    return frozenset(done.stdout.split())


def test_every_problem_that_a_page_may_show_is_translated(
    catalogue: Catalog, of_pages: frozenset[str]
) -> None:
    assert len(of_pages) > 100
    left_out = (*OF_THE_OPERATOR, *STILL_WITHOUT_PAGES)
    told = [kind for kind in KINDS.values() if kind.code in of_pages and not kind.code.startswith(left_out)]
    left = [
        kind.code for kind in told for words in (kind.message, kind.advice) if catalogue.get(words) is None
    ]
    assert left == []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "is 'Handed in' cannot be moved by 'hand in'. Possible now: approve, send back."),
        ("ru", "«Сдано» действие «сдать» неприменимо. Сейчас возможно: утвердить, вернуть."),
        ("sv", "skicka tillbaka."),
    ],
)
def test_states_and_steps_are_told_in_words(language: str, told: str) -> None:
    params = {"state": "submitted", "verb": "submit", "possible": "'approve', 'return'"}
    with translation.override(language):
        words = problem_words_of(Problem("submission.not-possible", "", params))
    assert told in " ".join(words.values())


def test_phrases_and_hints_are_told_in_the_language_with_their_numbers() -> None:
    params = {"needed": "whole days from 0 to 3660", "hint": " Did you mean 'labour'?", "key": "days"}
    with translation.override("sv"):
        said = said_params.said("form.unfit", params)
    assert said == {"needed": "hela dagar från 0 till 3660", "hint": " Menade du ”labour”?", "key": "days"}


def test_every_phrase_of_the_text_of_a_method_is_known() -> None:
    told = {sort: str(hints_of(kind)[key]) for (kind, key), sort in SORTS.items()}
    kinds = {sort: int if "int" in hint else float for sort, hint in told.items() if "str" not in hint}
    numbers = [_needed(kind, sort) for sort, kind in kinds.items()]
    assert len(numbers) > 5
    assert {re.sub(r"\d+", "{}", one) for one in numbers} - set(said_params.PHRASES) == set()


def test_every_phrase_of_the_forms_text_is_known() -> None:
    sorts = [one for one in vars(keys).values() if isinstance(one, keys._Sort)]
    assert {re.sub(r"\d+", "{}", one.needed) for one in sorts} - set(said_params.PHRASES) == set()
