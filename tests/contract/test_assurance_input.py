"""Do hostile addresses, words and forms reach no database, page or file as anything but words?"""

from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from styrbord.core.people.roles import Role
from styrbord.services.loading import load_pack
from styrbord.store.people.models import Grant, Holding, Post
from tests.contract.accounts import browser, by_link
from tests.contract.asking import counts
from tests.contract.people import county

pytestmark = pytest.mark.usefixtures("board")
WORDS = (
    "' OR 1=1 --",
    "'; DROP TABLE people_post; --",
    '" UNION SELECT key FROM people_person --',
    "n1') OR ('1'='1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ settings.SECRET_KEY }}{% debug %}",
    "%s%n{0.__class__}{request.user}",
    "../../../etc/passwd",
    "a\r\nSet-Cookie: x=1",
    "(a+)+$",
    "∞٣\u202e\x00",
)
PLACES = (
    "/en/search/?q={}",
    "/en/compare/?indicator={}",
    "/en/map/?indicator=people&period={}",
    "/en/?as_of={}",
    "/en/?theme={}",
    "/en/?vintage={}",
    "/en/subjects/{}/",
    "/en/indicators/{}/",
    "/en/pages/{}/",
    "/en/indicators/people/?subject={}",
    "/en/indicators/people/values/n1/{}/",
    "/api/v1/subjects?type={}",
    "/api/v1/observations?subject={}",
    "/api/v1/observations?format={}",
    "/en/compare/?indicator=people&format=csv&block={}",
)


@pytest.fixture
def board(sqlite_database: str, tmp_path: Path) -> None:
    """The small county."""
    load_pack(county(tmp_path / "county"))


@pytest.mark.parametrize("word", WORDS)
def test_a_hostile_word_is_answered_as_a_word(word: str) -> None:
    found, before = browser(), counts()
    for place in PLACES:
        answer = found.get(place.format(quote(word, safe="")))
        assert answer.status_code in {200, 400, 404}, (place, answer.status_code)
        body = answer.getvalue().decode()
        assert "x" not in answer.cookies
        if answer.get("Content-Type", "").startswith("text/html"):
            assert word not in body or escape(word) == word, place
        assert "django-insecure" not in body
        assert "Traceback" not in body
    assert counts() == before


def test_a_parameter_that_stands_twice_is_one_of_both_and_opens_nothing() -> None:
    found = browser()
    for query in ("q=people&q=wages", "q=wages&q=people"):
        page = found.get(f"/en/search/?{query}")
        assert page.status_code == 200
        assert "7001" not in page.getvalue().decode()
    for query in ("indicator=wages&indicator=people", "indicator=people&indicator=wages"):
        answer = found.get(f"/api/v1/observations?{query}")
        assert answer.status_code in {200, 400, 404}
        assert "7001" not in answer.getvalue().decode()


def test_fields_that_a_form_does_not_have_change_nothing() -> None:
    """A name and a password are all that a person may change of the own account."""
    found = by_link("office")
    user = found.get("/en/sign-in/").wsgi_request.user
    more = {
        "is_superuser": "on",
        "is_staff": "on",
        "role": str(Role.ADMINISTRATOR),
        "user": "1",
        "post": "top",
    }
    before = (Grant.objects.count(), Post.objects.count(), Holding.objects.count())
    said = {"password1": "four quiet otters swim", "password2": "four quiet otters swim", **more}
    assert found.post("/en/account/password/new/", said).status_code == 302
    user.refresh_from_db()
    assert not user.is_superuser
    assert not user.is_staff
    assert (Grant.objects.count(), Post.objects.count(), Holding.objects.count()) == before


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"key": {"a": []}}'),
        ("text/plain", b"key=1"),
        ("application/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("application/x-www-form-urlencoded", b"key=%FF%FE&" + b"a=1&" * 2000),
    ],
)
def test_a_body_of_another_kind_is_refused_without_failing(kind: str, body: bytes) -> None:
    answer = browser().post("/en/sign-in/", data=body, content_type=kind)
    assert answer.status_code in {400, 403, 415}
    assert b"root:" not in answer.content


def test_another_site_sends_no_form_here() -> None:
    found: Any = browser(enforce_csrf_checks=True, headers={"Origin": "https://evil.example"})
    for path in ("/en/sign-in/", "/en/sign-out/", "/en/people/", "/en/account/sign-in/"):
        assert found.post(path, {"key": "x"}).status_code == 403, path
        assert found.options(path).get("Access-Control-Allow-Origin") is None


def test_a_page_leads_to_no_address_that_runs_code() -> None:
    for path in ("/en/", "/en/subjects/n1/", "/en/indicators/people/", "/en/search/?q=javascript:alert(1)"):
        body = browser().get(path).getvalue().decode().lower()
        assert 'href="javascript:' not in body
        assert 'href="data:' not in body
        assert "onclick=" not in body
