"""Which parts does a total have, and do they sum to it?"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.text import Text
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.numbers import periods_of
from styrbord.figures.context import Context
from styrbord.figures.lines import Points
from styrbord.figures.model import Figure, Line, PartCheck
from styrbord.figures.panels import Column, Floats


def parts(
    context: Context,
    definition: Indicator,
    subject: str,
    dimension: str,
    names: Mapping[str, tuple[Text, str, int]],
) -> list[Line]:
    """Series of every code of a dimension, in the code list's order.

    Parameters
    ----------
    names : words, parent code and order by code.

    Returns
    -------
    list of Line
        Role `part`; codes without a single value are left out. Missing values are None.
    """
    query = Query((definition.code,), (subject,), Frequency(definition.frequency))
    panel = context.facts.breakdown_panel(query, dimension)
    periods = periods_of(panel)
    codes = [str(code) for code in panel["breakdown"].values]
    values, statuses = panel["value"].values[0, 0], panel["status"].values[0, 0]
    rows = sorted(range(len(codes)), key=lambda at: _order(codes[at], names))
    return [
        _part(definition, codes[row], names, _points(periods, values[row], statuses[row]))
        for row in rows
        if not np.isnan(values[row]).all()
    ]


def _points(periods: tuple[Period, ...], values: Floats, statuses: npt.NDArray[np.str_]) -> Points:
    return tuple(
        (period, None if np.isnan(value) else float(value), str(status))
        for period, value, status in zip(periods, values, statuses, strict=True)
    )


def _part(
    definition: Indicator, code: str, names: Mapping[str, tuple[Text, str, int]], points: Points
) -> Line:
    words = names[code][0] if code in names else {"en": code}
    unit, decimals = definition.stated_unit, definition.decimals
    return Line("part", code, words, points, unit, decimals, definition.code, _level(code, names))


def disagreements(
    lines: list[Line], weights: list[Line], total: Column, definition: Indicator
) -> tuple[PartCheck, ...]:
    """Periods in which the highest parts do not give the total, beyond what rounding explains.

    Parameters
    ----------
    lines : parts of the indicator.
    weights : parts of its weight by the same codes; empty when the parts are added up.
    total : the total's own series.

    Returns
    -------
    tuple of PartCheck
        Newest first. A period with a missing part, weight or total is not judged.

    Source: ours; the rounding bound is half a unit of the last shown digit for each part and the total.
    """
    top = [line for line in lines if line.level == 0]
    own = [_by_period(line) for line in top]
    of_code = {line.code: _by_period(line) for line in weights}
    shares = [of_code.get(line.code, {}) for line in top] if weights else None
    bound = 0.5 * 10.0**-definition.decimals * (2 if weights else len(top) + 1) * 1.000001
    found = []
    for at in range(len(total.periods) - 1, -1, -1):
        period, said = total.periods[at], float(total.value[at])
        given = _given(period, own, shares)
        if given is not None and not np.isnan(said) and abs(given - said) > bound:
            told = _figure("parts", given, definition), _figure("value", said, definition)
            found.append(PartCheck(definition.code, period, *told))
    return tuple(found)


def _by_period(line: Line) -> dict[Period, float | None]:
    return {period: value for period, value, _ in line.points}


def _given(
    period: Period,
    own: list[dict[Period, float | None]],
    shares: list[dict[Period, float | None]] | None,
) -> float | None:
    """What the parts of a period give; None when a part or a weight is missing."""
    parts = [one.get(period) for one in own]
    weights = [one.get(period) for one in shares] if shares is not None else [1.0] * len(parts)
    known = [
        (part, weight) for part, weight in zip(parts, weights, strict=True) if None not in (part, weight)
    ]
    if not parts or len(known) < len(parts):
        return None
    return _combined(
        [part or 0.0 for part, _ in known], [weight or 0.0 for _, weight in known], shares is not None
    )


def _combined(parts: list[float], weights: list[float], is_mean: bool) -> float:
    total = sum(part * weight for part, weight in zip(parts, weights, strict=True))
    weight = float(sum(weights))
    return total / weight if is_mean and weight else total


def _figure(name: str, value: float, definition: Indicator) -> Figure:
    return Figure(name, value, definition.stated_unit, definition.decimals, "parts/1", is_computed=True)


def _level(code: str, names: Mapping[str, tuple[Text, str, int]]) -> int:
    level, above = 0, names[code][1] if code in names else ""
    while above in names and level < len(names):
        level, above = level + 1, names[above][1]
    return level


def _order(code: str, names: Mapping[str, tuple[Text, str, int]]) -> tuple[int, str]:
    return (names[code][2] if code in names else len(names), code)
