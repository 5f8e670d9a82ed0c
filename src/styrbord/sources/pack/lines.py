"""Has every line of a CSV file as many cells as its header?"""

import csv
from io import StringIO

_SHOWN = 50


def ragged(content: bytes) -> list[tuple[int, int, int]]:
    """Line, number of cells and expected number, for lines that have more or fewer than the header.

    Empty lines are no lines. A file without quotes is counted as a whole first, for that is quick.
    """
    if b'"' not in content and _is_even(content):
        return []
    reader = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
    expected, found, line = 0, [], 1
    for cells in reader:
        expected = expected or len(cells)
        if cells and len(cells) != expected:
            found.append((line, len(cells), expected))
        line = reader.line_num + 1
    return found[:_SHOWN]


def _is_even(content: bytes) -> bool:
    lines = content.count(b"\n") + (not content.endswith(b"\n"))
    return content.count(b",") == lines * content.split(b"\n", 1)[0].count(b",")
