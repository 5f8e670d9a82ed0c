"""Which series lie beyond the tolerance beside the path to their target, and will they miss it?"""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from styrbord.core.base.periods import Period
from styrbord.core.signals import plan_track
from styrbord.core.signals.episodes import Verdict
from styrbord.core.signals.plan_track import deviation
from styrbord.core.signals.residual import Assessment
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Direction
from styrbord.core.strategy.targets import behind, shortfall
from styrbord.figures.targets import behind_since
from styrbord.services.reading import Reading
from styrbord.services.signals.finding import ADVERSE, PLAN, Found, Told, severity
from styrbord.services.signals.gathering import Watched
from styrbord.services.signals.residuals import own_spread
from styrbord.store.steering.models import Forecast

UNKNOWN, WITHIN, BEHIND = "unknown", "within", "behind"


def plans(reading: Reading, found: Sequence[Watched], told: Sequence[Assessment]) -> Told:
    """Alarms of the plan track: everything that is further behind its target than its tolerance."""
    answer = Told()
    for one, judged in zip(found, told, strict=True):
        at = one.known
        if at is None or one.definition.direction is Direction.NONE or np.isnan(one.targets).all():
            continue
        if np.isnan(one.targets[at]):
            answer.count(UNKNOWN)
            continue
        is_behind = bool(behind(one.series.values[at : at + 1], one.targets[at : at + 1], one.definition)[0])
        answer.count(BEHIND if is_behind else WITHIN)
        row = _found(one, judged, at)
        key = one.indicator, one.subject, PLAN, ADVERSE
        verdict = Verdict(key, is_behind, row.size, is_in_band=not is_behind, period=row.period)
        answer.judge(verdict, one.fingerprint())
        if is_behind:
            answer.found.append(row)
    answer.found.sort(key=lambda row: (-float(str(row.evidence["tolerances"])), row.key))
    _add_originals(reading, answer.found)
    _add_chances(answer.found)
    return answer


def _found(one: Watched, judged: Assessment, at: int) -> Found:
    values, targets = one.series.values, one.targets
    value, target = float(values[at]), float(targets[at])
    run = behind_since(values, targets, at, one.definition)
    begin = run[0] if run else at
    last = one.last - (len(values) - 1 - at)
    size, unit = severity(one, value - target, own_spread(one, judged))
    off = deviation(values[at : at + 1], targets[at : at + 1], good=one.series.good, size=one.planned)
    short = float(shortfall(values[at : at + 1], targets[at : at + 1], one.definition)[0])
    return Found(
        one,
        PLAN,
        ADVERSE,
        period=last,
        since=last - (at - begin),
        value=value,
        expected=target,
        size=size,
        unit=unit,
        evidence={
            "target": target,
            "goal": _number(one.goal),
            "baseline": _number(one.baseline),
            "deviation": _number(float(off[0])),
            "shortfall": short,
            "tolerances": short / max(one.definition.tolerance, 1e-9),
            "editions": list(one.editions),
        },
    )


def _add_originals(reading: Reading, found: Sequence[Found]) -> None:
    """Target of the period as it was first set, beside the one that holds now."""
    for row in found:
        period = Period(row.one.frequency, row.period)
        keys = (row.one.indicator,), (row.one.subject,)
        query = Query(*keys, row.one.frequency, period, period, scenario="target")
        known = [one.value for one in reading.facts.history(query) if one.value is not None]
        if known:
            _evidence(row)["first_target"] = known[-1]


def _add_chances(found: Sequence[Found]) -> None:
    """Probability to miss the target at the end of the path, as the newest forecast tells it."""
    newest = _newest_forecasts(found)
    for row in found:
        forecast = newest.get((row.one.indicator, row.one.subject))
        chance = float("nan")
        if forecast is not None and forecast.origin >= row.period and forecast.chances:
            end = forecast.chances[-1]
            chance = float(end["chance"])
            _evidence(row).update({"miss": chance, "miss_at": end["at"], "forecast": forecast.run_id})
        _evidence(row)["track"] = plan_track.track(chance).value


def _newest_forecasts(found: Sequence[Found]) -> Mapping[tuple[str, str], Forecast]:
    rows = Forecast.objects.filter(
        indicator__code__in={row.one.indicator for row in found},
        subject__code__in={row.one.subject for row in found},
    )
    rows = rows.select_related("indicator", "subject").order_by("run__at", "run_id")
    return {(one.indicator.code, one.subject.code): one for one in rows}


def _evidence(row: Found) -> dict[str, object]:
    assert isinstance(row.evidence, dict)
    return row.evidence


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
