"""Which rows does the pack hold: totals, parts, projects, and what is missing?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from example.county import PLACES, County
from example.formulas import Array
from example.parts import CANNOT_EXIST, SUBJECTS, parts, upward
from example.projects import progress
from example.series import generator
from example.tables import COUNTRY, COUNTY, DISTRICTS, IndicatorRow, indicators, municipalities, rows

OLD = ("NV42", "NV43")
MERGED = "NV32"
OLD_SHARE = 0.58
_NATIONAL = {"population": 20.4, "labour_force": 20.1, "unemployed": 21.6, "grp": 23.0, "median_income": 1.03}
_PARTS_FROM = {"A": "2019", "S": "2023-S1", "M": "2024-01", "Q": "2020-Q1"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Values of one indicator and breakdown, periods x territories; `first` is the first estimate."""

    row: IndicatorRow
    places: tuple[str, ...]
    values: Array
    breakdown: str = ""
    status: npt.NDArray[np.str_] | None = None
    notes: Mapping[tuple[int, int], str] | None = None
    first: Array | None = None


def _statuses(values: Array) -> npt.NDArray[np.str_]:
    return np.where(np.isnan(values), "", "A").astype("<U1")


def _first_estimate(county: County, row: IndicatorRow, values: Array) -> Array | None:
    """Provisional values, as the first release had them."""
    if "revised" not in row.given:
        return None
    error = generator(county.seed, f"revised {row.code}").standard_normal(values.shape)
    return np.round(values * (1 + row.given["revised"] * (error - 0.4)), row.decimals) + 0.0


def _municipal(county: County, row: IndicatorRow) -> Sheet:
    values = county.of(row.code).copy()
    first = _first_estimate(county, row, values)
    status = _statuses(values)
    notes: dict[tuple[int, int], str] = {}
    _mark_kinds(row, values, status, notes)
    if "break" in row.given:
        status[county.at(row.code).years == row.given["break"]["year"]] = "B"
    _mark_gaps(county, row, values, status, notes)
    return Sheet(row, PLACES, values, status=status, notes=notes, first=first)


def _mark_kinds(
    row: IndicatorRow, values: Array, status: npt.NDArray[np.str_], notes: dict[tuple[int, int], str]
) -> None:
    """Places of a kind that has no such number, and dashes for what did not occur."""
    types = [place["type"] for place in municipalities()]
    unsurveyed = [t not in ("capital", "district-centre", "monotown") for t in types]
    if "only_types" in row.given:
        status[:, [t not in row.given["only_types"] for t in types]] = "M"
    if row.given.get("not_surveyed"):
        status[:, unsurveyed] = "L"
        values[:, unsurveyed] = np.nan
    if row.given.get("nil") or row.series.get("kind") == "project":
        nothing = (values == 0) | np.isnan(values)
        status[nothing], values[nothing] = "Z", np.nan
    reasons = {"M": "No port here.", "L": "Prices are surveyed in larger towns only."}
    for period, place in np.argwhere(np.isin(status, ("M", "L"))):
        notes[int(period), int(place)] = reasons[str(status[period, place])]


def _mark_gaps(
    county: County,
    row: IndicatorRow,
    values: Array,
    status: npt.NDArray[np.str_],
    notes: dict[tuple[int, int], str],
) -> None:
    """Late returns leave no row; reasons that are known leave one with its status."""
    for gap in (gap for gap in rows("gaps.csv") if gap["indicator"] == row.code):
        at, place = county.at(row.code), PLACES.index(gap["territory_code"])
        span = slice(at.index(gap["first"]), at.index(gap["last"]) + 1)
        status[span, place] = gap["status"].replace("-", "")
        if gap["status"] != "E":
            values[span, place] = np.nan
        notes |= {(period, place): gap["note"] for period in range(span.start, span.stop)}


