"""Is a rating read, tried and drafted in a browser, in three languages, without anything in the way?"""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.journeys.looking import Look
from tests.journeys.site import Site
from tests.journeys.test_every_page import wrong

MAKING = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "styrbord.conf.settings"
import django
django.setup()
from pathlib import Path
from django.core.management import call_command
from tests.contract import rating
call_command("migrate", verbosity=0)
rating.board(Path(sys.argv[1]))
rating.approved(officer="0.5 * index + 2 * change")
rating.published("2024")
rating.published("2025")
"""
RATING = "ratings/maturity/2025/"
PAGES = {
    "list": "ratings/",
    "types": RATING,
    "own": f"{RATING}?subject=t02",
    "card": f"{RATING}t02/",
    "what-if": f"{RATING}t11/what-if/?v.staff=99&place=2",
    "method": "ratings/maturity/method/",
    "compare": "ratings/maturity/compare/?other=maturity",
    "made": "ratings/maturity/made/",
    "draft": "ratings/maturity/draft/",
    "officer": f"{RATING}t02/officer/",
    "assess": f"{RATING}t02/assess/",
}


@pytest.fixture(scope="module")
def rated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small board with two published ratings, where nobody has to show a second factor."""
    made = Site(tmp_path_factory.mktemp("rated"), settings={"STYRBORD_SECOND_FACTOR": "none"})
    environment = {
        **made.environment(),
        "STYRBORD_DATABASE": str(made.database),
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    words = [sys.executable, "-c", MAKING, str(made.pack)]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made.start()
    yield made
    made.stop()


@pytest.mark.browser
def test_the_pages_of_ratings_are_clean_in_three_languages(rated: Site, look: Look, axe: str) -> None:
    secret = rated.given([("writer", "analyst", ""), ("writer", "owner", "")])["writer"]
    page = look.page
    look.open(f"{rated.address}/en/sign-in/?key={secret}")
    page.click("main form button")
    page.wait_for_url(re.compile(r"/en/((collect|week)/)?$"))
    found = {}
    for language in ("en", "ru", "sv"):
        for name, path in PAGES.items():
            look.resize(1366)
            assert look.open(f"{rated.address}/{language}/{path}") == 200, name
            found[f"{language} {name}"] = wrong(look, axe)
    assert {name: said for name, said in found.items() if said} == {}
    assert look.errors == []
    assert look.hosts() == {f"127.0.0.1:{rated.port}"}


@pytest.mark.browser
@pytest.mark.requirement("R-083")
def test_from_the_ranking_to_one_cell_and_back_to_what_would_lift_it(rated: Site, look: Look) -> None:
    page = look.page
    look.open(f"{rated.address}/en/ratings/")
    page.locator("main tbody th a").first.click()
    page.get_by_role("link", name="T11", exact=True).first.click()
    page.wait_for_url(re.compile(r"/t11/$"))
    facts = page.locator("section:has(#h-facts) tbody td a")
    assert facts.count() == 5
    facts.first.click()
    page.wait_for_url(re.compile(r"/en/indicators/\w+/values/t11/2025/"))
    page.go_back()
    page.locator(".lifts a").first.click()
    page.wait_for_url(re.compile(r"/what-if/\?try="))
    page.get_by_role("button", name="Try these numbers").click()
    assert "What would come out" in look.words("main")
    assert look.errors == []
