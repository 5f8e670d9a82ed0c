"""What stands in the tables of a web page, such as a portal gives out under the name of a workbook?"""

import re
from pathlib import Path

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.grid import Workbook
from styrbord.sources.formats._encoding import decoded
from styrbord.sources.formats._format import Format, Wanted
from styrbord.sources.formats._page import Page
from styrbord.sources.formats._problems import wanted_names

define(
    "file.page-without-table",
    "The file is a web page without a table.",
    "Ask the site for its file of data; the page may say why none was given.",
)
_BEGIN = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div|style)\b", re.I | re.S
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
CHUNK = 1 << 16


def recognises(start: bytes, path: Path) -> bool:
    """Whether it begins as a web page does."""
    plain = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    plain = re.sub(rb"^\s*<\?xml[^>]*\?>", b"", plain[:8192])
    return bool(_BEGIN.match(plain)) or (plain.lstrip().startswith(b"<") and b"<table" in plain.lower())


def read(path: Path, wanted: Wanted) -> Workbook:
    """One sheet for each table."""
    content = path.read_bytes()
    said = _CHARSET.search(content[:4096])
    text = decoded(content, said[1].decode() if said else "")
    page = Page(path.stem, wanted.most_cells)
    for first in range(0, len(text), CHUNK):
        page.feed(text[first : first + CHUNK])
    page.close()
    sheets = page.sheets()
    if not sheets:
        raise Refused(Problem("file.page-without-table"))
    names = wanted_names([sheet.name for sheet in sheets], wanted.sheet)
    wanted.progress(1, 1, "sheets")
    return Workbook("html", [sheet for sheet in sheets if sheet.name in names])


FORMAT = Format("html", "Table of a web page (.html, often named .xls)", 500, recognises, read)
