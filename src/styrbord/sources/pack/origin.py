"""Which file were the observations of a folder read from, and what did the reading leave open?"""

import json
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.base.unit_table import KNOWN
from styrbord.core.base.units import parse
from styrbord.core.collection.matching import Gazetteer
from styrbord.core.collection.places import Places
from styrbord.sources.pack.model import Pack, PackFile, Unmatched
from styrbord.sources.pack.tables import Table

ACCOUNT, LAYOUT = "account.json", "layout.toml"
_DIMENSIONS = frozenset(known.dimension for known in KNOWN.values())

define(
    "pack.unit-unknown",
    "'{unit}', printed with {count} indicators, is not a known unit.",
    "The indicators are kept without a unit; state it in pack.toml under [indicators].",
    Severity.WARNING,
)
define(
    "pack.left-out",
    "'{name}', with {count} numbers, was left out.",
    "layout.toml says so under [territories]; give it a code there to take it in.",
    Severity.WARNING,
)
define(
    "pack.no-territory",
    "{count} numbers stand beside no territory.",
    "Say in layout.toml which territory the table is about.",
)


def origin_of(folder: Path) -> PackFile | None:
    """The file that `styrbord read` made the folder from; None for any other folder."""
    try:
        said = json.loads((folder / ACCOUNT).read_text(encoding="utf-8"))["file"]
        return PackFile(str(said["name"]), str(said["sha256"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def aliases_of(folder: Path) -> dict[str, str]:
    """What the layout beside the observations says that printed names mean."""
    try:
        said = tomllib.loads((folder / LAYOUT).read_text(encoding="utf-8")).get("territories", {})
        return {name: str(code) for name, code in said.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def at_places(table: Table, origin: PackFile) -> Table:
    """Table whose rows stand in the file they were read from: lines are numbers of its places."""
    cells = table.frame["cell"].fill_null("").to_list()
    places = Places.of(cells)
    lines = pl.Series("line", [places.number(cell) for cell in cells], dtype=pl.Int64)
    return Table(table.frame.with_columns(lines), PackFile(origin.name, origin.sha256, places))


def matched(table: Table, pack: Pack, aliases: Mapping[str, str]) -> Table:
    """Table without the rows whose territory has no code; these are kept as unmatched names.

    A name with an empty alias is left out, and told.
    """
    said = Gazetteer(aliases=aliases)
    empty = table.frame.filter(pl.col("territory_code").is_null())
    if empty.is_empty():
        return table
    name = pl.col("territory_name").fill_null("") if "territory_name" in empty.columns else pl.lit("")
    names = empty.with_columns(name.alias("territory_name")).group_by("territory_name", maintain_order=True)
    for (text,), rows in names:
        place = table.place(rows.row(0, named=True), "territory_code")
        if said.match(str(text)).how:
            params = {"name": text, "count": rows.height}
            pack.problems.append(Problem("pack.left-out", place, params))
        elif text:
            pack.unmatched.append(Unmatched(str(text), place, rows.height))
        else:
            pack.problems.append(Problem("pack.no-territory", place, {"count": rows.height}))
    return Table(table.frame.filter(pl.col("territory_code").is_not_null()), table.file)


def with_known_units(table: Table, pack: Pack) -> Table:
    """Register whose printed units are known ones; any other is told, and left out."""
    if "unit" not in table.frame.columns:
        return table
    units = table.frame["unit"].drop_nulls().to_list()
    unknown = {unit: count for unit, count in Counter(units).items() if not is_known(unit)}
    _tell(unknown, table, pack)
    kept = pl.when(pl.col("unit").is_in(list(unknown))).then(None).otherwise(pl.col("unit"))
    return Table(table.frame.with_columns(kept.alias("unit")), table.file)


def is_known(unit: str) -> bool:
    """Whether every part of a unit is known by name."""
    return all(name in _DIMENSIONS or name.startswith("money:") for name, _ in parse(unit).dimensions)


def _tell(unknown: Mapping[str, int], table: Table, pack: Pack) -> None:
    pack.problems.extend(
        Problem("pack.unit-unknown", table.file.name, {"unit": unit, "count": count})
        for unit, count in unknown.items()
    )
