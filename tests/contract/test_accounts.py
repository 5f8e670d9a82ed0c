"""Do people sign in as they should, and nobody else: first link, second factor, lock-out, sessions?"""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import get_resolver

from styrbord.core.people.roles import Action
from styrbord.services import installation, people, rights, signing
from styrbord.services.accounts import changing
from styrbord.services.rights import OPERATOR
from styrbord.store.ledger.models import Event
from styrbord.store.people.models import Holding, Person
from styrbord.web.accounts import marks
from tests.contract.accounts import PASSWORD, add_app, browser, by_link, code, named, set_up, text, user_in
from tests.contract.paths import PATHS
from tests.contract.people import signed_in
from tests.contract.test_permissions import addresses

pytestmark = pytest.mark.usefixtures("database")
FREE = {"api:openapi-json", "feedback-give"}  # one only reads; the other takes a word from anybody, unsigned


@pytest.fixture
def strict(settings: Any) -> None:
    """The usual roles need a second factor, and wrong tries are counted."""
    settings.SECOND_FACTOR_ROLES = settings.DEFAULT_SECOND_FACTOR_ROLES
    settings.AXES_ENABLED = True
    settings.AXES_FAILURE_LIMIT = 4


@pytest.mark.usefixtures("strict")
def test_an_administrator_sees_no_page_but_the_set_up_until_a_second_factor_is_there() -> None:
    found = by_link("keeper", is_administrator=True)
    for path in ("/en/people/", "/en/my-rights/", "/en/imports/", "/api/v1/subjects", "/en/search/?q=x"):
        answer = found.get(path)
        assert answer.status_code == 403, path
        assert "second factor" in text(answer)
    assert found.post("/en/people/", {"code": "new", "title": "New"}).status_code == 403
    assert found.get("/api/v1/").json()["problems"][0]["code"] == "account.second-factor"
    assert found.get("/en/account/").status_code == 200
    found.post("/en/account/password/new/", {"password1": PASSWORD, "password2": PASSWORD})
    assert found.get("/en/people/").status_code == 403
    add_app(found)
    assert found.get("/en/people/").status_code == 200


@pytest.mark.usefixtures("strict")
def test_an_app_without_a_password_is_no_way_back_and_not_enough() -> None:
    found = by_link("keeper", is_administrator=True)
    add_app(found)
    assert found.get("/en/people/").status_code == 403


@pytest.mark.usefixtures("strict")
def test_a_role_that_needs_none_reads_on_and_is_asked_when_given_one_that_does() -> None:
    found = by_link("office")
    assert found.get("/en/my-rights/").status_code == 200
    signing.make_link("office", is_editor=True)
    assert found.get("/en/my-rights/").status_code == 403


@pytest.mark.usefixtures("strict")
def test_password_and_code_sign_in_and_each_alone_does_not() -> None:
    first = by_link("keeper", is_administrator=True)
    secret = set_up(first)
    named(first, "anna@example.org")
    found = browser()
    answer = found.post("/en/account/sign-in/", {"login": "Anna@Example.org", "password": PASSWORD})
    assert answer.url == "/en/account/second-factor/"
    assert found.get("/en/people/").status_code == 403
    assert found.post("/en/account/second-factor/", {"code": "000000"}).status_code == 200
    assert found.get("/en/people/").status_code == 403
    assert found.post("/en/account/second-factor/", {"code": fresh(secret)}).status_code == 302
    assert found.get("/en/people/").status_code == 200


def fresh(secret: str) -> str:
    """A code that was not used to set up the app a moment ago."""
    cache.clear()
    return code(secret)


@pytest.mark.usefixtures("strict")
def test_a_link_for_someone_with_an_app_asks_for_the_code_too() -> None:
    set_up(by_link("keeper", is_administrator=True))
    found = browser()
    answer = found.post("/en/sign-in/", {"key": signing.make_link("keeper")})
    assert answer.url == "/en/account/second-factor/"
    assert found.get("/en/people/").status_code == 403


