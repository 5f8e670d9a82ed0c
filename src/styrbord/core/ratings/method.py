"""What is the whole method of an index?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from styrbord.core.ratings.judgements import Judgement
from styrbord.core.ratings.options import (
    Aggregation,
    Bands,
    Imputation,
    Normalisation,
    Peers,
    Screening,
    Step,
    Treatment,
    Variation,
)
from styrbord.core.ratings.tree import Tree

CHAIN = (Step.DENOMINATE, Step.IMPUTE, Step.SCREEN, Step.TREAT, Step.NORMALISE, Step.AGGREGATE)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a part of the method comes from, and whether that was confirmed."""

    part: str
    text: str
    is_confirmed: bool


@dataclass(frozen=True)
class Method:
    """A method of rating as an object; the same content has the same hash (`method_text.hash_of`).

    `is_parity` reproduces the numbers of COINr where the product departs from them (ties by exact equality
    of doubles; a generalised mean with a hole is a hole). `calendar` gives, by period, the day on which the
    rating is to be published.
    """

    code: str
    version: str
    tree: Tree
    names: Mapping[str, str] = field(default_factory=dict)
    summary: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    steps: tuple[Step, ...] = CHAIN
    screening: Screening = field(default_factory=Screening)
    imputation: Imputation = field(default_factory=Imputation)
    treatment: Treatment = field(default_factory=Treatment)
    normalisation: Normalisation = field(default_factory=Normalisation)
    weights: str = "original"
    """original | equal | pca | optimised | benefit-of-the-doubt"""
    weights_from: tuple[Judgement, ...] = ()
    """On whose judgement original weights rest."""
    aggregation: Aggregation = field(default_factory=Aggregation)
    least_available: float = 0.0
    bands: Bands = field(default_factory=Bands)
    peers: Peers = field(default_factory=Peers)
    variations: tuple[Variation, ...] = ()
    calendar: Mapping[str, date] = field(default_factory=dict)
    is_parity: bool = False
    decimals: int | None = None
    """Places are given over scores rounded to so many decimals, where the publisher does so; None: unrounded.

    Only for agreeing with places that others published: rounding makes ties that are none.
    """
