"""What do the columns of a table mean, once its header has been read anew and people have had their say?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from styrbord.core.base.problems import Problem
from styrbord.core.collection.anchors import header_words
from styrbord.core.collection.grid import Sheet, letters, place
from styrbord.core.collection.layout import Form, Span
from styrbord.core.collection.model import Column, Role, Taken
from styrbord.core.collection.placing import Standing, is_gone, words_over

HeaderReader = Callable[[Sheet, tuple[int, int], tuple[Column, ...], int], Sequence[Column]]
"""Value columns of (sheet, header rows, columns of labels, first value column), as the header says."""

_STATED = ("period", "measure", "unit", "breakdown", "territory", "note")


@dataclass(slots=True)
class Restated:
    """Columns as they stand now with the spans of the layout that they come from, and what was told."""

    columns: list[Column] = field(default_factory=list)
    spans: dict[int, Span] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def restated(form: Form, standing: Standing, read_header: HeaderReader) -> Restated:
    """Columns of a table where it stands now.

    Parameters
    ----------
    form : Form
    standing : Standing
    read_header : HeaderReader

    Returns
    -------
    Restated
        What a person stated beats what the header says. New columns go on with their left neighbour
        where the header gives them a period and a measure that the table has.
    """
    return _Restating(form, standing).done(read_header)


class _Restating:
    def __init__(self, form: Form, standing: Standing) -> None:
        self._form = form
        self._standing = standing
        self._sheet = standing.sheet
        self._header = standing.rows(form.header) if form.header else None
        anchored = standing.rows(form.anchor.rows) if form.anchor.rows else self._header
        self._words = header_words(self._sheet, anchored, 0, self._sheet.width - 1) if anchored else ()
        self._result = Restated()

    def done(self, read_header: HeaderReader) -> Restated:
        values: dict[int, tuple[int, Span]] = {}
        for span in self._form.spans:
            for old in range(span.first, span.last + 1):
                new = self._standing.columns.get(old)
                if new is None:
                    self._gone(old, span)
                elif span.role is Role.VALUE:
                    values[new] = old, span
                else:
                    self._take(Column(new, span.role, name=span.name or self._word(new), **_own(span)), span)
        self._values(values, self._read(values, read_header))
        self._result.columns.sort(key=lambda column: column.index)
        return self._result

    def _read(self, values: Mapping[int, tuple[int, Span]], read_header: HeaderReader) -> dict[int, Column]:
        asked = [new for new, (_, span) in values.items() if span.from_header]
        if not asked or self._header is None:
            return {}
        first, labels = min(asked), tuple(self._result.columns)
        while first - 1 in self._standing.added:
            first -= 1
        return {column.index: column for column in read_header(self._sheet, self._header, labels, first)}

    def _values(self, values: Mapping[int, tuple[int, Span]], read: Mapping[int, Column]) -> None:
        for new, (old, span) in sorted(values.items()):
            self._value(new, old, span, read.get(new))
        measures = {read[new].measure for new in values if new in read}
        for new in self._new_between(values, read):
            if not self._added(new, read.get(new), measures) and new > max(values):
                break

    def _new_between(self, values: Mapping[int, tuple[int, Span]], read: Mapping[int, Column]) -> list[int]:
        """New columns left of, between, and right of values whose header is read."""
        between: list[int] = []
        for new in range(min(read, default=0), self._sheet.width if read else 0):
            if new in self._standing.added:
                before = max((one for one in values if one < new), default=min(values))
                between += [new] if values[before][1].from_header else []
            elif new > max(values):
                break
        return between

    def _value(self, new: int, old: int, span: Span, read: Column | None) -> None:
        found, expected = self._word(new), words_over(self._form, old)
        if span.period and self._form.anchor.header and expected and found != expected:
            self._tell("layout.column-changed", new, expected)
        if span.from_header and read is None and not (span.period or span.measure):
            self._tell("layout.column-unread", new, expected)
            return
        base = read if span.from_header and read is not None else Column(new, Role.VALUE)
        self._take(replace(base, role=Role.VALUE, **_own(span)), span)

    def _added(self, new: int, read: Column | None, measures: set[tuple[str, ...]]) -> bool:
        """Whether a new column goes on with what its neighbours hold."""
        if read is None:
            return False
        if read.period and read.measure in measures:
            self._take(read, Span(new, new, Role.VALUE, from_header=True))
            return True
        self._tell("layout.new-column", new)
        where = place(self._sheet.name, (self._header or (0, 0))[0], new)
        self._result.taken.append(Taken(where, "left-out", self._word(new), why="by-layout"))
        return False

    def _gone(self, old: int, span: Span) -> None:
        if span.role is not Role.VALUE:
            return
        expected = words_over(self._form, old)
        must_stay = bool(_own(span)) or is_gone(self._form, self._standing, old)
        self._tell("layout.does-not-fit" if must_stay else "layout.column-gone", old, expected)

    def _take(self, column: Column, span: Span) -> None:
        self._result.columns.append(column)
        self._result.spans[column.index] = span

    def _word(self, column: int) -> str:
        return self._words[column] if column < len(self._words) else ""

    def _tell(self, code: str, column: int, expected: str = "") -> None:
        row = (self._header or (self._standing.row(self._form.first_row),))[0]
        params = {"expected": expected, "found": self._word(column), "column": letters(column)}
        where = place(self._sheet.name, row, column)
        self._result.problems.append(Problem(code, where, {**params, "sheet": self._sheet.name}))


def _own(span: Span) -> dict[str, Any]:
    """What a person stated of a column."""
    return {key: getattr(span, key) for key in _STATED if getattr(span, key)}
