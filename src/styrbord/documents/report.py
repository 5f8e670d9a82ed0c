"""How does what a page says part by part become a PDF: the page for a council, a public decision?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from styrbord.charts.model import Chart
from styrbord.documents.pictures import picture
from styrbord.documents.templates.words import frame
from styrbord.documents.typesetting import set_pdf

TEMPLATE = "report/report.typ"


@dataclass(frozen=True, slots=True)
class PartTable:
    """Rows of words under their heads; `numeric` are the columns of numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part in the reader's words: what is empty is left out."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    texts: tuple[str, ...] = ()
    chart: Chart | None = None
    notes: tuple[str, ...] = ()
    table: PartTable = PartTable((), ())


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """All that stands in a report, in one language; `label` tells what must not be overlooked."""

    title: str
    heading: str
    label: str
    parts: tuple[Part, ...]
    as_of: datetime
    address: str
    language: str
    is_invented: bool = False


def pdf(sheet: ReportSheet) -> bytes:
    """Report as a tagged PDF; the same sheet gives the same bytes."""
    return set_pdf(TEMPLATE, content(sheet), sheet.as_of)


def content(sheet: ReportSheet) -> dict[str, Any]:
    """Every word of the report, in its order."""
    return {
        **frame(
            sheet.title,
            sheet.heading,
            as_of=sheet.as_of,
            address=sheet.address,
            language=sheet.language,
            is_invented=sheet.is_invented,
        ),
        "label": sheet.label,
        "parts": [_part(one) for one in sheet.parts],
    }


def _part(one: Part) -> dict[str, Any]:
    drawn = picture(one.chart)
    return {
        "title": one.title,
        "reading": drawn["reading"],
        "texts": list(one.texts),
        "facts": [list(pair) for pair in one.facts],
        "picture": drawn,
        "notes": [*one.notes, *(one.chart.notes if one.chart else ())],
        "table": {
            "heads": list(one.table.heads),
            "rows": [list(row) for row in one.table.rows],
            "numeric": list(one.table.numeric),
        },
    }
