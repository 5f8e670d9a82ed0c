"""How does a test write a small data pack?"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Row = Mapping[str, object]
TREE: tuple[Row, ...] = (
    {"territory_code": "top", "name_en": "Country", "type": "country", "parent_code": ""},
    {"territory_code": "north", "name_en": "North", "type": "county", "parent_code": "top"},
    {"territory_code": "south", "name_en": "South", "type": "county", "parent_code": "top"},
    {"territory_code": "n1", "name_en": "Fjordby", "type": "municipality", "parent_code": "north"},
    {"territory_code": "n2", "name_en": "Skogby", "type": "municipality", "parent_code": "north"},
    {"territory_code": "s1", "name_en": "Strandby", "type": "municipality", "parent_code": "south"},
)
REGISTER: tuple[Row, ...] = (
    {
        "indicator_code": "people",
        "name_en": "People",
        "unit": "persons",
        "over_subjects": "sum",
        "decimals": 0,
    },
    {"indicator_code": "jobs", "name_en": "Jobs", "unit": "persons", "over_subjects": "sum", "decimals": 0},
)


@dataclass
class Written:
    """A pack on its way to a folder; change its parts, then `write`."""

    territories: list[Row] = field(default_factory=lambda: list(TREE))
    indicators: list[Row] = field(default_factory=lambda: list(REGISTER))
    observations: list[Row] = field(default_factory=list)
    tables: dict[str, list[Row]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def observe(
        self, indicator: str, subject: str, cells: Mapping[str, object], vintage: str = "", **other: object
    ) -> "Written":
        """Add a value by period; a letter is the status of a missing one."""
        for period, cell in cells.items():
            is_status = isinstance(cell, str) and cell.isalpha()
            self.observations.append(
                {
                    "territory_code": subject,
                    "indicator_code": indicator,
                    "period": period,
                    "value": "" if is_status else cell,
                    "obs_status": cell if is_status else "",
                    "vintage": vintage,
                    **other,
                }
            )
        return self

    def described(self, **said: object) -> "Written":
        """Say something under [pack]."""
        lines = [
            f"{name} = {str(word).lower() if isinstance(word, bool) else repr(word)}"
            for name, word in said.items()
        ]
        self.texts["pack.toml"] = "\n".join(["[pack]", *lines, ""])
        return self

    def write(self, folder: Path) -> Path:
        """Write every table and text; returns the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        tables = {
            "territories": self.territories,
            "indicators": self.indicators,
            "observations": self.observations,
            **self.tables,
        }
        for name, rows in tables.items():
            write_table(folder / f"{name}.csv", rows)
        for name, text in self.texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder


def write_table(path: Path, rows: Sequence[Row]) -> None:
    """Write rows under the union of their columns."""
    names = list(dict.fromkeys(name for row in rows for name in row)) or ["territory_code"]
    if path.stem == "observations" and not rows:
        names = ["territory_code", "indicator_code", "period", "value"]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
