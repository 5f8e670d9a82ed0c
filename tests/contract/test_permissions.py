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
PATHS = {
    "api:openapi-json": "/api/v1/openapi.json",
    "api:start": "/api/v1/",
    "api:api-root": "/api/v1/",
    "api:subjects": "/api/v1/subjects",
    "api:subject": "/api/v1/subjects/n1",
    "api:register": "/api/v1/indicators",
    "api:indicator": "/api/v1/indicators/people",
    "api:releases": "/api/v1/editions",
    "api:signals": "/api/v1/signals",
    "api:forecasts": "/api/v1/forecasts?indicator=people",
    "api:forecast-accuracy": "/api/v1/forecasts/accuracy",
    "api:promises": "/api/v1/promises",
    "api:promise": "/api/v1/promises/token",
    "api:promise-steps": "/api/v1/promises/token/steps",
    "api:promise-erase": "/api/v1/promises/token/steps/1/erase",
    "api:meetings": "/api/v1/meetings",
    "api:circle": "/api/v1/meetings/token",
    "api:circle-agenda": "/api/v1/meetings/token/agenda",
    "api:circle-start": "/api/v1/meetings/token/start",
    "api:circle-items": "/api/v1/meetings/token/items",
    "api:meeting": "/api/v1/meetings/token/2026-03-02",
    "api:meeting-end": "/api/v1/meetings/token/2026-03-02/end",
    "api:meeting-item": "/api/v1/meetings/token/2026-03-02/items/1",
    "api:deviations": "/api/v1/deviations",
    "api:deviation": "/api/v1/deviations/token",
    "api:deviation-steps": "/api/v1/deviations/token/steps",
    "api:deviation-erase": "/api/v1/deviations/token/steps/1/erase",
    "api:decisions": "/api/v1/decisions",
    "api:decision": "/api/v1/decisions/token",
    "api:decision-chain": "/api/v1/decisions/token/chain",
    "api:decision-start": "/api/v1/decisions/token/start",
    "api:decision-options": "/api/v1/decisions/token/options",
    "api:decision-reasons": "/api/v1/decisions/token/reasons",
    "api:decision-steps": "/api/v1/decisions/token/steps",
    "api:decision-publicity": "/api/v1/decisions/token/publicity",
    "api:decision-critique": "/api/v1/decisions/token/critique",
    "api:decision-critique-end": "/api/v1/decisions/token/critique/end",
    "api:decision-concerns": "/api/v1/decisions/token/concerns",
    "api:decision-concern-answer": "/api/v1/decisions/token/concerns/1/answer",
    "api:decision-severities": "/api/v1/decisions/token/severities",
    "api:decision-positions": "/api/v1/decisions/token/positions",
    "api:stakeholders": "/api/v1/stakeholders",
    "api:ratings": "/api/v1/ratings",
    "api:rating-days": "/api/v1/rating-days",
    "api:rating-methods": "/api/v1/rating-methods",
    "api:rating-runs": "/api/v1/rating-runs",
    "api:rating-appeals": "/api/v1/rating-appeals",
    "api:rating": "/api/v1/ratings/token",
    "api:rating-method": "/api/v1/ratings/token/method",
    "api:rating-card": "/api/v1/ratings/token/cards/n1",
    "api:rating-compared": "/api/v1/ratings/token/compared?other=token",
    "api:rating-try": "/api/v1/ratings/token/what-if?subject=n1&edit=people:1",
    "api:rating-reach": "/api/v1/ratings/token/reach?subject=n1&indicator=people",
    "api:rating-officer": "/api/v1/ratings/token/officers/n1",
    "api:rating-assessments": "/api/v1/ratings/token/assessments?period=2020",
    "api:rating-run": "/api/v1/rating-runs/token",
    "api:rating-replay": "/api/v1/rating-runs/token/replay",
    "api:rating-method-change": "/api/v1/rating-methods/token",
    "api:rating-method-steps": "/api/v1/rating-methods/token/steps",
    "api:rating-day": "/api/v1/ratings/token/days",
    "api:rating-run-steps": "/api/v1/rating-runs/token/steps",
    "api:rating-run-appeals": "/api/v1/rating-runs/token/appeals",
    "api:rating-appeal-steps": "/api/v1/rating-appeals/token/steps",
    "api:scenarios": "/api/v1/scenarios",
    "api:scenario": "/api/v1/scenarios/token",
    "api:leads": "/api/v1/leads?indicator=people",
    "api:jobs": "/api/v1/jobs",
    "api:job": "/api/v1/jobs/token",
    "api:job-cancel": "/api/v1/jobs/token/cancel",
    "api:public_pages": "/api/v1/pages",
    "api:kinds": "/api/v1/problems",
    "api:tiles": "/api/v1/figures?indicator=people",
    "api:rows": "/api/v1/observations",
    "api:asked_forms": "/api/v1/forms",
    "api:waiting": "/api/v1/duties",
    "api:week": "/api/v1/week",
    "api:submissions": "/api/v1/submissions",
    "api:submission": "/api/v1/submissions/token",
    "api:council_page": "/api/v1/submissions/token/council",
    "api:entries": "/api/v1/submissions/token/entries",
    "api:submit": "/api/v1/submissions/token/submit",
    "api:elsewhere": "/api/v1/nowhere",
    "sitemap": "/sitemap.xml",
    "robots": "/robots.txt",
    "overview": "/en/",
    "week": "/en/week/",
    "week-act": "/en/week/keep/",
    "subjects": "/en/subjects/",
    "subject": "/en/subjects/n1/",
    "rubric": "/en/subjects/n1/all/",
    "indicators": "/en/indicators/",
    "indicator": "/en/indicators/people/",
    "provenance": "/en/indicators/people/values/n1/2020/",
    "quality": "/en/quality/",
    "signals": "/en/signals/",
    "forecasts": "/en/forecasts/",
    "promises": "/en/promises/",
    "promise-new": "/en/promises/new/",
    "promise": "/en/promises/token/",
    "promise-act": "/en/promises/token/keep/",
    "meetings": "/en/meetings/",
    "circle-new": "/en/meetings/new/",
    "circle": "/en/meetings/token/",
    "circle-change": "/en/meetings/token/change/",
    "circle-agenda": "/en/meetings/token/agenda/",
    "circle-put": "/en/meetings/token/put/",
    "circle-start": "/en/meetings/token/start/",
    "meeting": "/en/meetings/token/2026-03-02/",
    "meeting-end": "/en/meetings/token/2026-03-02/end/",
    "meeting-erase": "/en/meetings/token/2026-03-02/erase/",
    "meeting-item": "/en/meetings/token/2026-03-02/1/",
    "deviations": "/en/deviations/",
    "deviation-times": "/en/deviations/times/",
    "deviation": "/en/deviations/token/",
    "deviation-act": "/en/deviations/token/take-up/",
    "decisions": "/en/decisions/",
    "decision-new": "/en/decisions/new/",
    "decision": "/en/decisions/token/",
    "decision-public": "/en/decisions/token/public/",
    "decision-paper": "/en/decisions/token/decision.pdf",
    "decision-say": "/en/decisions/token/say/start/",
    "decision-contexts": "/en/decisions/contexts/",
    "stakeholders": "/en/decisions/stakeholders/",
    "stakeholder": "/en/decisions/stakeholders/token/",
    "decision-chain": "/en/decisions/token/chain/",
    "decision-chain-file": "/en/decisions/token/chain.json",
    "decision-critique": "/en/decisions/token/critique/ask/",
    "decision-positions": "/en/decisions/token/positions/",
    "ratings": "/en/ratings/",
    "rating-new": "/en/ratings/new/",
    "rating-run": "/en/ratings/runs/token/",
    "rating-run-act": "/en/ratings/runs/token/approve/",
    "rating-appeal-act": "/en/ratings/appeals/token/reject/",
    "rating-of": "/en/ratings/token/",
    "rating-method": "/en/ratings/token/method/",
    "rating-method-act": "/en/ratings/token/method/approve/",
    "rating-draft": "/en/ratings/token/draft/",
    "rating-day": "/en/ratings/token/calendar/",
    "rating-compare": "/en/ratings/token/compare/",
    "rating-runs": "/en/ratings/token/made/",
    "rating-data": "/en/ratings/token/2020/data.csv",
    "rating": "/en/ratings/token/2020/",
    "rating-card": "/en/ratings/token/2020/n1/",
    "rating-what-if": "/en/ratings/token/2020/n1/what-if/",
    "rating-assess": "/en/ratings/token/2020/n1/assess/",
    "rating-appeal": "/en/ratings/token/2020/n1/appeal/",
    "rating-officer": "/en/ratings/token/2020/n1/officer/",
    "scenarios": "/en/scenarios/",
    "scenario-new": "/en/scenarios/new/",
    "scenario": "/en/scenarios/token/",
    "leads": "/en/indicators/people/leads/?subject=n1",
    "jobs": "/en/jobs/",
    "job": "/en/jobs/token/",
    "job-progress": "/en/jobs/token/progress/",
    "job-cancel": "/en/jobs/token/cancel/",
    "requests": "/en/requests/",
    "request": "/en/requests/token/",
    "compare": "/en/compare/?indicator=people",
    "map": "/en/map/?indicator=people",
    "search": "/en/search/?q=people",
    "pages": "/en/pages/",
    "page": "/en/pages/inside/",
    "page-new": "/en/pages/new/",
    "page-drafts": "/en/editing/",
    "page-edit": "/en/editing/inside/",
    "page-preview": "/en/editing/inside/preview/",
    "page-versions": "/en/editing/inside/versions/",
    "page-publicity": "/en/editing/inside/readers/",
    "indicator-access": "/en/indicators/people/readers/",
    "imports": "/en/imports/",
    "import": "/en/imports/token/",
    "import-progress": "/en/imports/token/progress/",
    "import-start": "/en/imports/token/start/",
    "import-cancel": "/en/imports/token/cancel/",
    "import-delete": "/en/imports/token/delete/",
    "import-file": "/en/imports/token/files/account.md",
    "import-names": "/en/imports/token/names/",
    "import-layout": "/en/imports/token/layout/",
    "import-load": "/en/imports/token/load/",
    "collect": "/en/collect/",
    "collect-notices": "/en/collect/notices/",
    "collect-release": "/en/collect/release/",
    "receipt-check": "/en/collect/receipts/check/",
    "collect-book": "/en/collect/books/population/2020/",
    "collect-one": "/en/collect/token/",
    "collect-file": "/en/collect/token/files/receipt.json",
    "collect-council": "/en/collect/token/council/",
    "collect-council-paper": "/en/collect/token/council.pdf",
    "collect-act": "/en/collect/token/approve/",
    "collect-begin": "/en/collect/population/n1/2020/",
    "forms": "/en/forms/",
    "form-new": "/en/forms/new/",
    "form-text": "/en/forms/text/",
    "form": "/en/forms/population/",
    "form-edit": "/en/forms/population/edit/",
    "people": "/en/people/",
    "people-guest": "/en/people/guest/",
    "sharing": "/en/people/sharing/",
    "people-log": "/en/people/log/",
    "records": "/en/people/records/",
    "records-archive": "/en/people/records/records.zip",
    "post": "/en/people/posts/nobody/",
    "post-act": "/en/people/posts/nobody/grant/",
    "my-rights": "/en/my-rights/",
    "editions": "/en/editions/",
    "edition": "/en/editions/1/",
    "edition-act": "/en/editions/1/withdraw/",
    "edition-feed": "/en/editions/feed.atom",
    "method": "/en/method/",
    "talk-new": "/en/talks/new/?indicator=people&subject=n1&period=2020",
    "talk": "/en/talks/token/",
    "talk-act": "/en/talks/token/1/hide/",
    "questions": "/en/questions/",
    "notices": "/en/notices/",
    "feedback": "/en/feedback/",
    "feedback-give": "/en/feedback/give/",
    "feedback-thanks": "/en/feedback/thanks/",
    "subscriptions": "/en/subscriptions/",
    "subscription-confirm": "/en/subscriptions/confirm/token/",
    "subscription-end": "/en/subscriptions/end/token/",
    "sign-in": "/en/sign-in/",
    "sign-out": "/en/sign-out/",
    "account_login": "/en/account/sign-in/",
    "mfa_authenticate": "/en/account/second-factor/",
    "mfa_login_webauthn": "/en/account/passkey/",
    "mfa_index": "/en/account/",
    "account_change_password": "/en/account/password/",
    "account_set_password": "/en/account/password/new/",
    "account_reauthenticate": "/en/account/again/",
    "mfa_reauthenticate": "/en/account/again/code/",
    "mfa_reauthenticate_webauthn": "/en/account/again/passkey/",
    "mfa_activate_totp": "/en/account/app/",
    "mfa_deactivate_totp": "/en/account/app/remove/",
    "mfa_add_webauthn": "/en/account/passkeys/new/",
    "mfa_remove_webauthn": "/en/account/passkeys/1/remove/",
    "mfa_view_recovery_codes": "/en/account/codes/",
    "mfa_generate_recovery_codes": "/en/account/codes/new/",
    "sign-out-everywhere": "/en/account/sign-out-everywhere/",
    "tokens": "/en/my-rights/tokens/",
    "all-tokens": "/en/people/tokens/",
}
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
