"""What do the source tables of the county say?"""

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = ("en", "ru", "sv")
TYPES = ("capital", "district-centre", "monotown", "coastal", "commuter", "village")
DISTRICTS = ("NV-U", "NV-V", "NV-C")
COUNTY = "NV"
COUNTRY = "AM"


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator: its words, its rules and how its invented series is drawn."""

    code: str
    rubrics: tuple[str, ...]
    given: Mapping[str, Any]
    series: Mapping[str, Any] = field(default_factory=dict)

    @property
    def frequency(self) -> str:
        """Letter of the rhythm."""
        return str(self.given["frequency"])

    @property
    def formula(self) -> str:
        """Formula over other indicators; empty when the indicator is drawn."""
        return str(self.given.get("formula", ""))

    @property
    def decimals(self) -> int:
        """Digits after the decimal point."""
        return int(self.given["decimals"])


@dataclass(frozen=True, slots=True)
class Rubric:
    """One rubric: its words and blocks."""

    code: str
    order: int
    given: Mapping[str, Any]


def rows(name: str) -> list[dict[str, str]]:
    """Returns the rows of a source table, by column."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(name: str) -> dict[str, Any]:
    """Returns a source table in TOML."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@lru_cache
def rubrics() -> tuple[Rubric, ...]:
    """Returns the 20 rubrics, in order."""
    found = []
    for path in sorted((HERE / "rubrics").glob("*.toml")):
        order, _, code = path.stem.partition("-")
        found.append(Rubric(code, int(order), document(f"rubrics/{path.name}")))
    return tuple(found)


@lru_cache
def indicators() -> Mapping[str, IndicatorRow]:
    """Returns the indicators by code, in the order of the rubrics."""
    found: dict[str, IndicatorRow] = {}
    for rubric in rubrics():
        for entry in rubric.given["indicators"]:
            row = {**rubric.given["defaults"], **entry}
            if not row.get("dimension"):
                row.pop("dimension", None)
            shown_in = (rubric.code, *row.pop("rubrics", ()))
            found[row["code"]] = IndicatorRow(row["code"], shown_in, row, row.pop("series", {}))
    return found


@lru_cache
def municipalities() -> tuple[Mapping[str, str], ...]:
    """Returns the 41 municipalities of today, in order of code."""
    return tuple(rows("municipalities.csv"))


@lru_cache
def codes_of(dimension: str) -> tuple[Mapping[str, str], ...]:
    """Returns the codes of a breakdown, in order."""
    return tuple(row for row in rows("codelists.csv") if row["dimension"] == dimension)


def worded(key: str, words: Sequence[str]) -> dict[str, str]:
    """Returns words under a key for each language: name_en, name_ru, name_sv."""
    return {f"{key}_{language}": text for language, text in zip(LANGUAGES, words, strict=True)}
