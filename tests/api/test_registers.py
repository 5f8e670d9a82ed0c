"""Does a program find subjects, indicators, editions, pages and kinds of problems?"""

from typing import Any

import pytest
from django.contrib.auth import get_user_model

from styrbord.api.site import ADDRESSES, api
from styrbord.core.base.problems import KINDS
from tests.api.conftest import Asker

pytestmark = pytest.mark.django_db


def codes(content: dict[str, Any]) -> list[str]:
    """Codes of a list."""
    return [one["code"] for one in content["items"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"level": "district"}, ["D1"]),
        ({"type": "town", "parent": "D1"}, ["M1", "M2"]),
        ({"parent": "C"}, ["D1", "M3", "M4", "M5"]),
        ({"q": "ДАЛЬБЮ"}, ["M3"]),
        ({"q": "nobody"}, []),
    ],
)
def test_subjects_are_filtered(ask: Asker, query: dict[str, str], found: list[str]) -> None:
    assert codes(ask.json("subjects", query)) == found


def test_a_list_is_given_page_by_page(ask: Asker) -> None:
    first = ask.json("subjects", {"limit": 4})
    second = ask.client.get(first["next"]).json()
    assert (first["count"], len(first["items"]), len(second["items"]), second["next"]) == (7, 4, 3, None)


def test_a_subject_has_its_place_in_the_tree(ask: Asker) -> None:
    found = ask.json("subjects/D1")
    assert (found["parents"], found["members"]) == (["C"], ["M1", "M2"])
    assert found["names"] == {"en": "North", "ru": "Север", "sv": "Norr"}


def test_what_does_not_exist_is_refused_with_advice(ask: Asker) -> None:
    answer = ask("subjects/M9")
    assert answer.status_code == 404
    assert answer.json() == {
        "problems": [
            {
                "code": "subject.not-found",
                "place": "M9",
                "message": "There is no subject 'M9' as of 2026-01-31.",
                "advice": "Choose one from the list of subjects.",
            }
        ]
    }


def test_the_page_and_the_interface_refuse_in_the_same_words(ask: Asker) -> None:
    for language in ("en", "ru", "sv"):
        (problem,) = ask("subjects/M9", accept_language=language).json()["problems"]
        page = ask.client.get(f"/{language}/subjects/M9/").content.decode()
        assert problem["advice"] in page
        assert problem["message"].replace("'", "&#x27;") in page


def test_an_indicator_has_unit_formula_owner_source_and_editions(ask: Asker) -> None:
    found = ask.json("indicators/birth-rate")
    assert (found["unit"], found["formula"], found["owner"], found["source"]["en"], found["access"]) == (
        "per-1000",
        "1000 * births / population",
        "head",
        "Register of norr",
        "open",
    )
    assert [one["vintage_label"] for one in found["editions"]] == ["2026-01-20", "2025-01-20"]


def test_indicators_are_filtered_by_rubric_and_words(ask: Asker) -> None:
    assert codes(ask.json("indicators", {"rubric": "services"})) == ["visits", "secret-rate"]
    assert codes(ask.json("indicators", {"q": "births per"})) == ["birth-rate"]


def test_editions_are_those_released_by_the_as_of(ask: Asker) -> None:
    assert len(ask.json("editions")["items"]) == 2
    assert [one["vintage_label"] for one in ask.json("editions", {"as-of": "2025"})["items"]] == [
        "2025-01-20"
    ]
    assert ask.json("editions", {"dataset": "other"})["items"] == []


def test_only_public_pages_are_listed_also_for_those_signed_in(ask: Asker) -> None:
    assert codes(ask.json("pages")) == ["people", "about", "plans"]
    assert codes(ask.json("pages", {"kind": "rubric"})) == ["people"]
    ask.client.force_login(get_user_model().objects.create_user("reader"))
    assert codes(ask.json("pages")) == ["people", "about", "plans"]


def test_every_kind_of_problem_is_listed(ask: Asker) -> None:
    found = ask.json("problems", {"limit": 400})
    listed = codes(found)
    while found["next"]:
        found = ask.client.get(found["next"]).json()
        listed += codes(found)
    assert listed == sorted(KINDS)


def test_the_start_names_every_address_of_the_description(ask: Asker) -> None:
    described = ask.json("openapi.json")["paths"]
    assert sorted(described) == sorted(["/api/v1/", *(f"/api/v1/{name}" for name in ADDRESSES[:-1])])
    assert ask.json("")["addresses"] == [f"/api/v1/{name}" for name in ADDRESSES]
    assert api.docs_url is None


@pytest.mark.parametrize("path", ["nothing", "subjects/M1/more", "docs"])
def test_an_unknown_address_is_refused_as_data(ask: Asker, path: str) -> None:
    assert ask.problems(path) == [(f"/api/v1/{path}", "request.unknown-address")]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(ask: Asker, method: str) -> None:
    assert getattr(ask.client, method)("/api/v1/subjects").status_code == 405
