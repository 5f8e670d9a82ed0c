"""How does a test write the folder that `styrbord read` makes of a file?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.contract.packs import Row, write_table

COLUMNS = (
    "territory_code",
    "territory_name",
    "indicator_code",
    "indicator_name",
    "period",
    "breakdown",
    "value",
    "obs_status",
    "note",
    "cell",
)
FILE = {"name": "Цены 2019.xlsx", "size": 5, "sha256": "a" * 64}


@dataclass
class Reading:
    """A reading on its way to a folder; change its parts, then `write`."""

    rows: list[Row] = field(default_factory=list)
    indicators: list[Row] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    file: dict[str, object] = field(default_factory=lambda: dict(FILE))

    def observe(
        self,
        indicator: str,
        subject: str,
        period: str,
        value: str,
        cell: str,
        name: str = "",
        status: str = "A",
    ) -> "Reading":
        """Add one observation."""
        words: Sequence[str] = (subject, name, indicator, "", period, "_T", value, status, "", cell)
        self.rows.append(dict(zip(COLUMNS, words, strict=True)))
        return self

    def indicator(self, code: str, name: str, unit: str = "") -> "Reading":
        """Add an indicator."""
        self.indicators.append({"indicator_code": code, "name": name, "unit": unit, "note": ""})
        return self

    def write(self, folder: Path) -> Path:
        """Write the files; returns the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        write_table(folder / "observations.csv", self.rows)
        write_table(folder / "indicators.csv", self.indicators)
        account = {"file": self.file, "problems": [], "parts": []}
        (folder / "account.json").write_text(json.dumps(account), encoding="utf-8")
        lines = [f'"{name}" = "{code}"' for name, code in self.aliases.items()]
        (folder / "layout.toml").write_text("\n".join(["[territories]", *lines, ""]), encoding="utf-8")
        return folder
