"""How do the bytes of a form's workbook become packages, without trusting any of them?

Runs in the process with limits (`sources/isolated.py`). The map is read here and its signature is handed on,
for this process holds no key: whoever asked checks it before anything is believed.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from zipfile import ZipFile

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.collection import form_map
from styrbord.core.collection.account_json import problem_words
from styrbord.core.collection.form_map import FormMap, MapBlock, MapRow, read_map
from styrbord.core.collection.grid import column_number
from styrbord.core.collection.packages import Package, plain
from styrbord.sources.asking import Request
from styrbord.sources.form_book import guarding
from styrbord.sources.form_book.cells import BLANK, At, Filled, cells_of, shared_texts
from styrbord.sources.form_book.entries import entry_of
from styrbord.sources.form_book.styles import looks
from styrbord.sources.formats import _archive, _ooxml
from styrbord.sources.formats._problems import damaged
from styrbord.sources.said import ACCOUNT, write_json

define(
    "form-book.not-ours",
    "This workbook was not made by this board: its hidden sheet '{sheet}' is missing.",
    "Download the workbook of the form, copy your values into it and hand that in.",
)
define(
    "form-book.sheet-missing",
    "The sheet '{sheet}' is no longer in the workbook.",
    "Download the workbook again and copy your values into it; do not rename or delete sheets.",
)
define(
    "form-book.moved",
    "This row is another one than when the workbook was made; rows or columns were moved.",
    "Download the workbook again and copy your values into it; do not insert, delete or sort rows.",
)

KIND = "form-book"
"""What a request asks for that is read here."""
INPUTS = ("value", "reason", "note")
_A = 0


def read(request: Request, progress: Progress = silent) -> None:
    """Read a workbook into `request.out`: `account.json` holds what `read_book` gives.

    Raises `Refused` when the workbook as a whole cannot be taken.
    """
    guarding.check_file(request.path)
    with _archive.opened(request.path) as archive:
        guarding.check_archive(archive)
        said = _Book(archive).read()
    request.out.mkdir(parents=True)
    write_json(request.out / ACCOUNT, said)
    progress(1, 1, "done")


class _Book:
    """One workbook on its way to packages."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._parts = _ooxml.parts_of(archive)
        self._shared = shared_texts(archive, self._parts.texts)
        self._looks = looks(archive, self._parts.styles)
        self._sheets: dict[str, Mapping[At, Filled]] = {}

    def read(self) -> dict[str, Any]:
        """Text and signature of the map; packages with their places; problems by subject and key."""
        signature, text = self._map_text()
        known = read_map(text)
        columns = _columns(known)
        problems = [problem for block in known.blocks for problem in self._misplaced(block, known, columns)]
        if problems:
            raise Refused(problems)
        read = [self._block(block, known, columns) for block in known.blocks]
        return {
            "map": text,
            "signature": signature,
            "packages": [package for package, _ in read],
            "found": [found for _, more in read for found in more],
        }

    def _map_text(self) -> tuple[str, str]:
        if form_map.SHEET not in self._parts.sheets:
            raise Refused(Problem("form-book.not-ours", params={"sheet": form_map.SHEET}))
        cells = self._cells(form_map.SHEET, frozenset({_A}))
        lines: list[str] = []
        while (cell := cells.get((len(lines) + 1, _A), BLANK)).kind == "text" and not cell.has_formula:
            lines.append(cell.content)
        if len(lines) < 3 or lines[0] != form_map.FORMAT:
            raise Refused(Problem("form-book.changed"))
        return lines[1], "".join(lines[2:])

    def _cells(self, name: str, columns: frozenset[int]) -> Mapping[At, Filled]:
        if name not in self._sheets:
            part = self._parts.sheets[name]
            self._sheets[name] = cells_of(
                self._archive, part, name=name, columns=columns, shared=self._shared
            )
            self._check_styles(name)
        return self._sheets[name]

    def _check_styles(self, name: str) -> None:
        """Refuse a cell whose style is not in the workbook: nobody can tell which number it shows."""
        for (row, _), cell in self._sheets[name].items():
            if self._looks and cell.style not in self._looks:
                raise damaged(f"a cell of row {row} has a style that is missing", name)

    def _misplaced(self, block: MapBlock, known: FormMap, columns: Mapping[str, int]) -> list[Problem]:
        """Why the rows of a block are not where the map says; the first of each sheet is enough."""
        if block.sheet not in self._parts.sheets or block.sheet == form_map.SHEET:
            return [Problem("form-book.sheet-missing", block.sheet, {"sheet": block.sheet})]
        cells = self._cells(block.sheet, frozenset(columns.values()))
        for row in block.rows:
            cell = cells.get((row.row, columns["key"]), BLANK)
            if cell.has_formula or cell.kind != "text" or cell.content != row.code(block.subject):
                return [Problem("form-book.moved", f"{block.sheet}!{known.columns['value']}{row.row}")]
        return []

    def _block(
        self, block: MapBlock, known: FormMap, columns: Mapping[str, int]
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        cells = self._cells(block.sheet, frozenset(columns.values()))
        entries, found = [], []
        for row in block.rows:
            filled = {name: cells.get((row.row, columns[name]), BLANK) for name in INPUTS}
            places = {name: f"{block.sheet}!{known.columns[name]}{row.row}" for name in INPUTS}
            entry, problems = entry_of(row, filled, places, self._looks)
            entries.append(entry)
            found += [_found(block, row, problem) for problem in problems]
        package = Package(known.form, block.subject, known.period, tuple(entries))
        places_of = {"|".join(entry.key): entry.place for entry in entries}
        return {**plain(package), "places": places_of}, found


def _found(block: MapBlock, row: MapRow, problem: Problem) -> dict[str, Any]:
    words = problem_words(problem)
    return {
        "subject": block.subject,
        "indicator": row.indicator,
        "breakdown": row.breakdown,
        "problem": words,
    }


def _columns(known: FormMap) -> Mapping[str, int]:
    """Columns of the map from 0, each another one, with no row before the first."""
    try:
        columns = {name: column_number(letters) for name, letters in known.columns.items()}
    except ValueError:
        raise Refused(Problem("form-book.changed")) from None
    if len(set(columns.values())) < len(columns) or not _are_sound(known.blocks):
        raise Refused(Problem("form-book.changed"))
    return columns


def _are_sound(blocks: Sequence[MapBlock]) -> bool:
    """Whether every subject, cell and key is named once."""
    subjects = [block.subject for block in blocks]
    cells = [(block.sheet, row.row) for block in blocks for row in block.rows]
    keys = [(block.subject, *row.key) for block in blocks for row in block.rows]
    return bool(keys) and all(len(set(one)) == len(one) for one in (subjects, cells, keys))
