"""How does the agenda of a meeting become a pack to print: each item with figure, holder, chart and table?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from styrbord.charts.model import Chart
from styrbord.documents.pictures import picture, table
from styrbord.documents.templates.meeting_pack.words import WORDS
from styrbord.documents.templates.words import frame, word
from styrbord.documents.typesetting import set_pdf
from styrbord.figures.format import date_label

TEMPLATE = "meeting_pack/meeting_pack.typ"


@dataclass(frozen=True, slots=True)
class PackItem:
    """One item of the agenda in the reader's words; what is empty is left out.

    `chart` is drawn at `pictures.WIDTH`; its newest rows stand under it with `decimals`.
    """

    title: str
    kind: str = ""
    why: str = ""
    figure: str = ""
    since: str = ""
    holder: str = ""
    address: str = ""
    chart: Chart | None = None
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class PackSheet:
    """All that stands in the pack of a meeting, in one language; posts, not persons."""

    circle: str
    subject: str
    day: date
    items: tuple[PackItem, ...]
    as_of: datetime
    address: str
    language: str = "en"
    present: tuple[str, ...] = ()
    is_invented: bool = False


def pdf(sheet: PackSheet) -> bytes:
    """Pack as a tagged PDF; the same sheet gives the same bytes."""
    return set_pdf(TEMPLATE, content(sheet), sheet.as_of)


def content(sheet: PackSheet) -> dict[str, Any]:
    """Every word of the pack, in the order of the page."""
    language = sheet.language
    day = date_label(sheet.day, language=language)
    members = ", ".join(sheet.present)
    return {
        **frame(
            word(WORDS, "title", language, circle=sheet.circle),
            " · ".join(filter(None, (sheet.subject, day))),
            as_of=sheet.as_of,
            address=sheet.address,
            language=language,
            is_invented=sheet.is_invented,
        ),
        "facts": [[word(WORDS, "present", language), members]] if members else [],
        "heads": ["", *(word(WORDS, name, language) for name in ("item", "since", "holder"))],
        "agenda": [[str(n), one.title, one.since, one.holder] for n, one in enumerate(sheet.items, start=1)],
        "items": [_item(one, n, language) for n, one in enumerate(sheet.items, start=1)],
        "nothing": word(WORDS, "nothing", language),
    }


def _item(one: PackItem, n: int, language: str) -> dict[str, Any]:
    pairs = (
        ("figure", one.figure),
        ("since", one.since),
        ("holder", one.holder),
        ("why", one.why),
        ("address", one.address),
    )
    return {
        "title": f"{n}. {one.title}",
        "kind": one.kind,
        "facts": [[word(WORDS, name, language), words] for name, words in pairs if words],
        "picture": picture(one.chart),
        "table": table(one.chart.table if one.chart else None, language, one.decimals),
    }
