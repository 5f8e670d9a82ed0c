"""Does a new edition change what depends on it, and nothing else?"""

from pathlib import Path

import pytest
from django.test import Client

from tests.journeys.reading import tiles
from tests.journeys.site import words_of
from tests.journeys.small_packs import TERRITORIES, let_it_be, load, observations, pack_toml

INDICATORS = """\
indicator_code,name,frequency,over_subjects,over_time,formula,rubrics,dataset,direction,importance
jobs,Jobs,A,sum,last,,work,work,up,1
people,People,A,sum,last,,work,people,up,1
jobs_share,Jobs per head,A,formula,none,jobs / people,work,work,up,1
homes,Homes,A,sum,last,,houses,people,up,1
"""
PAGES = """\
[[pages]]
code = "work"
kind = "rubric"
publicity = "public"
title_en = "Work"

[[pages.blocks]]
kind = "tiles"
indicators = ["jobs", "jobs_share", "people"]

[[pages]]
code = "houses"
kind = "rubric"
publicity = "public"
title_en = "Houses"

[[pages.blocks]]
kind = "tiles"
indicators = ["homes"]

[[pages.blocks]]
kind = "chart"
indicators = ["homes"]
"""
TARGETS = "territory_code,indicator_code,period,value\nM1,jobs,2024,90\n"
WORK = "work"
DATASETS = '[datasets.work]\nname_en = "Work"\n[datasets.people]\nname_en = "People"\n'
FIRST = [
    (place, code, "2024", value, "2025-01-10")
    for place, numbers in (("M1", (100, 200, 50)), ("M2", (300, 400, 70)))
    for code, value in zip(("jobs", "people", "homes"), numbers, strict=True)
]
SECOND = [("M1", "jobs", "2024", 60, "2025-02-10")]
Seen = dict[tuple[str, str], dict[str, str]]


def _files(rows: list[tuple[str, str, str, float, str]]) -> dict[str, str]:
    return {
        "pack.toml": pack_toml(today="2025-03-01", extra=DATASETS),
        "territories.csv": TERRITORIES,
        "indicators.csv": INDICATORS,
        "targets.csv": TARGETS,
        "pages.toml": PAGES,
        "observations.csv": observations(rows),
    }


def _seen(client: Client) -> Seen:
    """Every tile of every page, by page and name."""
    paths = [
        f"/en/subjects/{place}/{rubric}/" for place in ("C", "M1", "M2") for rubric in ("work", "houses")
    ]
    return {
        (path, tile["name"].split(".")[0].strip()): tile
        for path in paths
        for tile in tiles(client.get(path).content.decode())
    }


@pytest.mark.requirement("R-015")
def test_a_new_edition_changes_what_rests_on_it_and_nothing_else(board: None, tmp_path: Path) -> None:
    client = Client()
    load(tmp_path / "first", _files(FIRST))
    let_it_be("2025-03-01")
    before, board_before = _seen(client), words_of(client.get("/en/").content.decode())
    load(tmp_path / "second", _files(FIRST + SECOND))
    after, board_after = _seen(client), words_of(client.get("/en/").content.decode())
    changed = {key for key in before if before[key] != after[key]}
    dependent = {
        (f"/en/subjects/{place}/{WORK}/", name) for place in ("C", "M1") for name in ("Jobs", "Jobs per head")
    }
    assert changed == dependent
    assert after["/en/subjects/M1/work/", "Jobs"]["value"] == "60.0"
    assert after["/en/subjects/C/work/", "Jobs"]["value"] == "360.0"
    assert "behind" in after["/en/subjects/M1/work/", "Jobs"]["Target"]
    assert "County: nothing deviates" in board_before
    assert "1 thing deviates" in board_after
