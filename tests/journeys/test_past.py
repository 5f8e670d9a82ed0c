"""Does the example county have a past, told by its own services, and does every link of its pages lead on?"""

import html
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest

from tests.journeys.site import ROOT, Site
from tests.journeys.talking import signed_in
from tests.sharing import made_once

KINDS = ("deviations", "decisions", "promises", "meetings")
HEAD = "strategy-office"
ANSWERS = {200, 302}
VERDICTS = {"kept", "missed", "undecidable"}
_LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')


@pytest.fixture(scope="module")
def lived(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The example county after its two years, behind a server of its own."""
    built = Site(made_once(tmp_path_factory, "norrvik-lived", lambda folder: _live(site, Site(folder))))
    made = Site(tmp_path_factory.mktemp("lived-site"))
    shutil.copy(built.database, made.database)
    made.start()
    yield made
    made.stop()


def _live(site: Site, made: Site) -> None:
    shutil.copy(site.database, made.database)
    environment = {**made.environment(), "STYRBORD_DATABASE": str(made.database)}
    pack = made.folder / "digital"
    subprocess.run(
        [sys.executable, "-m", "example.digital", str(pack)], cwd=ROOT, env=environment, check=True
    )
    made.command("load", pack)
    subprocess.run([sys.executable, "-m", "example.past"], cwd=ROOT, env=environment, check=True)


def listed(site: Site, noun: str, **asked: object) -> list[dict[str, Any]]:
    return list(site.get(f"/api/v1/{noun}", limit=500, **asked).json()["items"])


def test_two_years_of_deviations_were_answered_and_closed_in_every_way(lived: Site) -> None:
    states = ("new", "taken-up", "explained", "verifying", "closed")
    found = [one for state in states for one in listed(lived, "deviations", state=state)]
    assert {one["state"] for one in found} == set(states)
    outcomes = {one["outcome"] for one in found if one["state"] == "closed"}
    assert {"effective", "accepted", "false_alarm", "data_error"} <= outcomes
    opened = sorted(one["opened_at"][:4] for one in found)
    assert opened[0] == "2024"
    assert opened[-1] == "2026"
    assert any(one["decision"] for one in found)


def test_ratings_of_several_years_were_published_corrected_and_contested(lived: Site) -> None:
    runs = listed(lived, "rating-runs")
    states = {(one["code"], one["period"]): one["state"] for one in runs if not one["corrects"]}
    assert states["regional-digital-maturity", "2024"] == "succeeded"
    assert {one["code"] for one in listed(lived, "ratings") if one["period"] == "2025"} == {
        "regional-digital-maturity",
        "digital-leaders",
        "enterprise-reliability",
    }
    found = lived.get("/api/v1/ratings/enterprise-reliability").json()["places"]
    assert [one["subject"] for one in found if one["is_withheld"]] == ["EN-07"]
    late = {(one["code"], one["period"]) for one in listed(lived, "rating-days") if one["is_late"]}
    assert late == {("regional-digital-maturity", "2024")}


def test_effects_were_found_by_the_checks_of_the_program_alone(lived: Site) -> None:
    found = listed(lived, "decisions")
    assert {one["state"] for one in found} >= {"kept", "missed", "undecidable", "reviewed"}
    assert lived.command("ledger", "verify").startswith("As they were sealed")


@pytest.mark.browser
@pytest.mark.parametrize("who", ["", HEAD])
def test_every_link_of_the_pages_of_its_past_answers(lived: Site, lonely_chromium: Any, who: str) -> None:
    context = signed_in(lived, lonely_chromium, who).page.context if who else lonely_chromium.new_context()
    asked: dict[str, int] = {}
    for noun in (*KINDS, "week") if who else KINDS:
        for address in _pages(lived, context, noun):
            answer = context.request.get(lived.address + address)
            assert answer.status == 200, address
            for link in _links(address, answer.text()):
                if link not in asked:
                    asked[link] = context.request.get(lived.address + link, max_redirects=0).status
    context.close()
    assert len(asked) > 50
    assert {link: status for link, status in asked.items() if status not in ANSWERS} == {}


def _pages(site: Site, context: Any, noun: str) -> list[str]:
    """The list of a noun, and up to four single things that it links to."""
    first = f"/en/{noun}/"
    answer = context.request.get(site.address + first)
    if answer.status != 200 or "/sign-in/" in answer.url:
        return []
    own = [link for link in _links(first, answer.text()) if re.fullmatch(rf"/en/{noun}/[\w-]+/", link)]
    return [first, *own[:4]]


def _links(page: str, markup: str) -> list[str]:
    """Addresses on this site that a page links to, each once."""
    found = (urljoin(page, html.unescape(link)) for link in _LINK.findall(markup))
    return list(dict.fromkeys(link for link in found if link.startswith("/")))
