"""What do residual charts say, in columns like those of a control chart?"""

from dataclasses import replace
from datetime import date

import numpy as np

from styrbord.core.base.progress import Progress, silent
from styrbord.core.signals.answer import NA, Answer, Column, numbers, yes_or_no
from styrbord.core.signals.gaps import IntArray, numbers_of
from styrbord.core.signals.options import Options, demand_known
from styrbord.core.signals.residual import Assessment, Side, assess
from styrbord.core.signals.series import FloatArray, Series
from styrbord.core.signals.table import Table

UNKNOWN, COMMON = "unknown", "common_cause"
IMPROVED = {1: "improvement_high", -1: "improvement_low"}
WORSE = {1: "concern_low", -1: "concern_high"}


def answer(table: Table, options: Options, progress: Progress = silent) -> Answer:
    """Residual charts of all series of a table, as one family of discoveries.

    Returns
    -------
    Answer
        Points: `z`, the residual of a withheld row in units of its spread, and `in_change`, whether the row
        is one of those that show the signal. Icons: `p` and `p_adjusted` of the direction that is told;
        `unknown` where there is no test; `unused` names given options that only a control chart has.

    Raises
    ------
    Refused
        `signals.series`, `signals.needs-series` if options name a series that is not there.
    """
    demand_known(options, [one.key for one in table.series], has_series=table.has_series)
    series = [_up_to(_anew(one, options.rebase_of(one.key)), options.due) for one in table.series]
    progress(0, 1, "residuals")
    found = assess(series)
    progress(1, 1, "residuals")
    icons = _icons(table.series, found) | {"unused": [_unused(options)] * len(found)}
    return Answer(_points(table.series, found), icons)


def _unused(options: Options) -> str:
    """Options that only a control chart has, as they are told."""
    given = {
        "target": options.target is not None,
        "fix": options.fix is not None,
        "screen": not options.is_screened,
    }
    return ";".join(name for name, is_given in given.items() if is_given)


def _anew(series: Series, rebase: frozenset[date]) -> Series:
    """The series from the last day on from which it begins anew."""
    begins = [row for row, day in enumerate(series.at) if day in rebase]
    if not begins:
        return series
    return replace(series, at=series.at[begins[-1] :], values=series.values[begins[-1] :])


def _up_to(series: Series, due: date | None) -> Series:
    """The series with an empty row for the last due period, if it ends before."""
    if due is None or not series.at or series.at[-1] >= due:
        return series
    return replace(series, at=(*series.at, due), values=np.append(series.values, np.nan))


def _points(given: tuple[Series, ...], found: list[Assessment]) -> dict[str, Column]:
    residuals = [_of_rows(series, one) for series, one in zip(given, found, strict=True)]
    return {
        "y": numbers(np.concatenate([np.empty(0), *(one.values for one in given)]), NA),
        "x": [day.isoformat() for one in given for day in one.at],
        "f": [one.key for one in given for _ in one.at],
        "z": numbers(np.concatenate([np.empty(0), *residuals]), NA),
        "in_change": yes_or_no(
            np.array(
                [
                    _is_alarm(one) and back < _told(one).since
                    for series, one in zip(given, found, strict=True)
                    for back in _periods_back(series)
                ],
                dtype=np.bool_,
            )
        ),
    }


def _of_rows(series: Series, found: Assessment) -> FloatArray:
    """Residual of each row, float64 (row,); NaN on rows that made the fit, or without a test."""
    if not found.is_tested or not found.last:
        return np.full(len(series.at), np.nan)
    back = _periods_back(series)
    last = np.array(found.last)
    return np.where(back < len(last), last[::-1][np.minimum(back, len(last) - 1)], np.nan)


def _periods_back(series: Series) -> IntArray:
    """Periods from each row to the last, 0 of the last, int64 (row,)."""
    days = np.array([day.toordinal() for day in series.at], dtype=np.int64)
    periods = numbers_of(days, np.zeros(len(days), np.int64), np.array([series.season], dtype=np.int64))
    return np.asarray(periods[-1:] - periods)


def _icons(given: tuple[Series, ...], found: list[Assessment]) -> dict[str, Column]:
    told = [_told(one) for one in found]
    icons = [_icon(series, one) for series, one in zip(given, found, strict=True)]
    since = [_since(series, one) for series, one in zip(given, found, strict=True)]
    columns = {
        "p": [one.p for one in told],
        "p_adjusted": [one.adjusted for one in told],
        "statistic": [one.statistic for one in told],
        "drift": [one.drift for one in told],
        "effect": [one.effect for one in told],
        "expected": [one.expected for one in told],
        "memory": [one.memory for one in found],
        "spread": [one.spread for one in found],
    }
    return {
        "series": [one.key for one in given],
        "last_x": [one.at[-1].isoformat() for one in given],
        "variation_icon": icons,
        "n": [str(len(one.at)) for one in given],
        "display_icon": icons,
        "codes": [";".join(one.codes) for one in found],
        "alarm": yes_or_no(np.array([_is_alarm(one) for one in found], dtype=np.bool_)),
        "since": since,
        "window": [str(one.window) for one in told],
        **{name: numbers(np.array(column, dtype=np.float64), "") for name, column in columns.items()},
        "transform": [str(one.transform) for one in found],
        "family": [str(one.family) for one in found],
        "table": [one.table for one in found],
        "seed": [str(one.seed) for one in found],
    }


def _told(found: Assessment) -> Side:
    """The direction that is told: an alarm before none, the adverse one before the improvement."""
    sides = (found.adverse, found.improvement, found.either)
    known = [one for one in sides if one.p == one.p]
    alarms = [one for one in known if one.is_alarm]
    return (alarms or sorted(known, key=lambda one: one.p) or [found.adverse])[0]


def _is_alarm(found: Assessment) -> bool:
    return found.is_tested and _told(found).is_alarm


def _icon(series: Series, found: Assessment) -> str:
    if not found.is_tested:
        return UNKNOWN
    if not _is_alarm(found):
        return COMMON
    if not series.good:
        return "neutral_high" if _told(found).effect > 0 else "neutral_low"
    return WORSE[series.good] if found.adverse.is_alarm else IMPROVED[series.good]


def _since(series: Series, found: Assessment) -> str:
    """First day of the change; empty where there is no alarm."""
    if not _is_alarm(found):
        return ""
    return series.at[int(np.argmax(_periods_back(series) < _told(found).since))].isoformat()
