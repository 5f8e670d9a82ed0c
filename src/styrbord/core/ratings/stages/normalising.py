"""How do indicators with different units come on one scale, with high as good?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.options import Normalisation
from styrbord.core.ratings.stages.pools import Pooled
from styrbord.core.ratings.statistics.moments import deviation, means
from styrbord.core.ratings.statistics.ranks import EXACT, sport_ranks

Bools = npt.NDArray[np.bool_]

SPREAD = frozenset({"minmax", "zscore", "dist2max", "ampi"})
"""Methods that need values which differ."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What the columns are, beside their values.

    Attributes
    ----------
    directions : float64 (column,), 1 where high is good, -1 where low is good
    targets : float64 (column,), in the indicator's own unit, NaN = none
    references : float64 (row, column), what each row is measured against, own unit: values of the reference
        unit in the row's period (dist2ref), means of the base period (ampi)
    """

    directions: Numbers
    targets: Numbers | None = None
    references: Numbers | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Normalised:
    """Scores (row, column), and what stands in the way of some.

    Attributes
    ----------
    values : float64 (row, column); NaN where missing or undefined
    constant : (label of the pool, column) where all present values are equal and the method cannot be
    empty : (label of the pool, column) without a value
    undefined : bools (row, column), present cells that the method gives no number
    """

    values: Numbers
    constant: tuple[tuple[str, int], ...] = ()
    empty: tuple[tuple[str, int], ...] = ()
    undefined: Bools = field(default_factory=lambda: np.zeros((0, 0), dtype=np.bool_))


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """Values of one pool turned so that high is good, their ends, and how to read them."""

    turned: Numbers
    own: Numbers
    low: Numbers
    high: Numbers
    columns: Columns
    options: Normalisation
    is_parity: bool


def normalised(
    values: Numbers,
    columns: Columns,
    options: Normalisation,
    pools: Sequence[Pooled],
    *,
    is_parity: bool = False,
) -> Normalised:
    """Scores of indicators on the scale of the method.

    Parameters
    ----------
    values : float64 (row, column), own units, NaN = missing.
    columns : directions, targets, reference values.
    options : method and its parameters.
    pools : rows over which ends, means and places are taken; rows in no pool get no score.
    is_parity : whether `fracmax` and `scaled` treat a negative direction as COINr does, which turns the order
        of the units or the ends of the scale round.

    Returns
    -------
    Normalised

    Source: section 3.5 of the methods for ratings.
    """
    scores = np.full(values.shape, np.nan)
    constant: list[tuple[str, int]] = []
    empty: list[tuple[str, int]] = []
    for pool in pools:
        block = _block(values[pool.rows], _rows_of(columns, pool), options, is_parity)
        scores[pool.rows] = _second(_made(block, pool.label, constant), options, pool.label, constant)
        empty += [(pool.label, column) for column in np.flatnonzero(np.isinf(block.low)).tolist()]
    covered = np.zeros(len(values), dtype=np.bool_)
    for pool in pools:
        covered[pool.rows] = True
    undefined = ~np.isnan(values) & ~np.isfinite(scores) & covered[:, None]
    return Normalised(scores, tuple(dict.fromkeys(constant)), tuple(empty), undefined)


def _rows_of(columns: Columns, pool: Pooled) -> Columns:
    found = columns.references
    return Columns(columns.directions, columns.targets, None if found is None else found[pool.rows])


def _block(own: Numbers, columns: Columns, options: Normalisation, is_parity: bool) -> _Block:
    turned = own * columns.directions
    return _Block(turned, own, *_ends(turned), columns, options, is_parity)


def _ends(values: Numbers) -> tuple[Numbers, Numbers]:
    """Smallest and largest present value of each column; inf and -inf where nothing is present."""
    missing = np.isnan(values)
    low = np.where(missing, np.inf, values).min(0, initial=np.inf)
    return low, np.where(missing, -np.inf, values).max(0, initial=-np.inf)


def _flat(scores: Numbers, block: _Block, label: str, constant: list[tuple[str, int]]) -> Numbers:
    """Scores with the declared one where all values are equal; without one, the columns are noted."""
    is_flat = (block.low == block.high) & (block.options.by in SPREAD)
    if not is_flat.any():
        return scores
    if block.options.constant is None:
        constant += [(label, column) for column in np.flatnonzero(is_flat).tolist()]
        return np.where(is_flat, np.nan, scores)
    return np.where(is_flat & ~np.isnan(block.turned), block.options.constant, scores)


def _second(scores: Numbers, options: Normalisation, label: str, constant: list[tuple[str, int]]) -> Numbers:
    """Second pass over the scores, where the method has one."""
    if options.then is None:
        return scores
    by, low, high = options.then
    again = Normalisation(by=by, low=low, high=high, full=high, constant=options.constant)
    return _made(_block(scores, Columns(np.ones(scores.shape[1])), again, False), label, constant)


def _made(block: _Block, label: str, constant: list[tuple[str, int]]) -> Numbers:
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = METHODS[block.options.by](block)
    return _flat(scores, block, label, constant)


def _minmax(block: _Block) -> Numbers:
    share = (block.turned - block.low) / (block.high - block.low)
    return share * (block.options.high - block.options.low) + block.options.low


def _zscore(block: _Block) -> Numbers:
    spread = deviation(block.turned)
    if block.options.is_population:
        present = (~np.isnan(block.turned)).sum(0)
        spread = spread * np.sqrt((present - 1) / present)
    away = (block.turned - means(block.turned)) / spread
    return away * block.options.high + block.options.low


def _scaled(block: _Block) -> Numbers:
    low, high = _posts(block) if not block.is_parity else (block.options.low, block.options.high)
    return (block.turned - low) / (high - low) * block.options.full


def _goalposts(block: _Block) -> Numbers:
    low, high = _posts(block)
    share = (block.turned - low) / (high - low)
    if block.options.is_clipped:
        share = np.clip(share, 0, 1)
    return share * block.options.full


def _posts(block: _Block) -> tuple[Numbers, Numbers]:
    """Ends of the scale on the turned values: (low, high), or (-high, -low) where low is good."""
    low, high = sorted((block.options.low, block.options.high))
    turns = block.columns.directions < 0
    return np.where(turns, -high, low), np.where(turns, -low, high)


def _dist2max(block: _Block) -> Numbers:
    return 1 - (block.high - block.turned) / (block.high - block.low)


def _dist2ref(block: _Block) -> Numbers:
    references = block.columns.references
    assert references is not None
    reference = references * block.columns.directions
    return _capped(1 - (reference - block.turned) / (reference - block.low), block.options)


def _dist2targ(block: _Block) -> Numbers:
    targets = block.columns.targets
    assert targets is not None
    return _capped(
        (block.turned - block.low) / (targets * block.columns.directions - block.low), block.options
    )


def _capped(scores: Numbers, options: Normalisation) -> Numbers:
    return np.minimum(scores, 1) if options.is_clipped else scores


def _fracmax(block: _Block) -> Numbers:
    """Share of the best: x / mx, where low is good mn / x; in parity x / mx of the turned values."""
    if block.is_parity:
        return block.turned / block.high
    best = -block.high
    return np.where(block.columns.directions < 0, best / block.own, block.own / block.high)


def _ampi(block: _Block) -> Numbers:
    """Between goalposts half the range below and above the reference, which are 70 and 130."""
    references = block.columns.references
    assert references is not None
    away = block.turned - references * block.columns.directions
    return away / (block.high - block.low) * 60 + 100


def _rank(block: _Block) -> Numbers:
    """Place from the bottom: the best has the largest number."""
    return np.ascontiguousarray(sport_ranks(-block.turned.T, tolerance=EXACT).T)


def _borda(block: _Block) -> Numbers:
    return _rank(block) - 1


def _prank(block: _Block) -> Numbers:
    present = (~np.isnan(block.turned)).sum(0)
    shares: Numbers = _borda(block) / (present - 1)
    return shares


def _none(block: _Block) -> Numbers:
    return block.turned.copy()


METHODS: dict[str, Callable[[_Block], Numbers]] = {
    "minmax": _minmax,
    "zscore": _zscore,
    "scaled": _scaled,
    "goalposts": _goalposts,
    "ampi": _ampi,
    "dist2max": _dist2max,
    "dist2ref": _dist2ref,
    "dist2targ": _dist2targ,
    "fracmax": _fracmax,
    "rank": _rank,
    "borda": _borda,
    "prank": _prank,
    "none": _none,
}
