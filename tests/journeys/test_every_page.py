"""Does every kind of page read well in three languages, wide and narrow, from this machine alone?"""

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
    for width in (1366, 683, 390, 320):
        look.resize(width)
        assert look.sideways() <= 0, f"{width} wide"
        assert not look.too_small(), f"{width} wide"
        if width in (1366, 390):
            assert not look.violations(axe), f"{width} wide"
    assert len(look.errors) == expected_errors(name), look.errors
    assert look.hosts() == {f"127.0.0.1:{site.port}"}


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
