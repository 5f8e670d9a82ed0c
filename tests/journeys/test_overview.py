"""Does the overview show on one screen what matters, in the order that it states?"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import polars as pl
import pytest

from styrbord.core.base.periods import Period
from tests.journeys.looking import Look
from tests.journeys.site import LANGUAGES, Site

AT_ONCE = 200
MOST = 12
FAR = 3  # tolerances from which on a course that was left is one to act on
ROW = ".exceptions tbody tr"


@pytest.mark.requirement("R-054")
@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_fits_one_screen_and_each_exception_leads_to_its_evidence(
    site: Site, look: Look, language: str
) -> None:
    look.open(f"{site.address}/{language}/")
    assert look.page.evaluate("() => document.documentElement.scrollHeight") <= 768
    rows = look.page.query_selector_all(ROW)
    assert 0 < len(rows) <= MOST
    for link in look.page.eval_on_selector_all(
        f"{ROW} th a", "all => all.map((one) => one.pathname + one.search)"
    ):
        evidence = site.get(link)
        assert evidence.status == 200
        assert re.search(r'id="h-course"', evidence.text), link


@pytest.mark.requirement("R-055")
def test_the_order_of_the_overview_follows_from_the_formula_that_it_states(site: Site) -> None:
    stated = site.get("/en/method/").words
    assert "Score = size × importance × irreversibility" in stated
    assert "equal scores stand by how long, then by code" in stated
    expected = sorted(scored(site), key=lambda one: one[0])
    shown = re.findall(r'ex-name"><a href="/en/indicators/([^/]+)/\?subject=([^"&]+)', site.get("/en/").text)
    assert shown == [pair for _, pair in expected[:MOST]]
    assert f"{len(expected)} things deviate" in site.get("/en/").words


Order = tuple[tuple[bool, float, int, str, str], tuple[str, str]]


@cache
def _definitions(pack: Any) -> Mapping[str, dict[str, Any]]:
    rows = pl.read_csv(pack / "indicators.csv", infer_schema=False).fill_null("")
    return {row["indicator_code"]: row for row in rows.iter_rows(named=True) if row["access"] == "open"}


def scored(site: Site) -> Iterator[Order]:
    """Everything in the county that deviates, with the key of its place; counted apart from the program."""
    today = date(2026, 1, 31)
    definitions, left = _definitions(site.pack), left_courses(site)
    asked = dict.fromkeys([*candidates(site, definitions), *(code for code, _ in left)])
    for tile in tiles(site, list(asked)):
        definition, pair = definitions[tile["indicator"]], (tile["indicator"], tile["subject"])
        behind, late = _behind(tile, definition), _late(tile, definition, today)
        course = _tolerances(left[pair], definition) if pair in left else 0.0
        size = max(behind, late, course)
        if not size:
            continue
        score = size * _number(definition, "importance") * _number(definition, "irreversibility")
        span = tile if behind == size else left.get(pair)
        lasts = late if late == size > behind else _periods(span["since"], span["period"])
        is_act = tile["state"] == "act" or course >= FAR
        yield (not is_act, -score, -int(lasts), *pair), pair


def left_courses(site: Site) -> Mapping[tuple[str, str], dict[str, Any]]:
    """Open cases of having left the usual course for the worse; none before the series were looked at."""
    found = site.get("/api/v1/signals", track="residual", limit=1000).json()["items"]
    return {(one["indicator"], one["subject"]): one for one in found if one["direction"] == "adverse"}


def _tolerances(case: dict[str, Any], definition: dict[str, Any]) -> float:
    """Tolerances by which a value lies beside what was expected of it."""
    expected = float(case["expected"]["value"])
    change = abs(float(case["value"]["value"]) - expected)
    return change / abs(expected) / _number(definition, "tolerance", 0.02)


def candidates(site: Site, definitions: Mapping[str, dict[str, Any]]) -> list[str]:
    """Indicators that may deviate at all: with a target, with a return that lacks, or computed from such."""
    targets = set(site.tables["targets"]["indicator_code"])
    rows = site.tables["observations"].filter(pl.col("value") != "", pl.col("territory_code") != "AM")
    newest = rows.group_by("indicator_code", "territory_code").agg(pl.col("period").max())
    uneven = newest.group_by("indicator_code").agg(pl.col("period").n_unique())
    lacking = set(uneven.filter(pl.col("period") > 1)["indicator_code"])
    return [
        code
        for code, definition in definitions.items()
        if {code, *re.findall(r"\w+", definition["formula"])} & (targets | lacking)
    ]


def tiles(site: Site, indicators: list[str]) -> Iterator[dict[str, Any]]:
    """Figures of the county and everything in it."""
    subjects = [
        one["code"]
        for one in site.get("/api/v1/subjects", limit=1000).json()["items"]
        if one["code"] == "NV" or "NV" in one["parents"]
    ]
    step = AT_ONCE // len(subjects)
    for start in range(0, len(indicators), step):
        asked = {"indicator": indicators[start : start + step], "subject": subjects}
        for item in site.get("/api/v1/figures", **asked).json()["items"]:
            if item["tile"]["state"] != "no-data":
                yield item["tile"]


def _behind(tile: dict[str, Any], definition: dict[str, Any]) -> float:
    """Tolerances by which a value is worse than its target; 0 within one tolerance."""
    if not tile["target"]["target"] or tile["value"]["value"] is None:
        return 0.0
    target, value = tile["target"]["target"]["value"], tile["value"]["value"]
    worse = {"up": target - value, "down": value - target}.get(definition["direction"], 0.0)
    tolerance = _number(definition, "tolerance", 0.02)
    share = worse / abs(target)
    return share / tolerance if share > tolerance else 0.0


def _late(tile: dict[str, Any], definition: dict[str, Any], today: date) -> int:
    """Periods that are due and have not come."""
    if tile["fresh"]["level"] not in {"watch", "act"}:
        return 0
    waiting, count = Period.parse(tile["fresh"]["missing_period"]), 0
    while waiting.last_day + timedelta(days=int(definition["lag_days"])) < today:
        waiting, count = waiting.shift(1), count + 1
    return count


def _periods(first: str, last: str) -> int:
    return Period.parse(last).ordinal - Period.parse(first).ordinal + 1


def _number(definition: dict[str, Any], name: str, default: float = 1.0) -> float:
    return float(definition[name] or default)
