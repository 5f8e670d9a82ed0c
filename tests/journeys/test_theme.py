"""Does the look change without the content, and does an older page stay readable?"""

import hashlib
import re
from pathlib import Path

import pytest
from django.test import Client

from styrbord.services import pages
from tests.journeys.reading import rows, tiles
from tests.journeys.site import Site
from tests.journeys.small_packs import TERRITORIES, let_it_be, load, observations, pack_toml

PATHS = ("/en/", "/en/subjects/NV/demography/", "/en/indicators/unemployment/?subject=NV05", "/en/map/")
PAGE = """
[[pages]]
code = "story"
kind = "page"
publicity = "public"
title_en = "{title}"
[[pages.blocks]]
kind = "tiles"
indicators = ["{indicator}"]
"""


def _figures(markup: str) -> str:
    """Fingerprint of every number and word of the tiles and tables."""
    return hashlib.sha256(repr((tiles(markup), rows(markup))).encode()).hexdigest()


@pytest.mark.parametrize("path", PATHS)
def test_another_theme_shows_the_same_figures(site: Site, path: str) -> None:
    usual, other = site.get(path).text, site.get(path, theme="contrast").text
    assert re.findall(r'data-theme="(\w+)"', usual) != re.findall(r'data-theme="(\w+)"', other)
    assert _figures(usual) == _figures(other)


@pytest.mark.requirement("R-050")
def test_a_new_theme_keeps_the_figures_and_an_old_page_can_still_be_seen(board: None, tmp_path: Path) -> None:
    client = Client()
    _small(tmp_path)
    let_it_be("2025-03-01")
    pages.import_pages(PAGE.format(title="The first story", indicator="visits"))
    first = client.get("/en/pages/story/").content.decode()
    let_it_be("2025-06-01")
    pages.import_pages(PAGE.format(title="The second story", indicator="homes"))
    second = client.get("/en/pages/story/").content.decode()
    contrast = client.get("/en/pages/story/", {"theme": "contrast"}).content.decode()
    assert "The second story" in second
    assert 'data-theme="contrast"' in contrast
    assert _figures(contrast) == _figures(second) != _figures(first)
    old = client.get("/en/pages/story/", {"as-of": "2025-03-02", "theme": "contrast"}).content.decode()
    assert "The first story" in old
    assert [tile["value"] for tile in tiles(old)] == [tile["value"] for tile in tiles(first)]


def _small(folder: Path) -> None:
    rows_ = [("M1", code, "2024", 7, "2025-01-10") for code in ("visits", "homes")]
    files = {
        "pack.toml": pack_toml(today="2025-03-01"),
        "territories.csv": TERRITORIES,
        "indicators.csv": "indicator_code,name,frequency,over_subjects\n"
        "visits,Visits,A,sum\nhomes,Homes,A,sum\n",
        "observations.csv": observations(rows_),
    }
    load(folder / "pack", files)
