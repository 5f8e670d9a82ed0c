"""Which observations stand in a table?"""

from collections.abc import Iterable, Iterator, Sequence

from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.collection.extraction.cell_values import CellReader
from styrbord.core.collection.extraction.paths import Path, paths_of
from styrbord.core.collection.extraction.plain_rows import Item, PlainRow, one_by_one
from styrbord.core.collection.extraction.repeats import Repeats
from styrbord.core.collection.extraction.row_label import RowLabel
from styrbord.core.collection.extraction.row_labels import Labels
from styrbord.core.collection.extraction.series import Series, Slot
from styrbord.core.collection.finding.look import words
from styrbord.core.collection.flags import with_flag
from styrbord.core.collection.grid import Cell, Sheet, letters, place
from styrbord.core.collection.matching import Gazetteer
from styrbord.core.collection.model import Observation, Role, Table, Taken
from styrbord.core.collection.names import looks_like_territory, split_code
from styrbord.core.collection.telling import Tells

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
_FLOATS = {float}
_PLAIN = frozenset("0123456789.-")  # neither an exponent nor a number that is none


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
    yield from one_by_one(extract_rows(sheet, table, gazetteer, tells))


def extract_rows(sheet: Sheet, table: Table, gazetteer: Gazetteer, tells: Tells) -> Iterator[Item]:
    """Observations of a table as `extract` gives them, rows of plain numbers as one.

    Yields
    ------
    Observation or PlainRow
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


_made = tuple.__new__  # twice as fast as calling the class, for millions of rows


class _Extraction:
    """One table on its way to observations."""

    def __init__(self, sheet: Sheet, table: Table, gazetteer: Gazetteer, tells: Tells) -> None:
        self._sheet, self._table, self._tells = sheet, table, tells
        self._gazetteer = gazetteer
        self._cells = CellReader(sheet, table)
        self._series = Series(table, tells.indicator)
        values = table.having(Role.VALUE)
        self._prefix = {one.index: f"{sheet.name}!{letters(one.index)}" for one in values}
        self._flags = {self._prefix[index]: flags for index, flags in _flags(table).items()}
        self._knows_names = not gazetteer.is_empty or bool(gazetteer.aliases)
        self._splits_codes = False
        self._apart: dict[tuple[str, str], str] = {}

    def of(self, rows: Sequence[RowLabel]) -> Iterator[Item]:
        """Observations of the rows; those whose key repeats are held back until all are known."""
        table = self._table
        _name_sections(rows, table, self._gazetteer)
        self._apart = _told_apart(rows)
        self._splits_codes = _has_codes([label.territory for label in rows[:_SAMPLE]])
        paths = paths_of(rows, table)
        repeats = Repeats(rows, paths, table)
        for label, path in zip(rows, paths, strict=True):
            found = self._row(label, path)
            if repeats.may_repeat(label, path):
                repeats.hold(one_by_one(found))
            else:
                yield from found
        yield from repeats.settled(self._tells)
        for problem in self._cells.problems:
            self._tells.problem(problem)

    def _row(self, label: RowLabel, path: Path) -> Iterable[Item]:
        slots = self._series.slots(path, _names(label, path), label.unit, label.periods, label.breakdown)
        if self._flags:
            return self._flagged(label.row, self._one_by_one(label, slots.each))
        plain = self._plain(label, slots.each) if slots.are_plain and not label.note else None
        return (plain,) if plain else self._one_by_one(label, slots.each)

    def _plain(self, label: RowLabel, slots: tuple[Slot, ...]) -> PlainRow | None:
        """A row of nothing but plain numbers; None where it is none."""
        cells = self._sheet.rows[label.row]
        numbers = [cells[slot[0]] for slot in slots]
        if set(map(type, numbers)) != _FLOATS:
            return None
        texts = list(map(repr, numbers))
        if not _PLAIN.issuperset("".join(texts)):
            return None
        whole = tuple([_without_point(text) if text[-2:] == ".0" else text for text in texts])
        return PlainRow(*self._territory(label), slots, whole, self._prefix, str(label.row + 1))

    def _one_by_one(self, label: RowLabel, slots: tuple[Slot, ...]) -> Iterator[Observation]:
        cells = self._sheet.rows[label.row]
        printed = str(label.row + 1)
        code, name = self._territory(label)
        for column, indicator, title, period, breakdown, note, territory in slots:
            cell = cells[column]
            if cell is None or cell == "":
                continue
            where = self._prefix[column] + printed
            value, status, own = self._value(label.row, column, cell, where)
            if not status:
                continue
            if not period:
                self._tell_unclear(where)
                continue
            if own or note or label.note:
                own = _joined(own, label.note, note)
            own_code, own_name = self._named(territory) if territory else (code, name)
            row = (own_code, own_name, indicator, title, period, breakdown, value, status, own, where)
            yield _made(Observation, row)

    def _flagged(self, row: int, found: Iterable[Observation]) -> Iterator[Observation]:
        """Observations of a row with the statuses and notes of the flags beside them."""
        cells, printed = self._sheet.rows[row], str(row + 1)
        for one in found:
            status, note = one.obs_status, one.note
            for index in self._flags.get(one.cell.removesuffix(printed), ()):
                if (flag := words(cells[index])) and flag != status:
                    status, more = with_flag(status, flag, self._table.notes)
                    note = _joined(more, note)
            is_same = status == one.obs_status and note == one.note
            yield one if is_same else one._replace(obs_status=status, note=note)

    def _value(self, row: int, column: int, cell: Cell, where: str) -> tuple[str, str, str]:
        """Value, status and note of a cell; a plain number needs no closer look."""
        if type(cell) is float:
            text = repr(cell)
            if _PLAIN.issuperset(text):
                return _without_point(text), "A", ""
        return self._cells.read(row, column, cell, where)

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
        return self._named(label.territory, label.within)

    def _named(self, printed: str, within: str = "") -> tuple[str, str]:
        if not printed:
            return "", ""
        own, name = split_code(printed) if self._splits_codes else ("", printed)
        name = self._apart.get((printed, within), name)
        return (self._gazetteer.code_of(printed, within) if self._knows_names else "") or own, name


def _flags(table: Table) -> dict[int, tuple[int, ...]]:
    """Columns of flags of each value column: those beside it, and those of the whole row when it is alone."""
    values = [column.index for column in table.having(Role.VALUE)]
    flags = table.having(Role.STATUS)
    if len(values) == 1:
        return {values[0]: tuple(flag.index for flag in flags)} if flags else {}
    beside = {flag.index - 1: (flag.index,) for flag in flags if not flag.name}
    return {index: columns for index, columns in beside.items() if index in values}


def _without_point(text: str) -> str:
    """A whole number as people write it; a zero has no sign."""
    whole = text[:-2] if text.endswith(".0") else text
    return "0" if whole == "-0" else whole


def _name_sections(rows: Sequence[RowLabel], table: Table, gazetteer: Gazetteer) -> None:
    """Headings that name territories say whose numbers stand below them, or within whom."""
    sections = {label.section for label in rows if label.section}
    named = {text for text in sections if gazetteer.looks_known(text) or looks_like_territory(text)}
    if len(named) * 2 <= len(sections):
        return
    has_own = bool(table.having(Role.TERRITORY))
    for label in rows:
        if label.section in named:
            label.within = label.section if has_own else ""
            label.territory = label.territory if has_own else label.section
            label.section = ""


def _told_apart(rows: Sequence[RowLabel]) -> dict[tuple[str, str], str]:
    """Names that stand under several headings, each with its heading: two municipalities of one name."""
    within: dict[str, set[str]] = {}
    for label in rows:
        if label.within:
            within.setdefault(label.territory, set()).add(label.within)
    return {
        (name, heading): f"{name} ({heading})"
        for name, headings in within.items()
        if len(headings) > 1
        for heading in headings
    }


def _has_codes(names: Sequence[str]) -> bool:
    """Whether most names begin with a code: 0180 Stockholm."""
    coded = [name for name in names if split_code(name)[0]]
    return len(coded) * 2 > len(names)


def _names(label: RowLabel, path: Path) -> Path:
    """Words for a path: the row's own label stands for its number."""
    if label.code:
        return (label.name or label.code,)
    if not label.number:
        return (label.section.rstrip(" :"), *path) if _goes_on(label, path) else path
    if label.number and len(path) == 1:
        return (label.name or label.number,)
    return (*label.groups[-1:], label.name) if label.groups else path


def _goes_on(label: RowLabel, path: Path) -> bool:
    """Whether a label goes on with its heading's words, as "номинальная" does under "Заработная плата:"."""
    return label.name[:1].islower() and bool(label.section) and label.section not in path


def _joined(*notes: str) -> str:
    parts = [part for note in notes if note for part in note.split(" | ")]
    return " | ".join(dict.fromkeys(parts))
