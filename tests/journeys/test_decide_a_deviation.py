"""Is a deviation decided with two options and a promise in four minutes, in a browser, at a hand's pace?"""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.test_signals import monthly
from tests.journeys.looking import Look
from tests.journeys.pacing import IS_PACED, Person
from tests.journeys.site import LANGUAGES, ROOT, Site
from tests.journeys.talking import signed_in
from tests.journeys.test_signals import LOOKING

LOG = logging.getLogger(__name__)
pytestmark = pytest.mark.browser
FOUR_MINUTES = 240
POST = "planner"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small board on which a look over all series has opened a deviation, and a post that answers there."""
    made = Site(tmp_path_factory.mktemp("deciding"), settings={"STYRBORD_SECOND_FACTOR": "none"})
    made.command("load", monthly().write(made.pack))
    made.command("grant", POST, "owner", "--basis", "Order 1")
    environment = {**made.environment(), "STYRBORD_DATABASE": str(made.database)}
    subprocess.run([sys.executable, "-c", LOOKING], cwd=ROOT, env={**os.environ, **environment}, check=True)
    made.start()
    yield made
    made.stop()


def button(page: Any, words: str) -> Any:
    """A button by its words."""
    return page.get_by_role("button", name=words, exact=True)


def taken_up(person: Person) -> None:
    """From the first page to the deviation, and take it up."""
    page = person.page
    person.read()
    person.go(page.get_by_role("link", name="Signals", exact=True).last)
    person.go(page.locator("main a[href*='/deviations/']:not([href$='/deviations/'])").first)
    person.click(page.locator("summary", has_text="Take it up"))
    person.go(button(page, "Take it up"))


def proposed(person: Person) -> None:
    """Propose a decision in three steps, with doing nothing and one other option."""
    page = person.page
    person.go(page.get_by_role("link", name="Propose a decision"))
    person.write("title", "Wage subsidy for 60 jobs")
    person.day("in-force-on", "2026-12-15")
    person.write("change", "20")
    person.write("by", "2027-06")
    person.day("check-on", "2027-09-01")
    person.go(button(page, "Keep, and go on"))
    person.write("a-title", "Wage subsidy for a year")
    person.click(page.locator("#a-chosen"))
    person.write("a-economy", "60 jobs, 2 million")
    person.write("a-group", "Jobless")
    person.write("nothing-economy", "30 in 100 jobs lost")
    person.go(button(page, "Keep, and go on"))
    person.write("why_this", "It works within a quarter.")
    person.write("why_order", "Training takes a year.")
    person.write("why_now", "A third went in 3 months.")
    person.write("summary-en", "We pay a part of 60 wages for a year.")
    person.go(button(page, "Keep, and see the proposal"))


def decided(person: Person) -> None:
    """Send it to review and decide."""
    person.go(button(person.page, "Send it to review"))
    person.go(button(person.page, "Decide"))


def promised(person: Person) -> None:
    """Give a promise on the page of the decision."""
    page = person.page
    person.click(page.locator("summary", has_text="Promise something"))
    person.write("what", "Announce the subsidy")
    person.day("due", "2026-12-20")
    person.go(button(page, "Keep the promise on record"))


def test_a_deviation_is_decided_with_two_options_and_a_promise_in_four_minutes(
    told: Site, lonely_chromium: Any, axe: str
) -> None:
    look = signed_in(told, lonely_chromium, POST)
    look.open(f"{told.address}/en/")
    person = Person(look.page)
    taken_up(person)
    proposed(person)
    decided(person)
    promised(person)
    found = person.told()
    LOG.info("%s", found)
    assert "Announce the subsidy" in look.words("main section:has(#h-promises)")
    assert found["human"] <= FOUR_MINUTES
    assert not IS_PACED or found["stopwatch"] <= FOUR_MINUTES
    look.page.locator("main a[href*='/promises/']", has_text="Announce").click()
    look.page.wait_for_url("**/promises/*/")
    _looked_at(look, told, axe)


def _looked_at(look: Look, site: Site, axe: str) -> None:
    """The page of the promise, its list and the form, on a desk and a phone, in three languages."""
    token = look.page.url.rstrip("/").rsplit("/", 1)[1]
    for language in LANGUAGES:
        for path in (f"promises/{token}/", "promises/", "promises/new/"):
            for width in (1366, 390):
                look.resize(width)
                look.open(f"{site.address}/{language}/{path}")
                look.page.evaluate(
                    "() => document.querySelectorAll('details').forEach((one) => (one.open = true))"
                )
                assert look.sideways() <= 0, (path, width, language)
                assert look.violations(axe) == [], (path, width, language)
                assert look.too_small() == [], (path, width, language)
    assert look.errors == []
