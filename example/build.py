"""Which files does the pack of the invented county hold?"""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from example import goals, pages, shapes, structure, targets
from example.county import County
from example.observations import sheets
from example.pins import plant
from example.releases import columns
from example.tables import HERE, indicators, rows


def drawn_county(seed: int) -> County:
    """Returns the county with every series drawn, planted and rounded."""
    county = County(seed)
    for code, row in indicators().items():
        if not row.formula:
            county.of(code)
    plant(county)
    county.round()
    return county


def _write_rows(path: Path, entries: Iterable[Mapping[str, str]]) -> None:
    listed = list(entries)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(listed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)


def _write_observations(path: Path, county: County) -> None:
    blocks = [columns(sheet) for sheet in sheets(county)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(blocks[0])
        for block in blocks:
            writer.writerows(zip(*(column.tolist() for column in block.values()), strict=True))


def build(out_dir: Path, seed: int = 2026) -> None:
    """Write the pack; the same seed gives the same bytes.

    Parameters
    ----------
    out_dir : folder of the pack; made when it is missing. Files of the same names are replaced.
    seed : another seed draws another county with the same names, rules and planted deviations.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    county = drawn_county(seed)
    tables = {
        "territories": structure.territories(),
        "memberships": structure.memberships(),
        "types": structure.types(),
        "successions": structure.successions(),
        "codelists": structure.code_lists(),
        "posts": rows("posts.csv"),
        "indicators": structure.indicator_rows(),
        "goals": goals.goal_rows(),
        "targets": targets.target_rows(county),
    }
    for name, entries in tables.items():
        _write_rows(out_dir / f"{name}.csv", entries)
    _write_observations(out_dir / "observations.csv", county)
    shapes.write(out_dir, seed)
    (out_dir / "pages.toml").write_text(pages.pages_text(), encoding="utf-8")
    (out_dir / "forms.toml").write_text((HERE / "forms.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (out_dir / "pack.toml").write_text((HERE / "pack.toml").read_text(encoding="utf-8"), encoding="utf-8")
