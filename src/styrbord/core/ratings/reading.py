"""What do a file of the structure and a file of the data say of an index?

The columns are those of the reference folder: Level, iCode, iName, Direction, Weight, Unit, Target,
Denominator, Parent, Type (and Scale) of the structure; uCode, uName, Time and one column for each indicator,
group and denominator of the data. An empty cell is missing; "NA" is a code like any other.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.sheets import Found, Sheet, codes, headings, number, numbers, sheet_of
from styrbord.core.ratings.state import LEAST_UNITS, nearest
from styrbord.core.ratings.tree import Node, Tree

define(
    "rating.file-type",
    "'{text}' is not a type.",
    "Write Indicator, Aggregate, Group or Denominator.",
)
define(
    "rating.file-no-data",
    "{code} of the structure has no column in the data.",
    "Add the column, or take {code} out of the structure. Near it: {nearest}.",
)
define(
    "rating.file-denominator",
    "{indicator} is divided by {denominator}, which is no denominator of the structure.",
    "Add a line of type Denominator, or correct the code. Near it: {nearest}.",
)
define(
    "rating.file-units",
    "Units in the data: {count}.",
    "Give at least {least}, a line each: an index compares.",
)

STRUCTURE = ("Level", "iCode", "Direction", "Weight", "Parent", "Type")
ALLOWED = (*STRUCTURE, "iName", "Unit", "Target", "Denominator", "Scale")
TYPES = ("Indicator", "Aggregate", "Group", "Denominator")
_OF_PROBLEM = {
    "rating.unknown-parent": "Parent",
    "rating.indicator-parent": "Parent",
    "rating.level-gap": "Level",
    "rating.direction": "Direction",
}


@dataclass(frozen=True)
class Structure:
    """A tree, and the columns of the data that are no indicators."""

    tree: Tree
    groups: tuple[str, ...] = ()
    denominators: tuple[str, ...] = ()


def read(
    structure: str, data: str, *, names: tuple[str, str] = ("iMeta.csv", "iData.csv")
) -> tuple[Tree, Inputs]:
    """Structure and data of an index from two texts.

    Parameters
    ----------
    structure, data : contents of the files, comma-separated, with a heading.
    names : of the files, for what is refused.

    Returns
    -------
    Tree, Inputs

    Raises
    ------
    Refused
        With every problem of the first file that has one: file, line, column and what to do.
    """
    found = structure_of(structure, name=names[0])
    return found.tree, inputs_of(data, found, name=names[1])


def structure_of(text: str, *, name: str = "iMeta.csv") -> Structure:
    """Structure of an index from a text in the columns of iMeta.

    Parameters
    ----------
    text : contents of the file. An empty weight is 1; aggregates need no direction.
    name : of the file, for what is refused.

    Returns
    -------
    Structure

    Raises
    ------
    Refused
        With every problem: columns, types, numbers, codes that stand twice; then what makes it no tree.
    """
    found = Found()
    sheet = sheet_of(text, name, found)
    found.problems += [*headings(sheet, ALLOWED, STRUCTURE)]
    found.stop()
    found.problems += [*codes(sheet, "iCode"), *_types(sheet)]
    kinds = sheet.texts("Type")
    nodes = [_node(sheet, row, found) for row, kind in enumerate(kinds) if kind in TYPES[:2]]
    by_kind = {
        kind: [code for code, one in zip(sheet.texts("iCode"), kinds, strict=True) if one == kind]
        for kind in TYPES
    }
    found.problems += [*_denominators(sheet, by_kind["Denominator"])]
    found.stop()
    return Structure(_tree(nodes, sheet), tuple(by_kind["Group"]), tuple(by_kind["Denominator"]))


def inputs_of(text: str, structure: Structure, *, name: str = "iData.csv") -> Inputs:
    """Values, denominators and groups of the units from a text in the columns of iData.

    Parameters
    ----------
    text : contents of the file; a column Time makes a panel.
    structure : which columns there are.
    name : of the file, for what is refused.

    Returns
    -------
    Inputs

    Raises
    ------
    Refused
        With every problem: columns, cells that are no numbers, units that stand twice, too few of them.
    """
    found = Found()
    sheet = sheet_of(text, name, found)
    indicators = tuple(node.code for node in structure.tree.indicators)
    wanted = (*indicators, *structure.groups, *structure.denominators)
    found.problems += [*headings(sheet, ("uCode", "uName", "Time", *wanted), ("uCode",))]
    found.problems += [*_absent(sheet, wanted)]
    found.stop()
    keys = ("uCode", "Time") if "Time" in sheet.columns else ("uCode",)
    found.problems += [*codes(sheet, *keys)]
    columns = {code: numbers(sheet, code, found) for code in (*indicators, *structure.denominators)}
    units = tuple(sheet.texts("uCode"))
    if (count := len(set(units))) < LEAST_UNITS:
        found.problems.append(Problem("rating.file-units", name, {"count": count, "least": LEAST_UNITS}))
    found.stop()
    return Inputs(
        units=units,
        indicators=indicators,
        values=np.stack([columns[code] for code in indicators], axis=1),
        periods=tuple(sheet.texts("Time")) if "Time" in sheet.columns else (),
        names=dict(zip(units, sheet.texts("uName"), strict=True)) if "uName" in sheet.columns else {},
        denominators={code: columns[code] for code in structure.denominators},
        groups={code: tuple(sheet.texts(code)) for code in structure.groups},
    )


def _absent(sheet: Sheet, wanted: Sequence[str]) -> Iterator[Problem]:
    for code in wanted:
        if code not in sheet.columns:
            words = {"code": code, "nearest": nearest(code, [*sheet.columns])}
            yield Problem("rating.file-no-data", f"{sheet.name}, line 1", words)


def _types(sheet: Sheet) -> Iterator[Problem]:
    for row, kind in enumerate(sheet.texts("Type")):
        if kind not in TYPES:
            yield Problem("rating.file-type", sheet.place(row, "Type"), {"text": kind})


def _denominators(sheet: Sheet, known: Sequence[str]) -> Iterator[Problem]:
    for row, code in enumerate(sheet.texts("Denominator")):
        if code and code not in known:
            words = {
                "indicator": sheet.texts("iCode")[row],
                "denominator": code,
                "nearest": nearest(code, known),
            }
            yield Problem("rating.file-denominator", sheet.place(row, "Denominator"), words)


def _node(sheet: Sheet, row: int, found: Found) -> Node:
    """A line of the structure as a node."""

    def told(column: str, missing: float) -> float:
        text = sheet.texts(column)[row]
        value = number(text) if text else missing
        if value is None:
            found.problems.append(Problem("rating.file-number", sheet.place(row, column), {"text": text}))
        return missing if value is None else value

    is_indicator = sheet.texts("Type")[row] == "Indicator"
    target = told("Target", math.nan)
    title = sheet.texts("iName")[row]
    return Node(
        code=sheet.texts("iCode")[row],
        parent=sheet.texts("Parent")[row],
        level=int(told("Level", 0)),
        weight=told("Weight", 1),
        is_indicator=is_indicator,
        direction=int(told("Direction", 0)) if is_indicator else 0,
        names={"en": title} if title else {},
        unit=sheet.texts("Unit")[row],
        target=None if math.isnan(target) else target,
        denominator=sheet.texts("Denominator")[row],
        scale=told("Scale", 1),
    )


def _tree(nodes: Sequence[Node], sheet: Sheet) -> Tree:
    """The tree; what makes it none is told by line."""
    try:
        return Tree(tuple(nodes))
    except Refused as refused:
        rows = {code: row for row, code in enumerate(sheet.texts("iCode"))}
        raise Refused(
            replace(problem, place=sheet.place(rows[problem.place], _OF_PROBLEM.get(problem.code, "")))
            if problem.place in rows
            else replace(problem, place=problem.place or sheet.name)
            for problem in refused.problems
        ) from None
