"""May a program do with its token what the post may and the token says, and nothing else?"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.base.limits import DEFAULTS, Limit, limits_from
from styrbord.core.base.problems import Refused
from styrbord.core.people.roles import Role
from styrbord.services import clock, memory, people, rights
from styrbord.services.accounts import tokens
from styrbord.services.accounts.limits import BUCKETS, Buckets
from styrbord.services.loading import load_pack
from styrbord.services.rights import OPERATOR, Actor
from styrbord.store.clock import to_ms
from styrbord.store.people.models import ApiToken, Holding
from tests.contract.accounts import text
from tests.contract.people import administrator, asked, county, key_of, signed_in

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    """A small board, as pages need one."""
    memory.forget()
    load_pack(county(tmp_path / "county"))


@pytest.fixture
def maker(database: str) -> Any:
    """User who hands in for a post, which an analyst's role was given too."""
    return signed_in("office", asked("preparer"), asked("analyst"))


def by(user: Any, post: str = "office") -> Actor:
    return Actor(post, key_of(user))


def refusal(header: str) -> list[tuple[str, dict[str, object]]]:
    with pytest.raises(Refused) as told:
        tokens.actor_of_token(header)
    return [(one.code, dict(one.params)) for one in told.value.problems]


def test_a_token_acts_for_its_post_with_the_rights_that_its_scopes_need(maker: Any) -> None:
    secret = tokens.make("office", ["submit:jobs"], days=9, by=by(maker))
    actor, found, scopes = tokens.actor_of_token(f"Bearer {secret}")
    assert actor == by(maker)
    assert scopes == {"submit:jobs"}
    assert {one.role for one in found.rights} == {Role.PREPARER}
    assert ApiToken.objects.get().last_used == clock.now().date()
    tokens.demand(scopes, "submit", "jobs")
    with pytest.raises(Refused, match="submit:wages"):
        tokens.demand(scopes, "submit", "wages")


def test_only_the_hash_of_a_secret_is_kept(maker: Any) -> None:
    secret = tokens.make("office", ["read"], days=9, by=by(maker))
    assert secret not in str(list(ApiToken.objects.values()))


def test_wrong_expired_ended_and_orphaned_tokens_are_refused_in_the_same_words(maker: Any) -> None:
    ended, expired, orphan, closed = (
        tokens.make("office", ["read"], days=9, by=by(maker), note=str(turn)) for turn in range(4)
    )
    tokens.end(ApiToken.objects.get(note="0").pk, by=by(maker))
    past = to_ms(clock.now() - timedelta(seconds=1))
    ApiToken.objects.filter(note="1").update(expires_at=past)
    tokens.actor_of_token(f"Bearer {orphan}")
    people.end_holding(Holding.objects.get().pk, post="office", by=OPERATOR)
    headers = [f"Bearer {one}" for one in (ended, expired, orphan, closed, "sty_x", "", " ")]
    assert {str(refusal(one)) for one in [*headers, "", "Basic x", f"Token {orphan}", "Bearer"]} == {
        str([("token.refused", {})])
    }


def test_a_token_loses_what_its_post_loses(maker: Any) -> None:
    secret = tokens.make("office", ["submit:jobs"], days=9, by=by(maker))
    for one in rights.tables.Grant.objects.filter(role="preparer"):
        people.revoke(one.pk, post="office", by=OPERATOR)
    assert tokens.actor_of_token(f"Bearer {secret}")[1].rights == ()


def test_a_closed_account_has_no_tokens_that_work(maker: Any) -> None:
    secret = tokens.make("office", ["read"], days=9, by=by(maker))
    maker.is_active = False
    maker.save()
    assert refusal(f"Bearer {secret}")[0][0] == "token.refused"


def test_everything_wrong_with_a_token_is_said_at_once(maker: Any) -> None:
    with pytest.raises(Refused) as told:
        tokens.make("elsewhere", ["write", "submit:", "read:x"], days=0, by=by(maker))
    assert [one.code for one in told.value.problems] == [
        *["token.no-scope"] * 3,
        "token.days",
        "token.no-post",
    ]
    with pytest.raises(Refused, match="for nothing"):
        tokens.make("office", [" "], days=1, by=by(maker))


def test_nobody_ends_the_token_of_another(maker: Any) -> None:
    tokens.make("office", ["read"], days=9, by=by(maker))
    number = ApiToken.objects.get().pk
    with pytest.raises(Refused, match="no such token"):
        tokens.end(number, by=by(signed_in("other"), "other"))
    tokens.end(number, by=administrator()[1], is_any=True)
    assert tokens.every()[0].state == "ended"


