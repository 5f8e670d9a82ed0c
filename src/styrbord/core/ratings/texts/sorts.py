"""What may each key of a method hold?"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from styrbord.core.ratings.judgements import Judgement
from styrbord.core.ratings.method import Method, Source
from styrbord.core.ratings.options import (
    Aggregation,
    Bands,
    Imputation,
    Normalisation,
    Peers,
    Screening,
    Treatment,
    Variation,
)
from styrbord.core.ratings.tree import Node

LARGEST = 1e300
MOST_LEVELS = 20


@dataclass(frozen=True, slots=True)
class Sort:
    """Words that a key may hold, or the ends between which its number lies, both allowed."""

    words: tuple[str, ...] = ()
    low: float = -LARGEST
    high: float = LARGEST
    is_code: bool = False

    def has(self, number: float) -> bool:
        """Whether a number lies within the ends."""
        return math.isfinite(number) and self.low <= number <= self.high


ANY = Sort()
_CODE = Sort(is_code=True)
_SHARE = Sort(low=0, high=1)
_SIZE = Sort(low=0)
_LEAST_TWO = Sort(low=2, high=10**6)
_IMPUTATIONS = (
    *("none", "mean", "median", "group-mean", "group-median", "row-mean", "row-median"),
    *("parent-mean", "parent-median", "latest", "constant", "linear", "linear-constant"),
)
_NORMALISATIONS = (
    *("minmax", "zscore", "scaled", "dist2max", "dist2ref", "dist2targ", "fracmax"),
    *("rank", "borda", "prank", "goalposts", "ampi", "none"),
)
_AGGREGATIONS = (
    "arithmetic",
    "geometric",
    "harmonic",
    "power",
    "copeland",
    "mpi",
    "ampi",
    "minimum",
    "none",
    "sum",
    "benefit-of-the-doubt",
)
_LOGS = ("none", "log_CT", "log_CT_plus", "log_CT_orig", "log_GII", "box-cox")

SORTS: Mapping[tuple[type, str], Sort] = {
    (Method, "code"): _CODE,
    (Method, "weights"): Sort(("original", "equal", "pca", "optimised", "benefit-of-the-doubt")),
    (Method, "least_available"): _SHARE,
    (Method, "decimals"): Sort(low=0, high=15),
    (Screening, "by"): Sort(("none", "missing", "zeros", "missing-or-zeros")),
    (Screening, "least_available"): _SHARE,
    (Screening, "least_non_zero"): _SHARE,
    (Screening, "below"): _SHARE,
    (Imputation, "by"): Sort(_IMPUTATIONS),
    (Imputation, "most_periods"): Sort(low=1, high=10**6),
    (Treatment, "by"): Sort(("none", "winsorise")),
    (Treatment, "most_points"): Sort(low=0, high=10**6),
    (Treatment, "most_skewness"): _SIZE,
    (Treatment, "then"): Sort(_LOGS),
    (Normalisation, "by"): Sort(_NORMALISATIONS),
    (Aggregation, "by"): Sort(_AGGREGATIONS),
    (Aggregation, "penalty"): Sort(("minus", "plus")),
    (Aggregation, "least_share"): _SHARE,
    (Aggregation, "most_share"): _SHARE,
    (Bands, "by"): Sort(("score", "share-of-maximum", "quantile", "natural", "rank-share")),
    (Bands, "sure"): _SHARE,
    (Bands, "classes"): _CODE,
    (Peers, "least"): _LEAST_TWO,
    (Variation, "noise"): _SHARE,
    (Variation, "levels"): Sort(low=1, high=MOST_LEVELS),
    (Variation, "sets"): Sort(low=0, high=10**6),
    (Source, "part"): _CODE,
    (Node, "code"): _CODE,
    (Node, "level"): Sort(low=1, high=MOST_LEVELS),
    (Node, "weight"): _SIZE,
    (Node, "direction"): Sort(low=-1, high=1),
    (Node, "least_available"): _SHARE,
    (Judgement, "parent"): _CODE,
    (Judgement, "by"): Sort(("ahp", "budget", "original")),
    (Judgement, "matrix"): _SIZE,
    (Judgement, "points"): _SIZE,
    (Judgement, "ratio"): _SIZE,
}
