"""Does the board have known deviations to show, and is the rest on plan?"""

import pytest

from example.build import drawn_county
from example.county import County
from example.pins import pinned_targets
from example.tables import indicators
from example.targets import target_rows


@pytest.fixture(scope="module")
def county() -> County:
    return drawn_county(2026)


def shortfall(county: County, code: str, place: str, path: dict[str, float]) -> float:
    """Share of the target by which the last known value is worse than it."""
    last = county.known(code) - 1
    at = county.at(code)
    target = path.get(at.labels[last], path.get(str(at.years[last]), float("nan")))
    worse = target - county.over(code, county.groups[place])[last]
    return float(worse if indicators()[code].given["direction"] != "down" else -worse) / abs(target)


def test_between_10_and_20_series_miss_their_target_and_the_planted_ones_are_among_them(
    county: County,
) -> None:
    paths: dict[tuple[str, str], dict[str, float]] = {}
    for row in target_rows(county):
        if row["scenario"] == "target":
            key = row["indicator_code"], row["territory_code"]
            paths.setdefault(key, {})[row["period"]] = float(row["value"])
    tolerances = {code: float(row.given.get("tolerance", 0.02)) for code, row in indicators().items()}
    behind = {key for key, path in paths.items() if shortfall(county, *key, path) > tolerances[key[0]]}
    assert len({code for code, _ in paths}) >= 35
    assert len(paths) > 1000
    assert 10 <= len(behind) <= 20
    on_track = {("employment_20_64", "NV"), ("median_income", "NV")}
    assert set(pinned_targets()) - on_track <= behind


def test_the_key_figures_are_those_of_the_county(county: County) -> None:
    shown = {
        "population": 486_312,
        "unemployment": 5.9,
        "employment_20_64": 79.4,
        "median_income": 28_450,
        "served_within_norm": 81.7,
    }
    for code, number in shown.items():
        last = county.over(code, county.groups["NV"])[county.known(code) - 1]
        assert last == pytest.approx(number, rel=1e-3)
