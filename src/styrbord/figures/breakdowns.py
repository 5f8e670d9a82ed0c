"""Which parts does a total have, and do they sum to it?"""

from collections.abc import Mapping

import numpy as np

from styrbord.core.base.periods import Frequency
from styrbord.core.base.text import Text
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.numbers import periods_of
from styrbord.figures.context import Context
from styrbord.figures.model import Figure, Line, PartCheck
from styrbord.figures.panels import Column


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
    lines = []
    for row in sorted(range(len(codes)), key=lambda at: _order(codes[at], names)):
        if np.isnan(values[row]).all():
            continue
        points = tuple(
            (period, None if np.isnan(values[row, at]) else float(values[row, at]), str(statuses[row, at]))
            for at, period in enumerate(periods)
        )
        words = names[codes[row]][0] if codes[row] in names else {"en": codes[row]}
        lines.append(
            Line(
                "part",
                codes[row],
                words,
                points,
                definition.stated_unit,
                definition.decimals,
                definition.code,
                _level(codes[row], names),
            )
        )
    return lines


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
    by_code = {line.code: {point[0]: point[1] for point in line.points} for line in weights}
    found = []
    for at in range(len(total.periods) - 1, -1, -1):
        period = total.periods[at]
        parts = [{point[0]: point[1] for point in line.points}.get(period) for line in top]
        shares = [by_code.get(line.code, {}).get(period) for line in top] if weights else [1.0] * len(top)
        if not top or None in parts or None in shares or np.isnan(total.value[at]):
            continue
        given = _combined(
            [float(x) for x in parts if x is not None],
            [float(x) for x in shares if x is not None],
            is_mean=bool(weights),
        )
        bound = 0.5 * 10.0**-definition.decimals * (2 if weights else len(top) + 1) * 1.000001
        if abs(given - float(total.value[at])) > bound:
            found.append(
                PartCheck(
                    definition.code,
                    period,
                    _figure("parts", given, definition),
                    _figure("value", float(total.value[at]), definition),
                )
            )
    return tuple(found)


def _combined(parts: list[float], weights: list[float], *, is_mean: bool) -> float:
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
