"""What is the value of a longer period, from the shorter ones inside it?

Rules after SDMX-VTL aggregate operators; coverage is ours: a sum over fewer periods than the
longer one holds is told as partial, never as whole.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Frequency, Period, nested_in, periods_between
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine.indicators import OverTime

define(
    "grain.not-nested",
    "Periods of frequency {finer} do not nest in periods of frequency {coarser}.",
    "Choose one of the grains that the page offers.",
)


@dataclass(frozen=True, slots=True)
class Aggregated:
    """Values by longer period, with how many shorter ones were found and how many it holds.

    `refused` marks those that hold a suppressed one: they have no value.
    """

    periods: tuple[Period, ...]
    value: npt.NDArray[np.float64]
    found: npt.NDArray[np.int64]
    held: npt.NDArray[np.int64]
    refused: npt.NDArray[np.bool_]


def aggregated(
    values: npt.NDArray[np.float64],
    periods: tuple[Period, ...],
    *,
    rule: OverTime,
    to: Frequency,
    suppressed: npt.NDArray[np.bool_] | None = None,
) -> Aggregated:
    """Values of longer periods by the indicator's rule over time.

    Parameters
    ----------
    values : float64 (period,); NaN = missing.
    periods : consecutive periods of one frequency, dim (period,).
    rule : sum, mean, first, last or max; `none` gives only missing values.
    to : frequency of the result.
    suppressed : bool (period,): values that must not be known; no partial sum is made beside them.

    Returns
    -------
    Aggregated
        dims (longer period,); `value` is NaN where nothing was found.

    Raises
    ------
    Refused
        `grain.not-nested` if the shorter periods cross the longer ones' borders (weeks in months).
    """
    if not periods:
        none = np.empty(0, np.int64)
        return Aggregated((), np.empty(0), none, none, np.empty(0, np.bool_))
    finer = periods[0].frequency
    if not nested_in(finer, to):
        raise Refused(Problem("grain.not-nested", params={"finer": finer, "coarser": to}))
    owners = np.array([Period.of(to, period.first_day).ordinal for period in periods])
    longer = tuple(Period(to, int(ordinal)) for ordinal in np.unique(owners))
    columns = [_known(values[owners == period.ordinal]) for period in longer]
    hidden = np.zeros(len(periods), dtype=bool) if suppressed is None else suppressed
    refused = np.array([hidden[owners == period.ordinal].any() for period in longer], dtype=bool)
    return Aggregated(
        longer,
        np.where(refused, np.nan, [_by_rule(column, rule) for column in columns]),
        np.array([len(column) for column in columns], dtype=np.int64),
        np.array([_held(period, finer) for period in longer], dtype=np.int64),
        refused,
    )


def _known(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return values[~np.isnan(values)]


def _held(longer: Period, finer: Frequency) -> int:
    first, last = Period.of(finer, longer.first_day), Period.of(finer, longer.last_day)
    return len(periods_between(first, last))


def _by_rule(values: npt.NDArray[np.float64], rule: OverTime) -> float:
    if not len(values) or rule is OverTime.NONE:
        return float("nan")
    match rule:
        case OverTime.SUM:
            return float(values.sum())
        case OverTime.MEAN:
            return float(values.mean())
        case OverTime.MAX:
            return float(values.max())
        case OverTime.FIRST:
            return float(values[0])
        case _:
            return float(values[-1])
