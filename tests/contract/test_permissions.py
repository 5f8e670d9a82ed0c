"""Does every address answer everyone as the table written by hand says, and does no number leak?

`permissions.csv` has a line for each address and method, and a column for each kind of reader:
`yes` answers, `no` refuses and changes nothing. An address that is not in it fails the test.
In CI, and with `STYRBORD_WHOLE=1`, everything is asked on both databases; elsewhere each address by each
reader on one database or the other, and a quarter of the channels of numbers.
"""

import csv
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from styrbord.core.people.roles import Role
from styrbord.services import memory
from tests.contract.asking import counts
from tests.contract.paths import PATHS
from tests.contract.rights_board import (
    INDICATORS,
    NUMBERS,
    SUBJECTS,
    allowed,
    browsers_of,
    is_asked,
    north,
    seen,
    shown,
    whole,
)
from tests.databases import Boards

TABLE = Path(__file__).parent / "permissions.csv"
REFUSED = {401, 403, 404, 405}
TAKING = ("anonymous", "preparer", "editor", "rubric")
SIGNING = {"sign-in", "sign-out", "sign-out-everywhere", "account_login", "mfa_login_webauthn"}


def table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def addresses(resolver: Any = None, space: str = "") -> Iterator[str]:
    """Names of every address of the site."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLPattern):
            yield space + (one.name or str(one.pattern))
        elif isinstance(one, URLResolver):
            yield from addresses(one, f"{space}{one.namespace}:" if one.namespace else space)


def test_every_address_is_in_the_table_and_has_a_path() -> None:
    known = sorted(set(addresses()))
    assert sorted({row["address"] for row in table()}) == known == sorted(PATHS)
    assert sorted((row["address"], row["method"]) for row in table()) == sorted(
        (name, method) for name in known for method in ("GET", "POST")
    )


def test_every_role_has_a_column_and_a_line() -> None:
    own = {"anonymous", "nobody", "former", "deputy"}
    assert set(table()[0]) - {"address", "method"} == own | set(Role)
    assert set(seen()) == own | set(Role) | {"rubric"}


@pytest.fixture
def of_the_whole(database_kind: str, boards: Boards) -> Iterator[dict[str, Client]]:
    """Browsers of readers with rights over all of the board."""
    with boards.begun(database_kind, whole) as keys:
        memory.forget()
        yield browsers_of(keys)


@pytest.fixture
def of_the_north(database_kind: str, boards: Boards) -> Iterator[dict[str, Client]]:
    """Browsers of readers with rights over the north."""
    with boards.begun(database_kind, north) as keys:
        memory.forget()
        yield browsers_of(keys)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_address_answers_every_reader_as_the_table_says(
    method: str, of_the_whole: dict[str, Client]
) -> None:
    browsers, wrong = of_the_whole, []
    for at, row in enumerate(table()):
        name = row["address"]
        if row["method"] != method or name in SIGNING:
            continue
        here = [reader for number, reader in enumerate(browsers) if is_asked(at // 2, number)]
        refused = [reader for reader in here if row[reader] == "no"]
        before = counts()
        for reader in refused:
            wrong += _wrong(browsers[reader], method, name, reader, is_due=True)
        if counts() != before:
            wrong.append((name, "of the refused", "changed something"))
        for reader in set(here) - set(refused):
            wrong += _wrong(browsers[reader], method, name, reader, is_due=False)
    assert wrong == []


def _wrong(
    browser: Client, method: str, name: str, reader: str, *, is_due: bool
) -> list[tuple[str, str, int]]:
    """The answer's status where a refusal that is due is missing, or comes where it is not due."""
    answer = browser.generic(method, PATHS[name])
    is_refused = answer.status_code in REFUSED and not _is_of_an_editor(answer, name)
    answer.close()
    is_wrong = is_refused is not is_due or answer.status_code >= 500
    return [(name, reader, answer.status_code)] if is_wrong else []


