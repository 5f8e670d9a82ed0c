"""What is asked of one control chart, and what is refused?"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.signals.options import LEAST_FIXED, SHORT
from styrbord.core.signals.series import Series

define(
    "signals.not-finite",
    "Series '{key}' has a value on {day} that is not a finite number.",
    "Leave the value empty if it is missing; else write the number.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One series and how its chart is made.

    Attributes
    ----------
    series : the values
    target : number that is held against the limits; None = none
    has_targets : whether targets were asked for at all, so that a series without one says so
    rebase : days whose row opens a new group
    fix : number of rows of each group that make its baseline; None = all
    is_screened : whether large moving ranges are left out of the limits
    short : groups with fewer rows have trial limits
    due : first day of the last period that should have a value; None = that of the last row

    Raises
    ------
    Refused
        `signals.fix` below 12; `signals.target`, `signals.not-finite` if a number is infinite.
    """

    series: Series
    target: float | None = None
    has_targets: bool = False
    rebase: frozenset[date] = frozenset()
    fix: int | None = None
    is_screened: bool = True
    short: int = SHORT
    due: date | None = None

    def __post_init__(self) -> None:
        """Refuse what makes no chart."""
        if self.fix is not None and self.fix < LEAST_FIXED:
            raise Refused(Problem("signals.fix", "fix", {"text": self.fix, "least": LEAST_FIXED}))
        if self.target is not None and not np.isfinite(self.target):
            raise Refused(Problem("signals.target", self.series.key, {"text": self.target}))
        if (infinite := np.isinf(self.series.values)).any():
            day = self.series.at[int(np.argmax(infinite))]
            raise Refused(Problem("signals.not-finite", "value", {"key": self.series.key, "day": day}))
