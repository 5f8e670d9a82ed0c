"""Can a person ask for numbers, move the request, and read how well numbers are handed in?"""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.looking import Look
from tests.journeys.site import LANGUAGES, Site

WIDTHS = (1366, 390)
SHOTS = os.environ.get("STYRBORD_SHOTS", "")


@pytest.fixture
def analyst(lonely_chromium: Any, other_site: Site) -> Iterator[Look]:
    """Someone with the role of an analyst for the whole board."""
    link = re.search(
        r"http://\S+", other_site.command("sign-in-link", "analyst", "--port", str(other_site.port))
    )
    assert link
    for role in ("analyst", "auditor"):
        other_site.command("grant", "analyst", role, "--basis", "Order 1")
    look = Look(lonely_chromium.new_context(viewport={"width": 1366, "height": 768}).new_page())
    look.open(link[0])
    look.page.click("main form button")
    look.page.wait_for_url("**/en/")
    yield look
    look.page.context.close()


@pytest.mark.browser
def test_a_request_is_made_moved_and_read_in_every_language_and_width(
    other_site: Site, analyst: Look, axe: str
) -> None:
    site = other_site.address
    analyst.open(f"{site}/en/requests/")
    analyst.page.fill("#title", "Street lamps by district")
    analyst.page.fill("#why", "For the rubric on streets")
    analyst.page.click("button:has-text('Add the request')")
    token = analyst.page.url.rstrip("/").rpartition("/")[2]
    analyst.page.fill("#found", "The energy company's register")
    analyst.page.click("button:has-text('The source is found')")
    assert "Source found" in analyst.words("main")
    wrong = []
    for path in ("requests/", f"requests/{token}/", "quality/"):
        for language in LANGUAGES:
            for width in WIDTHS:
                analyst.resize(width)
                analyst.open(f"{site}/{language}/{path}")
                if SHOTS:
                    name = f"{SHOTS}/{path.split('/')[0]}-{len(path) > 12}-{language}-{width}.png"
                    analyst.page.screenshot(path=name, full_page=True)
                seen = [*analyst.violations(axe), *analyst.too_small()]
                wrong += [f"{path} {language} {width}: {one}" for one in seen]
                wrong += [f"{path} {language} {width}: wide"] if analyst.sideways() > 0 else []
    assert wrong == []
    assert analyst.errors == []