def _merged(county: County, sheet: Sheet) -> Iterator[Sheet]:
    """The sheet without what was before the merger, and the two old municipalities until then."""
    at = county.at(sheet.row.code)
    before, column = at.years < 2019, PLACES.index(MERGED)
    if sheet.row.frequency == "A" and before.any() and sheet.status is not None:
        old = sheet.values[before][:, [column]]
        shares = np.array([[OLD_SHARE, 1 - OLD_SHARE]])
        if sheet.row.given["over_subjects"] == "sum":
            larger = np.round(old * OLD_SHARE, sheet.row.decimals)
            values = np.hstack([larger, np.round(old - larger, sheet.row.decimals)])
        else:
            values = np.round(old + 0.02 * old * (1 - shares) * [[1, -1]], sheet.row.decimals)
        whole = np.full((len(at), 2), np.nan)
        whole[before] = values + 0.0
        status = np.repeat(sheet.status[:, [column]], 2, axis=1)
        status[~before] = ""
        yield Sheet(sheet.row, OLD, whole, status=status)
        sheet.values[before, column], sheet.status[before, column] = np.nan, ""
    yield sheet


def _reported(county: County, row: IndicatorRow) -> Sheet:
    """What the county and the districts report themselves."""
    codes = (COUNTY,) if row.given.get("county_only") else (COUNTY, *DISTRICTS)
    totals = [county.over(row.code, county.groups[code]) for code in codes]
    values = np.round(np.stack(totals, axis=1), row.decimals) + 0.0
    estimate = _first_estimate(county, row, county.of(row.code))
    first = None
    if estimate is not None and row.given["over_subjects"] == "sum":
        first = np.round(upward(county, estimate)[:, : len(codes)], row.decimals)
    elif estimate is not None:
        first = _first_estimate(county, row, values)
    if row.code == "births":
        values[county.at("births").index("2024"), 0] += 6
    return Sheet(row, codes, values, status=_statuses(values), first=first)


def _national(county: County, row: IndicatorRow) -> Sheet:
    """The country's own value, for the few indicators that it publishes."""
    whole = county.over(row.code, county.groups[COUNTY])
    wobble = 1 + 0.01 * generator(county.seed, f"national {row.code}").standard_normal(len(whole))
    values = np.round(whole * _NATIONAL[row.code] * wobble, row.decimals)[:, None]
    return Sheet(row, (COUNTRY,), values, status=_statuses(values))


def _parts(county: County, row: IndicatorRow) -> Iterator[Sheet]:
    first = county.at(row.code).index(_PARTS_FROM[row.frequency]) if row.given.get("dimension") else 0
    for label, values in parts(county, row.code).items():
        kept = values.copy()
        kept[:first] = np.nan
        status = _statuses(kept)
        columns = slice(0, 4 if row.frequency == "M" else 1 if row.given.get("county_only") else None)
        if row.code == "average_wage" and label.removeprefix("GROUP=") in CANNOT_EXIST:
            status[first:] = "M"
        if row.code == "poverty_rate" and label == "GROUP=pensioners":
            kept[county.at(row.code).index("2024"), SUBJECTS.index("NV35")] += 6
        yield Sheet(row, SUBJECTS[columns], kept[:, columns], label, status[:, columns])


def _projects(county: County, row: IndicatorRow) -> Iterator[Sheet]:
    for project in rows("projects.csv"):
        numbers = progress(project)[str(row.series["field"])]
        district = next(
            place["district"] for place in municipalities() if place["code"] == project["territory_code"]
        )
        places = (COUNTY, district, project["territory_code"])
        values = np.repeat(numbers[:, None], 3, axis=1)
        yield Sheet(row, places, values, f"PROJECT={project['code']}", _statuses(values))


def _has_municipal_totals(row: IndicatorRow) -> bool:
    """Corridors belong to the county, and a stage or a risk to one project only."""
    is_of_projects = row.given.get("dimension") == "PROJECT" and row.given["over_subjects"] == "none"
    return not (row.given.get("county_only") or is_of_projects)


def sheets(county: County) -> Iterator[Sheet]:
    """Every sheet of the pack, indicator by indicator."""
    for row in indicators().values():
        if not row.formula:
            if row.given.get("reported") or row.given.get("county_only"):
                yield _reported(county, row)
            if row.code in _NATIONAL:
                yield _national(county, row)
            if _has_municipal_totals(row):
                yield from _merged(county, _municipal(county, row))
        if row.given.get("dimension") == "PROJECT":
            yield from _projects(county, row)
        else:
            yield from _parts(county, row)
