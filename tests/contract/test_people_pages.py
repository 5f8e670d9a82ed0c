"""Do the pages about posts and rights show, give, take and refuse as they should, on both databases?"""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.services import clock, memory
from styrbord.services.loading import load_pack
from styrbord.store.ledger.models import Event
from styrbord.store.people.models import Grant, Holding, SignInName
from tests.contract.people import added, administrator, asked, county, key_of, signed_in

pytestmark = pytest.mark.usefixtures("database")
GRANT = {"role": "analyst", "first": "2020-01-01", "basis": "Order 1", "subject": "north", "key": "k"}


@pytest.fixture(autouse=True)
def board(database: str, tmp_path: Path) -> None:
    """A small board with a post."""
    memory.forget()
    load_pack(county(tmp_path / "county"))
    added("office")


def client(user: Any = None) -> Client:
    found = Client(raise_request_exception=False)
    if user:
        found.force_login(user)
    return found


@pytest.fixture
def keeper() -> Client:
    """Browser of an administrator."""
    return client(administrator()[0])


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("language", ["en", "ru", "sv"])
def test_the_pages_are_there_in_every_language(keeper: Client, language: str) -> None:
    for path in ("people/", "people/guest/", "people/posts/office/", "my-rights/"):
        answer = keeper.get(f"/{language}/{path}")
        assert answer.status_code == 200, path
        assert "no-store" in answer.headers["Cache-Control"]


def test_a_role_is_given_and_revoked_and_each_sending_counts_once(keeper: Client) -> None:
    reader = client(signed_in("office"))
    address = "/en/indicators/debts/values/n1/2020/"
    assert reader.get(address).status_code == 404
    for _ in range(2):
        answer = keeper.post("/en/people/posts/office/grant/", GRANT, follow=True)
        assert "Done." in text(answer)
    assert "7,002" in text(reader.get(address))
    (grant,) = Grant.objects.filter(post__code="office")
    keeper.post("/en/people/posts/office/revoke/", {"number": grant.pk})
    assert reader.get(address).status_code == 404
    assert "ended" in text(keeper.get("/en/people/posts/office/"))


def test_a_refused_form_says_everything_and_loses_nothing(keeper: Client) -> None:
    said = {"role": "analyst", "first": "2020-01-01", "subject": "nort", "rubric": ["work"], "basis": ""}
    answer = keeper.post("/sv/people/posts/office/grant/", said)
    assert answer.status_code == 400
    assert "Grunden saknas." in text(answer)
    assert 'value="nort"' in text(answer)
    assert 'value="work" checked' in text(answer)
    assert '<details class="more" open>' in text(answer)


@pytest.mark.parametrize(
    "wrong", [{"first": "soon"}, {"last": "2020-13-01"}, {"role": "king"}, {"basis": "\x00"}]
)
def test_wrong_words_are_refused(keeper: Client, wrong: dict[str, str]) -> None:
    assert keeper.post("/en/people/posts/office/grant/", {**GRANT, **wrong}).status_code == 400
    assert not Grant.objects.filter(post__code="office").exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "99999999999999999999", "1\x00"])
def test_a_number_that_is_none_is_refused(keeper: Client, number: str) -> None:
    for verb in ("revoke", "end", "end-deputy"):
        assert keeper.post(f"/en/people/posts/office/{verb}/", {"number": number}).status_code == 400


def test_an_unknown_post_or_verb_is_not_found(keeper: Client) -> None:
    assert keeper.get("/en/people/posts/nowhere/").status_code == 404
    assert keeper.post("/en/people/posts/office/crown/", {}).status_code == 404
    assert keeper.get("/en/people/posts/office/grant/").status_code == 405


def test_someone_is_appointed_invited_and_taken_away(keeper: Client) -> None:
    keeper.post("/en/people/posts/office/appoint/", {"name": "Anna <b>Berg", "first": "2020-01-01"})
    (holding,) = Holding.objects.filter(post__code="office")
    page = keeper.post("/en/people/posts/office/link/", {"person": holding.person.key})
    assert "Anna &lt;b&gt;Berg" in text(page)
    key = text(page).partition("?key=")[2].partition("<")[0]
    anna = client()
    assert anna.post("/en/sign-in/", {"key": key}).status_code == 302
    assert "Office" in text(anna.get("/en/my-rights/"))
    again = keeper.post("/en/people/posts/office/link/", {"person": holding.person.key})
    assert again.status_code == 400
    keeper.post("/en/people/posts/office/end/", {"number": holding.pk})
    assert "You hold no post today" in text(anna.get("/en/my-rights/"))
    assert anna.get("/en/pages/inside/").status_code == 404


def test_a_link_is_made_for_holders_of_the_post_only(keeper: Client) -> None:
    signed_in("other")
    (holding,) = Holding.objects.filter(post__code="other")
    answer = keeper.post("/en/people/posts/office/link/", {"person": holding.person.key})
    assert answer.status_code == 400
    assert "?key=" not in text(answer)