@pytest.mark.usefixtures("strict")
def test_the_last_factor_of_an_administrator_stays() -> None:
    found = by_link("keeper", is_administrator=True)
    set_up(found)
    answer = found.post("/en/account/app/remove/")
    assert "cannot deactivate" in text(answer)
    assert Authenticator.objects.filter(type="totp").exists()


@pytest.mark.usefixtures("strict")
def test_the_last_passkey_of_an_administrator_stays_and_the_page_says_why() -> None:
    found = by_link("keeper", is_administrator=True)
    found.post("/en/account/password/new/", {"password1": PASSWORD, "password2": PASSWORD})
    row = Authenticator.objects.create(user=user_in(found), type="webauthn", data={"name": "Key"})
    session = found.session
    session[marks.FACTOR] = True
    session.save()
    answer = found.post(f"/en/account/passkeys/{row.pk}/remove/")
    assert "Add another one first" in text(answer)
    assert Authenticator.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012"])
def test_weak_passwords_are_refused(password: str) -> None:
    found = by_link("office")
    answer = found.post("/en/account/password/new/", {"password1": password, "password2": password})
    assert answer.status_code == 200


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_an_unknown_name_is_answered_as_a_wrong_password(language: str) -> None:
    first = by_link("office")
    set_up(first)
    named(first, "anna@example.org")
    answers = [
        browser().post(f"/{language}/account/sign-in/", {"login": login, "password": "wrong words here"})
        for login in ("anna@example.org", "nobody@example.org")
    ]
    bodies = [without_names(text(one)) for one in answers]
    assert bodies[0] == bodies[1]
    assert answers[0].status_code == answers[1].status_code == 200


class Counting(Argon2PasswordHasher):
    """Counts how often a password is hashed, which is what takes the time of an answer."""

    times = 0

    def encode(self, *words: Any) -> str:
        type(self).times += 1
        return str(super().encode(*words))

    def verify(self, *words: Any) -> bool:
        type(self).times += 1
        return bool(super().verify(*words))


@pytest.mark.parametrize("who", ["known", "unknown", "without a password", "closed"])
def test_every_wrong_password_is_hashed_once_whoever_the_name_is(settings: Any, who: str) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    found = by_link("office")
    name = named(found, "anna@example.org") if who != "unknown" else "nobody@example.org"
    user = user_in(found)
    if who in {"known", "closed"}:
        user.set_password(PASSWORD)
    user.is_active = who != "closed"
    user.save()
    Counting.times = 0
    browser().post("/en/account/sign-in/", {"login": name, "password": "wrong words here"})
    assert Counting.times == 1


