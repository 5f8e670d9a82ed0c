"""Which series have left their course, and on which scale is each watched?"""

import math
from collections.abc import Hashable, Mapping, Sequence

from styrbord.core.signals.episodes import Verdict
from styrbord.core.signals.residual import FORBIDS, Assessment, Side, Transform
from styrbord.services.signals.finding import ADVERSE, EITHER, IMPROVEMENT, RESIDUAL, Found, Told, severity
from styrbord.services.signals.gathering import Watched
from styrbord.store.spine.models import Indicator
from styrbord.store.steering.models import SignalScale

SIDES = (ADVERSE, IMPROVEMENT, EITHER)
OPENING = (ADVERSE, EITHER)
NO_WEEKS = "no_weeks"
"""Why a daily series is not judged that makes no whole week, or that may not be joined."""


def scales() -> Mapping[Hashable, Transform]:
    """Scale of each indicator for which it was decided before."""
    kept = SignalScale.objects.values_list("indicator__code", "scale")
    return {code: Transform(scale) for code, scale in kept}


def keep_scales(found: Sequence[Watched], told: Sequence[Assessment], at: int) -> None:
    """Keep the scales that were decided now, so that the next run does not decide anew."""
    known, decided = scales(), dict[str, Transform]()
    for one, judged in zip(found, told, strict=True):
        if judged.is_tested and one.indicator not in known and decided.get(one.indicator) != Transform.LOG:
            decided[one.indicator] = judged.transform
    keys = dict(Indicator.objects.filter(code__in=decided).values_list("code", "pk"))
    SignalScale.objects.bulk_create(
        SignalScale(indicator_id=keys[code], scale=scale.value, decided_at=at)
        for code, scale in decided.items()
    )


def residuals(found: Sequence[Watched], told: Sequence[Assessment]) -> Told:
    """Alarms of the residual charts; adverse ones and those without a good way open cases."""
    answer = Told()
    for one, judged in zip(found, told, strict=True):
        if not one.course.series.at:
            answer.count(NO_WEEKS)
            continue
        if not judged.is_tested:
            answer.count(next(str(code) for code in judged.codes if code in FORBIDS))
            continue
        for direction in SIDES:
            side: Side = getattr(judged, direction)
            if side.is_alarm:
                answer.found.append(_found(one, judged, direction, side))
            if direction in OPENING and not math.isnan(side.p):
                answer.judge(_verdict(one, judged, direction, side), one.fingerprint_of_course())
    answer.found.sort(key=lambda row: (row.direction, row.adjusted, row.evidence["p"], row.key))
    return answer


def _verdict(one: Watched, judged: Assessment, direction: str, side: Side) -> Verdict:
    key = one.indicator, one.subject, RESIDUAL, direction
    size, _ = severity(one, side.effect, spread_of(judged, side))
    return Verdict(key, is_alarm=side.is_alarm, severity=size, p=side.p, period=one.course.last)


def own_spread(one: Watched, judged: Assessment) -> float:
    """Usual spread of a series in its own rhythm; 0 where it is not known, as of days judged by weeks."""
    is_own = judged.is_tested and one.course.frequency is one.frequency
    return spread_of(judged) if is_own else 0.0


def spread_of(judged: Assessment, side: Side | None = None) -> float:
    """Usual spread of a course in the unit of its values, also where logarithms are watched."""
    expected = judged.expected if side is None else side.expected
    if not math.isfinite(judged.spread):
        return 0.0
    return judged.spread * abs(expected) if judged.transform is Transform.LOG else judged.spread


def _found(one: Watched, judged: Assessment, direction: str, side: Side) -> Found:
    size, unit = severity(one, side.effect, spread_of(judged, side))
    return Found(
        one,
        RESIDUAL,
        direction,
        period=one.course.last,
        since=one.course.last - max(side.since, 1) + 1,
        value=one.course.value,
        expected=side.expected,
        size=size,
        unit=unit,
        adjusted=side.adjusted,
        evidence={
            "p": side.p,
            "window": side.window,
            "statistic": side.statistic,
            "drift": side.drift,
            "memory": judged.memory,
            "spread": judged.spread,
            "scale": judged.transform.value,
            "family": judged.family,
            "rows": len(one.course.series.values),
            "editions": list(one.editions),
        },
    )
