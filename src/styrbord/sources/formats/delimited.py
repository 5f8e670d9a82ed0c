"""What stands in a text whose cells are parted by commas, semicolons, tabs or bars (CSV, TSV)?"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.grid import Sheet, Workbook
from styrbord.sources.formats._encoding import check, encoding_of
from styrbord.sources.formats._format import Format, Wanted
from styrbord.sources.formats._likely import BEGINNINGS
from styrbord.sources.formats._ole import MAGIC
from styrbord.sources.formats._problems import damaged, wanted_names
from styrbord.sources.formats._rows import Rows

define(
    "file.open-quote",
    "A quotation mark is opened and not closed before the end of the file.",
    "Close the quotation mark, or double it when it belongs to the text.",
)

SEPARATORS = "\t;|,"
"""From the one that is seldom part of a text to the one that often is."""
SAMPLE = 1 << 16
_SAID = re.compile(r"\ufeff?\"?sep=(.)\"?\s*", re.I)
_SPACED = re.compile(r'[,;|\t] +"')
_OTHER = re.compile(rb'\s*(?:<|%PDF|\{\\rtf|[{\[]\s*["{\[\]}])')
_BINARY = tuple(begin for begin, _ in BEGINNINGS if not begin.isascii() or min(begin) < 9 or begin[0] == 9)


class Form(NamedTuple):
    """How the cells of a text are parted; `said` when its first line says so."""

    separator: str
    has_spaces: bool = False
    said: bool = False


def recognises(start: bytes, path: Path) -> bool:
    """Whether it is text, and none that another format would have."""
    if start.startswith((*_BINARY, MAGIC, b"PK\3\4")) or _OTHER.match(
        start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    ):
        return False
    try:
        encoding_of(start[: len(start) // 2 * 2])
    except Refused as refused:
        return refused.problems[0].code != "file.binary"
    return True


def read(path: Path, wanted: Wanted) -> Workbook:
    """One sheet, named as the file is."""
    name = wanted_names([path.stem], wanted.sheet)[0]
    text = _text(path)
    with path.open(encoding=text.encoding, newline="") as file:
        form = form_of(file.read(SAMPLE))
    rows = Rows(wanted.most_cells, name)
    for row in _lines(text, form):
        if row:
            rows.add(list(row))
        else:
            rows.add_blank(1)
    wanted.progress(1, 1, "sheets")
    return Workbook("csv", [Sheet(name, rows.done())])


class _Text(NamedTuple):
    path: Path
    encoding: str
    ends_quoted: bool


def _text(path: Path) -> _Text:
    content = path.read_bytes()
    encoding = encoding_of(content)
    check(content, encoding)
    return _Text(path, encoding, content.rstrip(b"\0\r\n\t ").endswith(b'"'))


def _lines(text: _Text, form: Form) -> Iterator[list[str]]:
    begun = last = 1
    row = [""]
    with text.path.open(encoding=text.encoding, newline="") as file:
        if form.said:
            file.readline()
        reader = csv.reader(file, delimiter=form.separator, skipinitialspace=form.has_spaces)
        try:
            for row in reader:
                yield row
                begun, last = reader.line_num + 1 + form.said, begun
        except csv.Error as cause:
            if "field limit" in str(cause):
                raise Refused(Problem("file.open-quote", f"line {begun}")) from cause
            raise damaged(cause, f"line {begun}") from cause
    if row and row[-1].count("\n") > 2 and not text.ends_quoted:
        raise Refused(Problem("file.open-quote", f"line {last}"))


def form_of(sample: str) -> Form:
    """Separator of a text, from its first lines."""
    if said := _SAID.match(sample):
        return Form(said[1], said=True)
    has_spaces = bool(_SPACED.search(sample))
    if len(sample) >= SAMPLE:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    best = max(SEPARATORS, key=lambda separator: _evenness(sample, separator))
    return Form(best, has_spaces)


def _evenness(sample: str, separator: str) -> tuple[float, int]:
    """Share of the lines that have as many cells as most lines with more than one."""
    try:
        rows = [row for row in csv.reader(sample.splitlines(keepends=True), delimiter=separator) if any(row)]
    except csv.Error:
        return 0.0, 0
    counts = Counter(len(row) for row in rows if len(row) > 1)
    if not counts:
        return 0.0, 0
    width, often = max(counts.items(), key=lambda item: (item[1], item[0]))
    return round(often / len(rows), 2), width


FORMAT = Format("csv", "Text with separators (.csv, .tsv)", 1000, recognises, read)
