"""Which series do the territories of a panel have?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from styrbord.core.base.codes import nearest
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.tables import Lines, rows_in, valued

define(
    "model.trait",
    "{territory} has '{found}' as {column}, and '{before}' in line {line}.",
    "Give a territory the same {column} in every line.",
)
define("model.no-territory", "No line names a territory.", "Fill in the column {column}.")
define(
    "model.no-trait",
    "The data have no column {name}, by which coefficients of {equation} are pooled.",
    "Add it, with the type of each territory{meant}.",
)
define(
    "model.which-territory",
    "The data are of {count} territories, and {given}.",
    "Name one with --territory: {nearest}.",
)
TERRITORY = "territory"
"""Column of the territories where the model has no PANEL>."""
_MOST = 50
_SERIES = ("variable", "period", "value")


@dataclass(frozen=True, slots=True)
class Panel:
    """Series of territories: arrays of `data` have the dims (period, territory), common ones (period,).

    `traits` are texts by column, such as the type, one for each territory.
    """

    territories: tuple[str, ...]
    data: Series
    traits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def wide(self, name: str, first: int, last: int) -> Numbers:
        """Values of a variable from one period to another, dims (territory, period); missing is NaN."""
        own = self.data.window(name, first, last)
        columns = own[:, None] if own.ndim == 1 else own
        return np.ascontiguousarray(np.broadcast_to(columns, (len(columns), len(self.territories))).T)

    def one(self, at: int) -> Series:
        """Series of one territory, by its place.

        Returns
        -------
        Series
        """
        values = {name: own if own.ndim == 1 else own[:, at] for name, own in self.data.values.items()}
        return Series(self.data.frequency, self.data.first, values)


def is_panel(lines: Lines, column: str = TERRITORY) -> bool:
    """Whether a table has a column of territories."""
    return bool(lines) and column in [cell.strip() for cell in lines[0]]


def panel_of(lines: Lines, name: str, column: str = TERRITORY) -> Panel:
    """Panel of a long table: territory, variable, period, value, and perhaps traits of the territories.

    A line without a territory holds for all of them. An empty value and NA are missing.

    Parameters
    ----------
    lines : sequence of sequence of str
        The first has the names.
    name : str
        Of the file, for the place of problems.
    column : str
        That names the territories.

    Returns
    -------
    Panel
        Territories in the order of their first lines.

    Raises
    ------
    Refused
        Every line that cannot be read.
    """
    problems: list[Problem] = []
    traits = _Traits(lines, name, column, problems)
    cells = list(valued(lines, name, ("variable",), problems, more=(column,)))
    territories = list(dict.fromkeys(key[1] for key, *_ in cells if key[1]))
    if not territories and not problems:
        problems.append(Problem("model.no-territory", name, {"column": column}))
    problems += _other(cells, name)
    if problems:
        raise Refused(problems[:_MOST])
    return Panel(tuple(territories), _series(cells, territories), traits.by_column(territories))


def _other(cells: Sequence[tuple[tuple[str, ...], Period, float]], name: str) -> Iterator[Problem]:
    """A period of another length than the first."""
    first = cells[0][1].frequency if cells else None
    other = next((period for _, period, _ in cells if period.frequency is not first), None)
    if first and other:
        params = {"period": str(other), "frequency": first.name.lower()}
        yield Problem("model.frequency", name, params)


def _series(cells: Sequence[tuple[tuple[str, ...], Period, float]], territories: Sequence[str]) -> Series:
    ordinals = [period.ordinal for _, period, _ in cells]
    first, last = min(ordinals), max(ordinals)
    places = {territory: at for at, territory in enumerate(territories)}
    own = {key[0]: np.full((last - first + 1, len(places)), np.nan) for key, *_ in cells if key[1]}
    common = {key[0]: np.full(last - first + 1, np.nan) for key, *_ in cells if not key[1]}
    for (variable, territory), period, value in cells:
        if territory:
            own[variable][period.ordinal - first, places[territory]] = value
        else:
            common[variable][period.ordinal - first] = value
    mixed = {
        variable: np.where(np.isnan(own[variable]), common[variable][:, None], own[variable])
        for variable in own.keys() & common.keys()
    }
    return Series(cells[0][1].frequency, first, {**common, **own, **mixed})


class _Traits:
    """Columns that tell something of a territory and not of a period."""

    def __init__(self, lines: Lines, name: str, column: str, problems: list[Problem]) -> None:
        header = [cell.strip() for cell in lines[0]] if lines else []
        self.columns = [one for one in header if one and one not in (column, *_SERIES)]
        self.found: dict[tuple[str, str], tuple[str, int]] = {}
        for row in rows_in(lines, name, (), []) if self.columns else ():
            territory = row.cells.get(column, "")
            for one in self.columns if territory else ():
                text, line = self.found.setdefault((territory, one), (row.cells[one], row.line))
                if text != row.cells[one]:
                    params = {"territory": territory, "found": row.cells[one], "column": one}
                    problems.append(
                        Problem("model.trait", row.place, {**params, "before": text, "line": line})
                    )

    def by_column(self, territories: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Texts of the territories in their order."""
        return {
            one: tuple(self.found.get((territory, one), ("", 0))[0] for territory in territories)
            for one in self.columns
        }


def groups_of(panel: Panel, column: str, equation: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Groups of the territories by a trait: their names, and the place of each territory's.

    Returns
    -------
    tuple of (tuple of str, tuple of int)
        One group without a name where no column is given.

    Raises
    ------
    Refused
        `model.no-trait`
    """
    if not column:
        return ("",), (0,) * len(panel.territories)
    if column not in panel.traits:
        near = nearest(column, panel.traits)
        params = {"name": column, "equation": equation, "meant": f" (did you mean {near}?)" if near else ""}
        raise Refused(Problem("model.no-trait", "", params))
    names = tuple(dict.fromkeys(panel.traits[column]))
    return names, tuple(names.index(text) for text in panel.traits[column])


def chosen(panel: Panel, territory: str) -> Series:
    """Series of one territory.

    Returns
    -------
    Series

    Raises
    ------
    Refused
        `model.which-territory`
    """
    if territory in panel.territories:
        return panel.one(panel.territories.index(territory))
    near = nearest(territory, panel.territories) if territory else ""
    given = f"{territory[:60]} is none of them" if territory else "none is named"
    params = {"count": len(panel.territories), "given": given}
    raise Refused(
        Problem("model.which-territory", "", {**params, "nearest": near or ", ".join(panel.territories[:5])})
    )
