"""What do recalculations say of the subjects, and of the choices of the method?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem
from styrbord.core.ratings.doubt import intervals, sobol
from styrbord.core.ratings.doubt.chance import Floats
from styrbord.core.ratings.doubt.variants import Rows
from styrbord.core.ratings.rated import Rated


@dataclass(frozen=True, eq=False)
class Doubt:
    """What recalculations say of the subjects of one period.

    Attributes
    ----------
    nominal : the rating by the method itself
    rows : ints (row,), places in `nominal.rows` of the subjects; the order of all that follows
    replicates, seed : how many recalculations, and of which chance
    mean, low, median, high : float64 (row,), mean and 5 %, 50 %, 95 % quantiles (type 7) of the place; NaN
        for subjects that never had one
    present : float64 (row,), share of the recalculations in which the subject had a place
    classes : nominal class of each row, "" without one
    shares : float64 (row, class), share of the recalculations in each class of `method.bands.classes`
    verdicts : class of each row where it is sure enough, else "borderline"; "" without a class
    tied : places among which each subject cannot be told from others, such as "4-7"; "" without a place
    is_robust : bools (row,), whether the class stays the same when weights change by a tenth
    failures : warnings, one for each reason for which recalculations failed
    failed_share : share of the recalculations that failed
    ranks : int32 (replicate, row), places, 0 where there is none; None unless they were asked for
    """

    nominal: Rated
    rows: Rows
    replicates: int
    seed: int
    mean: Floats
    low: Floats
    median: Floats
    high: Floats
    present: Floats
    classes: tuple[str, ...]
    shares: Floats
    verdicts: tuple[str, ...]
    tied: tuple[str, ...]
    is_robust: npt.NDArray[np.bool_]
    failures: tuple[Problem, ...]
    failed_share: float
    ranks: intervals.Places | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """Codes of the subjects."""
        units = self.nominal.units
        return tuple(units[row] for row in self.rows.tolist())

    @property
    def places(self) -> Floats:
        """Places by the method itself, float64 (row,)."""
        found: Floats = self.nominal.ranks[self.rows, -1]
        return found


@dataclass(frozen=True, eq=False)
class Sobol:
    """Which choice of the method moves the places most.

    Attributes
    ----------
    factors : names of what varies
    n : rows of the design; n * (factors + 2) recalculations were made
    mean : indices of the mean change of place over all subjects, arrays (factor,)
    by_row : indices of the place of each subject, arrays (factor, row); None unless they were asked for
    doubt : what the first 2n recalculations say of the subjects
    """

    factors: tuple[str, ...]
    n: int
    mean: sobol.Shares
    by_row: sobol.Shares | None
    doubt: Doubt

    @property
    def first(self) -> Floats:
        """Shares of the variance that each factor makes by itself, (factor,), not below 0."""
        return self.mean.first

    @property
    def total(self) -> Floats:
        """Shares of the variance that each factor has part in, (factor,), not below 0."""
        return self.mean.total

    @property
    def first_se(self) -> Floats:
        """Standard errors of `first`."""
        return self.mean.first_se

    @property
    def total_se(self) -> Floats:
        """Standard errors of `total`."""
        return self.mean.total_se
