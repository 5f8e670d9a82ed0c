"""What is aimed at, by year, and on which goal does each target rest?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from example.county import PLACES, County
from example.formulas import Array
from example.pins import pinned_targets
from example.series import generator
from example.tables import COUNTY, DISTRICTS, IndicatorRow, document, indicators

_YEARS = np.arange(2020, 2031)
_LOOK_BACK = {"M": 3, "W": 6, "D": 21, "S": 2}
_BY_QUARTER = {1: 20.0, 2: 43.0, 3: 66.0, 4: 95.0}
_PLANS = {
    "expenditure": ("expenditure_adopted", 1.0),
    "revenue": ("expenditure_adopted", 0.985),
    "np_money_spent": ("np_money_plan", 0.93),
    "prog_spent": ("prog_funding", 0.9),
}
_LEVELS = {"county": (COUNTY,), "district": DISTRICTS, "municipality": PLACES}
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Aim:
    """One indicator of one territory: its series, as far as it is known, and the sign of good."""

    row: IndicatorRow
    years: np.ndarray
    series: Array
    good: int

    def reference(self) -> float:
        """The least good of the last values, so that an ordinary wobble stays on plan."""
        last = self.series[-_LOOK_BACK.get(self.row.frequency, 1) :]
        return float(np.nanmin(last) if self.good > 0 else np.nanmax(last))

    def path(self, now: float, ambition: float) -> Array:
        """From the value of 2020 to the target of the last known year, then on to 2030."""
        year = int(self.years[-1])
        early = self.series[self.years <= max(2020, self.years[0])]
        start = float(np.nanmean(early[self.years[self.years <= max(2020, self.years[0])] >= 2020]))
        end = now + self.good * abs(now) * ambition
        return np.interp(_YEARS, [min(2020, year - 1), year, 2030], [start, now, end])


def _text(number: float, decimals: int) -> str:
    return f"{number:.{decimals}f}"


def _rows(
    row: IndicatorRow, place: str, values: Mapping[str, float], scenario: str, goal: str
) -> Iterator[Row]:
    for period, number in values.items():
        yield {
            "territory_code": place,
            "indicator_code": row.code,
            "period": period,
            "value": _text(number, row.decimals),
            "scenario": scenario,
            "goal": goal,
        }


def _values(
    county: County, row: IndicatorRow, place: str, pinned: float | None, ease: float
) -> Mapping[str, float]:
    if row.code == "projects_late":
        return dict.fromkeys(map(str, _YEARS), 4.0)
    if row.given["target"].get("quarterly"):
        shift = pinned - _BY_QUARTER[3] if pinned else 0.0
        table = {f"{year}-Q{q}": share for year in range(2020, 2027) for q, share in _BY_QUARTER.items()}
        return {p: share + (shift if p == "2025-Q3" else 0.0) for p, share in table.items()}
    known = county.known(row.code)
    series = county.over(row.code, county.groups[place])[:known]
    good = -1 if row.given["direction"] == "down" else 1
    aim = _Aim(row, county.at(row.code).years[:known], series, good)
    now = aim.reference() - good * abs(aim.reference()) * ease if pinned is None else pinned
    path = aim.path(now, row.given["target"].get("better", 0.0))
    return {str(year): float(value) for year, value in zip(_YEARS, path, strict=True)}


def _goal_of() -> Mapping[str, str]:
    return {
        code: goal["code"] for goal in document("goals.toml")["goals"] for code in goal.get("indicators", ())
    }


def _aims(county: County) -> Iterator[Row]:
    pinned, goals = pinned_targets(), _goal_of()
    for row in indicators().values():
        target = row.given.get("target")
        if target is None:
            continue
        levels = target.get("levels", list(_LEVELS))
        random = generator(county.seed, f"target {row.code}")
        for level in levels:
            for place in _LEVELS[level]:
                ease = random.uniform(0.004, 0.02)
                values = _values(county, row, place, pinned.get((row.code, place)), ease)
                yield from _rows(
                    row, place, values, "target", goals.get(row.code, "") if place == COUNTY else ""
                )


def _plans(county: County) -> Iterator[Row]:
    for code, (source, share) in _PLANS.items():
        row = indicators()[code]
        at = county.at(source)
        for place in (COUNTY, *DISTRICTS, *PLACES):
            series = county.over(source, county.groups[place]) * share
            values = {str(year): float(series[at.index(str(year))]) for year in range(2020, 2026)}
            values["2026"] = values["2025"] * 1.03
            yield from _rows(row, place, values, "plan", "")


def target_rows(county: County) -> Iterator[Row]:
    """Targets by year, and plans of the budget."""
    yield from _aims(county)
    yield from _plans(county)
