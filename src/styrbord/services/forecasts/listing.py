"""Which forecasts does this reader see, as they were made, and how did they do?

A forecast is told to whoever sees every number of its series: the indicator of the subject exists for them,
no cell is hidden from them, and no total has fewer members for them than for the program. A forecast that
rests on an edition that was withdrawn since is shown to nobody.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine.indicators import Indicator
from styrbord.figures.forecasts import (
    Accuracy,
    Ahead,
    Band,
    Came,
    Miss,
    Scored,
    Vintage,
    forecast_figure,
    pooled,
    score,
    scored,
)
from styrbord.figures.model import Figure
from styrbord.services.forecasts.gathering import Block, block, seen
from styrbord.services.reading import Reading
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.spine.models import Edition
from styrbord.store.steering.models import Forecast, ForecastRun

define(
    "forecast.not-found",
    "There is no forecast '{name}' for you to see.",
    "See the forecasts of an indicator of a subject.",
)
MOST = 60
"""Vintages of one series that are listed, the newest."""


def shown(reading: Reading, indicator: str, subject: str) -> Vintage | None:
    """Newest forecast of a series at the reader's moment; None where there is none that they may see.

    After a revision of the newest value that was known there is none either, until the next run.
    """
    return next(_vintages(reading, indicator, subject, 1, is_fresh=True), None)


def vintages(reading: Reading, indicator: str, subject: str) -> tuple[Vintage, ...]:
    """Forecasts of a series, newest first, each held against what came as the reader sees it; 60 at most."""
    return tuple(_vintages(reading, indicator, subject, MOST))


def vintage(reading: Reading, indicator: str, subject: str, token: str) -> Vintage:
    """One forecast of a series.

    Raises
    ------
    Refused
        `forecast.not-found` if there is none that the reader may see.
    """
    for one in _vintages(reading, indicator, subject, MOST):
        if one.token == token:
            return one
    raise Refused(Problem("forecast.not-found", "", {"name": token[:40]}))


def actuals(reading: Reading, indicator: str, subject: str) -> tuple[tuple[Period, Figure], ...]:
    """What is known of a series as the reader sees it, oldest first; no sums with members missing."""
    definition = reading.register.indicators().get(indicator)
    if definition is None or not reading.facts.shows(indicator, subject):
        return ()
    own = block(reading, definition, (subject,))
    found = []
    for at in np.flatnonzero(~np.isnan(own.values[0])):
        period, edition = Period(own.frequency, own.first + int(at)), int(own.editions[0][at])
        value = float(own.values[0][at])
        found.append((period, forecast_figure("value", definition, subject, period, value, edition)))
    return tuple(found)


def accuracy(reading: Reading, indicator: str = "") -> tuple[Accuracy, ...]:
    """How forecasts did: one line for each indicator, or for each subject of one that is named."""
    newest = newest_run(reading)
    if not newest:
        return ()
    if not indicator:
        return accuracy_of(reading, forecast_codes(reading))
    return reading.kept(
        ("forecast accuracy", indicator, newest), lambda: tuple(_accuracy(reading, indicator, is_split=True))
    )


def accuracy_of(reading: Reading, codes: Sequence[str]) -> tuple[Accuracy, ...]:
    """How forecasts of some indicators did, a line for each of which the reader sees any; of no others.

    Each line is remembered by itself: a page of a long list asks for its own.
    """
    newest = newest_run(reading)
    found: list[Accuracy] = []
    for code in codes:
        made = partial(_all_of, reading, code)
        found += reading.kept(("forecast accuracy of all", code, newest), made)
    return tuple(found)


def _all_of(reading: Reading, code: str) -> tuple[Accuracy, ...]:
    return tuple(_accuracy(reading, code, is_split=False))


def forecast_codes(reading: Reading) -> tuple[str, ...]:
    """Indicators of which the reader may see some forecast, in order of code; no number is asked for."""
    known = reading.register.indicators()
    made = Forecast.objects.filter(run__at__lte=moment(reading)).order_by()
    pairs = made.values_list("indicator__code", "subject__code").distinct()
    return tuple(
        sorted({code for code, place in pairs if code in known and reading.facts.shows(code, place)})
    )


def newest_run(reading: Reading) -> int:
    """Number of the newest run by then, part of every key under which forecasts are remembered; 0 = none."""
    runs = ForecastRun.objects.filter(at__lte=moment(reading)).order_by("-at", "-pk")
    return int(runs.values_list("pk", flat=True).first() or 0)


def moment(reading: Reading) -> int:
    """Forecasts made later are not yet known to the reader."""
    return to_ms(min(reading.as_of, reading.vintage) if reading.vintage else reading.as_of)


def _rows(reading: Reading, indicator: Indicator, subject: str = "") -> Iterator[Forecast]:
    """Forecasts of an indicator (of one subject) by then, newest first; none of what was withdrawn."""
    made = Forecast.objects.filter(
        indicator__code=indicator.code, frequency=indicator.frequency, run__at__lte=moment(reading)
    )
    if subject:
        made = made.filter(subject__code=subject)
    withdrawn: dict[int, bool] = {}
    for row in made.select_related("run", "subject").order_by("-run__at", "-run__pk").iterator():
        if row.run_id not in withdrawn:
            withdrawn[row.run_id] = is_withdrawn(row.run, indicator.code)
        if not withdrawn[row.run_id]:
            yield row


def is_withdrawn(run: ForecastRun, indicator: str) -> bool:
    """Whether an edition that a run may have read for the indicator was withdrawn after it."""
    datasets = run.seen.get(indicator, {}).get("datasets", ())
    gone = Edition.objects.filter(
        dataset__code__in=datasets, released_at__lte=run.at, withdrawn_at__gt=run.at
    )
    return bool(datasets) and gone.exists()


def _vintages(
    reading: Reading, indicator: str, subject: str, most: int, *, is_fresh: bool = False
) -> Iterator[Vintage]:
    definition = reading.register.indicators().get(indicator)
    if definition is None:
        return
    own, whole = seen(reading, definition, (subject,))
    if subject not in whole:
        return
    found = _rows(reading, definition, subject)
    for row in islice(found, most):
        if not is_fresh or rests_on_now(row, own):
            yield vintage_of(definition, subject, row, own)


def rests_on_now(row: Forecast, own: Block) -> bool:
    """Whether the newest value that a forecast knew is still the one that is shown."""
    return bool(np.isclose(_at_origin(row, own), row.last, rtol=1e-9, atol=0))


def _at_origin(row: Forecast, own: Block) -> float:
    """Value of the newest period that a forecast knew, as it is seen now."""
    found = _actual(own, row.subject.code, [row.origin])[0]
    return float("nan") if found is None else found


def vintage_of(definition: Indicator, subject: str, row: Forecast, own: Block) -> Vintage:
    """A forecast as it is kept, held against the series as the reader sees it."""
    frequency = Frequency(row.frequency)
    origin, edition = Period(frequency, row.origin), row.values["edition"]

    def figure(name: str, value: float | None) -> Figure:
        return forecast_figure(name, definition, subject, origin, value, edition)

    points = tuple(_points(row, own, figure))
    past = Scored(row.origins, row.backtest, row.naive_backtest, {})
    return Vintage(
        token=str(row.run_id),
        indicator=definition.code,
        subject=subject,
        origin=origin,
        made_at=from_ms(row.run.at),
        method=row.method,
        label=row.label,
        points=points,
        backtest=past,
        scored=scored(points, _plain(row), row.scale),
        chance_of_miss=tuple(
            Miss(Period(frequency, one["at"]), figure("target", one["target"]), one["chance"], one["track"])
            for one in row.chances
        ),
    )


def _points(row: Forecast, own: Block, figure: Callable[[str, float | None], Figure]) -> Iterator[Ahead]:
    told, frequency = row.values, Frequency(row.frequency)
    actual = _actual(own, row.subject.code, told["at"])
    for step, ordinal in enumerate(told["at"]):
        bands = {
            int(level): Band(
                figure(f"low-{level}", told["lower"][level][step]),
                figure(f"high-{level}", told["upper"][level][step]),
            )
            for level in told["lower"]
            if told["lower"][level][step] is not None
        }
        came = None if actual[step] is None else figure("value", actual[step])
        mean = figure("forecast", told["mean"][step])
        yield Ahead(Period(frequency, ordinal), mean, bands, came, step < told["nowcast"])


def _actual(own: Block, subject: str, ordinals: Sequence[int]) -> list[float | None]:
    """What came in some periods; None while it has not."""
    values = own.values[own.subjects.index(subject)]
    places = [ordinal - own.first for ordinal in ordinals]
    found = [values[at] if 0 <= at < len(values) else np.nan for at in places]
    return [None if np.isnan(one) else float(one) for one in found]


def _plain(row: Forecast) -> list[float]:
    return [float("nan") if one is None else one for one in row.values["naive"]]


def _accuracy(reading: Reading, code: str, *, is_split: bool) -> Iterator[Accuracy]:
    definition = reading.register.indicators().get(code)
    rows = list(_rows(reading, definition)) if definition else []
    if definition is None or not rows:
        return
    known = reading.register.subjects()
    own, whole = seen(reading, definition, tuple(sorted({row.subject.code for row in rows} & set(known))))
    groups: dict[str, list[Forecast]] = defaultdict(list)
    for row in rows:
        if row.subject.code in whole:
            groups[row.subject.code if is_split else ""].append(row)
    for subject, some in sorted(groups.items()):
        yield _line(definition, subject, some, own)


def _line(definition: Indicator, subject: str, rows: Sequence[Forecast], own: Block) -> Accuracy:
    """Rows of one line, newest first: the first of each series is its forecast of now."""
    now: dict[str, Forecast] = {}
    for row in rows:
        now.setdefault(row.subject.code, row)
    parts = [_scored(row, own) for row in rows]
    labels = Counter(row.label for row in now.values())
    return Accuracy(
        definition.code, subject, len(now), sum(one.count > 0 for one in parts), pooled(parts),
        labels["naive"], labels["pooled"], labels["untested"], from_ms(rows[0].run.at),
    )  # fmt: skip


def _scored(row: Forecast, own: Block) -> Scored:
    """Score of one forecast from its bare numbers: no figure is made of what no page shows."""
    told = row.values
    actual = _actual(own, row.subject.code, told["at"])
    plain = _plain(row)
    came = [
        Came(value, _known(told["mean"][step]), plain[step], _bounds(row, step))
        for step, value in enumerate(actual)
        if value is not None
    ]
    levels = {int(level) for level, lower in told["lower"].items() if any(one is not None for one in lower)}
    return score(came, sorted(levels) if came else [], row.scale)


def _bounds(row: Forecast, step: int) -> dict[int, tuple[float | None, float | None]]:
    lower, upper = row.values["lower"], row.values["upper"]
    return {int(level): (_known(lower[level][step]), _known(upper[level][step])) for level in lower}


def _known(value: float | None) -> float | None:
    return None if value is None or not np.isfinite(value) else value
