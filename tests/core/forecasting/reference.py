"""What do the competition's series and the saved scores of others say?"""

import csv
import gzip
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

FOLDER = Path(__file__).parents[4] / "shared" / "reference" / "forecasting"
Numbers = npt.NDArray[np.float64]


@lru_cache
def series(kind: str) -> dict[str, tuple[Numbers, Numbers]]:
    """History and what came after, by series."""
    parts: dict[tuple[str, str], list[float]] = defaultdict(list)
    with gzip.open(FOLDER / "m3_yearly_quarterly_series.csv.gz", "rt", encoding="utf-8") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: (row["sn"], int(row["t"]))):
            if row["type"] == kind:
                parts[row["sn"], row["part"]].append(float(row["y"]))
    names = sorted({name for name, _ in parts})
    return {name: (np.array(parts[name, "train"]), np.array(parts[name, "test"])) for name in names}


@lru_cache
def saved_forecasts(kind: str) -> dict[str, dict[str, Numbers]]:
    """Point forecasts of others, by method and series."""
    rows: dict[tuple[str, str], list[float]] = defaultdict(list)
    with gzip.open(FOLDER / f"library_point_forecasts_M3_{kind}.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for method in row.keys() - {"unique_id", "ds"}:
                rows[method, row["unique_id"]].append(float(row[method]))
    found: dict[str, dict[str, Numbers]] = defaultdict(dict)
    for (method, name), values in rows.items():
        found[method][name] = np.array(values)
    return found


def saved_scores(kind: str) -> dict[str, tuple[float, float, float]]:
    """smape, mape and mase of the saved forecasts, by method."""
    with (FOLDER / "library_scores_yearly_quarterly.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["set"] == f"M3_{kind}"]
    return {row["method"]: (float(row["smape"]), float(row["mape"]), float(row["mase"])) for row in rows}
