"""Does every kind of page read well in three languages, wide and narrow, from this machine alone?"""

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.journeys.looking import Look
from tests.journeys.site import LANGUAGES, Site

KINDS = {
    "overview": "",
    "subjects": "subjects/",
    "subject": "subjects/NV/",
    "rubric": "subjects/NV/demography/",
    "indicators": "indicators/",
    "quality": "quality/",
    "indicator": "indicators/unemployment/?subject=NV05",
    "value": "indicators/unemployment/values/NV05/2025-12/",
    "comparison": "compare/?indicator=unemployment",
    "map": "map/?indicator=unemployment",
    "search": "search/?q=norr",
    "pages": "pages/",
    "page": "pages/goals/",
    "scenarios": "scenarios/",
    "who ran ahead": "indicators/unemployment/leads/?subject=NV05&reference=NV01&reference=NV06",
    "forecasts": "forecasts/",
    "releases": "editions/",
    "method": "method/",
    "sign-in": "sign-in/",
    "refusal": "subjects/XX/",
    "no such page": "nowhere/",
}
VARIANTS = {
    "past": "?as-of=2025-09-20",
    "overview of a municipality": "?subject=NV05",
    "subject without members": "subjects/NV05/",
    "rubric with parts": "subjects/NV05/budget-structure/",
    "rubric with map": "subjects/NV/housing/",
    "rubric without data": "subjects/LM-N/demography/",
    "indicator of a day": "indicators/bus_punctuality/?subject=NV01",
    "sum": "indicators/births/values/NV/2024/",
    "comparison of some": "compare/?indicator=unemployment&subject=NV05&subject=NV06&subject=NV01&mixed=1",
}
INSIDE = {
    "my tasks": "collect/",
    "numbers to hand in": "collect/labour-month/NV01/2025-12/",
    "release numbers": "collect/release/",
    "check a receipt": "collect/receipts/check/",
    "forms": "forms/",
    "form": "forms/labour-month/",
    "change a form": "forms/labour-month/edit/",
    "new form": "forms/new/",
    "form as text": "forms/text/",
    "numbers that are wanted": "requests/",
    "edition": "editions/1/",
    "people and rights": "people/",
    "post": "people/posts/keeper/",
    "invite an expert": "people/guest/",
    "agreements on sharing": "people/sharing/",
    "who saw what": "people/log/",
    "records": "people/records/",
    "all tokens": "people/tokens/",
    "notices": "notices/",
    "my rights": "my-rights/",
    "my tokens": "my-rights/tokens/",
    "my sign-in": "account/",
    "password": "account/password/new/",
    "build pages": "editing/",
    "new page": "pages/new/",
    "change a page": "editing/goals/",
    "preview": "editing/goals/preview/",
    "versions": "editing/goals/versions/",
    "readers of a page": "editing/goals/readers/",
    "readers of an indicator": "indicators/bus_punctuality/readers/",
    "signals": "signals/",
    "long work": "jobs/",
    "new scenarios": "scenarios/new/?indicator=births&subject=NV",
    "questions": "questions/",
    "did it help": "feedback/",
    "what you follow": "subscriptions/",
    "imports": "imports/",
}
"""Pages of those who work with the board, looked at by one who holds all their roles."""
ROLES = ("administrator", "editor", "preparer", "reviewer", "releaser", "auditor", "analyst")
PAGES = KINDS | VARIANTS
LOOKED_AT = [(name, language) for name in KINDS for language in LANGUAGES] + [
    (name, LANGUAGES[n % len(LANGUAGES)]) for n, name in enumerate(VARIANTS)
]
WRONG = {"refusal": 404, "no such page": 404}
WITHOUT_SHELL = {"sign-in", "refusal", "no such page"}
INVENTED = {"en": "Invented data", "ru": "Вымышленные данные", "sv": "Påhittade data"}


def expected_errors(name: str) -> int:
    """The browser itself writes one line about a page that is not there."""
    return 1 if name in WRONG else 0


@pytest.mark.browser
@pytest.mark.parametrize(("name", "language"), LOOKED_AT)
def test_a_page_reads_well_in_every_width(site: Site, look: Look, axe: str, name: str, language: str) -> None:
    status = look.open(f"{site.address}/{language}/{PAGES[name]}")
    assert status == WRONG.get(name, 200)
    assert look.page.get_attribute("html", "lang") == language
    if name not in WITHOUT_SHELL:
        assert INVENTED[language] in look.words()
    assert wrong(look, axe) == []
    assert len(look.errors) == expected_errors(name), look.errors
    assert look.hosts() == {f"127.0.0.1:{site.port}"}


@pytest.fixture(scope="module")
def office(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A copy of the example county where nobody has to show a second factor."""
    made = Site(tmp_path_factory.mktemp("office-pages"), settings={"STYRBORD_SECOND_FACTOR": "none"})
    shutil.copy(site.database, made.database)
    yield made
    made.stop()


@pytest.mark.browser
def test_the_pages_of_those_who_work_with_the_board_read_well(office: Site, look: Look, axe: str) -> None:
    secret = office.given(("keeper", role, "") for role in ROLES)["keeper"]
    office.start()
    look.open(f"{office.address}/en/sign-in/?key={secret}")
    look.page.click("main form button")
    look.page.wait_for_url(re.compile(r"/en/((collect|week)/)?$"))
    found = {}
    for n, (name, path) in enumerate(INSIDE.items()):
        language = LANGUAGES[n % len(LANGUAGES)]
        look.resize(1366)
        status = look.open(f"{office.address}/{language}/{path}")
        assert look.page.get_attribute("html", "lang") == language
        found[name] = [f"status {status}"] * (status != 200) + wrong(look, axe)
    assert {name: said for name, said in found.items() if said} == {}
    assert look.errors == []
    assert look.hosts() == {f"127.0.0.1:{office.port}"}


def wrong(look: Look, axe: str) -> list[str]:
    """What is wrong with the page that is open, in every width."""
    found = []
    for width in (1366, 683, 390, 320):
        look.resize(width)
        found += [f"{width}: {look.sideways()} px sideways"] * (look.sideways() > 0)
        found += [f"{width}: small: {said}" for said in look.too_small()]
        if width in (1366, 390):
            found += [f"{width}: {said}" for said in look.violations(axe)]
    return found


@pytest.mark.requirement("R-274")
@pytest.mark.browser
def test_the_board_works_where_no_other_machine_can_be_found(site: Site, look: Look) -> None:
    assert _cannot_leave(look.page.context.new_page()), (
        "The browser of these tests must not find other machines."
    )
    for name, path in PAGES.items():
        answer = site.get(f"/en/{path}")
        assert not _foreign(answer.headers["content-security-policy"])
        assert look.open(f"{site.address}/en/{path}") == WRONG.get(name, 200)
    assert look.hosts() == {f"127.0.0.1:{site.port}"}
    assert not [error for error in look.errors if "404" not in error]


def _cannot_leave(page: Any) -> bool:
    try:
        page.goto("http://styrbord.example/", timeout=5000)
    except PlaywrightError as error:
        return "ERR_NAME_NOT_RESOLVED" in str(error)
    return False


def _foreign(policy: str) -> list[str]:
    """Sources that are neither this site nor the page itself."""
    own = {"'self'", "'none'", "data:"}
    return [source for rule in policy.split(";") for source in rule.split()[1:] if source not in own]
