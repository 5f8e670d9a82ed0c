"""Does every address answer everyone as the table written by hand says, and does no number leak?

`permissions.csv` has a line for each address and method, and a column for each kind of reader:
`yes` answers, `no` refuses and changes nothing. An address that is not in it fails the test.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from styrbord.core.people.roles import Role
from styrbord.services import memory, people
from styrbord.services.loading import load_pack
from styrbord.services.rights import OPERATOR
from styrbord.store.people.models import Holding
from tests.contract.asking import counts
from tests.contract.packs import Written
from tests.contract.people import BASIS, FIRST, Span, asked, signed_in

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
    "api:public_pages": "/api/v1/pages",
    "api:kinds": "/api/v1/problems",
    "api:tiles": "/api/v1/figures?indicator=people",
    "api:rows": "/api/v1/observations",
    "api:asked_forms": "/api/v1/forms",
    "api:waiting": "/api/v1/duties",
    "api:submissions": "/api/v1/submissions",
    "api:submission": "/api/v1/submissions/token",
    "api:entries": "/api/v1/submissions/token/entries",
    "api:submit": "/api/v1/submissions/token/submit",
    "api:elsewhere": "/api/v1/nowhere",
    "sitemap": "/sitemap.xml",
    "robots": "/robots.txt",
    "overview": "/en/",
    "subjects": "/en/subjects/",
    "subject": "/en/subjects/n1/",
    "rubric": "/en/subjects/n1/all/",
    "indicators": "/en/indicators/",
    "indicator": "/en/indicators/people/",
    "provenance": "/en/indicators/people/values/n1/2020/",
    "quality": "/en/quality/",
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
SIGNING = {"sign-in", "sign-out", "sign-out-everywhere", "account_login", "mfa_login_webauthn"}

# Role of a grant for `north`, and what it shows beyond what is open: own is north, child n1,
# sibling south and parent top. An administrator's grant is one of the whole board.
SEEN = """
role               internal: own child sibling parent  restricted: own child sibling parent
anonymous                    no  no    no      no                  no  no    no      no
nobody                       no  no    no      no                  no  no    no      no
former                       no  no    no      no                  no  no    no      no
preparer                     yes yes   no      no                  yes yes   no      no
reviewer                     yes yes   no      no                  yes yes   no      no
releaser                     yes yes   no      no                  yes yes   no      no
editor                       yes yes   no      no                  no  no    no      no
analyst                      yes yes   no      no                  yes yes   no      no
owner                        yes yes   no      no                  yes yes   no      no
expert                       yes yes   no      no                  no  no    no      no
competence-centre            yes yes   no      no                  no  no    no      no
auditor                      yes yes   no      no                  yes yes   no      no
administrator                no  no    no      no                  no  no    no      no
deputy                       yes yes   no      no                  yes yes   no      no
rubric                       yes yes   no      no                  no  no    no      no
"""
SUBJECTS = ("north", "n1", "south", "top")
CLASSES = ("internal", "restricted")
INDICATORS = {"people": "open", "wages": "internal", "debts": "restricted"}
NUMBERS = {
    (indicator, subject): 700_000 + 10_000 * row + 1_000 * column + 357
    for row, indicator in enumerate(INDICATORS)
    for column, subject in enumerate(("top", "north", "south", "n1", "n2", "s1"))
}


def seen() -> dict[str, dict[tuple[str, str], bool]]:
    """What each role sees of every class and subject, from the table."""
    lines = [re.sub(r"\w+:", "", line).split() for line in SEEN.strip().splitlines()[1:]]
    keys = [(access, subject) for access in CLASSES for subject in SUBJECTS]
    return {role: dict(zip(keys, (mark == "yes" for mark in marks), strict=True)) for role, *marks in lines}


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
def board(database: str, tmp_path: Path) -> None:
    """The small tree with numbers that are told apart, and pages."""
    memory.forget()
    pack = Written().described(code="county", vintage="2021")
    pack.indicators = [
        {
            "indicator_code": code,
            "name_en": code.title(),
            "access": access,
            "rubrics": code,
            "over_subjects": "sum",
            "decimals": 0,
        }
        for code, access in INDICATORS.items()
    ]
    for (indicator, subject), number in NUMBERS.items():
        pack.observe(indicator, subject, {"2020": number})
    pack.texts["pages.toml"] = (
        '[[pages]]\ncode = "all"\nkind = "rubric"\npublicity = "public"\ntitle_en = "All"\n'
        '[[pages.blocks]]\nkind = "table"\nindicators = ["people", "wages", "debts"]\n'
        '[[pages.blocks]]\nkind = "chart"\nindicators = ["debts"]\n'
        '[[pages]]\ncode = "inside"\nkind = "page"\ntitle_en = "Inside"\n'
        '[[pages.blocks]]\nkind = "tiles"\nindicators = ["people", "wages", "debts"]\n'
    )
    pack.texts["forms.toml"] = (
        '[[forms]]\ncode = "population"\nname_en = "Population"\nfirst = "2020"\nlast = "2020"\n'
        'levels = ["county"]\n[forms.obliged]\nroot = "top"\nlevel = "municipality"\n'
        '[[forms.items]]\nindicator = "people"\n'
    )
    load_pack(pack.write(tmp_path))


def readers(**limits: Any) -> dict[str, Client]:
    """A browser for every kind of reader; roles are limited as said where they can be."""
    found = {"anonymous": Client(raise_request_exception=False)}
    for role in Role:
        bound = {} if role is Role.ADMINISTRATOR else limits
        found[role] = _browser(signed_in(f"{role}-post", asked(role, **bound)))
    found["nobody"] = _browser(signed_in("nobody"))
    found["former"] = _browser(signed_in("former", asked("analyst")))
    (row,) = Holding.objects.filter(post__code="former")
    people.end_holding(row.pk, post="former", by=OPERATOR)
    found["deputy"] = _browser(signed_in("deputy"))
    of = "analyst-post" if limits else "editor-post"
    people.name_deputy(of, "deputy", span=Span(first=FIRST, basis=BASIS), by=OPERATOR)
    return found


def _browser(user: Any) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return browser


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_address_answers_every_reader_as_the_table_says(method: str) -> None:
    browsers, wrong = readers(), []
    for row in table():
        name = row["address"]
        if row["method"] != method or name in SIGNING:
            continue
        refused = [reader for reader in browsers if row[reader] == "no"]
        before = counts()
        for reader in refused:
            wrong += _wrong(browsers[reader], method, name, reader, is_due=True)
        if counts() != before:
            wrong.append((name, "of the refused", "changed something"))
        for reader in browsers.keys() - set(refused):
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


@pytest.mark.usefixtures("board")
def test_signing_in_and_out_is_open_to_all() -> None:
    for browser in readers().values():
        assert browser.get("/en/sign-in/").status_code == 200
        assert browser.post("/en/sign-in/", {"key": "x"}).status_code == 400
        assert browser.get("/en/sign-out/").status_code == 405
        assert browser.post("/en/sign-out/").status_code == 302


def shown(answer: Any) -> set[tuple[str, str]]:
    """Numbers of the board that stand anywhere in an answer, files in it unpacked."""
    content = answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    text = unescape(content.decode("utf-8", errors="replace"))
    plain = re.sub(r"(?<=\d)[\s,.\u00a0\u202f\u2009](?=\d{3})", "", text)
    return {key for key, number in NUMBERS.items() if str(number) in plain}


def allowed(role: str) -> set[tuple[str, str]]:
    """Numbers that a role sees, from the table; n2 is as n1, and s1 as south."""
    like = {"n2": "n1", "s1": "south"}
    line = seen()[role]
    return {
        (indicator, subject)
        for indicator, subject in NUMBERS
        if INDICATORS[indicator] == "open" or line[INDICATORS[indicator], like.get(subject, subject)]
    }


def pages() -> Iterator[str]:
    """Every channel on which a number may stand."""
    yield from ("/en/", "/en/pages/inside/", "/en/search/?q=debts", "/en/quality/", "/en/indicators/")
    for subject in (*SUBJECTS, "s1"):
        yield from (f"/en/?subject={subject}", f"/en/subjects/{subject}/", f"/en/subjects/{subject}/all/")
        for indicator in INDICATORS:
            yield f"/en/indicators/{indicator}/?subject={subject}"
            yield f"/en/indicators/{indicator}/values/{subject}/2020/"
            yield f"/api/v1/figures?indicator={indicator}&subject={subject}"
    for indicator in INDICATORS:
        yield f"/en/compare/?indicator={indicator}&mixed=1"
        yield f"/en/map/?indicator={indicator}"


def downloads(answer: Any, path: str) -> set[str]:
    """Addresses of files that a page offers."""
    found = re.findall(r'href="([^"]*format=(?:csv|xlsx|svg)[^"]*)"', answer.content.decode(errors="replace"))
    return {unescape(href) if href.startswith("/") else path.split("?")[0] + unescape(href) for href in found}


@pytest.mark.requirement("R-046")
@pytest.mark.usefixtures("board")
def test_no_channel_shows_a_reader_a_number_that_the_table_does_not() -> None:
    browsers = readers(subject="north")
    browsers["rubric"] = _browser(signed_in("rubric", asked("analyst", subject="north", rubrics=("wages",))))
    wrong, found = [], 0
    for role, browser in browsers.items():
        may = allowed(role)
        offered: set[str] = set()
        for path in pages():
            answer = browser.get(path)
            offered |= (
                downloads(answer, path) if role in ("anonymous", "preparer", "editor", "rubric") else set()
            )
            leaked = shown(answer) - may
            found += len(shown(answer))
            wrong += [(role, path, *key) for key in leaked] + ([(role, path)] * (answer.status_code >= 500))
        wrong += [(role, path, *key) for path in sorted(offered) for key in shown(browser.get(path)) - may]
    assert wrong == []
    assert found > 100


@pytest.mark.usefixtures("board")
def test_every_reader_gets_all_that_the_table_gives() -> None:
    browsers = readers(subject="north")
    for role, browser in browsers.items():
        for form in ("json", "csv"):
            for computed in ("false", "true"):
                answer = browser.get(f"/api/v1/observations?format={form}&computed={computed}&limit=1000")
                assert shown(answer) == allowed(role), (role, form, computed)
        for indicator, subject in sorted(NUMBERS):
            page = browser.get(f"/en/indicators/{indicator}/values/{subject}/2020/")
            is_shown = (indicator, subject) in shown(page)
            assert is_shown is ((indicator, subject) in allowed(role)), (role, indicator, subject)


@pytest.mark.usefixtures("board")
def test_two_readers_in_turn_never_get_the_answer_of_the_other() -> None:
    browsers = readers(subject="north")
    address = "/en/subjects/n1/all/"
    for _ in range(20):
        for role in ("analyst", "anonymous", "editor", "administrator"):
            assert shown(browsers[role].get(address)) <= allowed(role), role
