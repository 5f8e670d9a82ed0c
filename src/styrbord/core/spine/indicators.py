"""What does an indicator mean: unit, direction, rhythm, and how it adds up?"""

from dataclasses import dataclass, field
from enum import StrEnum

from styrbord.core.base.text import Text
from styrbord.core.base.units import scaled
from styrbord.core.spine.disclosure.rule import Disclosure


class Direction(StrEnum):
    """Which way is good."""

    UP = "up"
    DOWN = "down"
    RANGE = "range"
    NONE = "none"


class OverSubjects(StrEnum):
    """How an indicator adds up over subjects."""

    SUM = "sum"
    WEIGHTED_MEAN = "weighted-mean"  # by the indicator named in `weight_by`
    FORMULA = "formula"  # the formula again, over rolled-up inputs
    NONE = "none"


class OverTime(StrEnum):
    """How an indicator adds up over time."""

    SUM = "sum"
    MEAN = "mean"
    FIRST = "first"
    LAST = "last"
    MAX = "max"
    NONE = "none"


class Access(StrEnum):
    """Who may see an indicator at all; ordered from widest to strictest."""

    OPEN = "open"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One version of an indicator's definition.

    `lag_days` is the time from the period's end to the expected release, in days.
    `tolerance` is the share of the target (or of the range's width) that is still on plan.
    `importance` and `irreversibility` are positive factors of the overview's order; 1 is usual.
    """

    code: str
    names: Text
    dataset: str
    short_names: Text = field(default_factory=dict)
    definition: Text = field(default_factory=dict)
    unit: str = ""
    unit_multiplier: int = 0
    decimals: int = 1
    direction: Direction = Direction.NONE
    range_low: float | None = None
    range_high: float | None = None
    frequency: str = "A"
    over_subjects: OverSubjects = OverSubjects.NONE
    weight_by: str = ""
    over_time: OverTime = OverTime.NONE
    formula: str = ""
    dimension: str = ""
    rubrics: tuple[str, ...] = ()
    access: Access = Access.OPEN
    owner: str = ""
    source: Text = field(default_factory=dict)
    notes: Text = field(default_factory=dict)
    lag_days: int | None = None
    tolerance: float = 0.02
    importance: float = 1.0
    irreversibility: float = 1.0
    disclosure: Disclosure = field(default_factory=Disclosure)

    @property
    def stated_unit(self) -> str:
        """Unit of measure with its multiplier, as numbers are shown: `10^6 SEK`."""
        return scaled(self.unit, self.unit_multiplier)
