"""Which tables of a file does the layout of an earlier file describe?

A table is known again by what is printed at it, never by its position alone; what no longer fits
is told and not read.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import styrbord.core.collection.fitting_problems  # noqa: F401  (enters the kinds of problems)
from styrbord.core.base.problems import Problem
from styrbord.core.collection.anchors import header_words, masked, printed
from styrbord.core.collection.folding import plain
from styrbord.core.collection.grid import Sheet, place
from styrbord.core.collection.layout import Form, Layout, Span
from styrbord.core.collection.layout_making import row_words
from styrbord.core.collection.matching import Gazetteer
from styrbord.core.collection.model import Column, Role, Table, Taken
from styrbord.core.collection.moving import moved
from styrbord.core.collection.placing import Standing, standings
from styrbord.core.collection.restating import HeaderReader, Restated, restated

_NUMBERED = re.compile(r"^[\d.]+\s+")
_SKIP_SEARCH = 200


class Above(NamedTuple):
    """What the words above a table say."""

    title: str = ""
    unit: str = ""
    period: str = ""
    note: str = ""


class End(NamedTuple):
    """Last row of a body, the footnotes below it by mark, and the rows that repeat the header."""

    last_row: int
    notes: Mapping[str, str] = {}
    repeated: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """How the parts of a table are read where it stands.

    `columns` reads the value columns of (sheet, header rows, columns of labels, first value column);
    `above` the words over (sheet, header rows, first and last column); `body_end` where a body ends,
    of (sheet, first row, columns).
    """

    columns: HeaderReader
    above: Callable[[Sheet, tuple[int, int], tuple[int, int]], Above]
    body_end: Callable[[Sheet, int, tuple[Column, ...]], End]


@dataclass(slots=True)
class Fitted:
    """Tables that a layout describes, what places were taken for, what is wrong, and the layout as of now."""

    tables: list[Table] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    layout: Layout = field(default_factory=Layout)


class _Candidate(NamedTuple):
    standing: Standing
    above: Above
    is_same: bool


def fit(layout: Layout, sheets: Sequence[Sheet], gazetteer: Gazetteer, reading: Reading) -> Fitted:
    """Tables of a file by the layout of another file of the same form, or of this one, corrected.

    Parameters
    ----------
    layout : Layout
    sheets : all sheets of the file.
    gazetteer : known territories; may be empty.
    reading : how headers, captions and ends are read.

    Returns
    -------
    Fitted
        `layout` is moved to this file, with what is printed in it; keep it for the next one.
    """
    fitting = _Fitting(layout, sheets, reading)
    for form in layout.forms:
        fitting.fit(form)
    return fitting.done(gazetteer)


_Before = tuple[Form, Table, int]


class _Fitting:
    def __init__(self, layout: Layout, sheets: Sequence[Sheet], reading: Reading) -> None:
        self._layout = layout
        self._sheets = sheets
        self._reading = reading
        self._result = Fitted()
        self._forms: list[Form] = []
        self._before: dict[str, _Before] = {}

    def fit(self, form: Form) -> None:
        found = self._candidate(form)
        if found is None:
            self._forms.append(form)
            self._tell_missing(form)
            return
        columns = restated(form, found.standing, self._reading.columns)
        problems = [*self._title(form, found), *self._unit(form, found), *columns.problems]
        skipped = self._skipped(form, found.standing, problems)
        self._result.problems += problems
        self._result.taken += columns.taken
        if any(problem.is_error for problem in problems):
            self._forms.append(form)
            return
        table = self._table(form, found, columns, skipped)
        self._before[form.sheet] = form, table, found.standing.down
        self._result.tables.append(table)
        self._forms.append(moved(form, found.standing, columns, table))

    def done(self, gazetteer: Gazetteer) -> Fitted:
        self._result.layout = replace(self._layout, forms=tuple(self._forms))
        self._tell_sheets()
        for name, code in self._layout.territories.items():
            if code and not gazetteer.is_empty and not gazetteer.is_code(code):
                params = {"name": name, "code": code, "hint": _hint(gazetteer, name)}
                self._result.problems.append(Problem("layout.unknown-territory", "", params))
        return self._result

    def _candidate(self, form: Form) -> _Candidate | None:
        """Place where the table stands under its own title; without one, the best of its own sheet."""
        own = self._own_sheets(form)
        doubtful: _Candidate | None = None
        for sheet in own:
            for candidate in self._candidates(form, sheet):
                if candidate.is_same:
                    return candidate
                doubtful = doubtful or candidate
        if form.anchor.title:
            others = [sheet for sheet in self._sheets if sheet not in own and self._is_free(sheet)]
            for sheet in others:
                for candidate in self._candidates(form, sheet):
                    if candidate.is_same and candidate.above.title:
                        return candidate
        return doubtful

    def _own_sheets(self, form: Form) -> list[Sheet]:
        """Sheets that bear the name, else those that bear it in another year, else the only one there is."""
        same = [sheet for sheet in self._sheets if sheet.name == form.sheet]
        same = same or [sheet for sheet in self._sheets if masked(sheet.name) == masked(form.sheet)]
        is_alone = len(self._sheets) == 1 == len({one.sheet for one in self._layout.forms})
        return same or (list(self._sheets) if is_alone else [])

    def _candidates(self, form: Form, sheet: Sheet) -> Iterator[_Candidate]:
        before = self._before.get(form.sheet)
        other = before if before is not None and before[1].sheet == sheet.name else None
        start = _free_column(form, other) if other else 0
        for standing in standings(form, sheet, start):
            if other is None or _may_stand(form, standing, other):
                above = self._above(form, standing)
                is_same = bool(form.title) or _same_title(form.anchor.title, above.title)
                yield _Candidate(standing, above, is_same)

    def _above(self, form: Form, standing: Standing) -> Above:
        rows = standing.rows(form.header) if form.header else (standing.row(form.first_row),) * 2
        columns = standing.columns.values()
        return self._reading.above(standing.sheet, rows, (min(columns), max(columns)))

    def _is_free(self, sheet: Sheet) -> bool:
        return all(sheet.name != form.sheet for form in self._layout.forms)

    def _table(self, form: Form, found: _Candidate, columns: Restated, skipped: frozenset[int]) -> Table:
        standing, above = found.standing, found.above
        first = standing.row(form.first_row)
        end = self._reading.body_end(standing.sheet, first, tuple(columns.columns))
        table = Table(
            sheet=standing.sheet.name,
            header=standing.rows(form.header) if form.header else (first, first - 1),
            body=(first, self._last_row(form, standing, end)),
            columns=tuple(columns.columns),
            code=form.code,
            title=form.title or above.title,
            unit=form.unit or above.unit,
            territory=form.territory,
            territory_code=form.territory_code,
            indicator=form.indicator,
            notes=end.notes,
            skipped=skipped,
            repeated=end.repeated,
            note=above.note,
        )
        self._result.taken += [
            Taken(place(table.sheet, row, 0), "left-out", printed(standing.sheet, row, 0), why="by-layout")
            for row in sorted(skipped)
        ]
        return replace(table, period=self._period(form, table, above))

    def _period(self, form: Form, table: Table, above: Above) -> str:
        values = table.having(Role.VALUE)
        if table.having(Role.PERIOD) or all(column.period for column in values):
            return ""
        if form.period and above.period != form.period:
            where = place(table.sheet, table.body[0], 0)
            self._result.problems.append(Problem("layout.stated-period", where, {"period": form.period}))
        return form.period or above.period

    def _last_row(self, form: Form, standing: Standing, end: End) -> int:
        if form.last_row is None:
            return end.last_row
        last = min(standing.row(form.last_row), len(standing.sheet.rows) - 1)
        if end.last_row > last:
            where = place(standing.sheet.name, last + 1, 0)
            params = {"first": last + 2, "last": end.last_row + 1}
            self._result.problems.append(Problem("layout.stated-end", where, params))
        return last

    def _skipped(self, form: Form, standing: Standing, problems: list[Problem]) -> frozenset[int]:
        rows: set[int] = set()
        for old in form.skipped:
            label = form.anchor.skipped.get(old, "")
            row = _row_of(label, standing, form, old)
            if row is None:
                where = place(standing.sheet.name, standing.row(old), 0)
                found = row_words(standing.sheet, standing.row(old), _now(form, standing))
                problems.append(_does_not_fit(where, standing.sheet.name, label, found))
            else:
                rows.add(row)
        return frozenset(rows)

    def _title(self, form: Form, found: _Candidate) -> Iterator[Problem]:
        if not found.is_same:
            sheet = found.standing.sheet.name
            params = {"expected": form.anchor.title, "found": found.above.title}
            yield Problem("layout.other-title", place(sheet, _header_row(form, found.standing), 0), params)

    def _unit(self, form: Form, found: _Candidate) -> Iterator[Problem]:
        expected, unit = form.anchor.unit, found.above.unit
        if expected and not form.unit and plain(expected) != plain(unit):
            sheet = found.standing.sheet.name
            params = {"expected": expected, "found": unit}
            yield Problem("layout.other-unit", place(sheet, _header_row(form, found.standing), 0), params)

    def _tell_missing(self, form: Form) -> None:
        own = self._own_sheets(form)
        if not own:
            self._result.problems.append(Problem("layout.no-sheet", form.sheet, {"sheet": form.sheet}))
            return
        self._result.problems.append(_first_misfit(form, own[0]))

    def _tell_sheets(self) -> None:
        read = {table.sheet for table in self._result.tables}
        named = {masked(name) for name in self._layout.skipped_sheets}
        forms = {masked(form.sheet) for form in self._layout.forms}
        for sheet in self._sheets:
            if sheet.name in read:
                continue
            where = place(sheet.name, 0, 0)
            self._result.taken.append(Taken(where, "left-out", why="by-layout"))
            has_words = any(cell not in (None, "") for row in sheet.rows for cell in row)
            if has_words and masked(sheet.name) not in named | forms:
                self._result.problems.append(Problem("layout.new-sheet", where, {"sheet": sheet.name}))


def _is_beside(form: Form, other: Form) -> bool:
    return form.header is not None and form.header == other.header


def _free_column(form: Form, before: _Before) -> int:
    other, table, _ = before
    return max(column.index for column in table.columns) + 1 if _is_beside(form, other) else 0


def _may_stand(form: Form, standing: Standing, before: _Before) -> bool:
    """Tables of one sheet keep their order: below the one before, or moved as it is, beside it."""
    other, table, down = before
    if _is_beside(form, other):
        return standing.down == down
    return _header_row(form, standing) > table.body[1]


def _same_title(expected: str, found: str) -> bool:
    bare = [masked(_NUMBERED.sub("", title)) for title in (expected, found)]
    return not expected or bare[0] == bare[1]


def _header_row(form: Form, standing: Standing) -> int:
    return standing.row(form.header[0] if form.header else form.first_row)


def _row_of(label: str, standing: Standing, form: Form, old: int) -> int | None:
    """Row that a skipped row is now: where its words are, the nearest first."""
    expected = standing.row(old)
    if not label:
        return expected
    spans = _now(form, standing)
    near = range(max(0, expected - _SKIP_SEARCH), min(len(standing.sheet.rows), expected + _SKIP_SEARCH))
    same = [row for row in near if masked(row_words(standing.sheet, row, spans)) == masked(label)]
    return min(same, key=lambda row: abs(row - expected), default=None)


def _now(form: Form, standing: Standing) -> list[Span]:
    columns = standing.columns
    return [
        Span(columns[old], columns[old], span.role)
        for span in form.spans
        for old in range(span.first, span.last + 1)
        if old in columns
    ]


def _first_misfit(form: Form, sheet: Sheet) -> Problem:
    """First word of the header that is not where the layout has it; else the first name."""
    anchor = form.anchor
    rows = anchor.rows or form.header or (form.first_row, form.first_row)
    words = header_words(sheet, rows, anchor.first_column, anchor.first_column + len(anchor.header) - 1)
    for position, (expected, found) in enumerate(zip(anchor.header, words, strict=True)):
        if masked(expected) != masked(found):
            where = place(sheet.name, rows[0], anchor.first_column + position)
            return _does_not_fit(where, sheet.name, expected, found)
    expected = anchor.labels[0] if anchor.labels else ""
    where = place(sheet.name, form.first_row, anchor.label_column)
    return _does_not_fit(where, sheet.name, expected, printed(sheet, form.first_row, anchor.label_column))


def _does_not_fit(where: str, sheet: str, expected: str, found: str) -> Problem:
    params = {"sheet": sheet, "expected": expected, "found": found}
    return Problem("layout.does-not-fit", where, params)


def _hint(gazetteer: Gazetteer, name: str) -> str:
    match = gazetteer.match(name)
    code = match.code or next((proposal.code for proposal in match.proposals), "")
    return f" Did you mean {code}?" if code else ""
