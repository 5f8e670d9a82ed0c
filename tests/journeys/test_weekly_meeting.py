"""Is a head's weekly meeting pack made and printed in five minutes, in a browser, at a hand's pace?"""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.contract.test_signals import monthly
from tests.journeys.looking import Look
from tests.journeys.pacing import IS_PACED, Person
from tests.journeys.site import LANGUAGES, ROOT, Site
from tests.journeys.talking import signed_in
from tests.journeys.test_decide_a_deviation import button
from tests.journeys.test_signals import LOOKING

LOG = logging.getLogger(__name__)
pytestmark = pytest.mark.browser
FIVE_MINUTES = 300
POST = "planner"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small board on which a look over all series has opened deviations, and a post that leads there."""
    made = Site(tmp_path_factory.mktemp("meeting"), settings={"STYRBORD_SECOND_FACTOR": "none"})
    made.command("load", monthly().write(made.pack))
    made.command("grant", POST, "owner", "--basis", "Order 1")
    environment = {**made.environment(), "STYRBORD_DATABASE": str(made.database)}
    subprocess.run([sys.executable, "-c", LOOKING], cwd=ROOT, env={**os.environ, **environment}, check=True)
    made.start()
    yield made
    made.stop()


def founded(person: Person) -> None:
    """Found a circle, once for all weeks."""
    page = person.page
    person.go(page.get_by_role("link", name="Meetings", exact=True).last)
    person.go(page.get_by_role("link", name="Found a circle"))
    person.write("name-en", "Heads")
    person.choose("subject", "n1")
    person.click(page.locator(f"input[name='post'][value='{POST}']"))
    person.click(page.locator(f"input[name='chair'][value='{POST}']"))
    person.go(button(page, "Found the circle"))


def packed(person: Person, folder: Path) -> bytes:
    """Every week: from the first page to the agenda, something put there, the pack taken away to print."""
    page = person.page
    person.read()
    person.go(page.get_by_role("link", name="Meetings", exact=True).last)
    person.go(page.locator("main th a").first)
    person.write("words", "Plan of the winter")
    person.go(button(page, "Put it there"))
    with page.expect_download() as taken:
        person.click(page.get_by_role("link", name="Meeting pack as PDF"))
    taken.value.save_as(folder / "pack.pdf")
    person.read()
    return (folder / "pack.pdf").read_bytes()


def held(person: Person) -> None:
    """The meeting itself: a promise on the first item, the arrow key to the next, and its end."""
    page = person.page
    person.go(page.locator("nav.crumbs a").last)
    person.go(page.locator("form[action$='/start/'] button"))
    person.write("words", "Ask the firms")
    person.go(button(page, "Promise"))
    person.go(button(page, "Done, next item"))
    page.locator("body").press("ArrowLeft")
    page.wait_for_url("**/1/")
    page.locator("body").press("ArrowRight")
    page.wait_for_url("**/2/")
    person.go(page.locator(".meeting-way a").first)
    person.go(button(page, "End the meeting"))


def test_a_weekly_meeting_pack_is_made_and_printed_in_five_minutes(
    told: Site, lonely_chromium: Any, axe: str, tmp_path: Path
) -> None:
    look = signed_in(told, lonely_chromium, POST)
    look.open(f"{told.address}/en/")
    founded(Person(look.page))
    look.open(f"{told.address}/en/")
    person = Person(look.page)
    pack = packed(person, tmp_path)
    found = person.told()
    LOG.info("pack: %s", found)
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(pack)).pages)
    assert "Plan of the winter" in words
    assert len(PdfReader(BytesIO(pack)).pages[-1].extract_text()) > 0
    assert found["human"] <= FIVE_MINUTES
    assert not IS_PACED or found["stopwatch"] <= FIVE_MINUTES
    _looked_at(look, told, axe, ("meetings/", *_circle(look)))
    look.resize(1366)
    look.open(f"{told.address}/en/meetings/{_token(look)}/agenda/")
    meeting = Person(look.page)
    held(meeting)
    LOG.info("meeting: %s", meeting.told())
    place = look.page.url.split("/en/")[1]
    assert "Ask the firms" in look.words("main")
    _looked_at(look, told, axe, (place, f"{place}1/"))
    assert look.errors == []


def _token(look: Look) -> str:
    return str(look.page.url.split("/meetings/")[1].split("/")[0])


def _circle(look: Look) -> tuple[str, ...]:
    token = _token(look)
    return f"meetings/{token}/agenda/", f"meetings/{token}/change/", f"meetings/{token}/"


def _looked_at(look: Look, site: Site, axe: str, paths: tuple[str, ...]) -> None:
    """Some pages on a desk and a phone, in three languages, with everything folded out."""
    for language in LANGUAGES:
        for path in paths:
            for width in (1366, 390):
                look.resize(width)
                look.open(f"{site.address}/{language}/{path}")
                look.page.evaluate(
                    "() => document.querySelectorAll('details').forEach((one) => (one.open = true))"
                )
                assert look.sideways() <= 0, (path, width, language)
                assert look.violations(axe) == [], (path, width, language)
                assert look.too_small() == [], (path, width, language)
