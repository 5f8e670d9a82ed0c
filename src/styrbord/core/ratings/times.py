"""When is each period of a panel, and which comes first?"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.inputs import Numbers

Spots = npt.NDArray[np.intp]

define(
    "rating.period",
    "'{text}' is not a period.",
    "Write a year (2024), a quarter (2024-Q1), a month (2024-03) or a number that rises with time.",
)
define(
    "rating.frequencies",
    "The periods are of different lengths: {first} and {other}.",
    "Give all rows periods of one length.",
)


def moments(periods: Sequence[str]) -> dict[str, float]:
    """When each period is, in time order.

    Parameters
    ----------
    periods : texts, such as 2024 or 2024-Q1; repeats are allowed.

    Returns
    -------
    dict of str to float
        By text: its number if it is one, else its ordinal among periods of its length (`Period`).

    Raises
    ------
    Refused
        With each text that is no period; if lengths are mixed.

    >>> moments(["2024-Q1", "2023-Q3", "2024-Q1"])
    {'2023-Q3': 8094.0, '2024-Q1': 8096.0}
    """
    texts = list(dict.fromkeys(periods))
    found = _numbers(texts)
    if found is None:
        read = _read(texts)
        found = {text: float(period.ordinal) for text, period in read.items()}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def in_order(periods: Sequence[str]) -> tuple[str, ...]:
    """Periods without repeats in time order; in the order of their texts where one cannot be read.

    Returns
    -------
    tuple of str
    """
    try:
        return tuple(moments(periods))
    except Refused:
        return tuple(sorted(set(periods)))


def spots(periods: Sequence[str]) -> tuple[Spots, Numbers]:
    """Number of each row's period in time order, (row,), and when each period is, (time,).

    Returns
    -------
    pair of int64, float64
    """
    when = moments(periods)
    order = {text: place for place, text in enumerate(when)}
    return np.array([order[text] for text in periods], dtype=np.intp), np.array([*when.values()])


def _numbers(texts: Sequence[str]) -> dict[str, float] | None:
    try:
        found = {text: float(text) for text in texts}
    except ValueError:
        return None
    return found if all(np.isfinite([*found.values()])) else None


def _read(texts: Sequence[str]) -> dict[str, Period]:
    read: dict[str, Period] = {}
    problems = []
    for text in texts:
        try:
            read[text] = Period.parse(text)
        except Refused:
            problems.append(Problem("rating.period", text, {"text": text}))
    first = next(iter(read.items()), None)
    for text, period in read.items():
        if first is not None and period.frequency is not first[1].frequency and not problems:
            problems.append(Problem("rating.frequencies", text, {"first": first[0], "other": text}))
    if problems:
        raise Refused(problems)
    return read
