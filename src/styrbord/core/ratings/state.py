"""How far have the values of an index come on their way through the steps?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from styrbord.core.base.codes import suggestions
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Pool, Step
from styrbord.core.ratings.stages.pools import Pooled, pools_of

LEAST_UNITS = 3

define(
    "rating.few-units",
    "Units: {count}; an index compares at least {least}.",
    "Give more units, or ask less of their data when screening.",
)
define(
    "rating.unit-twice",
    "{unit} stands twice.",
    "Keep one row for each unit and period.",
)
define(
    "rating.no-column",
    "Indicator {indicator} of the structure has no values.",
    "Give it a column, or take it out of the structure. Near it: {nearest}.",
)
define(
    "rating.infinite",
    "Indicator {indicator} has no finite number for {unit}.",
    "Correct the value, or leave it empty.",
)
define(
    "rating.no-group",
    "The method groups by {group}, which the data do not have.",
    "Give the groups, or correct their name. Near it: {nearest}.",
)
define(
    "rating.group-unnamed",
    "{step} is asked for within groups, but the method names no groups.",
    "Name the grouping of peers.",
)


@dataclass(frozen=True)
class State:
    """Values after some steps.

    Attributes
    ----------
    rows : ints (row,), places of the rows in the inputs
    values : float64 (row, indicator), in the order of the structure; NaN = missing
    is_imputed : bools (row, indicator)
    sources : ints (row, indicator), row of the inputs that a filled cell was taken from; -1 = none
    stages : by step, the rows and values after it
    treated : by indicator, its log
    warnings : what a reader must know
    """

    rows: npt.NDArray[np.intp]
    values: Numbers
    is_imputed: npt.NDArray[np.bool_]
    sources: npt.NDArray[np.intp]
    stages: Mapping[Step, tuple[npt.NDArray[np.intp], Numbers]] = field(default_factory=dict)
    treated: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()

    def after(self, step: Step, values: Numbers, warnings: Sequence[Problem] = ()) -> "State":
        """The state with new values of the same rows, noted as those of a step."""
        return replace(
            self,
            values=values,
            stages={**self.stages, step: (self.rows, values)},
            warnings=self.warnings + tuple(warnings),
        )

    def kept(self, step: Step, keep: npt.NDArray[np.bool_], warnings: Sequence[Problem] = ()) -> "State":
        """The state with some of its rows."""
        some = replace(
            self,
            rows=self.rows[keep],
            is_imputed=self.is_imputed[keep],
            sources=self.sources[keep],
        )
        return some.after(step, self.values[keep], warnings)

    def stage(self, step: Step) -> Numbers:
        """Values after a step, of the rows that are there now."""
        rows, values = self.stages[step]
        return values if rows is self.rows else values[np.searchsorted(rows, self.rows)]


def first_state(method: Method, inputs: Inputs) -> State:
    """Values as they came in, checked, with their columns in the order of the structure.

    Returns
    -------
    State

    Raises
    ------
    Refused
        For missing columns, units that stand twice, infinite values, fewer than three units.
    """
    codes = [node.code for node in method.tree.indicators]
    place = {code: number for number, code in enumerate(inputs.indicators)}
    missing = [code for code in codes if code not in place]
    problems = [
        Problem("rating.no-column", code, {"indicator": code, "nearest": nearest(code, inputs.indicators)})
        for code in missing
    ]
    problems += [*_twice(inputs)]
    if problems:
        raise Refused(problems)
    values = np.ascontiguousarray(inputs.values[:, [place[code] for code in codes]], dtype=np.float64)
    _refuse_infinite(values, codes, inputs)
    refuse_few(inputs.units)
    holes = np.zeros(values.shape, dtype=np.bool_)
    return State(np.arange(len(values)), values, holes, np.full(values.shape, -1, dtype=np.intp))


def refuse_few(units: Sequence[str]) -> None:
    """Refuse to compare fewer than three units.

    Raises
    ------
    Refused
        If there are fewer.
    """
    if (count := len(set(units))) < LEAST_UNITS:
        raise Refused(Problem("rating.few-units", params={"count": count, "least": LEAST_UNITS}))


def nearest(code: str, known: Sequence[str]) -> str:
    """Codes that may have been meant.

    Returns
    -------
    str
        "-" where none is near.
    """
    return ", ".join(suggestions(code, list(known))) or "-"


def named(inputs: Inputs, rows: Iterable[int]) -> list[str]:
    """Names of rows for people: the unit, in a panel with its period in brackets.

    Returns
    -------
    list of str
    """
    if not inputs.periods:
        return [inputs.units[row] for row in rows]
    return [f"{inputs.units[row]} ({inputs.periods[row]})" for row in rows]


def periods_of(inputs: Inputs, state: State) -> list[str]:
    """Period of each row of the state, "" where there is no time.

    Returns
    -------
    list of str
    """
    return [inputs.periods[row] if inputs.periods else "" for row in state.rows.tolist()]


def groups_of(inputs: Inputs, state: State, name: str) -> list[str]:
    """Group of each row of the state, "" where it has none or no grouping is named.

    Returns
    -------
    list of str

    Raises
    ------
    Refused
        If the data have no such grouping.
    """
    if not name:
        return [""] * len(state.rows)
    if name not in inputs.groups:
        words = {"group": name, "nearest": nearest(name, [*inputs.groups])}
        raise Refused(Problem("rating.no-group", name, words))
    groups = inputs.groups[name]
    return [groups[row] for row in state.rows.tolist()]


def pools_in(method: Method, inputs: Inputs, state: State, pool: Pool, step: str) -> tuple[Pooled, ...]:
    """Rows of the state by pool.

    Returns
    -------
    tuple of Pooled

    Raises
    ------
    Refused
        If a step within groups is asked for without groups.
    """
    if pool in {Pool.GROUP, Pool.PERIOD_AND_GROUP} and not method.peers.group:
        raise Refused(Problem("rating.group-unnamed", step, {"step": step}))
    return pools_of(pool, periods_of(inputs, state), groups_of(inputs, state, method.peers.group))


def _twice(inputs: Inputs) -> list[Problem]:
    if len(set(inputs.units)) == len(inputs.units):
        return []
    periods = inputs.periods or ("",) * len(inputs.units)
    seen = set[tuple[str, str]]()
    problems = []
    for pair in zip(inputs.units, periods, strict=True):
        if pair in seen:
            problems.append(Problem("rating.unit-twice", pair[0], {"unit": ", ".join(filter(None, pair))}))
        seen.add(pair)
    return problems


def _refuse_infinite(values: Numbers, codes: Sequence[str], inputs: Inputs) -> None:
    if problems := [
        Problem(
            "rating.infinite", codes[column], {"indicator": codes[column], "unit": named(inputs, [row])[0]}
        )
        for row, column in np.argwhere(np.isinf(values)).tolist()
    ]:
        raise Refused(problems)
