"""What does a file look like that none of the formats knows?"""

from pathlib import Path

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.sources.formats import _archive
from styrbord.sources.formats._ole import MAGIC, Compound

SAVE = "Open it in a spreadsheet program, save it as XLSX or ODS and give the new file."
define(
    "file.not-recognised",
    "What the file holds is not known.",
    "Give it as XLSX, XLS, ODS, CSV, JSON-stat, PX or SDMX.",
)
define(
    "file.is-pdf",
    "The file is a PDF; its numbers have no cells.",
    "Ask the publisher for the same table as XLSX, ODS or CSV.",
)
define(
    "file.is-document",
    "The file is a text document, not a table.",
    "Copy its tables into a spreadsheet, or ask the publisher for them as XLSX, ODS or CSV.",
)
define(
    "file.is-slides", "The file is a set of slides.", "Ask for the tables behind them as XLSX, ODS or CSV."
)
define("file.is-picture", "The file is a picture.", "Ask the publisher for the numbers as XLSX, ODS or CSV.")
define("file.is-binary-workbook", "The file is a binary workbook (XLSB), which is not read.", SAVE)
define(
    "file.is-old-workbook", "The file is a workbook from before 1993 or of Lotus, which is not read.", SAVE
)
define("file.is-numbers", "The file is a workbook of Apple Numbers, which is not read.", SAVE)
define(
    "file.is-archive",
    "The file is a packed archive, not a table.",
    "Unpack it and give the files in it one by one.",
)
define(
    "file.is-database",
    "The file is a database or a file of a statistics program, which is not read.",
    "Export the table as CSV in UTF-8.",
)
define(
    "file.is-program",
    "The file is a program.",
    "Do not start it; ask the sender for the table that was meant.",
)
define("file.is-mail", "The file is a mail.", "Save the file that is attached to it and give that one.")
define("file.is-flat", "The file is an OpenDocument saved as one XML file, which is not read.", SAVE)
define("file.is-xml", "The file is XML of a kind that is not known.", "Give it as XLSX, ODS, CSV or SDMX-ML.")
define(
    "file.is-json", "The file is JSON of a kind that is not known.", "Give it as JSON-stat, SDMX-JSON or CSV."
)

BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "file.is-pdf"),
    (b"{\\rtf", "file.is-document"),
    (b"\x89PNG", "file.is-picture"),
    (b"\xff\xd8\xff", "file.is-picture"),
    (b"GIF8", "file.is-picture"),
    (b"II*\0", "file.is-picture"),
    (b"MM\0*", "file.is-picture"),
    (b"BM", "file.is-picture"),
    (b"\x09\x00\x04\x00", "file.is-old-workbook"),
    (b"\x09\x02\x06\x00", "file.is-old-workbook"),
    (b"\x09\x04\x06\x00", "file.is-old-workbook"),
    (b"\x00\x00\x02\x00", "file.is-old-workbook"),
    (b"\x00\x00\x1a\x00", "file.is-old-workbook"),
    (b"\x1f\x8b", "file.is-archive"),
    (b"BZh", "file.is-archive"),
    (b"\xfd7zXZ", "file.is-archive"),
    (b"7z\xbc\xaf", "file.is-archive"),
    (b"Rar!", "file.is-archive"),
    (b"\x28\xb5\x2f\xfd", "file.is-archive"),
    (b"MZ", "file.is-program"),
    (b"\x7fELF", "file.is-program"),
    (b"\xca\xfe\xba\xbe", "file.is-program"),
    (b"SQLite format 3", "file.is-database"),
    (b"PAR1", "file.is-database"),
    (b"$FL", "file.is-database"),
    (b"<stata_dta>", "file.is-database"),
    (b"\x00\x01\x00\x00Standard", "file.is-database"),
)
STREAMS: tuple[tuple[str, str], ...] = (
    ("encryptedpackage", "file.encrypted"),
    ("worddocument", "file.is-document"),
    ("powerpoint document", "file.is-slides"),
    ("__properties_version1.0", "file.is-mail"),
    ("wksbookmainstream", "file.is-old-workbook"),
)
ENTRIES: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "file.is-binary-workbook"),
    ("word/document.xml", "file.is-document"),
    ("ppt/presentation.xml", "file.is-slides"),
    ("index/document.iwa", "file.is-numbers"),
    ("index.zip", "file.is-numbers"),
    ("content.xml", "file.is-document"),
)


def problem_of(start: bytes, path: Path) -> Problem:
    """What to say of a file, by its first bytes and the names of its parts."""
    for beginning, code in BEGINNINGS:
        if start.startswith(beginning):
            return Problem(code)
    if start.startswith(MAGIC):
        return Problem(_by_streams(path))
    if start.startswith(b"PK"):
        return Problem(_by_entries(start, path))
    return Problem(_by_text(start))


def _by_streams(path: Path) -> str:
    try:
        streams = Compound(path.read_bytes()).streams
    except Refused:
        return "file.not-recognised"
    return next((code for name, code in STREAMS if name in streams), "file.not-recognised")


def _by_entries(start: bytes, path: Path) -> str:
    names = _archive.entries(start, path)
    return next((code for name, code in ENTRIES if name in names), "file.is-archive")


def _by_text(start: bytes) -> str:
    plain = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain.startswith(b"<"):
        return "file.is-flat" if b"opendocument:xmlns:office" in plain else "file.is-xml"
    if plain[:1] in {b"{", b"["}:
        return "file.is-json"
    return "file.not-recognised"
