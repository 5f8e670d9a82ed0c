"""Can people in a browser set up a passkey or an app, sign in with it, or by a provider of the house?"""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import pytest
import requests
from allauth.mfa.totp.internal.auth import hotp_value

from styrbord.services import signing
from styrbord.services.accounts import changing, names
from styrbord.services.rights import OPERATOR
from styrbord.store.people.models import Holding
from tests.conftest import CHROMIUM, CHROMIUM_ARGUMENTS
from tests.databases import using
from tests.journeys.looking import Look
from tests.journeys.site import LANGUAGES, Site

PASSWORD = "four quiet otters swim"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def _served(folder: Path, **settings: str) -> Site:
    made = Site(folder, settings=settings)
    made.command("setup")
    made.start()
    return made


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A board without numbers, whose administrators need a second factor."""
    made = _served(tmp_path_factory.mktemp("strict"), STYRBORD_SECOND_FACTOR="administrator")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def local_chromium(chromium: Any) -> Iterator[Any]:
    """A browser that knows this machine by its name: passkeys need one."""
    rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
    running = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*CHROMIUM_ARGUMENTS, rules])
    yield running
    running.close()


@pytest.fixture
def eyes(local_chromium: Any) -> Iterator[Look]:
    """Somebody at a desktop."""
    context = local_chromium.new_context(viewport={"width": 1366, "height": 768})
    yield Look(context.new_page())
    context.close()


def address(site: Site) -> str:
    return f"http://localhost:{site.port}"


def come_by_link(site: Site, look: Look, *words: str) -> None:
    said = site.command("sign-in-link", *words, "--site", address(site))
    found = re.search(r"http://\S+", said)
    assert found
    look.open(found[0])
    look.page.click("main form button")
    look.page.wait_for_url("**/en/account/")


@pytest.mark.browser
def test_a_passkey_is_set_up_and_signs_in_alone_until_the_account_is_closed(
    strict: Site, eyes: Look, axe: str, django_db_blocker: Any
) -> None:
    site, page = address(strict), eyes.page
    come_by_link(strict, eyes, "keeper", "--administrator")
    assert eyes.open(f"{site}/en/people/") == 403
    assert "My sign-in" in eyes.words("main")
    door = page.context.new_cdp_session(page)
    door.send("WebAuthn.enable")
    door.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    eyes.open(f"{site}/en/account/passkeys/new/")
    assert not eyes.violations(axe)
    page.click("#passkey")
    page.wait_for_url("**/en/account/codes/")
    assert len(page.locator(".codes li").all()) == 10
    assert not eyes.violations(axe)
    assert eyes.open(f"{site}/en/people/") == 200
    eyes.open(f"{site}/en/account/codes/")
    assert not page.locator(".codes li").all()
    eyes.open(f"{site}/en/sign-in/")
    page.click("main button:has-text('Sign out')")
    assert eyes.open(f"{site}/en/people/") == 403
    eyes.open(f"{site}/en/sign-in/")
    with page.expect_navigation(url=lambda url: not url.endswith("/sign-in/")):
        page.click("#passkey")
    assert eyes.open(f"{site}/en/people/") == 200
    with django_db_blocker.unblock(), using(str(strict.database)):
        changing.set_active(Holding.objects.get(post__code="keeper").person.key, is_active=False)
    assert eyes.open(f"{site}/en/people/") == 403
    eyes.open(f"{site}/en/sign-in/")
    with page.expect_navigation():
        page.click("#passkey")
    assert eyes.open(f"{site}/en/people/") == 403
    refused = [one for one in eyes.errors if "403" not in one and "400" not in one]
    assert refused == []


@pytest.mark.browser
def test_password_and_app_are_set_up_without_a_script(strict: Site, local_chromium: Any) -> None:
    context = local_chromium.new_context(java_script_enabled=False)
    look, site = Look(context.new_page()), address(strict)
    page = look.page
    come_by_link(strict, look, "second", "--administrator")
    name = re.search(r"p-[0-9a-f]{12}", look.words("main"))
    assert name
    page.click("a:has-text('Set a password')")
    page.fill("#id_password1", PASSWORD)
    page.fill("#id_password2", PASSWORD)
    page.click("button:has-text('Keep the password')")
    page.click("a:has-text('Add an app')")
    box = page.locator(".qr img").bounding_box()
    assert box is not None
    assert box["width"] > 100
    secret = page.inner_text("code.secret").strip()
    page.fill("#id_code", f"{hotp_value(secret, int(time.time()) // 30):06d}")
    page.click("button:has-text('Add the app')")
    assert "10 codes left" in look.words("main")
    recovery = page.locator(".codes li").first.inner_text()
    look.open(f"{site}/en/sign-in/")
    page.click("main button:has-text('Sign out')")
    look.open(f"{site}/en/sign-in/?next=/en/people/")
    page.fill("#id_login", name[0])
    page.fill("#id_password", PASSWORD)
    page.click("form[action$='/account/sign-in/'] button")
    assert "recovery codes" in look.words("main")
    page.fill("#id_code", recovery)
    page.click("main button:has-text('Sign in')")
    page.wait_for_url("**/en/people/")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_signing_in_read_well_in_every_width(
    strict: Site, eyes: Look, axe: str, language: str
) -> None:
    site = address(strict)
    paths = ["sign-in/"]
    for path in paths:
        _looks_well(eyes, axe, f"{site}/{language}/{path}")
    come_by_link(strict, eyes, f"reader-{language}")
    for path in ("account/", "account/password/new/", "account/app/", "account/passkeys/new/"):
        _looks_well(eyes, axe, f"{site}/{language}/{path}")
    for path in ("my-rights/", "my-rights/tokens/", "account/codes/new/"):
        _looks_well(eyes, axe, f"{site}/{language}/{path}")
    assert eyes.hosts() == {f"localhost:{strict.port}"}


def _looks_well(look: Look, axe: str, url: str) -> None:
    assert look.open(url) == 200, url
    for width in (1366, 390, 320):
        look.resize(width)
        assert look.sideways() <= 0, f"{url} {width} wide"
        assert not look.too_small(), f"{url} {width} wide"
        assert not look.violations(axe), f"{url} {width} wide"
    look.resize(1366)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider of identities that runs beside the board; its address."""
    port = _free_port()
    known = [
        {"sub": "anna-1", "email": "Anna@Example.org", "email_verified": True},
        {"sub": "bo-2", "email": "bo@example.org", "email_verified": False},
        {"sub": "eva-3"},
        {"sub": "stranger-4", "email": "stranger@example.org", "email_verified": True},
    ]
    words = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port)]
    for one in known:
        words += ["--user-claims", json.dumps(one)]
    running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            with requests.get(f"{base}/.well-known/openid-configuration", timeout=5):
                break
        except requests.ConnectionError:
            time.sleep(0.1)
    yield base
    running.terminate()
    running.wait(30)


