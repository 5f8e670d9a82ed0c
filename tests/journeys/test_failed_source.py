"""Does a source that fails tell its owner and mark the tiles that rest on it, while the old value stays?"""

from pathlib import Path

import pytest
from django.test import Client

from styrbord.cli.main import main
from styrbord.services import notices
from styrbord.store.ledger.models import Event
from tests.journeys.reading import tiles
from tests.journeys.small_packs import TERRITORIES, let_it_be, observations, pack_toml

INDICATORS = """\
indicator_code,name,frequency,over_subjects,over_time,formula,rubrics,dataset,owner
visits,Visits,M,sum,sum,,life,counts,keeper
per_head,Visits per head,M,formula,none,visits / people,life,ratios,
people,People,M,sum,last,,life,census,counter
"""
PAGES = """\
[[pages]]
code = "life"
kind = "rubric"
publicity = "public"
title_en = "Life"

[[pages.blocks]]
kind = "tiles"
indicators = ["visits", "per_head", "people"]
"""
ROWS = [("M1", "visits", "2025-06", 16, "2025-07-15")]
PEOPLE = [("M1", "people", "2025-06", 400, "2025-07-10")]
POSTS = "code,name_en\nkeeper,Keeper of counts\ncounter,Census office\n"
SAID = "last refresh failed on 25 Jul 2025; the value is of Jun 2025"


@pytest.fixture
def county(board: None, tmp_path: Path) -> Path:
    """A board whose visits come from a source of their own, loaded by a timer."""
    first = {
        "pack.toml": pack_toml(today="2025-07-20"),
        "territories.csv": TERRITORIES,
        "indicators.csv": INDICATORS,
        "pages.toml": PAGES,
        "posts.csv": POSTS,
        "observations.csv": observations(PEOPLE),
    }
    assert refresh(tmp_path / "census", first, name="census") == 0
    assert refresh(tmp_path / "visits", visits(ROWS)) == 0
    return tmp_path


def visits(rows: list[tuple[str, str, str, float | str, str]]) -> dict[str, str]:
    return {"pack.toml": '[pack]\ncode = "visits"\n', "observations.csv": observations(rows)}


def refresh(folder: Path, files: dict[str, str], *, name: str = "visits") -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        (folder / path).write_text(text, encoding="utf-8")
    return main(["load", str(folder), "--scheduled", name])


def seen(client: Client) -> dict[str, dict[str, str]]:
    markup = client.get("/en/subjects/M1/life/").content.decode()
    return {tile["name"].split(".")[0].strip(): tile for tile in tiles(markup)}


@pytest.mark.requirement("R-048")
def test_a_failing_source_tells_its_owner_and_marks_its_tiles_until_it_works(county: Path) -> None:
    before = seen(Client())
    let_it_be("2025-07-25")
    assert refresh(county / "visits", visits([("M1", "visits", "2025-07", "many", "2025-07-25")])) == 1
    (notice,) = notices.unread(["keeper"])
    assert (notice.kind, notice.params["source"], notice.address) == (
        "source.failed",
        "visits",
        "/indicators/visits/",
    )
    assert notices.unread(["counter"]) == []
    marked = seen(Client())
    assert {name: tile["Fresh"] == SAID for name, tile in marked.items()} == {
        "Visits": True,
        "Visits per head": True,
        "People": False,
    }
    assert {name: tile["value"] for name, tile in marked.items()} == {
        name: tile["value"] for name, tile in before.items()
    }
    let_it_be("2025-07-26")
    assert refresh(county / "visits", visits(ROWS)) == 0
    assert not any("failed" in tile["Fresh"] for tile in seen(Client()).values())


def test_a_source_that_keeps_failing_is_told_once_and_the_newest_day_is_shown(county: Path) -> None:
    for day in ("2025-07-25", "2025-07-28"):
        let_it_be(day)
        assert refresh(county / "visits", {"pack.toml": "nothing = ["}) == 1
    assert len(notices.unread(["keeper"])) == 1
    assert "28 Jul 2025" in seen(Client())["Visits"]["Fresh"]
    assert Event.objects.filter(verb="source.failed", about="visits").count() == 2
    past = Client().get("/en/subjects/M1/life/", {"as-of": "2025-07-24"}).content.decode()
    assert "failed" not in past


def test_numbers_that_came_another_way_are_not_marked(county: Path) -> None:
    let_it_be("2025-07-25")
    assert refresh(county / "gone", {"pack.toml": "nothing = ["}) == 1
    let_it_be("2025-07-26")
    later = county / "by-hand"
    assert refresh(later, visits([("M1", "visits", "2025-07", 17, "2025-07-26")]), name="by-hand") == 0
    assert "failed" not in seen(Client())["Visits"]["Fresh"]


def test_a_source_has_a_name_that_is_a_code(county: Path) -> None:
    assert refresh(county / "visits", visits(ROWS), name="no name") == 1
    assert not Event.objects.filter(about="no name").exists()
