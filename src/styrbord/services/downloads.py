"""Which file does a reader get for a table or a chart?"""

from collections.abc import Sequence
from typing import NamedTuple

from styrbord.charts.cache import ChartCache
from styrbord.charts.model import Chart, Table
from styrbord.charts.render import download_svg, png
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.documents.tables import MOST_ROWS, Note, to_csv, to_xlsx

define("download.unknown-form", "'{form}' is not a form of this download.", "Choose one of {allowed}.")
define(
    "download.too-long",
    "The table has {count} rows; a workbook holds {most}.",
    "Take it as CSV, or ask for fewer subjects, indicators or periods.",
)
CSV = "text/csv; charset=utf-8"
TYPES = {
    "csv": CSV,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_LONGEST_NAME = 100


class File(NamedTuple):
    """Bytes with their media type and a file name."""

    content: bytes
    content_type: str
    name: str


def table_file(
    form: str,
    table: Table,
    notes: Sequence[Note] = (),
    *,
    name: str = "table",
    title: str = "",
    decimals: int | Sequence[int | None] | None = None,
) -> File:
    """Table as csv or xlsx; `notes` (what, words) tell source, edition, licence and as-of in the workbook.

    Raises
    ------
    Refused
        `download.unknown-form` or `download.too-long`.
    """
    _checked(form, ("csv", "xlsx"))
    if form == "csv":
        return File(to_csv(table), CSV, _file_name(name, form))
    if len(table.rows) > MOST_ROWS:
        raise Refused(Problem("download.too-long", name, {"count": len(table.rows), "most": MOST_ROWS}))
    content = to_xlsx(table, title=title, decimals=decimals, notes=notes)
    return File(content, TYPES[form], _file_name(name, form))


def chart_file(
    form: str, chart: Chart, *, name: str = "chart", source: str = "", cache: ChartCache | None = None
) -> File:
    """Chart as svg or png that stands alone, with its source.

    Raises
    ------
    Refused
        `download.unknown-form`.
    """
    _checked(form, ("svg", "png"))
    if form == "svg":
        content = download_svg(chart, source=source, cache=cache).encode()
    else:
        content = png(chart, source=source, cache=cache)
    return File(content, TYPES[form], _file_name(name, form))


def _checked(form: str, allowed: Sequence[str]) -> None:
    if form not in allowed:
        params = {"form": form, "allowed": ", ".join(allowed)}
        raise Refused(Problem("download.unknown-form", "format", params))


def _file_name(name: str, form: str) -> str:
    """Name in letters that every system takes."""
    kept = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_") else "-" for letter in name
    )
    return f"{kept.strip('-')[:_LONGEST_NAME] or 'board'}.{form}"
