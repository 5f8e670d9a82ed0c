"""Do charts, key figures and short tables say the same on screen, on paper and to a screen reader?"""

import csv
import io
from typing import Any

import pytest

from tests.journeys.looking import Look
from tests.journeys.reading import number, rows, tables, tiles
from tests.journeys.site import Site, panel

PAGE = "/en/subjects/NV05/new-jobs/"
CHART = "/en/subjects/NV/demography/"
SEVEN = ("value", "Change", "Target", "Peers", "Since", "Owner", "Decided")
READ_NUMBERS = """() => [...document.querySelectorAll('.tile-value, .ds-table td.num, .ds-table td.main')]
  .filter((one) => one.checkVisibility()).map((one) => one.innerText.trim())"""


@pytest.mark.requirement("R-042")
@pytest.mark.browser
def test_each_kind_of_block_shows_the_same_numbers_on_screen_in_print_and_in_its_table(
    site: Site, look: Look
) -> None:
    look.open(site.address + CHART)
    on_screen = look.page.evaluate(READ_NUMBERS)
    drawn = _visible_charts(look.page)
    look.page.emulate_media(media="print")
    assert look.page.evaluate(READ_NUMBERS) == on_screen
    assert _visible_charts(look.page) == drawn > 0
    assert look.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    _all_from_one_query(site)


def _visible_charts(page: Any) -> int:
    script = (
        "all => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 200).length"
    )
    return int(page.eval_on_selector_all("svg.chart", script))


def _all_from_one_query(site: Site) -> None:
    """Tile, short table, the chart's table and the downloads hold what the API holds."""
    page = site.get(CHART)
    tile = next(one for one in tiles(page.text) if one["name"].startswith("Population"))
    line = next(row for row in rows(page.text) if row[0] == "Population")
    stated = site.figure("population", "NV")["tile"]["value"]["value"]
    assert number(tile["value"]) == number(line[1]) == stated
    chart = next(table for table in tables(page.text) if table[0][0] == "Period")
    moved = site.figure("moved_in", "NV")["tile"]
    assert [chart[-1][0], number(chart[-1][1])] == [moved["period"], moved["value"]["value"]]
    told = site.get(CHART, format="csv", block="b2").content.decode("utf-8-sig")
    taken = [row for row in csv.reader(io.StringIO(told)) if row and row[0] == moved["period"]]
    assert float(taken[0][1]) == moved["value"]["value"]


@pytest.mark.requirement("R-043")
@pytest.mark.parametrize("path", ["/en/", "/en/subjects/NV05/", "/en/subjects/LM-N/", PAGE])
def test_a_tile_gives_all_seven_answers_or_says_none(site: Site, path: str) -> None:
    found = tiles(site.get(path).text)
    assert found
    for tile in found:
        hidden = dict(part.split(": ", 1) for part in tile["name"].split(". ")[1:])
        answers = {**tile, **{name: said.rstrip(".") for name, said in hidden.items()}}
        assert all(answers[name] for name in SEVEN), tile


def test_the_strip_of_an_indicator_answers_the_same_questions(site: Site) -> None:
    page = site.get("/en/indicators/unemployment/?subject=NV05")
    strip = page.words.split("Dec 2025", 1)[1].split("Months", 1)[0]
    for label in ("Change", "Target", "Peers of its type", "Since", "Owner", "decided: none"):
        assert label in strip


def test_a_chart_that_is_missing_says_so(site: Site) -> None:
    page = site.get("/en/subjects/LM-N/demography/")
    assert "There is no value to show." in panel(page, "h-b2")


@pytest.mark.browser
def test_paper_says_for_which_day_it_was_printed(site: Site, look: Look) -> None:
    look.open(f"{site.address}/en/subjects/NV/demography/")
    look.page.emulate_media(media="print")
    assert "As of 31 Jan 2026" in look.words("main")
    assert "Invented data" in look.words("main")