@pytest.mark.usefixtures("board")
def test_a_token_is_made_on_the_page_and_shown_once(maker: Any) -> None:
    browser = Client()
    browser.force_login(maker)
    page = text(browser.get("/en/my-rights/tokens/"))
    said = {"post": "office", "scopes": "submit:jobs\r\nread", "days": "30", "note": "till", "key": "k"}
    made = text(browser.post("/en/my-rights/tokens/", said))
    assert made.count("sty_") == 1
    again = text(browser.post("/en/my-rights/tokens/", said))
    assert "sty_" not in again
    assert "sty_" not in page
    assert ApiToken.objects.count() == 1
    wrong = browser.post("/sv/my-rights/tokens/", {**said, "days": "x", "key": "l"})
    assert wrong.status_code == 400
    browser.post("/en/my-rights/tokens/", {"number": str(ApiToken.objects.get().pk)})
    assert tokens.every()[0].state == "ended"


@pytest.mark.usefixtures("board")
def test_administrators_see_all_tokens_and_end_them_and_auditors_see(maker: Any) -> None:
    tokens.make("office", ["read"], days=9, by=by(maker), note="till")
    number = ApiToken.objects.get().pk
    auditor, keeper = Client(), Client()
    auditor.force_login(signed_in("audit", asked("auditor")))
    keeper.force_login(administrator()[0])
    assert "till" in text(auditor.get("/en/people/tokens/"))
    assert auditor.post("/en/people/tokens/", {"number": number}).status_code == 403
    assert keeper.post("/en/people/tokens/", {"number": number}).status_code == 302
    assert tokens.every()[0].state == "ended"


def test_a_token_makes_no_session(maker: Any) -> None:
    secret = tokens.make("office", ["read"], days=9, by=by(maker))
    browser = Client(headers={"authorization": f"Bearer {secret}"})
    answer = browser.get("/en/my-rights/")
    assert answer.status_code == 403
    assert not browser.cookies.get("styrbord-session")


def test_a_bucket_empties_and_fills_again() -> None:
    buckets, limit = Buckets(most=2), Limit(3, 30)
    assert [buckets.wait("api", "a", limit, 0.0) for _ in range(4)] == [0, 0, 0, 10]
    assert buckets.wait("api", "b", limit, 0.0) == 0
    assert buckets.wait("api", "a", limit, 10.0) == 0
    assert buckets.wait("api", "a", limit, 10.0) == 10
    for key in "cdefg":
        buckets.wait("api", key, limit, 10.0)
    assert len(buckets._left) == 2


def test_limits_are_read_from_a_text() -> None:
    assert limits_from("") == dict(DEFAULTS)
    assert limits_from("none") == {}
    assert limits_from("api=5/1, search=0/1")["api"] == Limit(5, 1)
    assert "search" not in limits_from("search=0/1")
    for wrong in ("api", "api=5", "api=x/1", "all=1/1"):
        with pytest.raises(ValueError, match="no limit"):
            limits_from(wrong)


@pytest.mark.parametrize(
    ("name", "method", "path"),
    [
        ("api", "GET", "/api/v1/problems"),
        ("search", "GET", "/en/search/?q=a"),
        ("sign-in", "POST", "/ru/sign-in/"),
        ("sign-in", "POST", "/en/account/sign-in/"),
        ("post", "POST", "/en/people/"),
    ],
)
def test_who_asks_too_often_waits_and_others_do_not(settings: Any, name: str, method: str, path: str) -> None:
    BUCKETS.forget()
    settings.RATE_LIMITS = {name: Limit(2, 60)}
    one, other = Client(), Client(REMOTE_ADDR="10.0.0.1")
    answers = [one.generic(method, path) for _ in range(3)]
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    if name == "api":
        assert answers[-1].json()["problems"][0]["code"] == "limit.too-many"
    assert other.generic(method, path).status_code != 429
    BUCKETS.forget()


def test_a_forged_address_counts_only_behind_the_proxy_of_the_server(settings: Any) -> None:
    BUCKETS.forget()
    settings.RATE_LIMITS = {"search": Limit(1, 60)}
    asked = [
        Client().get("/en/search/", headers={"x-forwarded-for": f"10.0.0.{turn}"}).status_code
        for turn in range(2)
    ]
    assert asked[-1] == 429
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    found = Client().get("/en/search/", headers={"x-forwarded-for": "1.1.1.1, 10.0.0.7"})
    assert found.status_code != 429
    assert Client().get("/en/search/", headers={"x-forwarded-for": "2.2.2.2, 10.0.0.7"}).status_code == 429
    BUCKETS.forget()