def test_a_guest_is_invited_and_a_deputy_named(keeper: Client) -> None:
    last = (clock.now().date() + timedelta(days=5)).isoformat()
    said = {"code": "guest-1", "title": "Guest", "name": "Eva", "basis": "Letter", "last": last}
    assert keeper.post("/en/people/guest/", {**said, "last": ""}).status_code == 400
    assert keeper.post("/en/people/guest/", said).status_code == 302
    deputy = {"deputy": "guest-1", "basis": "Order", "first": "2020-01-01"}
    assert keeper.post("/en/people/posts/office/deputy/", deputy).status_code == 302
    assert "Guest" in text(keeper.get("/en/people/posts/office/"))


def test_an_address_to_sign_in_with_is_written_once_and_for_newcomers_only(keeper: Client) -> None:
    last = (clock.now().date() + timedelta(days=5)).isoformat()
    eva = {"code": "guest-1", "title": "Guest", "name": "Eva", "basis": "Letter", "last": last, "key": "g"}
    for _ in range(2):
        assert keeper.post("/en/people/guest/", {**eva, "mail": "Eva@Example.org"}).status_code == 302
    assert SignInName.objects.get().name == "eva@example.org"
    appoint = {"name": "Anna", "first": "2020-01-01", "mail": "anna@example.org", "key": "a"}
    for _ in range(2):
        assert keeper.post("/en/people/posts/office/appoint/", appoint).status_code == 302
    held = Holding.objects.filter(post__code="office").count()
    for mail in ("eva@example.org", "two words", "x" * 255):
        answer = keeper.post("/en/people/posts/office/appoint/", {**appoint, "mail": mail, "key": mail[:9]})
        assert answer.status_code == 400
    assert Holding.objects.filter(post__code="office").count() == held == 1


def test_no_administrator_names_an_address_for_someone_who_has_signed_in(keeper: Client) -> None:
    other = key_of(signed_in("other"))
    said = {"person": other, "first": "2020-01-01", "mail": "mine@example.org"}
    answer = keeper.post("/en/people/posts/office/appoint/", said)
    assert answer.status_code == 400
    assert f"sign-in-link {other} --mail" in text(answer)
    assert not SignInName.objects.exists()


@pytest.mark.requirement("R-047")
def test_an_account_is_closed_and_opened_on_the_page_of_a_post(keeper: Client) -> None:
    user = signed_in("office")
    reader, person = client(user), key_of(user)
    assert reader.get("/en/my-rights/").status_code == 200
    answer = keeper.post("/en/people/posts/office/close/", {"person": person, "key": "c"}, follow=True)
    assert "The account is closed" in text(answer)
    assert reader.get("/en/my-rights/").status_code == 403
    assert reader.get("/en/pages/inside/").status_code == 404
    keeper.post("/en/people/posts/office/open/", {"person": person, "key": "o"})
    assert client(type(user).objects.get(pk=user.pk)).get("/en/my-rights/").status_code == 200


def test_nobody_closes_their_own_account_or_one_of_another_post(keeper: Client) -> None:
    own = Holding.objects.get(post__code="keeper").person.key
    answer = keeper.post("/en/people/posts/keeper/close/", {"person": own})
    assert answer.status_code == 400
    assert "Nobody gives rights to themselves" in text(answer)
    assert keeper.post("/en/people/posts/office/close/", {"person": own}).status_code == 400
    assert keeper.get("/en/people/").status_code == 200


def test_a_post_is_added_from_the_list(keeper: Client) -> None:
    assert keeper.post("/en/people/", {"code": "new-post", "title": "New post"}).status_code == 302
    answer = keeper.post("/en/people/", {"code": "new-post", "title": "Again"})
    assert answer.status_code == 400
    assert 'value="Again"' in text(answer)


def test_an_auditor_reads_and_changes_nothing() -> None:
    auditor = client(signed_in("audit", asked("auditor")))
    assert auditor.get("/en/people/").status_code == 200
    page = auditor.get("/en/people/posts/audit/")
    assert '<form class="form form-tall"' not in text(page)
    assert "Revoke" not in text(page)
    before = Event.objects.count()
    assert auditor.post("/en/people/posts/office/grant/", GRANT).status_code == 403
    assert auditor.post("/en/people/", {"code": "x", "title": "X"}).status_code == 403
    assert Event.objects.count() == before


def test_an_administrator_of_a_deputyship_sees_no_names_of_restricted_indicators(keeper: Client) -> None:
    keeper.post("/en/people/posts/office/grant/", GRANT)
    assert "Debts" not in text(keeper.get("/en/people/posts/office/"))
    assert "1 of 1, 0 of them everywhere" in text(keeper.get("/en/people/posts/office/"))


@pytest.mark.parametrize(
    ("role", "quiet"),
    [
        ("auditor", {"requests", "people/sharing", "people/log", "people/records"}),
        ("analyst", {"requests"}),
    ],
)
def test_my_rights_lead_to_what_a_role_may_open_and_nowhere_else(role: str, quiet: set[str]) -> None:
    found = client(signed_in("reader", asked(role)))
    markup = text(found.get("/en/my-rights/"))
    links = {
        path
        for path in re.findall(r'href="/en/([a-z/-]+)/"', markup)
        if path.startswith(("req", "people/", "q"))
    }
    assert links - {"people/tokens"} == quiet | {"quality", "questions"}
    assert {found.get(f"/en/{path}/").status_code for path in links} == {200}
