"""Which observations stand in a table?"""

from collections.abc import Iterator, Sequence

from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.collection.extraction.cell_values import CellReader
from styrbord.core.collection.extraction.paths import Path, paths_of
from styrbord.core.collection.extraction.repeats import Repeats
from styrbord.core.collection.extraction.row_label import RowLabel
from styrbord.core.collection.extraction.row_labels import Labels
from styrbord.core.collection.extraction.series import Series
from styrbord.core.collection.grid import Sheet, letters, place
from styrbord.core.collection.matching import Gazetteer
from styrbord.core.collection.model import Observation, Role, Table, Taken
from styrbord.core.collection.names import looks_like_territory, split_code
from styrbord.core.collection.telling import Tells
from styrbord.core.collection.values import number_text

define(
    "reading.no-period",
    "Table '{title}' prints no period with its numbers.",
    'Write the table\'s period into the layout: period = "2023".',
    Severity.WARNING,
)

define(
    "reading.period-unknown",
    "The labels of the cell's row and column do not make one period.",
    "Correct the labels, or write the period into the layout.",
    Severity.WARNING,
)

_SAMPLE = 20


def extract(sheet: Sheet, table: Table, gazetteer: Gazetteer, tells: Tells) -> Iterator[Observation]:
    """Observations of a table, row by row.

    A blank cell yields none. Two different values of one key yield none of both and are told.

    Parameters
    ----------
    sheet : Sheet
    table : Table
        With positions that fit the sheet.
    gazetteer : known territories; gives codes by name.
    tells : collects what was taken for what, problems and indicators.

    Yields
    ------
    Observation
    """
    labels = Labels(sheet, table)
    rows = list(labels)
    for taken in labels.taken:
        tells.taken(taken)
    if not _has_periods(table, rows):
        where = place(sheet.name, table.header[0], table.columns[0].index)
        tells.problem(Problem("reading.no-period", where, {"title": table.title or table.code}))
        tells.taken(Taken(where, "left-out", table.title, why="no-period"))
        return
    yield from _Extraction(sheet, table, gazetteer, tells).of(rows)


def _has_periods(table: Table, rows: Sequence[RowLabel]) -> bool:
    return bool(
        table.period
        or any(column.period for column in table.having(Role.VALUE))
        or any(label.periods for label in rows)
    )


class _Extraction:
    """One table on its way to observations."""

    def __init__(self, sheet: Sheet, table: Table, gazetteer: Gazetteer, tells: Tells) -> None:
        self._sheet, self._table, self._tells = sheet, table, tells
        self._gazetteer = gazetteer
        self._cells = CellReader(sheet, table)
        self._series = Series(table, tells.indicator)
        self._columns = {column.index: column for column in table.having(Role.VALUE)}
        self._prefix = {index: f"{sheet.name}!{letters(index)}" for index in self._columns}
        self._splits_codes = False

    def of(self, rows: Sequence[RowLabel]) -> Iterator[Observation]:
        """Observations of the rows; those whose key repeats are held back until all are known."""
        table = self._table
        _name_sections(rows, table, self._gazetteer)
        self._splits_codes = _has_codes([label.territory for label in rows[:_SAMPLE]])
        paths = paths_of(rows, table)
        repeats = Repeats(rows, paths, table)
        for label, path in zip(rows, paths, strict=True):
            found = self._row(label, path)
            if repeats.may_repeat(label, path):
                repeats.hold(found)
            else:
                yield from found
        yield from repeats.settled(self._tells)
        for problem in self._cells.problems:
            self._tells.problem(problem)

    def _row(self, label: RowLabel, path: Path) -> Iterator[Observation]:
        names = _names(label, path)
        cells = self._sheet.rows[label.row]
        printed = str(label.row + 1)
        code, name = self._territory(label)
        for slot in self._series.slots(path, names, label.unit):
            cell = cells[slot.column]
            if cell is None or cell == "":
                continue
            where = self._prefix[slot.column] + printed
            if type(cell) is float and cell - cell == 0:
                value, status, note = number_text(cell), "A", ""
            else:
                value, status, note = self._cells.read(label.row, slot.column, cell, where)
                if not status:
                    continue
            column = self._columns[slot.column]
            period = self._series.period(slot.column, column.period, label.periods)
            if not period:
                self._tell_unclear(where)
                continue
            breakdown = self._series.breakdown(label.breakdown, column.breakdown)
            notes = _joined(note, label.note, slot.note) if note or label.note or slot.note else ""
            if column.territory:
                code, name = self._named(column.territory)
            yield Observation(
                code,
                name,
                slot.indicator.code,
                slot.indicator.name,
                period,
                breakdown,
                value,
                status,
                notes,
                where,
            )

    def _tell_unclear(self, where: str) -> None:
        self._tells.problem(Problem("reading.period-unknown", where))
        self._tells.taken(Taken(where, "left-out", why="unclear-period"))

    def _territory(self, label: RowLabel) -> tuple[str, str]:
        if not label.territory and not label.territory_code:
            table = self._table
            return (
                (table.territory_code, table.territory)
                if table.territory_code
                else self._named(table.territory)
            )
        if label.territory_code:
            return self._gazetteer.code_of(label.territory_code) or label.territory_code, label.territory
        return self._named(label.territory)

    def _named(self, printed: str) -> tuple[str, str]:
        if not printed:
            return "", ""
        own, name = split_code(printed) if self._splits_codes else ("", printed)
        return self._gazetteer.code_of(printed) or own, name


def _name_sections(rows: Sequence[RowLabel], table: Table, gazetteer: Gazetteer) -> None:
    """Headings that name territories say whose numbers stand below them."""
    sections = {label.section for label in rows if label.section}
    named = {text for text in sections if gazetteer.looks_known(text) or looks_like_territory(text)}
    if table.having(Role.TERRITORY) or len(named) * 2 <= len(sections):
        return
    for label in rows:
        if label.section in named:
            label.territory, label.section = label.section, ""


def _has_codes(names: Sequence[str]) -> bool:
    """Whether most names begin with a code: 0180 Stockholm."""
    coded = [name for name in names if split_code(name)[0]]
    return len(coded) * 2 > len(names)


def _names(label: RowLabel, path: Path) -> Path:
    """Words for a path: the row's own label stands for its number."""
    if label.code:
        return (label.name or label.code,)
    if not label.number:
        return path
    if label.number and len(path) == 1:
        return (label.name or label.number,)
    return (*label.groups[-1:], label.name) if label.groups else path


def _joined(*notes: str) -> str:
    parts = [part for note in notes if note for part in note.split(" | ")]
    return " | ".join(dict.fromkeys(parts))