@pytest.fixture(scope="module")
def house(provider: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[Site]:
    """A board whose people sign in at the provider; Anna, Bo and Eva are invited."""
    made = _served(
        tmp_path_factory.mktemp("house"),
        STYRBORD_SECOND_FACTOR="none",
        STYRBORD_OIDC_ISSUER=provider,
        STYRBORD_OIDC_CLIENT_ID="board",
        STYRBORD_OIDC_CLIENT_SECRET="a secret of this test alone",
        STYRBORD_OIDC_NAME="The house",
    )
    with django_db_blocker.unblock(), using(str(made.database)):
        for post, name in (("anna", "anna@example.org"), ("bo", "bo@example.org"), ("eva", "eva-3")):
            signing.make_link(post)
            person = Holding.objects.get(post__code=post).person
            names.set_name(person.key, name, by=OPERATOR)
    yield made
    made.stop()


@pytest.fixture
def session() -> Iterator[requests.Session]:
    """A reader who follows every redirection."""
    with requests.Session() as made:
        yield made


def to_provider(house: Site, session: requests.Session) -> str:
    """Address of the provider's page that asks who one is."""
    answer = session.get(f"{house.address}/en/account/oidc/go/", timeout=30)
    assert "/oauth2/authorize" in answer.url, answer.text[:500]
    return answer.url


def back(session: requests.Session, page: str, who: str) -> str:
    """Address that the provider sends somebody back to."""
    answer = session.post(page, data={"sub": who}, allow_redirects=False, timeout=30)
    return answer.headers["Location"]


def is_in(house: Site, session: requests.Session) -> bool:
    return session.get(f"{house.address}/en/account/", timeout=30).status_code == 200


@pytest.mark.parametrize("who", ["anna-1", "eva-3"])
def test_an_invited_person_comes_in_by_mail_or_number(
    house: Site, session: requests.Session, who: str
) -> None:
    for _ in range(2):
        page = to_provider(house, session)
        asked = parse_qs(urlsplit(page).query)
        assert asked["nonce"][0]
        assert asked["code_challenge_method"] == ["S256"]
        session.get(back(session, page, who), timeout=30)
        assert is_in(house, session)


@pytest.mark.parametrize("who", ["stranger-4", "bo-2"])
def test_strangers_and_unverified_addresses_stay_out(
    house: Site, session: requests.Session, who: str
) -> None:
    answer = session.get(back(session, to_provider(house, session), who), timeout=30)
    assert answer.status_code == 403
    assert "Nobody was invited here under your name" in answer.text
    assert not is_in(house, session)


def test_an_answer_with_another_nonce_or_state_is_refused(house: Site, session: requests.Session) -> None:
    page = to_provider(house, session)
    parts = urlsplit(page)
    query = {**{key: one[0] for key, one in parse_qs(parts.query).items()}, "nonce": "another"}
    changed = urlunsplit(parts._replace(query=urlencode(query)))
    assert session.get(back(session, changed, "anna-1"), timeout=30).status_code == 400
    page = to_provider(house, session)
    wrong = re.sub(r"state=[^&]+", "state=another", back(session, page, "anna-1"))
    assert session.get(wrong, timeout=30).status_code == 400
    assert not is_in(house, session)


def test_an_answer_works_once_and_in_its_own_session(house: Site, session: requests.Session) -> None:
    returned = back(session, to_provider(house, session), "anna-1")
    with requests.Session() as thief:
        assert thief.get(returned, timeout=30).status_code == 400
        assert not is_in(house, thief)
        session.get(returned, timeout=30)
        assert is_in(house, session)
        assert session.get(returned, timeout=30).status_code == 400
        own = back(thief, to_provider(house, thief), "stranger-4")
        code = parse_qs(urlsplit(returned).query)["code"][0]
        replayed = re.sub(r"code=[^&]+", f"code={code}", own)
        assert thief.get(replayed, timeout=30).status_code == 400
        assert not is_in(house, thief)


def test_who_turns_back_at_the_provider_is_told_so(house: Site, session: requests.Session) -> None:
    page = to_provider(house, session)
    answer = session.post(page, data={"action": "deny"}, timeout=30)
    assert answer.status_code == 400
    assert "did not work" in answer.text


def test_with_a_provider_no_password_has_an_address(house: Site, session: requests.Session) -> None:
    base = f"{house.address}/en"
    for path in ("account/password/", "account/password/new/", "account/again/", "account/signup/"):
        assert session.get(f"{base}/{path}", timeout=30).status_code == 404, path
    page = session.get(f"{base}/account/sign-in/", timeout=30)
    assert "The house" in page.text
    assert 'type="password"' not in page.text
    word = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.text)
    assert word
    said = {"csrfmiddlewaretoken": word[1], "login": "x", "password": "y"}
    assert session.post(f"{base}/account/sign-in/", data=said, timeout=30).status_code == 405


