"""Which invented country is large enough to measure on?

Four levels: a country, 2 lands, 50 counties and their municipalities of 6 types. The municipalities
report, all who stand above are rolled up; 79 indicators make 10 million rows with the revisions.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

FIRST_YEAR = 1985
ROOT = "C"
LANDS = 2
COUNTIES = 50
TYPES = 6
ON_A_PAGE = 12


@dataclass(frozen=True, slots=True)
class Size:
    """How large the country is."""

    subjects: int = 2500
    indicators: int = 79
    years: int = 40
    revised: float = 0.3

    @property
    def municipalities(self) -> int:
        """Number of subjects of the lowest level."""
        return self.subjects - 1 - LANDS - COUNTIES


def municipality(number: int) -> str:
    """Code of a municipality."""
    return f"M{number:05d}"


def county(number: int) -> str:
    """Code of a county."""
    return f"K{number:02d}"


def land(number: int) -> str:
    """Code of a land."""
    return f"L{number}"


def indicator(number: int) -> str:
    """Code of an indicator."""
    return f"i{number:03d}"


def rubric(number: int) -> str:
    """Code of a rubric with twelve indicators."""
    return f"rubric-{number}"


def write_spine(folder: Path, size: Size) -> None:
    """A pack with names, types, outlines and pages, and no numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    header = '[pack]\ncode = "bench"\nname_en = "Bench"\nlanguages = ["en"]\ninvented = true\nroot = "C"\n'
    names = "".join(f'[types.T{number}]\nname_en = "Type {number}"\n' for number in range(TYPES))
    (folder / "pack.toml").write_text(header + names, encoding="utf-8")
    subjects(size).write_csv(folder / "territories.csv")
    kinds = [(municipality(number), f"T{number % TYPES}") for number in range(size.municipalities)]
    pl.DataFrame(kinds, schema=["territory_code", "type"], orient="row").write_csv(folder / "types.csv")
    indicators(size).write_csv(folder / "indicators.csv")
    (folder / "observations.csv").write_text("territory_code,indicator_code,period,value\n", encoding="utf-8")
    (folder / "shapes.geojson").write_text(json.dumps(outlines(size)), encoding="utf-8")
    (folder / "pages.toml").write_text(pages(size), encoding="utf-8")


def subjects(size: Size) -> pl.DataFrame:
    """Territories with their level and parent."""
    rows = [(ROOT, "Country", "country", "")]
    rows += [(land(number), f"Land {number}", "land", ROOT) for number in range(LANDS)]
    rows += [
        (county(number), f"County {number}", "county", land(number % LANDS)) for number in range(COUNTIES)
    ]
    rows += [
        (municipality(number), f"Municipality {number}", "municipality", county(number % COUNTIES))
        for number in range(size.municipalities)
    ]
    return pl.DataFrame(rows, schema=["territory_code", "name", "type", "parent_code"], orient="row")


def indicators(size: Size) -> pl.DataFrame:
    """Yearly indicators that add up by sum, twelve in a rubric."""
    rows = [
        (indicator(number), f"Indicator {number}", "persons", "up", "sum", rubric(number // ON_A_PAGE))
        for number in range(size.indicators)
    ]
    names = ["indicator_code", "name", "unit", "direction", "over_subjects", "rubrics"]
    return pl.DataFrame(rows, schema=names, orient="row")


def outlines(size: Size) -> dict[str, object]:
    """Municipalities as cells of a grid, each border with a few corners of its own."""
    across = int(np.ceil(np.sqrt(size.municipalities)))
    steps = np.linspace(0, 1, 6)[:-1]
    features = []
    for number in range(size.municipalities):
        left, top = number % across, number // across
        bend = 0.08 * np.sin(7 * steps * np.pi)
        sides = [(steps, bend), (1 + bend, steps), (1 - steps, 1 + bend[::-1]), (bend[::-1], 1 - steps)]
        ring = [
            [round(left + x, 4), round(top + y, 4)] for xs, ys in sides for x, y in zip(xs, ys, strict=True)
        ]
        shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        features.append({"type": "Feature", "id": municipality(number), "geometry": shape})
    return {"type": "FeatureCollection", "features": features}


def pages(size: Size) -> str:
    """A rubric for every twelve indicators: tiles, and a chart for each."""
    text = []
    for number in range(size.indicators // ON_A_PAGE):
        codes = [indicator(number * ON_A_PAGE + place) for place in range(ON_A_PAGE)]
        text.append(f'[[pages]]\ncode = "{rubric(number)}"\nkind = "rubric"\norder = {number}')
        text.append(f'publicity = "public"\ntitle_en = "Rubric {number}"')
        text.append(f'[[pages.blocks]]\nkind = "tiles"\nindicators = {json.dumps(codes)}')
        text += [
            f'[[pages.blocks]]\nkind = "chart"\nindicators = ["{code}"]\ntitle_en = "Chart {code}"'
            for code in codes
        ]
    return "\n".join(text) + "\n"


def observations(size: Size, *, seed: int = 7) -> pl.DataFrame:
    """Numbers of all municipalities and years: subject, indicator, year, value, all as positions."""
    count = size.municipalities * size.indicators * size.years
    index = np.arange(count)
    levels = np.random.default_rng(seed).lognormal(6, 1, size.municipalities * size.indicators)
    years = index % size.years
    noise = np.random.default_rng(seed).normal(0, 5, count)
    values = levels[index // size.years] * (1 + 0.01 * years) + noise
    return pl.DataFrame(
        {
            "indicator": index // (size.municipalities * size.years),
            "subject": index // size.years % size.municipalities,
            "year": years + FIRST_YEAR,
            "value": values.round(1),
        }
    )


def coded(found: pl.DataFrame) -> pl.DataFrame:
    """Numbers as a pack writes them, by code, in the order of indicator, municipality and year."""
    subjects = pl.Series([municipality(number) for number in range(found["subject"].n_unique())])
    codes = pl.Series([indicator(number) for number in range(found["indicator"].n_unique())])
    return found.select(
        subjects.gather(found["subject"]).alias("territory_code"),
        codes.gather(found["indicator"]).alias("indicator_code"),
        pl.col("year").alias("period"),
        "value",
    )
