"""What does a control chart say of every point and of the series as a whole?"""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from styrbord.core.base.progress import Progress, silent
from styrbord.core.signals.rules.plot_the_dots import icons
from styrbord.core.signals.rules.plot_the_dots.asked import Asked
from styrbord.core.signals.rules.plot_the_dots.codes import Code, of_rows, of_series
from styrbord.core.signals.rules.plot_the_dots.doubts import doubts
from styrbord.core.signals.rules.plot_the_dots.limits import baseline, limits
from styrbord.core.signals.rules.plot_the_dots.marks import marks
from styrbord.core.signals.rules.plot_the_dots.results import Charts, Icons, Points
from styrbord.core.signals.rules.plot_the_dots.rows import IntArray, Rows, rows_of
from styrbord.core.signals.rules.plot_the_dots.types import CAUSES, KINDS, Rule, causes_of, kinds_of, rule_of
from styrbord.core.signals.series import FloatArray

AT_ONCE = 2_000


def charts(asked: Sequence[Asked], progress: Progress = silent) -> Charts:
    """Control charts of many series, each by itself.

    Method: NHSRplotthedots 0.2.2 (Making Data Count), limits to the last digits that matter; beside them
    codes of ours that say where its verdict is none.

    Returns
    -------
    Charts
    """
    parts: list[Points] = []
    found: list[Icons] = []
    for first in range(0, len(asked), AT_ONCE):
        some = asked[first : first + AT_ONCE]
        points, signs = _chart(some)
        parts.append(_moved(points, first))
        found += signs
        progress(first + len(some), len(asked), "charts")
    return Charts(_joined(parts or [_chart(())[0]]), tuple(found))


def _chart(asked: Sequence[Asked]) -> tuple[Points, list[Icons]]:
    rows = rows_of(asked)
    points = _points(rows, asked)
    codes = of_series(rows, asked, points.codes) | doubts(rows, asked)
    return points, _icons(points, asked, codes)


def _points(rows: Rows, asked: Sequence[Asked]) -> Points:
    used = baseline(rows, asked)
    found = limits(rows, used, asked)
    marked = marks(rows, found)
    rule, way = rule_of(rows, marked)
    at = rows.stretch
    codes = of_rows(rows, asked, found)
    short = np.array([one.short for one in asked], dtype=np.int64)
    return Points(
        owner=rows.owner,
        days=rows.days,
        group=rows.group,
        is_short=rows.length[at] < short[rows.owner],
        values=rows.values,
        baseline=used,
        mean=found.mean[at],
        lower=found.lower[at],
        upper=found.upper[at],
        target=_targets(asked)[rows.owner],
        outside=marked.outside,
        near=marked.near,
        side=marked.side,
        is_judged=marked.is_judged,
        is_sided=marked.is_sided,
        cause=causes_of(rule, way),
        is_special=rule != Rule.NONE,
        kind=kinds_of(way, _good(asked)[rows.owner]),
        codes=codes,
    )


def _icons(points: Points, asked: Sequence[Asked], codes: IntArray) -> list[Icons]:
    counts = np.bincount(points.owner, minlength=len(asked))
    flagged = np.bincount(points.owner, weights=points.is_special, minlength=len(asked)).astype(np.int64)
    good, target = _good(asked), _targets(asked)
    cause, kind = (_at_last(one, counts, 0) for one in (points.cause, points.kind))
    mean, lower, upper = (_at_last(one, counts, np.nan) for one in (points.mean, points.lower, points.upper))
    codes = codes | np.where((target == lower) | (target == upper), Code.TARGET_ON_LIMIT, 0)
    variation = [icons.variation(KINDS[one], way) for one, way in zip(kind, good.tolist(), strict=True)]
    display = [icons.displayed(icon, code) for icon, code in zip(variation, codes.tolist(), strict=True)]
    return [
        Icons(*line)
        for line in zip(
            variation,
            display,
            icons.assurance(good, target, lower, upper).tolist(),
            [CAUSES[one] for one in cause],
            mean.tolist(),
            lower.tolist(),
            upper.tolist(),
            counts.tolist(),
            flagged.tolist(),
            codes.tolist(),
            strict=True,
        )
    ]


def _at_last(column: npt.NDArray[Any], counts: IntArray, otherwise: float) -> npt.NDArray[Any]:
    """Entry of the last row of each series, dim (series,)."""
    found = np.full(len(counts), otherwise, dtype=column.dtype)
    found[counts > 0] = column[np.cumsum(counts)[counts > 0] - 1]
    return found


def _good(asked: Sequence[Asked]) -> IntArray:
    return np.array([one.series.good for one in asked], dtype=np.int64)


def _targets(asked: Sequence[Asked]) -> FloatArray:
    return np.array([np.nan if one.target is None else one.target for one in asked], dtype=np.float64)


def _moved(points: Points, by: int) -> Points:
    return replace(points, owner=points.owner + by)


def _joined(parts: Sequence[Points]) -> Points:
    if len(parts) == 1:
        return parts[0]
    return Points(
        **{one.name: np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Points)}
    )
