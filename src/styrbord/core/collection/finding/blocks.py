"""Which rows of a sheet make up its tables: captions, header, body?"""

import re
from collections.abc import Iterator

from styrbord.core.collection.finding.head_words import role_of
from styrbord.core.collection.finding.kinds import BLANK, FILLED, TEXT, is_column_numbers
from styrbord.core.collection.finding.look import Block, Look
from styrbord.core.collection.footnotes import is_rule, read_note
from styrbord.core.collection.unit_words import is_unit, unit_in

_SAMPLE = 40
_CONTINUED = re.compile(r"\W*(продолжение|окончание|continued|cont\.|forts)", re.IGNORECASE)
_NUMBERED_TITLE = re.compile(r"\d+\.\s+[^\W\d_]{2}")
_CONTINUES = re.compile(
    r"\((?:продолжение|окончание|cont(?:inued|['’]?d)?\.?|forts(?:ättning)?\.?)\)\W*$|continued\s+from",
    re.IGNORECASE,
)
_DEEPEST_HEADER = 10


def blocks_of(look: Look) -> list[Block]:
    """Blocks of a sheet from the top down.

    Returns
    -------
    list of Block
        Empty when no row holds a value under a header.
    """
    found: list[Block] = []
    for run in _runs(look):
        above = found[-1].last + 1 if found else 0
        block = _block(look, run, above)
        if found and block.header and not _is_titled(look, block) and _repeats(look, found[-1], block):
            found[-1].repeated.update(range(found[-1].last + 1, block.first))
            found[-1].repeated.update(block.repeated)
            found[-1].last = block.last
        elif found and not block.header:
            found[-1].last = block.last
            found[-1].repeated.update(block.repeated)
        else:
            found.append(block)
    return found


def _runs(look: Look) -> Iterator[list[int]]:
    """Rows with values, cut where a row between two of them looks like a header."""
    run: list[int] = []
    for row in look.data:
        if run and row > run[-1] + 1 and _header_between(look, run, row):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _header_between(look: Look, run: list[int], row: int) -> bool:
    values = {column for column, kind in enumerate(look.kinds[row]) if kind in FILLED}
    is_page_number = len(run) == 1 and len(look.filled(run[0])) == 1
    for between in range(run[-1] + 1, row):
        if look.has_periods(between) and (is_page_number or len(look.filled(between)) > 1):
            return True
        texts = {column for column, kind in enumerate(look.kinds[between]) if kind == TEXT}
        if len(texts) > 1 and len(texts & values) > 1 and texts <= _span(values):
            return True
        if len(texts) > 1 and texts & values and len(values) == 1 and _is_after_blank(look, between):
            return True
    return False


def _span(values: set[int]) -> set[int]:
    return set(range(max(values) + 1))


def _is_after_blank(look: Look, row: int) -> bool:
    return row > 0 and look.is_blank(row - 1)


def _block(look: Look, run: list[int], above: int) -> Block:
    counting = {row for row in run[:3] if is_column_numbers(look.rows[row], look.kinds[row])}
    body = [row for row in run if row not in counting] or run
    values = value_columns(look, body)
    header, first = _header(look, body[0], values, above, counting)
    captions = _captions(look, header[0] if header else first, above)
    used = [column for row in [*header, *body[:_SAMPLE]] for column in look.filled(row)]
    numbers = [column for row in body[_SAMPLE:] for column in _ends(look.kinds[row])]
    columns = (min(used + numbers), max(used + numbers))
    return Block(captions, header, first, run[-1], columns, counting - set(header))


def _ends(kinds: str) -> tuple[int, int]:
    """First and last column of a row of values that hold a number."""
    numbers = [position for kind in FILLED if (position := kinds.find(kind)) >= 0]
    return min(numbers), max(kinds.rfind(kind) for kind in FILLED)


def value_columns(look: Look, body: list[int]) -> list[int]:
    """Columns that hold numbers or marks for missing more often than text.

    Parameters
    ----------
    look : Look
    body : rows with values; the first ones are looked at.

    Returns
    -------
    list of int
        From left to right; columns left of the last column of labels are not among them.
    """
    sample = body[:_SAMPLE]
    width = look.sheet.width
    filled = [sum(look.kinds[row][column] in FILLED for row in sample) for column in range(width)]
    texts = [sum(look.kinds[row][column] == TEXT for row in sample) for column in range(width)]
    first = min((column for row in sample for column in look.filled(row)), default=0)
    labels = [
        column
        for column in range(width)
        if texts[column] > filled[column] or (column == first and texts[column] and width > 1)
    ]
    values = [column for column in range(width) if filled[column] > texts[column] and column not in labels]
    leading = [column for column in labels if any(value > column for value in values)]
    after = max(leading, default=-1)
    return _right_of(values, after, look, sample)