def without_names(page: str) -> str:
    """Page without what was typed and the word of the form."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return re.sub(r'value="[^"]*"', "", page)


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("name", ["anna@example.org", "nobody@example.org"])
def test_wrong_passwords_lock_an_account_whether_it_is_there_or_not(name: str) -> None:
    first = by_link("office")
    set_up(first)
    named(first, "anna@example.org")
    said = {"login": name, "password": "wrong words here"}
    last = [browser(REMOTE_ADDR=f"10.0.0.{turn}").post("/en/account/sign-in/", said) for turn in range(6)][-1]
    assert last.status_code == 429
    assert "too many wrong tries" in text(last)
    assert int(last["Retry-After"]) > 0
    right = browser(REMOTE_ADDR="10.9.9.9").post("/en/account/sign-in/", {**said, "password": PASSWORD})
    assert right.status_code == 429
    kept = str(list(AccessAttempt.objects.values()))
    assert "anna" not in kept
    assert "wrong words" not in kept


@pytest.mark.usefixtures("strict")
def test_wrong_links_lock_an_address_and_nobody_else() -> None:
    for _ in range(5):
        last = browser().post("/sv/sign-in/", {"key": "guess"})
    assert last.status_code == 429
    assert "för många" in text(last).lower()
    secret = signing.make_link("office")
    assert browser().post("/en/sign-in/", {"key": secret}).status_code == 429
    assert browser(REMOTE_ADDR="10.0.0.1").post("/en/sign-in/", {"key": secret}).status_code == 302


@pytest.mark.usefixtures("strict")
def test_wrong_codes_lock_the_account() -> None:
    first = by_link("keeper", is_administrator=True)
    secret = set_up(first)
    name = named(first, "anna@example.org")
    found = browser()
    found.post("/en/account/sign-in/", {"login": name, "password": PASSWORD})
    statuses = [found.post("/en/account/second-factor/", {"code": f"00000{n}"}).status_code for n in range(6)]
    assert statuses[-1] == 429
    assert found.post("/en/account/second-factor/", {"code": fresh(secret)}).status_code == 429
    assert found.get("/en/people/").status_code == 403


def test_a_session_has_a_new_key_after_signing_in() -> None:
    found = browser()
    found.get("/en/sign-in/")
    session = found.session
    session["planted"] = 1
    session.save()
    planted = session.session_key
    found.post("/en/sign-in/", {"key": signing.make_link("office")})
    assert found.session.session_key != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_signing_out_everywhere_ends_every_session() -> None:
    found, other = by_link("office"), by_link("office")
    stranger = by_link("elsewhere")
    assert found.post("/en/account/sign-out-everywhere/").status_code == 302
    assert [one.get("/en/my-rights/").status_code for one in (found, other, stranger)] == [403, 403, 200]


def test_signing_out_everywhere_ends_a_session_whose_password_was_changed_too() -> None:
    found, other = by_link("office"), by_link("office")
    found.post("/en/account/password/new/", {"password1": PASSWORD, "password2": PASSWORD})
    other = by_link("office")
    assert found.get("/en/my-rights/").status_code == 200
    assert other.post("/en/account/sign-out-everywhere/").status_code == 302
    assert found.get("/en/my-rights/").status_code == 403


@pytest.mark.requirement("R-047")
def test_a_closed_account_and_a_post_that_was_left_end_at_the_next_step() -> None:
    found = by_link("keeper", is_administrator=True)
    person = Person.objects.get(user_id=user_in(found).pk)
    other = by_link("second", is_administrator=True)
    by = rights.require(user_in(other), Action.GIVE_RIGHTS)
    (holding,) = Holding.objects.filter(post__code="keeper")
    assert found.get("/en/people/").status_code == 200
    people.end_holding(holding.pk, post="keeper", by=by)
    assert found.get("/en/people/").status_code == 403
    changing.set_active(person.key, is_active=False)
    assert found.get("/en/my-rights/").status_code == 403
    assert browser().post("/en/sign-in/", {"key": signing.make_link(person.key)}).status_code == 400


def test_a_person_who_lost_everything_begins_anew_by_the_operator() -> None:
    found = by_link("keeper", is_administrator=True)
    set_up(found)
    person = Person.objects.get(user_id=user_in(found).pk)
    changing.reset(person.key)
    assert found.get("/en/my-rights/").status_code == 403
    assert not Authenticator.objects.exists()
    again = by_link("keeper")
    assert again.get("/en/account/").status_code == 200


@pytest.mark.parametrize(("mark", "age"), [(marks.SEEN, 3 * 3600), (marks.BEGAN, 13 * 3600)])
def test_a_session_that_is_old_or_was_left_alone_ends(mark: str, age: int) -> None:
    found = by_link("office")
    session = found.session
    session[mark] -= age
    session.save()
    assert found.get("/en/my-rights/").status_code == 403


def test_secrets_of_apps_are_kept_sealed() -> None:
    secret = set_up(by_link("office"))
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_what_is_changed_is_told_and_names_nobody() -> None:
    found = by_link("office")
    named(found, "anna@example.org")
    set_up(found)
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"account.changed", "account.session-begun"} <= verbs
    assert "anna" not in str(list(Event.objects.values()))


def test_every_unsafe_request_needs_the_word_of_its_form() -> None:
    found = browser(enforce_csrf_checks=True)
    found.force_login(signed_in("keeper-post"))
    before = Event.objects.count()
    for name in addresses(get_resolver()):
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            status = found.generic(method, PATHS[name]).status_code
            assert name in FREE or status in {401, 403, 404, 405}, (name, method, status)
    assert Event.objects.count() == before


@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1.evil.example", "a b"])
def test_a_foreign_host_is_refused(name: str) -> None:
    assert browser().get("/en/sign-in/", headers={"host": name}).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
    ],
)
def test_signing_in_leads_to_no_other_site(address: str) -> None:
    first = by_link("office")
    found = browser()
    name = named(first, "anna@example.org")
    first.post("/en/account/password/new/", {"password1": PASSWORD, "password2": PASSWORD})
    said = {"login": name, "password": PASSWORD, "next": address}
    answer = found.post("/en/account/sign-in/", said)
    assert answer.status_code == 302
    assert answer.url.startswith("/en/")


def test_someone_who_signed_in_without_a_link_is_not_linked_by_an_administrator() -> None:
    found = by_link("office")
    person = Person.objects.get(user_id=user_in(found).pk)
    with pytest.raises(Exception, match="signed in before"):
        people.invite(person.key, by=OPERATOR)


@pytest.mark.usefixtures("strict")
def test_a_hundred_guesses_from_many_addresses_try_few_passwords_and_no_code() -> None:
    first = by_link("keeper", is_administrator=True)
    set_up(first)
    name = named(first, "anna@example.org")
    statuses = [
        browser(REMOTE_ADDR=f"10.1.0.{turn}")
        .post(
            "/en/account/sign-in/", {"login": name, "password": PASSWORD if turn == 119 else f"guess {turn}"}
        )
        .status_code
        for turn in range(120)
    ]
    assert statuses.count(200) < 4
    assert set(statuses[4:]) == {429}


@pytest.mark.usefixtures("strict")
def test_one_address_that_guesses_at_many_accounts_is_locked_out() -> None:
    said = [{"login": f"person-{turn}@example.org", "password": "guess"} for turn in range(30)]
    statuses = [browser().post("/en/account/sign-in/", one).status_code for one in said]
    assert statuses.count(200) < 4
    assert set(statuses[4:]) == {429}


@pytest.mark.parametrize(
    ("is_invented", "address", "headers", "is_asked"),
    [
        (True, "127.0.0.1", {"host": "127.0.0.1:8000"}, False),
        (True, "127.0.0.1", {"host": "localhost"}, False),
        (False, "127.0.0.1", {"host": "127.0.0.1:8000"}, True),
        (True, "10.0.0.7", {"host": "127.0.0.1:8000"}, True),
        (True, "127.0.0.1", {"host": "board.example"}, True),
        (True, "127.0.0.1", {"host": "127.0.0.1", "x-forwarded-for": "127.0.0.1"}, True),
        (True, "127.0.0.1", {"host": "127.0.0.1", "x-forwarded-proto": "http"}, True),
    ],
)
def test_only_invented_data_on_their_own_machine_ask_nobody_for_a_second_factor(
    settings: Any, is_invented: bool, address: str, headers: dict[str, str], is_asked: bool
) -> None:
    settings.SECOND_FACTOR_ROLES = None
    settings.ALLOWED_HOSTS = ["*"]
    installation.keep(installation.IS_INVENTED, is_invented)
    found = by_link("keeper", is_administrator=True)
    answer = found.get("/en/people/", REMOTE_ADDR=address, headers=headers)
    assert answer.status_code == (403 if is_asked else 200)


@pytest.mark.usefixtures("strict")
def test_invented_data_are_no_exemption_where_roles_were_chosen() -> None:
    installation.keep(installation.IS_INVENTED, True)
    assert by_link("keeper", is_administrator=True).get("/en/people/").status_code == 403
