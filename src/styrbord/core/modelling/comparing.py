"""What has a re-estimation changed?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite, nan

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.modelling.estimating import Estimate
from styrbord.core.modelling.panel_estimating import PanelEstimate
from styrbord.core.modelling.tables import Lines, number_of, rows_in

Key = tuple[str, str, str]
"""Equation, territory (empty without a panel), coefficient."""
Values = Mapping[Key, tuple[float, float]]
"""Value and standard error of each coefficient."""
NOTABLE = 2.0


@dataclass(frozen=True, slots=True)
class Change:
    """A coefficient before and after; NaN where it is not there."""

    equation: str
    territory: str
    coefficient: str
    old: float
    old_error: float
    new: float
    new_error: float

    @property
    def difference(self) -> float:
        """New less old."""
        return self.new - self.old

    @property
    def t(self) -> float:
        """Difference over the standard error of the new value; NaN without one."""
        return self.difference / self.new_error if self.new_error > 0 else nan

    @property
    def is_new(self) -> bool:
        """Whether there was no such coefficient before."""
        return not isfinite(self.old) and isfinite(self.new)

    @property
    def is_gone(self) -> bool:
        """Whether there is no such coefficient any more."""
        return isfinite(self.old) and not isfinite(self.new)

    @property
    def is_notable(self) -> bool:
        """Whether it moved by two standard errors or more, came or went."""
        return self.is_new or self.is_gone or abs(self.t) >= NOTABLE


def values_of(estimates: Iterable[Estimate | PanelEstimate]) -> dict[Key, tuple[float, float]]:
    """Values and standard errors by equation, territory and coefficient, the rho among them.

    Returns
    -------
    dict from (equation, territory, coefficient) to (value, standard error)
        NaN where a territory has none; the rho of a panel have no standard error.
    """
    found: dict[Key, tuple[float, float]] = {}
    for one in estimates:
        equation = one.equation.name
        if isinstance(one, Estimate):
            found |= {(equation, "", name): pair for name, pair in one.named.items()}
            continue
        errors = dict(zip(one.equation.coefficients, one.errors.T, strict=True))
        for (_, name), own in one.named.items():
            for at, territory in enumerate(one.territories):
                error = float(errors[name][at]) if name in errors else nan
                found[equation, territory, name] = float(own[at]), error
    return found


def estimates_of(lines: Lines, name: str) -> dict[Key, tuple[float, float]]:
    """Values and standard errors of a table equation, perhaps territory, coefficient, value, perhaps se.

    Returns
    -------
    dict from (equation, territory, coefficient) to (value, standard error)
        NaN where a cell is empty.

    Raises
    ------
    Refused
        Every line that cannot be read.
    """
    problems: list[Problem] = []
    found: dict[Key, tuple[float, float]] = {}
    for row in rows_in(lines, name, ("equation", "coefficient", "value"), problems):
        cells = row.cells
        key = cells["equation"], cells.get("territory", ""), cells["coefficient"]
        value, error = (
            number_of(cells.get(one, ""), row, problems, can_miss=True) for one in ("value", "se")
        )
        found[key] = value, error
    if problems:
        raise Refused(problems)
    return found


def changes(old: Values, new: Values) -> tuple[Change, ...]:
    """Every coefficient of either estimate, before and after.

    Parameters
    ----------
    old, new : mapping from (equation, territory, coefficient) to (value, standard error)

    Returns
    -------
    tuple of Change
        In the order of the new estimate; what is gone comes last.

    Examples
    --------
    >>> before = {("c", "", "b"): (0.5, 0.1), ("c", "", "d"): (1.0, 0.1)}
    >>> found = changes(before, {("c", "", "b"): (0.8, 0.2)})
    >>> [(one.coefficient, round(one.t, 6), one.is_gone) for one in found]
    [('b', 1.5, False), ('d', nan, True)]
    """
    return tuple(_changed(old, new))


def _changed(old: Values, new: Values) -> Iterator[Change]:
    nothing = nan, nan
    for key in dict.fromkeys((*new, *old)):
        yield Change(*key, *old.get(key, nothing), *new.get(key, nothing))
