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

FULL: Mapping[str, list[Row]] = {
    "memberships": [{"hierarchy": "sector", "territory_code": "n1", "parent_code": "s1"}],
    "types": [
        {"territory_code": "n1", "type": "town", "valid_from": "", "valid_to": "2022-12-31"},
        {"territory_code": "n1", "type": "monotown", "valid_from": "2023-01-01", "valid_to": ""},
    ],
    "successions": [
        {"kind": "split", "date": "2015-01-01", "predecessor": "n1", "successor": "n2", "weight": 0.4}
    ],
    "codelists": [{"dimension": "SEX", "code": "F", "name_en": "Women"}],
    "posts": [{"code": "planner", "name_en": "Planner"}],
    "goals": [
        {
            "goal_code": "g1",
            "name_en": "Grow",
            "document_en": "Plan",
            "clause": "1",
            "indicators": "people",
        }
    ],
    "targets": [{"territory_code": "top", "indicator_code": "people", "period": "2025", "value": 99}],
    "peer_groups": [{"code": "twins", "territory_code": "n1", "method": "by hand"}],
}


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


def everything(pack: Written) -> Written:
    """The pack with every table that a pack may have."""
    pack.indicators.append(
        {
            "indicator_code": "share",
            "name_en": "Share",
            "unit": "%",
            "direction": "up",
            "over_subjects": "formula",
            "formula": "100 * jobs / people",
            "rubrics": "work;people",
            "owner": "planner",
            "tolerance": 0.05,
            "lag_days": 30,
        }
    )
    pack.tables = {name: list(rows) for name, rows in FULL.items()}
    pack.texts["pages.toml"] = (
        '[[pages]]\ncode = "work"\nkind = "rubric"\ntitle_en = "Work"\n'
        '[[pages.blocks]]\nkind = "tiles"\nindicators = ["people"]\n'
    )
    pack.texts["pack.toml"] += '[types.town]\nname_en = "Town"\n[types.monotown]\nname_en = "Monotown"\n'
    pack.texts["pack.toml"] += '[levels.county]\nname_en = "County"\n'
    pack.texts["outlines.geojson"] = (
        '{"type": "FeatureCollection", "features": [{"properties": {"territory_code": "n1"},'
        ' "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1.0, 0], [1, 1.5], [0, 0]]]}}]}'
    )
    return pack.observe("people", "n1", {"2020": 6}, breakdown="SEX=F")


def small() -> Written:
    """Two municipalities of the north and the one of the south."""
    pack = (
        Written()
        .observe("people", "n1", {"2019": 10, "2020": 11})
        .observe("people", "n2", {"2019": 20, "2020": "L"})
    )
    return pack.observe("people", "s1", {"2020": 5}).described(code="small", vintage="2021")
