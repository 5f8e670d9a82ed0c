"""Which subjects, indicators and numbers does the second pack of the county hold?"""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from example.series import by_type, generator
from example.tables import COUNTY, municipalities, worded

HERE = Path(__file__).parent
YEARS = range(2019, 2026)
RELEASED = "-01-20"
REVISED = "2025-06-10"
_REVISED_YEAR = 2024
_BY_TYPE = [0.7, 0.35, 0.1, -0.05, 0.3, -0.45]
_HOLES = {("NV12", "dm-urban-sensors", 2024), ("NV27", "dm-ict-staff-trained", 2025)}
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Subjects of one kind that are rated together: how strong each is, and how fast it rises."""

    group: str
    codes: tuple[str, ...]
    strength: "np.ndarray[Any, np.dtype[np.float64]]"
    rise: "np.ndarray[Any, np.dtype[np.float64]]"


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a table of this folder."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def groups() -> Mapping[str, Mapping[str, Any]]:
    """Groups of indicators by name, with what holds for each and its indicators."""
    return tomllib.loads((HERE / "indicators.toml").read_text(encoding="utf-8"))


def _ranked(seed: int) -> tuple[Ranked, ...]:
    random = generator(seed, "digital")
    places = tuple(place["code"] for place in municipalities())
    types = by_type([float(np.exp(one)) for one in _BY_TYPE])
    strength = np.log(types) + 0.7 * random.standard_normal(len(places))
    found = [Ranked("digital", places, strength, 0.05 * random.standard_normal(len(places)))]
    for group, name in (("agencies", "agencies.csv"), ("inspections", "enterprises.csv")):
        table = rows(name)
        numbers = (np.array([float(row[column]) for row in table]) for column in ("strength", "rise"))
        found.append(Ranked(group, tuple(row["code"] for row in table), *numbers))
    return tuple(found)


def _subjects() -> Iterator[Row]:
    for row in rows("agencies.csv"):
        yield _subject(row, "agency", COUNTY, "organisation")
    for row in rows("enterprises.csv"):
        yield _subject(row, "enterprise", row["parent"], "enterprise")


def _subject(row: Row, level: str, parent: str, kind: str) -> Row:
    names = {f"name_{language}": row[f"name_{language}"] for language in ("en", "ru", "sv")}
    place = {"type": level, "parent_code": parent, "kind": kind, "counts": "false"}
    return {"territory_code": row["code"], **names, **place}


def _types() -> Iterator[Row]:
    for name, kind in (("agencies.csv", "agency"), ("enterprises.csv", "contractor")):
        yield from ({"territory_code": row["code"], "type": kind} for row in rows(name))


def _indicators() -> Iterator[Row]:
    for group in groups().values():
        for code, given in group["indicators"].items():
            yield {
                "indicator_code": code,
                **worded("name", given["name"]),
                **worded("definition", given["definition"]),
                **worded("source", group["source"]),
                "unit": group["unit"],
                "decimals": "1",
                "direction": given.get("direction", group["direction"]),
                "frequency": "A",
                "over_time": "last",
                "owner": group["owner"],
                "lag_days": "20",
                "dataset": group["dataset"],
                "rubrics": given["rubric"],
            }


def _observations(seed: int) -> Iterator[Row]:
    for ranked in _ranked(seed):
        for code, given in groups()[ranked.group]["indicators"].items():
            values = _drawn(given, ranked, generator(seed, code))
            yield from _told(ranked.codes, code, values, generator(seed, f"{code} revised"))


def _drawn(
    given: Mapping[str, Any], ranked: Ranked, random: np.random.Generator
) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Shares of 100 (year, subject): strength moves the logit by `wide`, years by `rise`."""
    share = given["at"] / 100
    years = np.array(YEARS, dtype=float)[:, None] - YEARS[-1]
    own = 0.45 * random.standard_normal(len(ranked.codes))
    wobble = 0.12 * random.standard_normal((len(YEARS), len(ranked.codes)))
    steps = years * (given["rise"] + ranked.rise * np.sign(given["wide"]))
    logit = np.log(share / (1 - share)) + given["wide"] * ranked.strength + own + wobble + steps
    return np.round(100 / (1 + np.exp(-logit)), 1)


def _told(
    codes: tuple[str, ...],
    indicator: str,
    values: "np.ndarray[Any, np.dtype[np.float64]]",
    random: np.random.Generator,
) -> Iterator[Row]:
    """Each year is told the January after; every fourth value of one year is revised in June."""
    for place, code in enumerate(codes):
        for at, year in enumerate(YEARS):
            key = {"territory_code": code, "indicator_code": indicator, "period": str(year)}
            is_hole = (code, indicator, year) in _HOLES
            text = "" if is_hole else f"{values[at, place]:.1f}"
            status = "O" if is_hole else "A"
            yield key | {"value": text, "obs_status": status, "vintage": f"{year + 1}{RELEASED}"}
            if year == _REVISED_YEAR and not is_hole and random.random() < 0.25:
                later = float(np.clip(values[at, place] + random.normal(0, 2.5), 0, 100))
                yield key | {"value": f"{later:.1f}", "obs_status": status, "vintage": REVISED}


def _write(path: Path, entries: Iterable[Row]) -> None:
    listed = list(entries)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(listed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)


def build(out_dir: Path, seed: int = 2026) -> None:
    """Write the pack; the same seed gives the same bytes.

    Parameters
    ----------
    out_dir : folder of the pack; made when it is missing. Files of the same names are replaced.
    seed : another seed draws other numbers for the same subjects and indicators.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    tables = {
        "territories": _subjects(),
        "types": _types(),
        "indicators": _indicators(),
        "posts": rows("posts.csv"),
        "observations": _observations(seed),
    }
    for name, entries in tables.items():
        _write(out_dir / f"{name}.csv", entries)
    (out_dir / "pack.toml").write_text((HERE / "pack.toml").read_text(encoding="utf-8"), encoding="utf-8")
