"""How good are forecasts of real regions made in 2019, held against what was known in 2021?

Run as `python -m bench.forecasting_regions` on an empty database of its own; the folder `shared` with real
data stands beside the clone. All series of `shared/data/ru_regions`, forecast as the board does it. Of the 61
indicators of the vintage 2019 two came with newer years in 2021; so all are also forecast without their two
newest years. `python -m bench.forecasting_regions 4 6` leaves out as many years instead, and scores the first
two of them: by those the rule of choice was made, so nothing of it is kept.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from bench import site
from bench.site import vendor
from bench.timing import Row, keep
from styrbord.services.forecasts.evaluating import made
from styrbord.services.forecasts.gathering import FORECASTER, Block, block, blocks
from styrbord.services.loading import load_pack
from styrbord.services.reading import end_of, visible
from styrbord.store.spine.models import Subject
from styrbord.store.steering.models import Forecast
from tests.conftest import ROOT, SHARED

Numbers = npt.NDArray[np.float64]
Scores = dict[str, list[Numbers]]
Line = tuple[str, int, int, float, float, float, float]
KNOWN, CAME, BACK = "2019", "2021", 2
HEAD = ("series", "number", "points", "MASE", "naive", "80 % covers", "95 % covers")


def make() -> None:
    """The database, unless it is there."""
    site.migrate()
    if not Subject.objects.exists():
        description = ROOT / "docs" / "howto" / "ru_regions.toml"
        at = datetime(2022, 1, 1, 12, tzinfo=UTC)
        load_pack(SHARED / "data/ru_regions", description=description, now=at)


def of_vintages() -> Scores:
    """What was known in 2019 held against what was known in 2021, of indicators that have both.

    Twice: as published, and with the revision of the newest value that was known taken out of what came.
    """
    before, after = (visible(FORECASTER, vintage=end_of(text)) for text in (KNOWN, CAME))
    old = {one.indicator.code: one for one in blocks(before)}
    came = {code: block(after, one.indicator, one.subjects) for code, one in old.items()}
    both = [code for code, one in old.items() if _newest(came[code]) > _newest(one)]
    found: Scores = defaultdict(list)
    for row, indicator, subject in made(before, [old[code] for code in both], _told):
        truth = _values(came[indicator], subject, row.values["at"])
        revised = _values(came[indicator], subject, [row.origin])[0] / row.last
        found[f"{indicator}, as published"].append(_scored(row, truth))
        found[f"{indicator}, without the revision"].append(_scored(row, truth / revised))
        found["both, as published"].append(_scored(row, truth))
        found["both, without the revision"].append(_scored(row, truth / revised))
    return found


def held_back(back: int) -> Scores:
    """Every series without so many newest periods, held against the first two of them: revised data."""
    reading = visible(FORECASTER)
    whole = {one.indicator.code: one for one in blocks(reading)}
    cut = [
        replace(one, values=one.values[:, : end - back], editions=one.editions[:, : end - back])
        for one in whole.values()
        if (end := _newest(one) - one.first + 1) > back
    ]
    found: Scores = defaultdict(list)
    for row, indicator, subject in made(reading, cut, _told):
        came = _values(whole[indicator], subject, row.values["at"])
        came[np.array(row.values["at"]) > _newest(whole[indicator]) - back + BACK] = np.nan
        one = _scored(row, came)
        found["all"].append(one)
        found[row.label or "chosen method"].append(one)
        found["adds up over the tree" if row.values["adds_up"] else "by itself"].append(one)
        for step in range(BACK):
            found[f"{step + 1} ahead"].append(one[step : step + 1])
    return found


def _newest(one: Block) -> int:
    return one.first + max(one.last(row) for row in range(len(one.subjects)))


def _scored(row: Forecast, truth: Numbers) -> Numbers:
    """Error, naive error, inside 80 and 95, float64 (step, 4); NaN = nothing came."""
    scale = row.scale or np.nan
    mean, naive = (np.array(row.values[name], dtype=float) for name in ("mean", "naive"))
    errors = [np.abs(truth - one) / scale for one in (mean, naive)]
    return np.array([*errors, *(_inside(row.values, level, truth) for level in ("80", "95"))]).T


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


def line(name: str, parts: Iterable[Numbers]) -> Line:
    """Name, series and points that were scored, MASE, that of the naive forecast, and shares in the bands."""
    some = [one[~np.isnan(one[:, 0])] for one in parts]
    whole = np.concatenate([one for one in some if len(one)] or [np.empty((0, 4))])
    means = [float(np.nanmean(whole[:, at])) if len(whole) else np.nan for at in range(4)]
    return (name, sum(len(one) > 0 for one in some), len(whole), *means)  # type: ignore[return-value]


def table(title: str, groups: Scores) -> Line:
    """Print one table of docs/method/forecasting.md; the line of all."""
    print(f"\n{title}\n\n| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    lines = {name: line(name, parts) for name, parts in groups.items()}
    for name, series, points, *numbers in lines.values():
        print(f"| {name} | {series} | {points} | " + " | ".join(f"{one:.3f}" for one in numbers) + " |")
    return lines["all" if "all" in lines else "both, as published"]


def main(earlier: Sequence[int]) -> None:
    """Score, print both tables, and keep what is bounded; or print those of earlier years."""
    make()
    for back in earlier:
        table(f"{back} newest periods held back", held_back(back))
    if earlier:
        return
    table(f"vintage {KNOWN} against vintage {CAME}", of_vintages())
    _, series, points, own, naive, narrow, wide = table(f"{BACK} newest periods held back", held_back(BACK))
    where = f"ru_regions, {series} series, {points} points"
    keep(
        "forecasting-regions",
        vendor(),
        [
            Row("Mean scaled error against naive", where, f"{own:.3f}", f"{naive:.3f}", own < naive),
            Row("80 % intervals cover", where, f"{narrow:.3f}", "0.78-0.84", 0.78 <= narrow <= 0.84),
            Row("95 % intervals cover", where, f"{wide:.3f}", "0.92-0.97", 0.92 <= wide <= 0.97),
        ],
    )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]])
