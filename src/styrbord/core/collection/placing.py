"""Where in a file does a table of the layout stand now?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from styrbord.core.collection.anchors import aligned, header_words, masked, printed
from styrbord.core.collection.folding import plain
from styrbord.core.collection.grid import Sheet
from styrbord.core.collection.layout import Form
from styrbord.core.collection.model import Role

_FAR, _NEAR = 3_000, 300
_LABEL_ROWS = 500
_TAKEN = "\0"
_BLANK_ROWS = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a table stands: rows moved `down`, columns by their old number, and columns that are new."""

    sheet: Sheet
    down: int = 0
    columns: Mapping[int, int] = field(default_factory=dict)
    added: frozenset[int] = frozenset()

    def row(self, old: int) -> int:
        """Row of the layout in this file."""
        return old + self.down

    def rows(self, old: tuple[int, int]) -> tuple[int, int]:
        """First and last row of the layout in this file."""
        return old[0] + self.down, old[1] + self.down


def standings(form: Form, sheet: Sheet, start: int = 0) -> Iterator[Standing]:
    """Every place of a sheet where the table's header and names stand; the best, then the nearest first.

    Parameters
    ----------
    form : Form
        Without an anchor it stands where the layout says.
    sheet : Sheet
    start : first column that is free; those before belong to the table beside it.

    Yields
    ------
    Standing
    """
    anchor = form.anchor
    if anchor.rows is None or not any(map(str.strip, anchor.header)):
        yield from _by_labels(form, sheet)
        return
    doubtful: list[tuple[tuple[int, bool, int], Standing]] = []
    for standing in _by_header(form, sheet, anchor.rows, start):
        badness = _badness(form, standing)
        if badness[:2] == (0, False):
            yield standing
        else:
            doubtful.append((badness, standing))
    yield from (standing for _, standing in sorted(doubtful, key=lambda one: one[0]))


def _by_header(form: Form, sheet: Sheet, rows: tuple[int, int], start: int) -> Iterator[Standing]:
    wanted = {masked(text) for text in form.anchor.header if text.strip()}
    for down in _shifts(rows, len(sheet.rows)):
        now = rows[0] + down, rows[1] + down
        words = (*[_TAKEN] * start, *header_words(sheet, now, start, sheet.width - 1))
        if wanted & {masked(text) for text in words if text.strip()}:
            standing = _standing(form, sheet, down, _without_blank(sheet, words, form.first_row + down))
            if standing is not None:
                yield standing


def _badness(form: Form, standing: Standing) -> tuple[int, bool, int]:
    """Words of the header that are gone, whether most of its periods are, and how far it has moved."""
    words = [words_over(form, column) for column in _columns(form) if words_over(form, column).strip()]
    gone = [column for column in _columns(form) if column not in standing.columns]
    lost = [words_over(form, column) for column in gone]
    missed = sum(is_gone(form, standing, column) for column in gone)
    return missed, 2 * len(list(filter(None, lost))) > len(words), abs(standing.down)


def is_gone(form: Form, standing: Standing, column: int) -> bool:
    """Whether the words over a lost column are nowhere in the table's header, and name no period."""
    word = masked(words_over(form, column))
    kept = {masked(words_over(form, old)) for old in standing.columns}
    return "#" not in word and word not in kept


def _without_blank(sheet: Sheet, words: Sequence[str], first: int) -> list[str]:
    """Words over each column; a column without anything below is nothing to fit to."""
    rows = sheet.rows[max(first, 0) : first + _BLANK_ROWS]
    return [
        word if word.strip() or any(row[column] not in (None, "") for row in rows) else _TAKEN
        for column, word in enumerate(words)
    ]


def lost_columns(form: Form, columns: Mapping[int, int]) -> list[tuple[int, str]]:
    """Columns that the table cannot do without and that are not there, with the words over them."""
    lost = []
    for span in form.spans:
        for column in range(span.first, span.last + 1):
            if column not in columns and span.role not in (Role.SKIP, Role.VALUE):
                lost.append((column, words_over(form, column)))
    return lost


