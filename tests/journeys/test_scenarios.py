"""Does an analyst get from a question to three scenarios in the browser, all readable on the way?"""

import re
import shutil
from collections.abc import Iterator

import pytest

from tests.journeys.looking import Look
from tests.journeys.site import Site
from tests.journeys.test_every_page import wrong

COURSES = {"pessimistic": "few come", "medium": "as now", "optimistic": "many come"}


@pytest.fixture
def office(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A copy of the example county where nobody has to show a second factor."""
    made = Site(tmp_path_factory.mktemp("scenarios"), settings={"STYRBORD_SECOND_FACTOR": "none"})
    shutil.copy(site.database, made.database)
    yield made
    made.stop()


@pytest.mark.browser
def test_three_scenarios_are_asked_for_watched_and_read(office: Site, look: Look, axe: str) -> None:
    secret = office.given([("planner", "analyst", "")])["planner"]
    office.start()
    page = look.page
    page.set_default_timeout(90_000)
    look.open(f"{office.address}/en/sign-in/?key={secret}")
    page.click("main form button")
    page.wait_for_url(re.compile(r"/en/((collect|week)/)?$"))
    look.open(f"{office.address}/en/scenarios/new/?indicator=employees&subject=NV05")
    page.locator("input[name=driver]").first.fill("Migration")
    for name, words in COURSES.items():
        page.locator(f"input[name={name}]").first.fill(words)
    page.click("main form button")
    page.wait_for_url(re.compile(r"/en/jobs/"))
    assert "Waits for a worker" in look.words("main")
    assert wrong(look, axe) == []
    office.command("worker", "--once")
    page.get_by_role("link", name="See what came of it").click()
    page.wait_for_url(re.compile(r"/en/scenarios/"))
    assert "many come" in look.words("main")
    found = {}
    for language in ("en", "ru", "sv"):
        look.resize(1366)
        look.open(re.sub(r"/(en|ru|sv)/", f"/{language}/", page.url, count=1))
        found[language] = wrong(look, axe)
    assert found == {"en": [], "ru": [], "sv": []}
    assert look.errors == []
    assert look.hosts() == {f"127.0.0.1:{office.port}"}
