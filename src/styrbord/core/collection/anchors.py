"""Are these the same printed words as last year's, apart from years and footnote marks?"""

import re
from collections.abc import Sequence
from functools import lru_cache

from styrbord.core.collection.finding.look import words
from styrbord.core.collection.folding import clean, plain
from styrbord.core.collection.grid import Sheet
from styrbord.core.collection.marks import split_marks
from styrbord.core.collection.period_words import read_period

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)(?:\s*(?:гг?\.|год\w*|г(?!\w)))?")
_SEPARATOR = " / "
_EXACT, _MASKED, _BLANK = 5, 2, 1


def printed(sheet: Sheet, row: int, column: int) -> str:
    """Words of one cell on one line; empty for a blank and outside the sheet."""
    if not (0 <= row < len(sheet.rows) and 0 <= column < len(sheet.rows[row])):
        return ""
    return clean(words(sheet.rows[row][column]))


def header_words(sheet: Sheet, rows: tuple[int, int], first: int, last: int) -> tuple[str, ...]:
    """Words over each column, top down, rows joined by a slash.

    Parameters
    ----------
    sheet : Sheet
    rows : first and last row of the header.
    first, last : columns, both included.

    Returns
    -------
    tuple of str
    """
    return tuple(
        _SEPARATOR.join(filter(None, (printed(sheet, row, column) for row in range(rows[0], rows[1] + 1))))
        for column in range(first, last + 1)
    )


@lru_cache(maxsize=1 << 14)
def masked(text: str) -> str:
    """Words for comparing: `#` for what names a period, no marks, letters and digits alone.

    Returns
    -------
    str
        Empty when nothing is printed.

    Examples
    --------
    >>> masked("2017") == masked("20223)") == masked("2010г."), masked("Всего, 2017 год")
    (True, 'всего#')
    """
    return _SEPARATOR.join(map(_masked_part, text.split(_SEPARATOR))) if text.strip() else ""


def _masked_part(part: str) -> str:
    if read_period(part) is not None:
        return "#"
    bare = split_marks(part)[0]
    return "#".join(plain(piece) for piece in _YEAR.split(bare)) or plain(part) or part


def aligned(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Position in `new` of each of the old words that is still there, in the same order.

    Words printed alike weigh most, then words alike but for years and marks, then blanks; columns
    may have come between or gone (Needleman and Wunsch 1970, without a price for gaps).

    Returns
    -------
    dict of int to int

    Examples
    --------
    >>> aligned(["", "2016", "2017"], ["", "Code", "2016", "2017", "2018"])
    {0: 0, 1: 2, 2: 3}
    """
    weights = [[_weight(one, other) for other in new] for one in old]
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        row, below, weigh = best[i], best[i + 1], weights[i]
        for j in range(len(new) - 1, -1, -1):
            row[j] = max(below[j], row[j + 1], below[j + 1] + weigh[j])
    found, i, j = {}, 0, 0
    while i < len(old) and j < len(new):
        if weights[i][j] and best[i][j] == best[i + 1][j + 1] + weights[i][j]:
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            i += 1
    return found


def _weight(one: str, other: str) -> int:
    if not one.strip() and not other.strip():
        return _BLANK
    if one == other:
        return _EXACT
    return _MASKED if masked(one) == masked(other) else 0
