"""Does a page show what was known then, by whom it was said then, and refuse what nobody knows yet?"""

import re

import pytest

from tests.journeys.reading import rows
from tests.journeys.site import LANGUAGES, Site, panel, words_of

OLD_DAY = "2025-09-20"
NOTHING = {
    "en": "Nothing had been released here by 2010-01-01.",
    "ru": "К 2010-01-01 здесь ещё ничего не было выпущено.",
    "sv": "Inget hade publicerats här till 2010-01-01.",
}
FUTURE = {"en": "lies in the future", "ru": "будущее", "sv": "framtiden"}


def _numbers(site: Site, path: str, **query: object) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(site.get(path, **query).text) if len(row) > 2}


def test_an_older_day_shows_the_numbers_that_had_been_released_by_then(site: Site) -> None:
    path = "/en/indicators/unemployment/?subject=NV05"
    now, then = _numbers(site, path), _numbers(site, f"{path}&as-of={OLD_DAY}")
    assert "Dec 2025" in now
    assert "Dec 2025" not in then
    assert "Jul 2025" in then


def test_an_older_vintage_shows_what_the_source_said_first(site: Site) -> None:
    revised = site.tables["observations"]
    keys = ["territory_code", "indicator_code", "period", "breakdown"]
    twice = revised.filter(revised["indicator_code"] == "retail_turnover").sort("vintage")
    pairs = twice.group_by(keys, maintain_order=True).agg("value", "vintage")
    pairs = pairs.filter((pairs["value"].list.len() == 2) & (pairs["territory_code"] == "NV05"))
    one = next(row for row in pairs.iter_rows(named=True) if row["value"][0] != row["value"][1])
    path = f"/en/indicators/retail_turnover/values/NV05/{one['period']}/"
    for value, vintage in zip(one["value"], one["vintage"], strict=True):
        said = panel(site.get(path, vintage=vintage), "h-figure")
        assert f"{float(value):,.1f}" in words_of(said).replace("\u2009", ",")


def test_a_merged_municipality_keeps_its_name_and_numbers_before_the_merger(site: Site) -> None:
    assert "Broby" in site.get("/en/subjects/NV42/").words
    years = {row[0] for row in rows(site.get("/en/indicators/population/", subject="NV42").text)}
    assert {"2017", "2018"} <= years
    assert "2019" not in years


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_that_has_not_come_is_refused_in_words(site: Site, language: str) -> None:
    answer = site.get(f"/{language}/", as_of="2031-01-01")
    assert answer.status == 400
    assert FUTURE[language] in answer.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_before_the_first_release_says_that_nothing_was_released(site: Site, language: str) -> None:
    answer = site.get(f"/{language}/", as_of="2010-01-01")
    assert answer.status == 404
    assert NOTHING[language] in answer.words


def test_a_link_keeps_the_moment(site: Site) -> None:
    page = site.get("/en/subjects/NV/demography/", as_of=OLD_DAY, vintage="2025-09-15")
    inside = re.findall(r'href="(/en/(?:subjects|indicators)/[^"]*)"', page.text)
    assert len(inside) > 20
    assert all(f"as-of={OLD_DAY}" in link and "vintage=2025-09-15" in link for link in inside)
