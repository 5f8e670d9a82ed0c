"""Over which rows are means, ends and ranks taken?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.options import Pool

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """Rows that share their statistics, and what they have in common ("" = all rows)."""

    label: str
    rows: Rows


def pools_of(pool: Pool, periods: Sequence[str], groups: Sequence[str]) -> tuple[Pooled, ...]:
    """Rows by pool, in the order in which the pools first occur.

    Parameters
    ----------
    pool : how rows are put together.
    periods, groups : one text a row. Rows of a group pool without a group ("") are in no pool.

    Returns
    -------
    tuple of Pooled
        Disjoint.

    >>> found = pools_of(Pool.PERIOD, ["2023", "2024", "2023"], ["", "", ""])
    >>> [(one.label, one.rows.tolist()) for one in found]
    [('2023', [0, 2]), ('2024', [1])]
    """
    if pool == Pool.ALL:
        return (Pooled("", np.arange(len(periods))),)
    if pool == Pool.PERIOD:
        return _pooled(periods)
    if pool == Pool.GROUP:
        return _pooled([group or None for group in groups])
    both = zip(periods, groups, strict=True)
    return _pooled([" ".join(filter(None, (period, group))) if group else None for period, group in both])


def _pooled(labels: Iterable[str | None]) -> tuple[Pooled, ...]:
    found: dict[str, list[int]] = {}
    for row, label in enumerate(labels):
        if label is not None:
            found.setdefault(label, []).append(row)
    return tuple(Pooled(label, np.array(rows, dtype=np.intp)) for label, rows in found.items())
