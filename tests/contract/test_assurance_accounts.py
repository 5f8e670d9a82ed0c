"""Are passwords taken as they are typed and kept as they should be, and is what matters asked for again?"""

import logging
import re
from typing import Any

import pytest

from styrbord.conf.accounts import account_settings
from tests.contract.accounts import PASSWORD, browser, by_link, code, named, set_up, text, user_in

pytestmark = pytest.mark.usefixtures("sqlite_database")
LONG = "Ärliga дельфины 日本 !#$ " + "quiet" * 12
SIGN_IN, CHANGE = "/en/account/sign-in/", "/en/account/password/"


def with_password(password: str, name: str = "anna@example.org") -> Any:
    """Browser of somebody with a password and a name."""
    found = by_link("office")
    said = {"password1": password, "password2": password}
    assert found.post("/en/account/password/new/", said).status_code == 302
    named(found, name)
    return found


def signs_in(password: str) -> bool:
    """Whether a password lets its owner in."""
    answer = browser().post(SIGN_IN, {"login": "anna@example.org", "password": password})
    return bool(answer.status_code == 302)


def test_any_letters_make_a_password_and_each_counts() -> None:
    assert len(LONG) > 64
    with_password(LONG)
    assert signs_in(LONG)
    for other in (LONG[:-1], LONG[:64], LONG.lower(), LONG.swapcase(), LONG.replace("  ", " ") + "x"):
        assert not signs_in(other)


def test_a_password_is_kept_by_argon2(settings: Any) -> None:
    settings.PASSWORD_HASHERS = account_settings()["PASSWORD_HASHERS"]
    user = user_in(with_password(LONG))
    user.refresh_from_db()
    assert user.password.startswith("argon2$argon2id$")


def test_a_password_is_changed_with_the_old_one() -> None:
    found, other = with_password(PASSWORD), "seven slow herons walk"
    said = {"oldpassword": "not the old one", "password1": other, "password2": other}
    assert found.post(CHANGE, said).status_code == 200
    assert signs_in(PASSWORD)
    assert found.post(CHANGE, {**said, "oldpassword": PASSWORD}).status_code == 302
    assert signs_in(other)
    assert not signs_in(PASSWORD)


def test_a_password_is_masked_and_may_be_pasted() -> None:
    pages = [text(browser().get("/en/sign-in/")), text(with_password(PASSWORD).get(CHANGE))]
    fields = [field for page in pages for field in re.findall(r"<input[^>]*password[^>]*>", page)]
    assert len(fields) >= 3
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field), field
        assert "readonly" not in field
        assert "maxlength" not in field


def test_a_code_works_once() -> None:
    first = by_link("office")
    secret = set_up(first)
    named(first, "anna@example.org")
    used = code(secret)
    answers = []
    for _ in range(2):
        found = browser()
        assert found.post(SIGN_IN, {"login": "anna@example.org", "password": PASSWORD}).status_code == 302
        answers.append(found.post("/en/account/second-factor/", {"code": used}).status_code)
    assert answers[-1] == 200
    assert answers.count(302) <= 1


def test_the_way_out_stands_on_every_page_of_a_signed_in_person() -> None:
    found = with_password(PASSWORD)
    for path in ("/en/my-rights/", "/en/account/", "/en/search/?q=x"):
        assert 'href="/en/sign-in/' in text(found.get(path)), path
    assert 'action="/en/sign-out/"' in text(found.get("/en/sign-in/"))


def test_who_has_been_in_for_long_proves_it_again_before_a_factor_is_taken_away() -> None:
    found = by_link("office")
    set_up(found)
    session = found.session
    key = "account_authentication_methods"
    session[key] = [{**one, "at": one["at"] - 3600} for one in session[key]]
    session.save()
    for path in ("/en/account/app/remove/", "/en/account/passkeys/new/"):
        answer = found.get(path)
        assert answer.status_code == 302, path
        assert answer.url.startswith("/en/account/again"), path


def test_a_refusal_is_written_down(caplog: Any) -> None:
    with caplog.at_level(logging.WARNING, "django.request"):
        browser().get("/en/people/")
    assert "Forbidden: /en/people/" in caplog.text


def test_a_line_of_the_log_stays_one_line(caplog: Any) -> None:
    with caplog.at_level(logging.WARNING, "django.request"):
        browser().get("/en/nowhere/a%0AForbidden:%20forged/")
    assert caplog.records
    assert all("\n" not in record.getMessage() for record in caplog.records)
