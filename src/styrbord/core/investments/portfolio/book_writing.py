"""Which rows do plans fill in the workbook of investments?"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.text import LANGUAGES
from styrbord.core.investments.portfolio.book import (
    LONGEST_CELL,
    MOST_PLANS,
    OTHER_LINES,
    PLANS,
    PRICE_OF,
    SHEETS,
    Column,
    Holds,
    Sheet,
)
from styrbord.core.investments.portfolio.book_cells import NO_TEXTS, Value, told
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.plan_text import as_data

Row = Mapping[str, Value]


def rows_of(plans: Iterable[tuple[Plan, int]]) -> dict[str, list[Row]]:
    """Rows of every sheet for some plans, each with the revision of its investment.

    Parameters
    ----------
    plans : plan and revision; the revision goes back with the workbook, so that nobody's change is lost.

    Returns
    -------
    dict of str to list
        By the name of the sheet, in its order; each row by the name of the column. A blank cell is left out.

    Raises
    ------
    Refused
        `portfolio-book.full` for what no cell holds, `portfolio-book.many`.
    """
    given = list(plans)
    if len(given) > MOST_PLANS:
        raise Refused(Problem("portfolio-book.many", "", {"count": len(given), "most": MOST_PLANS}))
    found: dict[str, list[Row]] = {one.name: [] for one in SHEETS}
    for plan, revision in given:
        data = as_data(plan)
        for sheet in SHEETS:
            found[sheet.name] += _rows(sheet, data, plan.code, revision)
    return found


def languages_of(rows: Mapping[str, Iterable[Row]]) -> dict[str, tuple[str, ...]]:
    """Languages in which the texts of each sheet are kept: those of the program, and what else occurs.

    Returns
    -------
    dict of str to tuple
        By the name of the sheet.
    """
    return {sheet.name: _languages(sheet, rows[sheet.name]) for sheet in SHEETS}


def _languages(sheet: Sheet, rows: Iterable[Row]) -> tuple[str, ...]:
    plain = {one.name for one in sheet.columns if one.holds is not Holds.TEXTS}
    texts = [one.name for one in sheet.columns if one.holds is Holds.TEXTS]
    names = {name for row in rows for name in row if name not in plain}
    others = {name[len(one) + 1 :] for name in names for one in texts if name.startswith(f"{one}_")}
    return (*LANGUAGES, *sorted(others - set(LANGUAGES)))


def _rows(sheet: Sheet, data: Mapping[str, Any], code: str, revision: int) -> Iterator[Row]:
    if sheet.name == PLANS:
        yield {**_row(sheet, data, data, code), **({"revision": told_revision(revision)} if revision else {})}
        return
    for option, one in _objects(sheet, data):
        row = dict(_row(sheet, one, data, code))
        if sheet.parent and one.get("price") == data["investment"]["price"]:
            row = {name: value for name, value in row.items() if name not in PRICE_OF}
        yield {"investment": code, **({"option": option} if sheet.parent else {}), **row}


def told_revision(revision: int) -> Value:
    """A revision as it stands in a cell.

    Returns
    -------
    str or Decimal
    """
    return told(Column("revision", "", Holds.WHOLE), revision)


def _objects(sheet: Sheet, data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What fills the rows of a sheet, with the option that it stands in."""
    options = data["investment"].get("options", ())
    if sheet.parent:
        yield from ((option["code"], line) for option in options for line in option.get(sheet.path, ()))
    elif sheet.name == OTHER_LINES:
        known = {
            line["code"] for one in options for side in ("costs", "benefits") for line in one.get(side, ())
        }
        tables = {one.path for one in sheet.columns if one.by_line}
        others = {line for table in tables for line in data.get(table, {})} - known
        yield from (("", {"code": line}) for line in sorted(others))
    else:
        yield from (("", one) for one in found_at(data, sheet.path) or ())


def _row(sheet: Sheet, one: Mapping[str, Any], data: Mapping[str, Any], code: str) -> Row:
    cells: dict[str, Value] = {}
    for column in sheet.columns:
        if column.by_line:
            said = data.get(column.path, {}).get(one["code"])
        else:
            said = found_at(one, column.path) if column.path else None
        cells.update(_cells(column, said))
    for name, value in cells.items():
        if len(str(value)) > LONGEST_CELL:
            told_full = {"column": name, "code": code, "count": len(str(value)), "most": LONGEST_CELL}
            raise Refused(Problem("portfolio-book.full", name, told_full))
    return {name: value for name, value in cells.items() if value != ""}


def _cells(column: Column, said: Any) -> Iterator[tuple[str, Value]]:
    if column.by_line and said == {}:
        yield f"{column.name}_{LANGUAGES[0]}", NO_TEXTS
    elif column.holds is Holds.TEXTS:
        yield from (
            (f"{column.name}_{language}", told(column, words)) for language, words in (said or {}).items()
        )
    elif said is None and column.usual:
        yield column.name, column.usual if column.holds is not Holds.NUMBER else told(column, None)
    else:
        yield column.name, told(column, said)


def found_at(data: Mapping[str, Any], path: str) -> Any:
    """What stands at a place with dots; None where nothing does.

    Returns
    -------
    object

    Examples
    --------
    >>> found_at({"spread": {"low": "1"}}, "spread.low"), found_at({}, "spread.low")
    ('1', None)
    """
    found: Any = data
    for name in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(name)
    return found
