"""What does a file hold, and what was taken for what?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import prod
from pathlib import Path

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.collection.account import Account
from styrbord.core.collection.account_json import account_words
from styrbord.core.collection.account_words import account_text
from styrbord.core.collection.cube import Cube
from styrbord.core.collection.cubes import observations_of
from styrbord.core.collection.extraction import extract_rows
from styrbord.core.collection.extraction.plain_rows import Item, one_by_one
from styrbord.core.collection.finding import find_tables
from styrbord.core.collection.finding.rereading import Rereading
from styrbord.core.collection.fitting import fit
from styrbord.core.collection.grid import Sheet, Workbook, place
from styrbord.core.collection.layout import Layout
from styrbord.core.collection.layout_file import layout_text, read_layout
from styrbord.core.collection.layout_making import layout_of
from styrbord.core.collection.model import WHY, Found, Observation, Role, Table, Taken
from styrbord.sources import repeats, writing
from styrbord.sources.asking import Request
from styrbord.sources.formats._format import Wanted
from styrbord.sources.preview import preview_of
from styrbord.sources.recognising import read_content
from styrbord.sources.said import ACCOUNT, write_json
from styrbord.sources.territories import gazetteer_of
from styrbord.sources.unmatched import HEADER, WorkList

define(
    "reading.no-table",
    "No table of numbers was found. Looked at: {looked_at}.",
    "Choose the sheet, or say in the layout where the table stands.",
)
_NAMED = 20


def read(request: Request, progress: Progress = silent) -> Account:
    """Read a file into the directory `request.out`, which must not exist.

    Raises `Refused` when the file cannot be read safely, or when nothing was found in it.
    """
    request.out.mkdir(parents=True)
    return _Reading(request, progress).whole()


class _Reading:
    """One file on its way to the files of a reading."""

    def __init__(self, request: Request, progress: Progress) -> None:
        self._request, self._progress = request, progress
        self._layout = read_layout(request.layout) if request.layout.strip() else None
        aliases = self._layout.territories if self._layout else {}
        self._gazetteer = gazetteer_of(request.territories, aliases)
        self._account = Account()
        self._names = WorkList(self._gazetteer)
        self._made = Layout(territories=aliases)

    def whole(self) -> Account:
        asked = self._request
        wanted = Wanted(asked.sheet, asked.structure, asked.language, progress=self._progress)
        content = read_content(asked.path, wanted)
        if isinstance(content, Workbook):
            self._account.file_format = content.file_format
            for problem in content.problems:
                self._account.problem(problem)
            self._workbook(content)
        else:
            self._cubes(content)
        self._finish()
        return self._account

    def _workbook(self, book: Workbook) -> None:
        found = self._found(book)
        tables = [table for one in found for table in one.tables]
        shown = preview_of(book, {table.sheet for table in tables})
        write_json(self._request.out / writing.PREVIEW, shown)
        expected = sum(_size(table) for table in tables)
        with writing.observations(self._request.out, self._account, self._names) as out:
            for sheet, one in zip(book.sheets, found, strict=True):
                self._sheet(sheet, one)
                for table in one.tables:
                    self._account.begin(sheet.name, table)
                    rows = extract_rows(sheet, table, self._gazetteer, self._account)
                    out.add(self._without_left_out(rows), expected, self._progress)
        repeats.settle(self._request.out / writing.OBSERVATIONS, out.written, self._account)

    def _found(self, book: Workbook) -> list[Found]:
        """What stands in each sheet, by the layout when there is one."""
        if self._layout is not None and self._layout.forms:
            return self._fitted(self._layout, book)
        skipped = set(self._layout.skipped_sheets) if self._layout else set()
        found = []
        for done, sheet in enumerate(book.sheets, 1):
            if sheet.name in skipped:
                found.append(Found(taken=[Taken(place(sheet.name, 0, 0), "left-out", why="by-layout")]))
            else:
                found.append(find_tables(sheet, self._gazetteer))
            self._progress(done, len(book.sheets), "finding")
        tables = [table for one in found for table in one.tables]
        territories = self._layout.territories if self._layout else {}
        self._made = layout_of(
            sheets=book.sheets, tables=tables, file_format=book.file_format, territories=territories
        )
        return found

    def _fitted(self, layout: Layout, book: Workbook) -> list[Found]:
        """Tables where the layout describes them; refuses what does not fit."""
        again = Rereading(self._gazetteer)
        asked = self._request.sheet
        if asked:
            layout = replace(layout, forms=tuple(form for form in layout.forms if form.sheet == asked))
        fitted = fit(layout, book.sheets, self._gazetteer, again.parts)
        errors = [problem for problem in fitted.problems if problem.is_error]
        if errors:
            raise Refused(fitted.problems)
        self._made = fitted.layout
        found = []
        for sheet in book.sheets:
            tables = [one for one in fitted.tables if one.sheet == sheet.name]
            taken = [one for one in fitted.taken if one.place.startswith(f"{sheet.name}!")]
            told = [one for table in tables for one in again.told(sheet, table)]
            problems = [one for one in fitted.problems if one.place.startswith(f"{sheet.name}!")]
            found.append(Found(tables, list(dict.fromkeys([*taken, *told])), problems))
        placed = {id(problem) for one in found for problem in one.problems}
        for problem in fitted.problems:
            if id(problem) not in placed:
                self._account.problem(problem)
        return found

    def _sheet(self, sheet: Sheet, found: Found) -> None:
        about = {"rows": len(sheet.rows), "columns": sheet.width, "hidden": "yes" if sheet.is_hidden else ""}
        self._account.begin(sheet.name, about=about)
        for taken in found.taken:
            self._account.taken(taken)
        for problem in found.problems:
            self._account.problem(problem)

    def _cubes(self, cubes: Sequence[Cube]) -> None:
        write_json(self._request.out / writing.PREVIEW, {"sheets": [], "more_sheets": 0})
        expected = sum(prod(len(one.codes) or 1 for one in cube.dimensions) for cube in cubes)
        with writing.observations(self._request.out, self._account, self._names) as out:
            for cube in cubes:
                self._account.begin(cube.code, about=_about(cube))
                rows = self._with_codes(observations_of(cube, self._account))
                out.add(self._without_left_out(rows), expected, self._progress)
        repeats.settle(self._request.out / writing.OBSERVATIONS, out.written, self._account)

    def _with_codes(self, rows: Iterable[Observation]) -> Iterable[Observation]:
        """Rows of a cube with the codes of the known territories, where they are known."""
        if self._gazetteer.is_empty and not self._gazetteer.aliases:
            return rows
        return self._coded(rows)

    def _coded(self, rows: Iterable[Observation]) -> Iterator[Observation]:
        codes: dict[tuple[str, str], str] = {}
        for row in rows:
            key = row[:2]
            if (code := codes.get(key)) is None:
                found = self._gazetteer.match(row.territory_code).code if row.territory_code else ""
                code = codes[key] = found or self._gazetteer.code_of(row.territory_name) or row.territory_code
            yield row if code == row.territory_code else row._replace(territory_code=code)

    def _without_left_out(self, rows: Iterable[Item]) -> Iterable[Item]:
        """Rows without those whose territory a person has left out in the layout."""
        left_out = {name for name, code in self._gazetteer.aliases.items() if not code}
        return self._kept(one_by_one(rows), left_out) if left_out else rows

    def _kept(self, rows: Iterable[Observation], left_out: set[str]) -> Iterator[Observation]:
        told: set[str] = set()
        for row in rows:
            if row.territory_code or row.territory_name not in left_out:
                yield row
            elif row.territory_name not in told:
                told.add(row.territory_name)
                self._account.taken(Taken(row.cell, "left-out", row.territory_name, why="by-layout"))

    def _finish(self) -> None:
        """Refuse what holds nothing; write all that goes with the observations."""
        out, account = self._request.out, self._account
        if not account.counts.observations:
            raise Refused([Problem("reading.no-table", params={"looked_at": _looked_at(account)})])
        name = Path(self._request.name).name or self._request.path.name
        writing.write_indicators(out, account.indicators.values())
        writing.write_problems(out, account.all_problems())
        write_json(out / ACCOUNT, account_words(account, name))
        (out / writing.WORDS).write_text(account_text(account, name), encoding="utf-8")
        (out / writing.LAYOUT).write_text(layout_text(self._made), encoding="utf-8")
        writing.write_table(out / writing.UNMATCHED, HEADER, self._names.rows({}))
        self._progress(1, 1, "done")


def _size(table: Table) -> int:
    """Cells of a table that may hold numbers."""
    return (table.body[1] - table.body[0] + 1) * max(len(table.having(Role.VALUE)), 1)


def _about(cube: Cube) -> dict[str, object]:
    dimensions = ", ".join(f"{one.name or one.code} ({len(one.codes):,})" for one in cube.dimensions)
    return {
        "title": cube.title,
        "unit": cube.unit,
        "dimensions": dimensions,
        "note": cube.note,
        "languages": ", ".join(cube.languages),
    }


def _looked_at(account: Account) -> str:
    """Every sheet with the reason why it gave nothing."""
    told = []
    for part in account.parts[:_NAMED]:
        reasons = ", ".join(WHY[why] for why in part.left_out() if why in WHY)
        told.append(f"{part.name} ({reasons})" if reasons else part.name)
    rest = len(account.parts) - len(told)
    return "; ".join(told) + (f" and {rest} more" if rest else "") or "an empty file"
