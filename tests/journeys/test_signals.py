"""Are the planted deviations of the example found, its quiet series quiet, and both told in their place?"""

import os
import re
import subprocess
import sys
from itertools import product
from typing import Any

import pytest

from example.pins import pinned_targets
from tests.journeys.looking import Look
from tests.journeys.site import LANGUAGES, ROOT, Site
from tests.journeys.test_overview import MOST, _definitions, scored

ON_TRACK = {("employment_20_64", "NV"), ("median_income", "NV")}
MOST_ALARMED = 0.01
WATCHED = "ASQMWD"
LOOKING = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "styrbord.conf.settings"
import django
django.setup()
from styrbord.services import signals
signals.evaluate()
"""


@pytest.fixture(scope="module")
def looked(other_site: Site) -> Site:
    """The example county after a look over all of its series."""
    environment = {**other_site.environment(), "STYRBORD_DATABASE": str(other_site.database)}
    subprocess.run([sys.executable, "-c", LOOKING], cwd=ROOT, env={**os.environ, **environment}, check=True)
    return other_site


def cases(site: Site, track: str) -> list[dict[str, Any]]:
    return list(site.get("/api/v1/signals", track=track, limit=1000).json()["items"])


def test_every_planted_deviation_opens_a_case_and_hardly_any_quiet_series_does(looked: Site) -> None:
    rhythm = {code: one["frequency"] for code, one in _definitions(looked.pack).items()}
    planted = {pair for pair in set(pinned_targets()) - ON_TRACK if rhythm[pair[0]] in WATCHED}
    assert len(planted) >= 10
    found = {(one["indicator"], one["subject"]) for one in cases(looked, "plan")}
    assert planted <= found
    left = {(one["indicator"], one["subject"]) for one in cases(looked, "residual")} - planted
    tested = re.search(r"Series tested ([\d,]+)", looked.get("/en/signals/").words)
    assert tested
    assert len(left) <= MOST_ALARMED * int(re.sub(r"\D", "", tested[1]))


def test_what_left_its_course_stands_in_the_order_that_the_overview_states(looked: Site) -> None:
    expected = sorted(scored(looked), key=lambda one: one[0])
    page = looked.get("/en/")
    shown = re.findall(r'ex-name"><a href="/en/indicators/([^/]+)/\?subject=([^"&]+)', page.text)
    assert shown == [pair for _, pair in expected[:MOST]]
    assert f"{len(expected)} things deviate" in page.words
    assert "Left its course" in page.words or not cases(looked, "residual")


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_signals_and_a_marked_course_read_on_a_desk_and_on_a_phone(
    looked: Site, look: Look, axe: str, language: str
) -> None:
    left = next(one for one in cases(looked, "residual") if one["direction"] == "adverse")
    course = f"/indicators/{left['indicator']}/?subject={left['subject']}"
    for path, width in product(("/signals/", course), (1366, 390)):
        look.resize(width)
        look.open(f"{looked.address}/{language}{path}")
        look.page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert look.sideways() <= 0
        assert look.violations(axe) == []
    if language == "en":
        assert "Worse than its usual course since" in look.words("#h-course")
        assert "Left its course" in look.words(".strip")


@pytest.mark.browser
def test_the_overview_with_signals_still_fits_one_screen(looked: Site, look: Look) -> None:
    look.open(f"{looked.address}/en/")
    assert look.page.evaluate("() => document.documentElement.scrollHeight") <= 768
