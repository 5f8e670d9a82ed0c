"""Does every answer tell browsers what they may do with it, keep nothing of a session, and refuse echoes?"""

import json
import os
import re
import subprocess
import sys
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from styrbord.services.loading import load_pack
from styrbord.web.policy import POLICY
from tests.contract.accounts import browser, by_link
from tests.contract.paths import PATHS
from tests.contract.people import county

ROOT = Path(__file__).resolve().parents[2]
STATIC = "/static/styrbord/app.js"
TEXTS = ("text/", "application/json", "application/atom+xml", "application/vnd.oai")
OTHERS = ("/en/nowhere/", "/api/v1/nowhere", "/nowhere", "/static/nowhere.js", "/en/subjects/%00/", STATIC)


@pytest.fixture
def readers(sqlite_database: str, tmp_path: Path) -> tuple[Any, Any]:
    """Nobody, and an administrator."""
    load_pack(county(tmp_path / "county"))
    return browser(), by_link("keeper", is_administrator=True)


def test_every_answer_has_its_policy_and_names_its_kind(readers: tuple[Any, Any]) -> None:
    for reader in readers:
        for path in {*PATHS.values(), *OTHERS}:
            answer = reader.get(path)
            assert answer["Content-Security-Policy"] == POLICY, path
            assert answer["X-Content-Type-Options"] == "nosniff", path
            assert answer["Referrer-Policy"] == "same-origin", path
            assert answer["Cross-Origin-Opener-Policy"] == "same-origin", path
            assert "Access-Control-Allow-Origin" not in answer, path
            assert not {"Server", "X-Powered-By"} & set(answer.headers), path
            kind = answer.get("Content-Type", "")
            has_body = bool(answer.getvalue())
            answer.close()
            assert not has_body or kind, path
            if kind.startswith(TEXTS) and path != STATIC:
                assert "charset=utf-8" in kind.lower() or kind == "application/json", (path, kind)


def test_a_policy_lets_only_this_site_in_and_no_frame_around(readers: tuple[Any, Any]) -> None:
    told = dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
    assert told["default-src"] == told["object-src"] == told["base-uri"] == "'none'"
    assert told["frame-ancestors"] == "'none'"
    assert told["script-src"] == told["style-src"] == told["form-action"] == "'self'"


def test_nothing_of_a_session_is_kept_by_a_browser(readers: tuple[Any, Any]) -> None:
    for path in PATHS.values():
        assert "no-store" in readers[1].get(path).get("Cache-Control", ""), path


def test_what_a_browser_keeps_is_no_secret(readers: tuple[Any, Any]) -> None:
    """Cookies beside language and look are for the session and its forms, closed to scripts and others."""
    cookies = {}
    for reader in readers:
        for path in ("/en/", "/en/sign-in/", "/en/people/", "/en/?theme=contrast"):
            cookies.update(reader.get(path).cookies)
        cookies.update(reader.cookies)
    assert {"styrbord-session", "styrbord-form"} <= set(cookies) <= {"styrbord-session", "styrbord-form"}
    for cookie in cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["domain"]


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT"])
def test_a_method_that_gives_back_what_was_sent_is_refused(readers: tuple[Any, Any], method: str) -> None:
    for path in ("/en/", "/api/v1/", STATIC, "/en/sign-in/"):
        answer = readers[0].generic(method, path, headers={"X-Secret": "a-word"})
        assert answer.status_code == 405, path
        assert b"a-word" not in answer.content


def test_a_get_changes_nothing_where_a_form_belongs(readers: tuple[Any, Any]) -> None:
    for path in ("/en/sign-out/", "/en/account/sign-out-everywhere/", "/en/people/posts/nobody/grant/"):
        answer = readers[1].get(path)
        assert answer.status_code in {200, 404, 405}, path
    assert readers[1].get("/en/people/").status_code == 200


def test_no_folder_and_no_hidden_file_is_served(readers: tuple[Any, Any]) -> None:
    for path in (
        "/.git/config",
        "/.git/HEAD",
        "/static/.git/config",
        "/.env",
        "/static/",
        "/static/styrbord/",
        "/static/../conf/settings.py",
        "/static/%2e%2e/conf/settings.py",
        "/static/..%2f..%2fconf/settings.py",
        "/static//etc/passwd",
        "/secret-key",
        "/api/v1/docs",
        "/admin/",
    ):
        assert readers[0].get(path).status_code == 404, path


def test_a_file_is_named_by_us_and_taken_away(readers: tuple[Any, Any]) -> None:
    pages = [
        readers[0].get(path).content.decode() for path in ("/en/compare/?indicator=people", "/en/quality/")
    ]
    links = set(re.findall(r'href="([^"]*format=[^"]*)"', "".join(pages)))
    assert links
    for link in links:
        answer = readers[0].get(link.replace("&amp;", "&"))
        told = Message()
        told["Content-Disposition"] = answer["Content-Disposition"]
        name = told.get_filename() or ""
        assert answer["Content-Disposition"].startswith("attachment"), link
        assert re.fullmatch(r"[\w.\- ]+", name), name


def test_behind_https_cookies_and_transport_are_bound_to_this_host() -> None:
    asked = (
        "import json; from django.conf import settings as s; s.DEBUG; names = 'SESSION_COOKIE_NAME"
        " CSRF_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SESSION_COOKIE_DOMAIN SECURE_HSTS_SECONDS"
        " SECURE_HSTS_INCLUDE_SUBDOMAINS DEBUG SESSION_COOKIE_PATH';"
        " print(json.dumps({name: getattr(s, name) for name in names.split()}))"
    )
    environment = {**os.environ, "STYRBORD_HTTPS": "1", "DJANGO_SETTINGS_MODULE": "styrbord.conf.settings"}
    environment["PYTHONPATH"] = str(ROOT / "src")
    done = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, check=True)
    told = json.loads(done.stdout)
    assert told["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert told["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert told["SESSION_COOKIE_SECURE"]
    assert told["CSRF_COOKIE_SECURE"]
    assert not told["DEBUG"]
    assert told["SESSION_COOKIE_DOMAIN"] is None
    assert told["SESSION_COOKIE_PATH"] == "/"
    assert told["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert told["SECURE_HSTS_INCLUDE_SUBDOMAINS"]


def test_transport_is_strict_behind_https(readers: tuple[Any, Any], settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    found = browser(headers={"X-Forwarded-Proto": "https"})
    for path in ("/en/", "/api/v1/", "/en/nowhere/"):
        assert found.get(path)["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains", path
