"""How good are forecasts of real regions made in 2019, held against what was known in 2021?

Run as `python -m bench.forecasting_regions` on an empty database of its own; the folder `shared` with real
data stands beside the clone. All series of `shared/data/ru_regions`, forecast as the board does it: the
newest value in the vintage 2019 is the last one that is known.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from bench import site
from bench.timing import Row, keep
from styrbord.services.forecasts.evaluating import made
from styrbord.services.forecasts.gathering import FORECASTER, Block, block, blocks
from styrbord.services.loading import load_pack
from styrbord.services.reading import end_of, visible
from styrbord.store.spine.models import Subject
from tests.conftest import ROOT, SHARED

Numbers = npt.NDArray[np.float64]
KNOWN, CAME = "2019", "2021"
HEAD = ("series", "number", "points", "MASE", "naive", "80 % covers", "95 % covers")


def make() -> None:
    """The database, unless it is there."""
    site.migrate()
    if not Subject.objects.exists():
        description = ROOT / "docs" / "howto" / "ru_regions.toml"
        at = datetime(2022, 1, 1, 12, tzinfo=UTC)
        load_pack(SHARED / "data/ru_regions", description=description, now=at)


def scores() -> list[tuple[str, str, int, Numbers]]:
    """Label, indicator, whether it adds up, and (step, [error, naive error, in 80, in 95]) of each series."""
    before, after = (visible(FORECASTER, vintage=end_of(text)) for text in (KNOWN, CAME))
    found = list(blocks(before))
    came = {one.indicator.code: block(after, one.indicator, one.subjects) for one in found}
    rows = []
    for row, indicator, subject in made(before, found, _told):
        truth = _values(came[indicator], subject, row.values["at"])
        scale = row.scale or np.nan
        mean, naive = (np.array(row.values[name], dtype=float) for name in ("mean", "naive"))
        errors = [np.abs(truth - one) / scale for one in (mean, naive)]
        inside = [_inside(row.values, level, truth) for level in ("80", "95")]
        rows.append((row.label, indicator, int(row.values["adds_up"]), np.array([*errors, *inside]).T))
    return rows


def _told(done: int, total: int, stage: str) -> None:
    print(f"{stage}: {done} of {total}   ", end="\r", file=sys.stderr)


def _values(came: Block, subject: str, ordinals: Sequence[int]) -> Numbers:
    values = came.values[came.subjects.index(subject)]
    places = np.array(ordinals) - came.first
    inside = (places >= 0) & (places < len(values))
    return np.where(inside, values[np.clip(places, 0, len(values) - 1)], np.nan)


def _inside(values: dict[str, dict[str, list[float | None]]], level: str, truth: Numbers) -> Numbers:
    low, high = (np.array(values[side][level], dtype=float) for side in ("lower", "upper"))
    held = np.where((low <= truth) & (truth <= high), 1.0, 0.0)
    return np.where(np.isnan(truth + low + high), np.nan, held)


def line(name: str, parts: Iterable[Numbers]) -> tuple[str, int, int, float, float, float, float]:
    """Name, series and points that were scored, MASE, that of the naive forecast, and shares in the bands."""
    some = [one[~np.isnan(one[:, 0])] for one in parts]
    whole = np.concatenate([one for one in some if len(one)] or [np.empty((0, 4))])
    means = [float(np.nanmean(whole[:, at])) if len(whole) else np.nan for at in range(4)]
    return (name, sum(len(one) > 0 for one in some), len(whole), *means)  # type: ignore[return-value]


def main() -> None:
    """Score, print the table of docs/method/forecasting.md, and keep what is bounded."""
    make()
    rows = scores()
    groups: dict[str, list[Numbers]] = defaultdict(list)
    for label, _, adds_up, one in rows:
        groups["all"].append(one)
        groups[label or "chosen method"].append(one)
        groups["adds up over the tree" if adds_up else "by itself"].append(one)
    for step in range(max(len(one) for *_, one in rows)):
        groups[f"{step + 1} ahead"] = [one[step : step + 1] for *_, one in rows]
    print(f"\n| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    told = [line(name, parts) for name, parts in groups.items()]
    for name, series, points, *numbers in told:
        print(f"| {name} | {series} | {points} | " + " | ".join(f"{one:.3f}" for one in numbers) + " |")
    _, series, points, own, naive, narrow, wide = told[0]
    where = f"ru_regions, {series} series, {points} points"
    keep(
        "forecasting",
        "regions",
        [
            Row("Mean scaled error against naive", where, f"{own:.3f}", f"{naive:.3f}", own < naive),
            Row("80 % intervals cover", where, f"{narrow:.3f}", "0.78-0.84", 0.78 <= narrow <= 0.84),
            Row("95 % intervals cover", where, f"{wide:.3f}", "0.92-0.97", 0.92 <= wide <= 0.97),
        ],
    )


if __name__ == "__main__":
    main()
