"""Do days, months and years of one indicator tell the same?"""

from collections import defaultdict
from datetime import datetime

import polars as pl
import pytest

from tests.journeys.reading import number, rows
from tests.journeys.site import Site

PATH = "/en/indicators/ambulance_calls/?subject=NV"


def _course(site: Site, grain: str) -> dict[str, float]:
    """The whole course in one grain, by ISO text of the period."""
    text = site.get(PATH, grain=grain, format="csv", block="course").content.decode("utf-8-sig")
    lines = [line.split(",") for line in text.splitlines()]
    found = ((_iso(line[0], grain), line[1]) for line in lines if len(line) > 1)
    return {period: float(value) for period, value in found if period and value}


def _iso(words: str, grain: str) -> str:
    """Period from its English words; "" for a line that is not about a period."""
    printed, kept = {"D": ("%d %b %Y", "%Y-%m-%d"), "M": ("%b %Y", "%Y-%m"), "A": ("%Y", "%Y")}[grain]
    try:
        return datetime.strptime(words, printed).strftime(kept)  # noqa: DTZ007
    except ValueError:
        return ""


@pytest.mark.requirement("R-065")
def test_days_add_up_to_months_and_months_to_years(site: Site) -> None:
    days, months, years = (_course(site, grain) for grain in "DMA")
    assert len(days) > 100
    assert len(months) >= 4
    whole = _sums(days, 7)
    shared = [month for month in months if month in whole and month not in {min(whole), max(whole)}]
    assert len(shared) >= 3
    for month in shared:
        assert months[month] == whole[month], month
    for year in years:
        assert years[year] == sum(value for month, value in months.items() if month.startswith(year))


def _sums(values: dict[str, float], length: int) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for period, value in values.items():
        total[period[:length]] += value
    return dict(total)


def test_months_of_a_rate_average_to_the_year(site: Site) -> None:
    path = "/api/v1/observations"
    items = site.get(path, indicator="unemployment", subject="NV05", computed="true", limit=500).json()[
        "items"
    ]
    months = [one["value"] for one in items if one["period"].startswith("2024-")]
    assert len(months) == 12
    page = site.get("/en/indicators/unemployment/?subject=NV05", grain="A")
    shown = {row[0]: row[1] for row in rows(page.text) if len(row) > 2}
    assert number(shown["2024"]) == pytest.approx(sum(months) / 12, abs=0.051)


@pytest.mark.parametrize(("grain", "first"), [("D", "28 Jan 2026"), ("M", "Jan 2026"), ("A", "2025")])
def test_the_reader_chooses_the_length_of_periods(site: Site, grain: str, first: str) -> None:
    page = site.get("/en/indicators/bus_departures/?subject=NV01", grain=grain)
    assert page.status == 200
    assert first in page.words


def test_the_pack_holds_daily_numbers(site: Site) -> None:
    own = site.tables["observations"].filter(pl.col("indicator_code") == "ambulance_calls")
    assert own["period"].str.len_chars().min() == 10
