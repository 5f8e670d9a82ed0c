"""What may a method choose at each step of an index?

Defaults are the product's own: the chain of the OECD/JRC handbook with min-max and weighted means.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Step(StrEnum):
    """A step of the chain; their order is part of the method."""

    DENOMINATE = "denominate"
    IMPUTE = "impute"
    SCREEN = "screen"
    TREAT = "treat"
    NORMALISE = "normalise"
    AGGREGATE = "aggregate"


class Pool(StrEnum):
    """Over which rows statistics (smallest, largest, mean, ranks) are taken."""

    ALL = "all"
    """All subjects and periods together: the frame is fixed, scores of periods compare."""
    PERIOD = "period"
    """Each period by itself."""
    GROUP = "group"
    """Each group (type) by itself, all periods together."""
    PERIOD_AND_GROUP = "period-and-group"


@dataclass(frozen=True, slots=True)
class Screening:
    """Rows without enough data leave. Shares in 0..1; strictly below leaves."""

    by: str = "none"
    """none | missing | zeros | missing-or-zeros"""
    least_available: float = 2 / 3
    least_non_zero: float = 0.05
    kept: Mapping[str, str] = field(default_factory=dict)
    """Units that stay in any case, with the reason."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Units that leave in any case, with the reason."""
    below: Mapping[str, float] = field(default_factory=dict)
    """Least available share under an aggregate, by its code."""


@dataclass(frozen=True, slots=True)
class Imputation:
    """How holes are filled; observed values never change, every filled cell is marked."""

    by: str = "none"
    """none | mean | median | group-mean | group-median | row-mean | row-median (of the whole row) |
    parent-mean | parent-median (of the children of the same aggregate) | latest | constant | linear |
    linear-constant (over periods)"""
    group: str = ""
    most_periods: int | None = None


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is done to outliers: winsorise, and a logarithm if that was not enough."""

    by: str = "none"
    """none | winsorise"""
    most_points: int | None = 5
    most_skewness: float = 2.0
    most_kurtosis: float = 3.5
    then: str = "log_CT"
    """none | log_CT | log_CT_plus | log_CT_orig | log_GII | box-cox"""
    exponent: float = 0.0
    is_combined: bool = False
    """Whether the logarithm is taken of the winsorised values, not of the original ones."""
    pool: Pool = Pool.ALL


@dataclass(frozen=True, slots=True)
class Normalisation:
    """How indicators come on one scale."""

    by: str = "minmax"
    """minmax | zscore | scaled | dist2max | dist2ref | dist2targ | fracmax | rank | borda | prank |
    goalposts | ampi | none"""
    low: float = 0.0
    """minmax: lower end; zscore: mean; scaled and goalposts: the value that becomes 0 (own unit)."""
    high: float = 100.0
    """minmax: upper end; zscore: standard deviation; scaled and goalposts: the value that becomes full."""
    full: float = 100.0
    """scaled and goalposts: the score at `high`."""
    reference: str = ""
    """dist2ref: code of the unit that others are measured against; ampi: period whose means become 100, "" is
    all of them."""
    is_clipped: bool = False
    """Whether scores beyond the ends are cut; fixed goalposts do not clip by default."""
    is_population: bool = False
    """zscore: whether the standard deviation divides by n instead of n - 1."""
    constant: float | None = None
    """minmax, zscore, dist2max, ampi: the score of all where the values of a pool are equal; None refuses."""
    then: tuple[str, float, float] | None = None
    """A second pass over the scores, such as ("minmax", 0, 1) after a z-score (EGDI)."""
    pool: Pool = Pool.ALL


@dataclass(frozen=True, slots=True)
class Aggregation:
    """How the children of a node become its score."""

    by: str = "arithmetic"
    """arithmetic | geometric | harmonic | power | copeland | mpi | ampi | minimum | sum |
    benefit-of-the-doubt | none (the node has no score of its own)"""
    exponent: float = 1.0
    """power: the exponent p."""
    penalty: str = "minus"
    """mpi, ampi: minus where high is good, plus where high is bad."""
    least_share: float = 0.05
    most_share: float = 0.30
    """benefit-of-the-doubt: bounds of each child's share in the score."""


@dataclass(frozen=True, slots=True)
class Bands:
    """How scores become classes; classes from the best to the last."""

    classes: tuple[str, ...] = ("leader", "middle", "lagging")
    by: str = "rank-share"
    """score | share-of-maximum | quantile | natural | rank-share"""
    cuts: tuple[float, ...] = (0.25, 0.75)
    """One fewer than classes. score and share-of-maximum: lower ends, falling; quantile: rising
    probabilities from the bottom; rank-share: shares from the top; natural: none."""
    sure: float = 0.8
    """Least share of recalculations in the class; below, the subject is borderline."""


@dataclass(frozen=True, slots=True)
class Peers:
    """Within what subjects are compared."""

    group: str = ""
    """Name of a grouping variable; "" means that all are one group."""
    least: int = 5
    """Groups with fewer members show scores without ranks."""
    is_common: bool = False
    """Whether the method says that a rank over all groups may be given."""


@dataclass(frozen=True, slots=True)
class Variation:
    """A choice of the method that recalculations vary; options are edits, or a range."""

    name: str
    """winmax | normalisation | weights | aggregation | imputation | data-error | any name of an edit"""
    options: tuple[Mapping[str, object], ...] = ()
    """Each an edit: dotted names of the method to values, such as {"treatment.most_points": 3}."""
    noise: float = 0.0
    """weights: w * (1 + noise * (2u - 1)); data-error: standard deviation as a share of the indicator's."""
    levels: tuple[int, ...] = ()
    """weights: levels whose weights vary; none means all below the root."""
    sets: int = 0
    """weights: so many noisy sets are drawn once and chosen among; 0 draws a new one for each."""
