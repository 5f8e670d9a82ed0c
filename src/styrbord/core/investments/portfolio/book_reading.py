"""Which plans do the rows of a workbook say, and in which cell is what wrong?

A blank cell leaves a field out. Every mistake is told by sheet and cell, also one that only shows when the
plan is read or checked as a whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from styrbord.core.base.codes import nearest
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.text import LANGUAGES
from styrbord.core.investments.portfolio.book import (
    MOST_PLANS,
    MOST_PROBLEMS,
    OTHER_LINES,
    PLANS,
    SHEETS,
    Column,
    Holds,
    Sheet,
    heads,
)
from styrbord.core.investments.portfolio.book_cells import NO_TEXTS, Said, meant
from styrbord.core.investments.portfolio.book_plan import BookPlan

Cells = Mapping[int, Mapping[str, Said]]
"""Cells of a sheet that are not blank, by row from 1 and letters of the column."""
HEAD_WITHIN = 10


def plans_of(sheets: Mapping[str, Cells]) -> list[BookPlan]:
    """Investments that a workbook holds.

    Parameters
    ----------
    sheets : cells by the name of the sheet; other sheets are let be.

    Returns
    -------
    list of BookPlan
        In the order of their rows.

    Raises
    ------
    Refused
        With everything that is wrong in cells, heads and codes, at most `MOST_PROBLEMS`; what is wrong with
        the plans themselves is asked of each.
    """
    reader = _Book()
    tables = {one.name: reader.table(one, sheets.get(one.name)) for one in SHEETS}
    if not reader.problems:
        for sheet in SHEETS:
            for row in tables[sheet.name]:
                reader.take(sheet, row)
        reader.finish()
    if reader.problems:
        raise Refused(reader.problems[:MOST_PROBLEMS])
    return list(reader.plans.values())


@dataclass(slots=True)
class _Row:
    """One row of a sheet: cells by the name of the column, and where they stand."""

    sheet: str
    number: int
    letters: Mapping[str, str]
    cells: Mapping[str, Said]

    def at(self, name: str) -> str:
        return f"{self.sheet}!{self.letters[name]}{self.number}"

    def text(self, name: str) -> str:
        said = self.cells.get(name)
        return str(meant(Column(name, ""), said, "")[0] or "") if said else ""


class _Book:
    """Gathers plans row by row."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.plans: dict[str, BookPlan] = {}
        self._by_line: dict[tuple[str, str, str], tuple[int, Any]] = {}

    def table(self, sheet: Sheet, cells: Cells | None) -> list[_Row]:
        """Rows under the head of a sheet."""
        if cells is None:
            self._note("portfolio-book.no-sheet", sheet.name, sheet=sheet.name)
            return []
        top = _head_of(sheet, cells)
        if top is None:
            self._note("portfolio-book.no-head", sheet.name, sheet=sheet.name)
            return []
        letters = self._letters(sheet, top, cells[top])
        return [
            _Row(
                sheet.name,
                number,
                letters,
                {name: row[letter] for name, letter in letters.items() if letter in row},
            )
            for number, row in sorted(cells.items())
            if number > top
        ]

    def _letters(self, sheet: Sheet, top: int, row: Mapping[str, Said]) -> dict[str, str]:
        letters: dict[str, str] = {}
        known = heads(sheet, LANGUAGES)
        texts = tuple(f"{one.name}_" for one in sheet.columns if one.holds is Holds.TEXTS)
        for letter, said in row.items():
            name, place = said.text.strip(), f"{sheet.name}!{letter}{top}"
            if name in letters:
                self._note("portfolio-book.twice", place, column=name)
            elif name in known or name.startswith(texts):
                letters[name] = letter
            else:
                near = nearest(name, known)
                hint = f" Did you mean {near}?" if near else ""
                self._note(
                    "portfolio-book.unknown-column", place, column=name[:64], sheet=sheet.name, hint=hint
                )
        for name in known:
            if name not in letters:
                self._note("portfolio-book.no-column", f"{sheet.name}!{top}", sheet=sheet.name, column=name)
        return letters

    def take(self, sheet: Sheet, row: _Row) -> None:
        """Enter one row into its plan."""
        if not row.cells:
            return
        if sheet.name == PLANS:
            self._begin(sheet, row)
            return
        code = row.text("investment")
        plan = self.plans.get(code)
        if plan is None:
            self._note("portfolio-book.no-investment", row.at("investment"), code=code[:64], sheet=PLANS)
        elif sheet.name == OTHER_LINES:
            self._of_line(sheet, row, plan, row.text("code"))
        else:
            self._object(sheet, row, plan)

    def _begin(self, sheet: Sheet, row: _Row) -> None:
        code = row.text("code")
        if code in self.plans:
            first = self.plans[code].places[""].rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            self._note("portfolio-book.investment-twice", row.at("code"), code=code[:64], row=first)
            return
        if len(self.plans) == MOST_PLANS:
            self._note("portfolio-book.many", row.at("code"), count=f"> {MOST_PLANS}", most=MOST_PLANS)
        places = {"": row.at("code"), "revision": row.at("revision")}
        plan = self.plans[code] = BookPlan(code, None, {"investment": {}}, places)
        self._fill(sheet, row, plan, plan.data, "")
        plan.revision = self._revision(row)
        named = {one.name: one.path for one in sheet.columns if one.path in plan.places}
        for name, path in named.items():
            plan.places.setdefault(name, plan.places[path])
            plan.places[path.removeprefix("investment.")] = plan.places[path]

    def _revision(self, row: _Row) -> int | None:
        said = row.cells.get("revision")
        if said is None:
            return None
        found, problems = meant(Column("revision", "", Holds.WHOLE), said, row.at("revision"))
        self.problems += problems
        if isinstance(found, int) and 0 < found < 2**31:
            return found
        if not problems:
            self._note("plan.unreadable", row.at("revision"), text=str(found)[:64], what="a whole number")
        return None

    def _object(self, sheet: Sheet, row: _Row, plan: BookPlan) -> None:
        found = self._list(sheet, row, plan)
        if found is None:
            return
        place, many = found
        here = f"{place}[{len(many)}]"
        one: dict[str, Any] = {}
        many.append(one)
        plan.places[here] = row.at("investment")
        self._fill(sheet, row, plan, one, f"{here}.")
        if sheet.parent:
            self._of_line(sheet, row, plan, str(one.get("code", "")))
        self._shortened(sheet, row, plan)

    def _shortened(self, sheet: Sheet, row: _Row, plan: BookPlan) -> None:
        """Places as the checks of a plan say them: by code and field."""
        code = row.text("code") or row.text("benefit") or row.text("start")
        plan.places.setdefault(code, row.at("investment"))
        for name in row.letters:
            plan.places.setdefault(f"{code}.{name}", row.at(name))
        if "likely" in row.letters:
            plan.places.setdefault(f"{code}.amount", row.at("likely"))
            plan.places.setdefault(f"{code}.price", row.at("currency"))

    def _list(self, sheet: Sheet, row: _Row, plan: BookPlan) -> tuple[str, list[dict[str, Any]]] | None:
        """The list that a row of a sheet belongs to, and its place."""
        if not sheet.parent:
            holder, name = _holder(plan.data, sheet.path)
            return sheet.path, holder.setdefault(name, [])
        options = plan.data["investment"].get("options", [])
        code = row.text("option")
        for number, option in enumerate(options):
            if option.get("code") == code:
                return f"investment.options[{number}].{sheet.path}", option.setdefault(sheet.path, [])
        self._note("portfolio-book.no-option", row.at("option"), code=plan.code[:64], option=code[:64])
        return None

    def _fill(self, sheet: Sheet, row: _Row, plan: BookPlan, data: dict[str, Any], before: str) -> None:
        for column in sheet.columns:
            if column.by_line or not column.path:
                continue
            if column.holds is Holds.TEXTS:
                holder, name = _holder(data, column.path)
                holder[name] = self._texts(column, row) or {}
                plan.places[before + column.path] = row.at(f"{column.name}_{LANGUAGES[0]}")
                continue
            plan.places[before + column.path] = row.at(column.name)
            if (said := row.cells.get(column.name)) is not None:
                holder, name = _holder(data, column.path)
                holder[name] = self._meant(column, said, row.at(column.name))
        for name in ("spread", "quantity"):
            if any(one.path.startswith(f"{name}.") for one in sheet.columns):
                data[name] = {"low": None, "likely": None, "high": None, **data.get(name, {})}

    def _meant(self, column: Column, said: Said, place: str) -> Any:
        found, problems = meant(column, said, place)
        self.problems += problems
        return found

    def _texts(self, column: Column, row: _Row) -> dict[str, Any] | None:
        """Words of a column by language; None where no cell says any."""
        start = f"{column.name}_"
        said = {name: one for name, one in row.cells.items() if name.startswith(start)}
        return (
            {
                name.removeprefix(start): self._meant(column, one, row.at(name))
                for name, one in said.items()
                if one.text.strip() != NO_TEXTS
            }
            if said
            else None
        )

    def _of_line(self, sheet: Sheet, row: _Row, plan: BookPlan, line: str) -> None:
        """What the plan keeps by line beside the line itself."""
        for column in (one for one in sheet.columns if one.by_line):
            is_text = column.holds is Holds.TEXTS
            name = f"{column.name}_{LANGUAGES[0]}" if is_text else column.name
            said = row.cells.get(name)
            found: Any = self._texts(column, row) if is_text else None
            if not is_text and said is not None:
                found = self._meant(column, said, row.at(name))
            if found is not None:
                self._keep(column, row, plan, line, (name, found))

    def _keep(self, column: Column, row: _Row, plan: BookPlan, line: str, told: tuple[str, Any]) -> None:
        name, found = told
        number, before = self._by_line.setdefault((plan.code, column.path, line), (row.number, found))
        if before != found:
            self._note("portfolio-book.two-words", row.at(name), row=number, line=line[:64])
        plan.data.setdefault(column.path, {})[line] = before
        plan.places.setdefault(f"{column.path}.{line}", row.at(name))

    def finish(self) -> None:
        """What only shows when all rows are in."""
        for plan in self.plans.values():
            if not plan.code:
                self._note("plan.missing", plan.places[""], name="code")

    def _note(self, code: str, place: str, /, **told: object) -> None:
        self.problems.append(Problem(code, place, told))


def _head_of(sheet: Sheet, cells: Cells) -> int | None:
    """Row of the names of columns: the first one with the name of the first column in it."""
    near = (number for number in sorted(cells) if number <= HEAD_WITHIN)
    keys = set(heads(sheet, LANGUAGES)[:2])
    return next(
        (number for number in near if keys <= {one.text.strip() for one in cells[number].values()}), None
    )


def _holder(data: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """The table in which the last name of a place stands, made where it is not there."""
    *steps, last = path.split(".")
    for step in steps:
        data = data.setdefault(step, {})
    return data, last
