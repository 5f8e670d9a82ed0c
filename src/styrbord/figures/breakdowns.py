"""Which parts does a total have, and do they sum to it?"""

from collections.abc import Mapping

import numpy as np

from styrbord.core.base.periods import Frequency
from styrbord.core.base.text import Text
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.numbers import periods_of
from styrbord.figures.context import Context
from styrbord.figures.model import Line


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
        lines.append(Line("part", codes[row], words, points, definition.unit, definition.decimals))
    return lines


def _order(code: str, names: Mapping[str, tuple[Text, str, int]]) -> tuple[int, str]:
    return (names[code][2] if code in names else len(names), code)