@pytest.mark.browser
def test_somebody_signs_in_at_the_provider_in_a_browser(house: Site, eyes: Look) -> None:
    base = f"http://127.0.0.1:{house.port}"
    eyes.open(f"{base}/en/sign-in/")
    eyes.page.click("a:has-text('Sign in with The house')")
    eyes.page.fill("input[name=sub]", "anna-1")
    eyes.page.click("button:has-text('Authorize')")
    eyes.page.wait_for_url(f"{base}/en/")
    assert eyes.open(f"{base}/en/account/") == 200
    assert "anna@example.org" in eyes.words("main")


def test_behind_https_cookies_are_safe_and_bound_to_the_host(tmp_path: Path) -> None:
    made = _served(tmp_path, STYRBORD_HTTPS="1", STYRBORD_SECOND_FACTOR="none")
    try:
        base = f"{made.address}/en/sign-in/"
        said = {"X-Forwarded-Proto": "https", "Referer": base.replace("http:", "https:")}
        key = made.command("sign-in-link", "office").strip().partition("key=")[2]
        page = requests.get(base, params={"key": key}, headers=said, timeout=30)
        form = page.headers["Set-Cookie"]
        word = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.text)
        assert word
        sent = {"key": key, "csrfmiddlewaretoken": word[1]}
        said["Cookie"] = form.partition(";")[0]
        answer = requests.post(base, data=sent, headers=said, timeout=30, allow_redirects=False)
        assert answer.status_code == 302
        session = answer.headers["Set-Cookie"].rpartition("__Host-styrbord-session=")
        for cookie, name in ((form, "__Host-styrbord-form="), ("".join(session[1:]), session[1])):
            assert cookie.startswith(name)
            assert name.startswith("__Host-")
            assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
            assert "Domain" not in cookie
        assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
    finally:
        made.stop()


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"STYRBORD_SECRET_KEY": "short"}, "secret key"),
        ({"STYRBORD_SECRET_KEY": "django-insecure-" + "x" * 40}, "secret key"),
        ({"STYRBORD_OIDC_ISSUER": "https://id.example"}, "STYRBORD_OIDC_CLIENT_ID"),
        ({"STYRBORD_OIDC_ISSUER": "http://id.example", "STYRBORD_OIDC_CLIENT_ID": "x"}, "https"),
        ({"STYRBORD_LOCKOUT_TRIES": "0"}, "STYRBORD_LOCKOUT_TRIES"),
    ],
)
def test_an_unsafe_start_is_refused(tmp_path: Path, chosen: dict[str, str], words: str) -> None:
    made = Site(tmp_path, settings=chosen)
    ran = [sys.executable, "-m", "styrbord.cli", "setup", "--database", str(made.database)]
    done = subprocess.run(ran, env=made.environment(), capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert words in done.stderr
