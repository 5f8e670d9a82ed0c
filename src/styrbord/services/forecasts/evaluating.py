"""When are forecasts made, and how are they kept?

A run reads the released numbers of one moment, never what is under embargo. The same editions and rules are
the same run; where an indicator is collected by the week or the day there is a new run each day. Only what
has new numbers is forecast anew, and every daily and weekly series each day.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from styrbord.core.base.fan_out import FanOut, InProcess
from styrbord.core.base.periods import Frequency
from styrbord.core.base.processes import Processes
from styrbord.core.base.progress import Progress, silent
from styrbord.core.forecasting.engine import demand_engine
from styrbord.core.forecasting.together import Ahead, together
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.inputs import needed_indicators
from styrbord.services import clock, jobs
from styrbord.services.forecasts.gathering import DAILY, FORECASTER, Block, Floats, blocks
from styrbord.services.forecasts.making import LEVELS, Task, chances, label_of, targets, task
from styrbord.services.reading import Reading, visible
from styrbord.services.rights import Actor
from styrbord.services.work import work
from styrbord.store.clock import to_ms
from styrbord.store.spine import models as spine
from styrbord.store.steering.models import Forecast, ForecastRun

RULES = "forecast/2"
FEW = 20
"""Indicators that are forecast in this process; more are spread over the processors."""


def question(reading: Reading | None = None) -> str:
    """Hash of the rules, of every edition that is shown now, and of the day where there are daily series."""
    found = reading or visible(FORECASTER)
    told = [f"{pk}{'-' * note.is_withdrawn}" for pk, note in sorted(found.editions.items())]
    day = found.today.isoformat() if _has_daily(found) else ""
    return hashlib.sha256("|".join((RULES, day, *told)).encode()).hexdigest()


def _has_daily(reading: Reading) -> bool:
    return any(Frequency(one.frequency) in DAILY for one in reading.register.indicators().values())


def ask() -> int:
    """1 if forecasts from the editions of now were asked for, 0 if they were before, whatever came of it."""
    asked = question()
    if ForecastRun.objects.filter(question=asked).exists() or jobs.is_asked("forecasts", {"question": asked}):
        return 0
    jobs.ask("forecasts", {"question": asked}, by=Actor("tick"))
    return 1


def evaluate(progress: Progress = silent) -> int:
    """Number of the run that forecast from the numbers of now; the one that is there when there is one.

    Raises
    ------
    Refused
        `forecast.no-engine` where the extra `forecast` is not installed.
    """
    demand_engine()
    reading = visible(FORECASTER)
    asked = question(reading)
    before = ForecastRun.objects.filter(question=asked).values_list("pk", flat=True).first()
    if before is not None:
        return before
    newest = ForecastRun.objects.filter(rules=RULES).order_by("-at", "-pk").first()
    known = newest.seen if newest else {}
    found, seen, is_daily = [], {}, True
    for block in told(reading, progress):
        seen[block.indicator.code] = {
            "print": block.fingerprint,
            "datasets": _datasets(reading, block.indicator),
        }
        is_new = known.get(block.indicator.code, {}).get("print") != block.fingerprint
        if is_new or block.frequency in DAILY:
            found.append(block)
            is_daily = is_daily and not is_new
    rows = list(made(reading, found, progress))
    return _kept(asked, reading, "daily" if newest and is_daily else "release", seen, rows)


def told(reading: Reading, progress: Progress) -> Iterator[Block]:
    """Series of one indicator after the other."""
    count = len(reading.register.indicators())
    for done, block in enumerate(blocks(reading), 1):
        progress(min(done, count), count, "reading")
        yield block


def made(
    reading: Reading, found: Sequence[Block], progress: Progress = silent
) -> Iterator[tuple[Forecast, str, str]]:
    """Forecasts of the series of some indicators, each with the codes of indicator and subject."""
    tasks = [one for one in (task(reading, block) for block in found) if one is not None]
    progress(0, max(len(tasks), 1), "forecasting")

    def noted(done: int, total: int, stage: str) -> None:
        progress(done, total, "forecasting")

    answers = _fan_out(len(tasks)).map(together, [one.side for one in tasks], noted)
    for one, answer in zip(tasks, answers, strict=True):
        paths = targets(reading, one.block)
        for place, ahead in enumerate(answer):
            if ahead is not None:
                code = one.side.codes[place]
                yield _row(one, place, ahead, paths.get(code, {})), one.block.indicator.code, code


def _fan_out(count: int) -> FanOut:
    return InProcess() if count <= FEW or os.cpu_count() == 1 else Processes()


def _datasets(reading: Reading, indicator: Indicator) -> list[str]:
    """Datasets whose editions the numbers of an indicator may come from."""
    known = reading.register.indicators()
    return sorted({known[code].dataset for code in needed_indicators(known, [indicator.code])})


def _row(one: Task, place: int, ahead: Ahead, path: Mapping[int, float]) -> Forecast:
    """Row of one series, of a run and keys yet to be given."""
    ordinals = one.ordinals[ahead.first : ahead.first + len(ahead.mean)]
    at = one.ordinals[ahead.first - 1] - one.block.first
    block_row = one.rows[place]
    method, label = label_of(ahead.base.method)
    used = one.block.editions[block_row]
    return Forecast(
        frequency=one.block.frequency.value,
        origin=one.ordinals[ahead.first - 1],
        last=float(one.block.values[block_row, at]),
        method=method,
        label=label,
        scale=_known(ahead.scale),
        origins=ahead.origins,
        backtest=_known(ahead.base.score),
        naive_backtest=_known(ahead.base.naive_score),
        values={
            "at": [int(ordinal) for ordinal in ordinals],
            "mean": _list(ahead.mean),
            "naive": _list(ahead.naive),
            "lower": {f"{level:.0f}": _list(row) for level, row in zip(LEVELS, ahead.lower, strict=True)},
            "upper": {f"{level:.0f}": _list(row) for level, row in zip(LEVELS, ahead.upper, strict=True)},
            "nowcast": ahead.nowcast,
            "adds_up": ahead.is_added_up,
            "edition": int(used[at]),
        },
        chances=chances(one.block.indicator, ahead, ordinals, path),
        editions=[int(edition) for edition in np.unique(used) if edition],
    )


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _list(values: Floats) -> list[float | None]:
    return [_known(value) for value in values]


def _kept(
    asked: str,
    reading: Reading,
    kind: str,
    seen: Mapping[str, Any],
    rows: Sequence[tuple[Forecast, str, str]],
) -> int:
    counts = Counter(row.label or "forecast" for row, _, _ in rows)
    counts["nowcast"] = sum(row.values["nowcast"] > 0 for row, _, _ in rows)
    counts["added up"] = sum(row.values["adds_up"] for row, _, _ in rows)
    with work("forecasts", clock.now()) as piece:
        run = ForecastRun.objects.create(
            question=asked,
            at=to_ms(reading.now),
            rules=RULES,
            kind=kind,
            counts=dict(counts),
            seen=dict(seen),
        )
        Forecast.objects.bulk_create(_keyed(run, rows), batch_size=500)
        told = {"question": asked, "rules": RULES, "kind": kind, "series": len(rows), **counts}
        piece.tell("forecasts.made", str(run.pk), told, key=f"forecasts {asked}")
    return int(run.pk)


def _keyed(run: ForecastRun, rows: Sequence[tuple[Forecast, str, str]]) -> Iterator[Forecast]:
    indicators = dict(spine.Indicator.objects.values_list("code", "pk"))
    subjects = dict(spine.Subject.objects.values_list("code", "pk"))
    for row, indicator, subject in rows:
        row.run, row.indicator_id, row.subject_id = run, indicators[indicator], subjects[subject]
        yield row