def _is_of_an_editor(answer: Any, name: str) -> bool:
    """Whether it was only the import that was not found: the right to look for it was there."""
    return name.startswith("import") and b"There is no such import" in answer.content


def test_signing_in_and_out_is_open_to_all(of_the_whole: dict[str, Client]) -> None:
    for browser in of_the_whole.values():
        assert browser.get("/en/sign-in/").status_code == 200
        assert browser.post("/en/sign-in/", {"key": "x"}).status_code == 400
        assert browser.get("/en/sign-out/").status_code == 405
        assert browser.post("/en/sign-out/").status_code == 302


def pages() -> Iterator[str]:
    """Every channel on which a number may stand."""
    yield from ("/en/", "/en/pages/inside/", "/en/search/?q=debts", "/en/quality/", "/en/indicators/")
    for subject in (*SUBJECTS, "s1"):
        yield from (f"/en/?subject={subject}", f"/en/subjects/{subject}/", f"/en/subjects/{subject}/all/")
        for indicator in INDICATORS:
            yield f"/en/indicators/{indicator}/?subject={subject}"
            yield f"/en/indicators/{indicator}/values/{subject}/2020/"
            yield f"/en/indicators/{indicator}/leads/?subject={subject}"
            yield f"/api/v1/figures?indicator={indicator}&subject={subject}"
    for indicator in INDICATORS:
        yield f"/en/compare/?indicator={indicator}&mixed=1"
        yield f"/en/map/?indicator={indicator}"
        yield f"/api/v1/indicators/{indicator}"
    yield from (f"/api/v1/subjects/{subject}" for subject in SUBJECTS)


def downloads(answer: Any, path: str) -> set[str]:
    """Addresses of files that a page offers."""
    found = re.findall(r'href="([^"]*format=(?:csv|xlsx|svg)[^"]*)"', answer.content.decode(errors="replace"))
    return {unescape(href) if href.startswith("/") else path.split("?")[0] + unescape(href) for href in found}


@pytest.mark.requirement("R-046")
def test_no_channel_shows_a_reader_a_number_that_the_table_does_not(of_the_north: dict[str, Client]) -> None:
    wrong, found = [], 0
    for number, (role, browser) in enumerate(of_the_north.items()):
        may = allowed(role)
        offered: set[str] = set()
        for at, path in enumerate(pages()):
            if not is_asked(number, at, every=4):
                continue
            answer = browser.get(path)
            offered |= downloads(answer, path) if role in TAKING else set()
            leaked = shown(answer) - may
            found += len(shown(answer))
            wrong += [(role, path, *key) for key in leaked] + ([(role, path)] * (answer.status_code >= 500))
        wrong += [(role, path, *key) for path in sorted(offered) for key in shown(browser.get(path)) - may]
    assert wrong == []
    assert found > 100


def test_every_reader_gets_all_that_the_table_gives(of_the_north: dict[str, Client]) -> None:
    for role, browser in of_the_north.items():
        for form in ("json", "csv"):
            for computed in ("false", "true"):
                answer = browser.get(f"/api/v1/observations?format={form}&computed={computed}&limit=1000")
                assert shown(answer) == allowed(role), (role, form, computed)
        for at, (indicator, subject) in enumerate(sorted(NUMBERS)):
            if is_asked(at, every=4):
                page = browser.get(f"/en/indicators/{indicator}/values/{subject}/2020/")
                is_shown = (indicator, subject) in shown(page)
                assert is_shown is ((indicator, subject) in allowed(role)), (role, indicator, subject)


def test_two_readers_in_turn_never_get_the_answer_of_the_other(of_the_north: dict[str, Client]) -> None:
    address = "/en/subjects/n1/all/"
    for _ in range(20):
        for role in ("analyst", "anonymous", "editor", "administrator"):
            assert shown(of_the_north[role].get(address)) <= allowed(role), role