def words_over(form: Form, column: int) -> str:
    """Words that stood over a column of the layout; empty when they are not kept."""
    position = column - form.anchor.first_column
    return form.anchor.header[position] if 0 <= position < len(form.anchor.header) else ""


def _shifts(rows: tuple[int, int], size: int) -> list[int]:
    reach = size if size <= _FAR else _NEAR
    shifts = range(max(-rows[0], -reach), min(size - 1 - rows[1], reach) + 1)
    return sorted(shifts, key=lambda down: (abs(down), -down))


def _standing(form: Form, sheet: Sheet, down: int, words: Sequence[str]) -> Standing | None:
    first = form.anchor.first_column
    found = {first + old: new for old, new in aligned(form.anchor.header, words).items()}
    columns = _with_neighbours(form, found, sheet.width)
    columns = _with_labels(form, sheet, down, columns, words)
    if lost_columns(form, columns) or not _has_values(form, columns):
        return None
    start = min(columns.values())
    known = set(columns.values())
    added = frozenset(
        new for new in range(start, len(words)) if new not in known and words[new].strip(f" {_TAKEN}")
    )
    return Standing(sheet, down, columns, added)


def _has_values(form: Form, columns: Mapping[int, int]) -> bool:
    values = (span for span in form.spans if span.role is Role.VALUE)
    return any(column in columns for span in values for column in range(span.first, span.last + 1))


def _with_neighbours(form: Form, found: Mapping[int, int], width: int) -> dict[int, int]:
    """Columns found, and those that the anchor does not speak of, moved as their left neighbour is."""
    columns = dict(found)
    last = form.anchor.first_column + len(form.anchor.header)
    for column in _columns(form):
        if not form.anchor.first_column <= column < last:
            before = [old for old in found if old < column]
            moved = column + (found[max(before)] - max(before) if before else 0)
            if moved < width and moved not in columns.values():
                columns[column] = moved
    return columns


def _columns(form: Form) -> Iterable[int]:
    return (column for span in form.spans for column in range(span.first, span.last + 1))


def _with_labels(
    form: Form, sheet: Sheet, down: int, columns: dict[int, int], words: Sequence[str]
) -> dict[int, int]:
    """Columns with that of the names where the names are; without it where they are nowhere."""
    anchor = form.anchor
    if not anchor.labels:
        return columns
    at = columns.get(anchor.label_column)
    right = min((new for old, new in columns.items() if old > anchor.label_column), default=sheet.width)
    left = max((new for old, new in columns.items() if old < anchor.label_column), default=-1)
    header = words_over(form, anchor.label_column)
    others = (new for new in range(left + 1, right) if masked(words[new]) == masked(header))
    for column in dict.fromkeys([*([] if at is None else [at]), *others]):
        if _holds(sheet, column, form.first_row + down, anchor.labels):
            return {**columns, anchor.label_column: column}
    return {old: new for old, new in columns.items() if old != anchor.label_column}


def _holds(sheet: Sheet, column: int, first: int, labels: Sequence[str]) -> bool:
    wanted = {plain(label) for label in labels}
    rows = range(max(first, 0), min(first + _LABEL_ROWS, len(sheet.rows)))
    return any(plain(printed(sheet, row, column)) in wanted for row in rows)


def _by_labels(form: Form, sheet: Sheet) -> Iterator[Standing]:
    """Without words of a header the first names say how far the rows have moved."""
    columns = {column: column for column in _columns(form) if column < sheet.width}
    if lost_columns(form, columns) or not _has_values(form, columns):
        return
    if not form.anchor.labels:
        yield Standing(sheet, 0, columns)
        return
    label = plain(form.anchor.labels[0])
    for down in _shifts((form.first_row, form.first_row), len(sheet.rows)):
        if plain(printed(sheet, form.first_row + down, form.anchor.label_column)) == label:
            yield Standing(sheet, down, columns)
