"""Does a late series turn amber and then red, and does each figure say how old it is?"""

from pathlib import Path

import pytest
from django.test import Client

from tests.journeys.reading import tiles
from tests.journeys.small_packs import TERRITORIES, let_it_be, load, observations, pack_toml

INDICATORS = """\
indicator_code,name,frequency,over_subjects,over_time,lag_days,rubrics,dataset
visits,Visits,M,sum,sum,20,life,counts
"""
PAGES = """\
[[pages]]
code = "life"
kind = "rubric"
publicity = "public"
title_en = "Life"

[[pages.blocks]]
kind = "tiles"
indicators = ["visits"]
"""
ROWS = [("M1", "visits", f"2025-{month:02d}", 10 + month, "2025-07-15") for month in range(1, 7)]


@pytest.fixture
def late_county(board: None, tmp_path: Path) -> Client:
    description = pack_toml(today="2025-07-20", extra='[datasets.counts]\nname_en = "Counts"\n')
    files = {"territories.csv": TERRITORIES, "indicators.csv": INDICATORS, "pages.toml": PAGES}
    load(tmp_path / "pack", {**files, "pack.toml": description, "observations.csv": observations(ROWS)})
    return Client()


# June came on 15 July. July is due on 20 August, August on 20 September.
@pytest.mark.requirement("R-012")
@pytest.mark.parametrize(
    ("day", "age", "said", "light"),
    [
        ("2025-07-20", 5, "Jun 2025, 5 days ago", ""),
        ("2025-08-20", 36, "Jun 2025, 36 days ago", ""),
        ("2025-08-21", 37, "Jun 2025, 1 day late", "s-watch"),
        ("2025-09-20", 67, "Jun 2025, 31 days late", "s-watch"),
        ("2025-09-21", 68, "Jun 2025, 32 days late", "s-act"),
        ("2026-01-10", 179, "Jun 2025, 143 days late", "s-act"),
    ],
)
def test_a_series_turns_amber_after_one_rhythm_and_red_after_two(
    late_county: Client, day: str, age: int, said: str, light: str
) -> None:
    let_it_be(day)
    markup = late_county.get("/en/subjects/M1/life/").content.decode()
    (tile,) = tiles(markup)
    assert tile["Fresh"] == said
    figure = late_county.get("/api/v1/figures", {"indicator": "visits", "subject": "M1"}).json()["items"][0]
    assert figure["tile"]["fresh"]["age_days"] == age
    answer = markup.split("<dt>Fresh</dt>")[1].split("</dd>")[0]
    assert ("s-watch" in answer, "s-act" in answer) == (light == "s-watch", light == "s-act")


def test_a_late_series_stands_on_the_overview_as_overdue(late_county: Client) -> None:
    let_it_be("2025-09-21")
    markup = late_county.get("/en/").content.decode()
    assert "Data overdue" in markup
    assert "Jul 2025" in markup
