"""Which series of a release ask for attention, with few false ones among them?"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.discovery import adjusted
from styrbord.core.signals.residual.assessment import FORBIDS, Assessment, Code, Side, Transform
from styrbord.core.signals.residual.calendar import on_calendar
from styrbord.core.signals.residual.design import LEAST_ROWS, has_years
from styrbord.core.signals.residual.measuring import Measured, measured
from styrbord.core.signals.residual.table import NullTable, shipped
from styrbord.core.signals.series import FloatArray, Series

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]

UP, DOWN = 0, 1
WINDOW_SHARE = 0.9  # of the error that both statistics may make together; the rest is left to slow drift
SHARED_SHARE = 0.6  # the same where the pool tells enough to find slow drift, and one far row makes none
ORDER = list(Code)


def assess(
    series: Sequence[Series],
    *,
    q: float = 0.10,
    table: NullTable | None = None,
    pools: Sequence[Hashable] | None = None,
    transforms: Mapping[Hashable, Transform] | None = None,
    is_dependent: bool = False,
    needs_season: bool = False,
) -> list[Assessment]:
    """Judge all series of one release by their residuals.

    Parameters
    ----------
    series : all that are judged together: one family (methods 4.3).
    q : share of false discoveries that is allowed among the alarms of each direction.
    table : null of the statistics; None = the one that the program brings along.
    pools : indicator of each series: scale and trend are chosen and tails told by all of its series, short
        ones lean on each other; None = all are one pool, but each chooses its scale alone.
    transforms : scale by pool where it was decided before; the others are decided here.
    is_dependent : whether series may depend on each other in any way (Benjamini and Yekutieli 2001).
    needs_season : whether a series of more than 12 rows a year and less than two years is left untested, for
        its season cannot be told from a change; else it is judged without a season.

    Returns
    -------
    list of Assessment
        In the order of `series`. A series that cannot be tested says why, and counts in no family.

    Raises
    ------
    ValueError
        If q is not between 0 and 1, or pools and series differ in number.

    Source: methods 4.1 to 4.5; Benjamini and Hochberg 1995.
    """
    _demand_sound(series, q, pools)
    own = table or shipped()
    values = on_calendar(series)
    codes = [_codes(one, rows, needs_season) for one, rows in zip(series, values, strict=True)]
    usable = [place for place, told in enumerate(codes) if not FORBIDS.intersection(told)]
    names: Sequence[Hashable] = range(len(series)) if pools is None else pools
    asked = [(transforms or {}).get(names[place]) for place in usable]
    found = measured(
        [values[place] for place in usable],
        [series[place].season for place in usable],
        pools=_numbered([0 if pools is None else names[place] for place in usable]),
        scales=_numbered([names[place] for place in usable]),
        table=own,
        logs=[None if one is None else one is Transform.LOG for one in asked],
    )
    for at, place in enumerate(usable):
        codes[place] += _codes_found(found, at)
    answers = [
        Assessment(one.key, tuple(sorted(told, key=ORDER.index)), table=own.version, seed=own.seed)
        for one, told in zip(series, codes, strict=True)
    ]
    goods = np.array([series[place].good for place in usable], dtype=np.int64)
    untested = np.array([bool(FORBIDS.intersection(codes[place])) for place in usable], dtype=np.bool_)
    families = _families(found, goods, untested, q=q, is_dependent=is_dependent)
    for at, place in enumerate(usable):
        if not untested[at]:
            answers[place] = _told(answers[place], families, found, values[place], at)
    return answers


def _demand_sound(series: Sequence[Series], q: float, pools: Sequence[Hashable] | None) -> None:
    if not 0 < q < 1:
        raise ValueError(f"q must lie between 0 and 1, not {q}")
    if pools is not None and len(pools) != len(series):
        raise ValueError(f"{len(series)} series, but {len(pools)} pools")


def _codes(series: Series, values: FloatArray, needs_season: bool) -> list[Code]:
    """What the values alone tell; `values` are on the calendar."""
    if np.isinf(series.values).any():
        return [Code.NOT_FINITE]
    missing = np.isnan(values)
    found = []
    if not len(series.values) or np.isnan(series.values[-1]):
        found.append(Code.MISSING_LAST)
    if np.isnan(series.values[:-1]).any():
        found.append(Code.MISSING_INSIDE)
    if missing.sum() > np.isnan(series.values[len(series.values) - _from_end(series) :]).sum():
        found.append(Code.GAP)
    known = values[~missing]
    if len(known) > 1 and (known == known[0]).all():
        found.append(Code.CONSTANT)
    if len(known) < LEAST_ROWS or (needs_season and not has_years(len(values), series.season)):
        found.append(Code.SHORT)
    return found


def _from_end(series: Series) -> int:
    """Rows from the first known value to the end."""
    known = ~np.isnan(series.values)
    return len(known) - int(known.argmax()) if known.any() else 0


def _codes_found(found: Measured, at: int) -> list[Code]:
    """What the fit tells."""
    told = [Code.POOLED] if found.is_pooled[at] else []
    if found.is_short[at]:
        return [Code.SHORT, *told]
    if np.isnan(found.statistic[at]).any() or np.isnan(found.drift[at]).any():
        return [Code.ZERO_SPREAD, *told]
    return told


def _numbered(names: Sequence[Hashable]) -> list[int]:
    """Numbers from 0 for names, equal for equal ones."""
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(name, len(numbers)) for name in names]


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """One direction of all series: which way counts, p and adjusted p, NaN where a series is not in it."""

    way: IntArray
    p: FloatArray
    adjusted: FloatArray
    q: float
    size: int


def _families(
    found: Measured, goods: IntArray, untested: BoolArray, *, q: float, is_dependent: bool
) -> dict[str, Family]:
    """Adverse, improvement, and either way for series without a good one (methods 4.3)."""
    steadiness = np.where(found.is_shared, 1 - np.nan_to_num(found.tails), 0.0)
    share = (WINDOW_SHARE + (SHARED_SHARE - WINDOW_SHARE) * steadiness)[:, None]
    both = np.minimum(np.fmin(found.p_window / share, found.p_drift / (1 - share)), 1.0)
    both[untested] = np.nan
    stronger = np.argmin(np.where(np.isnan(both), 2.0, both), axis=1)
    at = np.arange(len(both))
    ways = {
        "adverse": np.where(goods > 0, DOWN, UP),
        "improvement": np.where(goods > 0, UP, DOWN),
        "either": stronger,
    }
    families = {}
    for name, way in ways.items():
        p = np.minimum(2 * both[at, way], 1.0) if name == "either" else both[at, way]
        p = np.where((goods == 0) == (name == "either"), p, np.nan)
        size = int((~np.isnan(p)).sum())
        families[name] = Family(way, p, adjusted(p, is_dependent=is_dependent), q, size)
    return families


def _told(
    answer: Assessment, families: dict[str, Family], found: Measured, values: FloatArray, at: int
) -> Assessment:
    """The answer of one tested series."""
    strongest = min(families.values(), key=lambda family: p if (p := float(family.p[at])) == p else 2.0)
    sides = {name: _side(family, found, values, at) for name, family in families.items()}
    stronger = sides[next(name for name, family in families.items() if family is strongest)]
    return replace(
        answer,
        adverse=sides["adverse"],
        improvement=sides["improvement"],
        either=sides["either"],
        family=strongest.size,
        transform=Transform.LOG if found.is_log[at] else Transform.LEVEL,
        last=tuple(found.last[at].tolist()),
        memory=float(found.memory[at]),
        tails=float(found.tails[at]),
        has_trend=not found.is_flat[at],
        spread=float(found.spread[at]),
        effect=stronger.effect,
        expected=stronger.expected,
        since=stronger.since,
    )


def _side(family: Family, found: Measured, values: FloatArray, at: int) -> Side:
    if np.isnan(family.p[at]):
        return Side()
    way = int(family.way[at])
    change = float(found.change[at, way])
    effect = float(values[-1] * -np.expm1(-change)) if found.is_log[at] else change
    return Side(
        statistic=float(found.statistic[at, way]),
        window=int(found.window[at, way]),
        drift=float(found.drift[at, way]),
        p_window=float(found.p_window[at, way]),
        p_drift=float(found.p_drift[at, way]),
        p=float(family.p[at]),
        adjusted=float(family.adjusted[at]),
        is_alarm=bool(family.adjusted[at] <= family.q),
        effect=effect,
        expected=float(values[-1]) - effect,
        since=int(found.since[at, way]),
    )
