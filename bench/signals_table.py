"""Which statistics do series without a change have? Writes the table that `core/signals/residual` reads.

Run as `python -m bench.signals_table`; takes minutes. The seed and the number of draws stand in the table.
"""

import json
import sys
from dataclasses import replace
from itertools import count, product
from typing import Any

import numpy as np

from styrbord.core.signals.residual.design import Design
from styrbord.core.signals.residual.simulation import row_of_table
from styrbord.core.signals.residual.table import PATH

VERSION = "residual-null/3"
SEED = 20261122
DRAWS = 80_000
OWN = (8, 12, 20, 36, 120)
GIVEN = (3, 5, 9, 20, 60)
FEW = (8, 10, 12)
SHARED = (3, 6, 12, 25, 50, 120)
# rows a year, whether the season is in the design, whether the memory is its own -> degrees of freedom
KINDS = (
    (1, False, True, OWN),
    (2, True, True, OWN),
    (3, True, True, OWN),
    (4, True, True, OWN),
    (12, True, True, OWN),
    (4, False, True, FEW),
    (12, False, True, OWN),
    (1, False, False, GIVEN),
    (4, False, False, GIVEN),
    (12, False, False, GIVEN),
)


def rounded(part: Any) -> Any:
    """The same numbers with three digits after the point, which is finer than the simulation."""
    if isinstance(part, dict):
        return {name: rounded(inner) for name, inner in part.items()}
    if isinstance(part, list | tuple):
        return [rounded(inner) for inner in part]
    return round(part, 3) if isinstance(part, float) else part


def together(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Rows of one kind as columns."""
    columns = {name: [row[name] for row in rows] for name in ("freedom", "bias", "memory", "tails")}
    for statistic in ("window", "robust", "drift"):
        columns[statistic] = {
            part: [row[statistic][part] for row in rows] for part in ("quantiles", "scale", "shape")
        }
    return columns


def table(draws: int) -> dict[str, Any]:
    """The whole table; every row draws from its own seed."""
    kinds: dict[str, Any] = {}
    for place, (base, freedoms) in enumerate(bases()):
        rows = []
        for freedom in freedoms:
            design = shortest(base, freedom)
            rows.append(row_of_table(np.random.default_rng([SEED, place, freedom]), design, draws))
            print(design.kind, design.rows, freedom, flush=True)
        kinds[design.kind] = together(rows)
    return {"version": VERSION, "seed": SEED, "draws": draws, "kinds": kinds}


def bases() -> list[tuple[Design, tuple[int, ...]]]:
    """Designs of all kinds, still without rows, with the degrees of freedom that are simulated."""
    alone = [
        (Design(0, season, has_season, has_trend, is_own), freedoms)
        for (season, has_season, is_own, freedoms), has_trend in product(KINDS, (True, False))
    ]
    shared = [
        (Design(0, season, season > 1, has_trend, has_own_memory=False, is_shared=True), SHARED)
        for season, has_trend in product((1, 4, 12), (True, False))
    ]
    return alone + shared


def shortest(base: Design, freedom: int) -> Design:
    """The shortest series of a kind that leave so many degrees of freedom."""
    rows = next(rows for rows in count(freedom) if replace(base, rows=rows).freedom == freedom)
    return replace(base, rows=rows)


def main() -> None:
    """Simulate and write; a number of draws may be given."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else DRAWS
    written = json.dumps(rounded(table(draws)), separators=(",", ":")).replace('},"', '},\n"')
    PATH.write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