def _right_of(values: list[int], after: int, look: Look, sample: list[int]) -> list[int]:
    """Value columns from the first on; a column of labels between numbers parts two tables."""
    if not any(value < after for value in values):
        return values
    first = next((column for column in range(look.sheet.width) if _is_label(look, column, sample)), -1)
    return [value for value in values if value > first]


def _is_label(look: Look, column: int, sample: list[int]) -> bool:
    kinds = [look.kinds[row][column] for row in sample]
    return kinds.count(TEXT) > sum(kind in FILLED for kind in kinds)


def _header(
    look: Look, first: int, values: list[int], above: int, counting: set[int]
) -> tuple[list[int], int]:
    """Rows of the header above a body, and the body's first row with the sections above it."""
    header: list[int] = []
    row = first - 1
    while row >= above and len(header) < _DEEPEST_HEADER:
        filled = look.filled(row)
        if not filled and header and not _is_joined_through(look, row):
            break
        if row in counting or not filled:
            row -= 1
            continue
        over = [column for column in filled if column in values]
        if not _is_header_row(look, row, filled, over, bool(header), values):
            if header or _is_caption(look, row):
                break
            first = row
        elif filled:
            header.insert(0, row)
        row -= 1
    return header, (first if header else max(first, above))


def _is_header_row(
    look: Look, row: int, filled: list[int], over: list[int], has_header: bool, values: list[int]
) -> bool:
    if not over and not _merged_over(look, row, values):
        return (has_header and len(filled) > 1) or _heads_labels(look, row, filled)
    if len(filled) > 1:
        is_alone = len(over) == 1 and not (row and len(set(look.filled(row - 1)) & set(values)) > 1)
        is_caption = is_alone and len(values) > 1 and is_unit(look.text(row, over[0]))
        return look.has_periods(row) or not (is_caption or all(map(is_rule, look.texts(row))))
    if look.has_periods(row):
        return True
    if _NUMBERED_TITLE.match(look.text(row, filled[0])):
        return False
    if len(values) == 1:
        return not is_unit(look.text(row, filled[0])) and not unit_in(look.text(row, filled[0]))[0]
    return has_header and not unit_in(look.text(row, filled[0]))[0] and filled[0] > 0


def _heads_labels(look: Look, row: int, filled: list[int]) -> bool:
    """Whether a row right below one of periods only heads the column of labels: GEO (Labels)."""
    is_alone = len(filled) == 1 and role_of(look.text(row, filled[0])) is not None
    return is_alone and row > 0 and look.has_periods(row - 1) and len(look.filled(row - 1)) > 1


def _merged_over(look: Look, row: int, values: list[int]) -> bool:
    return bool(values) and any(
        merge.first_row <= row <= merge.last_row
        and merge.first_column <= values[0]
        and merge.last_column >= values[0]
        and merge.first_column > 0
        for merge in look.sheet.merges
    )


def _is_joined_through(look: Look, row: int) -> bool:
    """Whether cells of the row above are joined down through a row, so that it only looks blank."""
    return any(merge.first_row < row <= merge.last_row for merge in look.sheet.merges)


def _is_caption(look: Look, row: int) -> bool:
    text = " ".join(look.texts(row))
    return bool(unit_in(text)[0])


def _captions(look: Look, below: int, above: int) -> list[int]:
    """Rows of text above a header; below an earlier table only those after its notes."""
    rows = [row for row in range(above, below) if look.kinds[row].strip(BLANK)]
    if not above:
        return rows
    kept: list[int] = []
    for row in reversed(rows):
        text = " ".join(look.texts(row))
        if kept and row < kept[0] - 1 and any(look.is_blank(blank) for blank in range(row + 1, kept[0])):
            break
        if is_rule(text) or (read_note(text) and not unit_in(text)[0]):
            break
        kept.insert(0, row)
    return kept


def _is_titled(look: Look, block: Block) -> bool:
    """Whether words stand above a header that are more than "continued" on the next printed page."""
    return any(not _is_continued(text) for row in block.captions for text in look.texts(row))


def _is_continued(text: str) -> bool:
    return bool(_CONTINUED.match(text) or _CONTINUES.search(text))


def _repeats(look: Look, before: Block, block: Block) -> bool:
    """Whether a block's header says the same as the one before, as on the next printed page."""
    return [look.rows[row] for row in before.header] == [look.rows[row] for row in block.header]
