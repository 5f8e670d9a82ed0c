"""How do the minutes of a meeting become a PDF and a Word document with the same words?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from styrbord.documents.templates.minutes import word_file
from styrbord.documents.templates.minutes.words import WORDS
from styrbord.documents.templates.words import frame, word
from styrbord.documents.typesetting import set_pdf
from styrbord.documents.word_filling import fill
from styrbord.figures.format import date_label

TEMPLATE = "minutes/minutes.typ"


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """Who (a post) promised what by when."""

    who: str
    what: str
    due: date


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One item as it was dealt with; what is empty is left out.

    `kind` says what it is in the reader's words, as `Broken promise, owner: ...`.
    """

    title: str
    kind: str = ""
    why: str = ""
    said: str = ""
    decided: str = ""
    promises: tuple[PromiseLine, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesSheet:
    """All that stands in minutes, in one language; posts, not persons.

    `as_of` is the moment that the file is from, `address` leads to the meeting's page.
    """

    circle: str
    subject: str
    day: date
    present: tuple[str, ...]
    items: tuple[MinutesItem, ...]
    as_of: datetime
    address: str
    language: str = "en"
    led_by: str = ""
    absent: tuple[str, ...] = ()
    next_on: date | None = None
    is_invented: bool = False


def pdf(sheet: MinutesSheet) -> bytes:
    """Minutes as a tagged PDF; the same sheet gives the same bytes."""
    return set_pdf(TEMPLATE, content(sheet), sheet.as_of)


def docx(sheet: MinutesSheet) -> bytes:
    """Minutes as a Word document; the same sheet gives the same bytes."""
    return fill(word_file.template(), content(sheet), sheet.as_of)


def content(sheet: MinutesSheet) -> dict[str, Any]:
    """Every word of the minutes, in the order of the page."""
    language = sheet.language
    day = date_label(sheet.day, language=language)
    title = word(WORDS, "title", language, circle=sheet.circle)
    heading = " · ".join(filter(None, (sheet.subject, day)))
    return {
        **frame(
            title,
            heading,
            as_of=sheet.as_of,
            address=sheet.address,
            language=language,
            is_invented=sheet.is_invented,
        ),
        "facts": _facts(sheet),
        "items": [_item(item, n, language) for n, item in enumerate(sheet.items, start=1)],
        "promised": word(WORDS, "promised", language),
        "heads": [word(WORDS, name, language) for name in ("who", "what", "due")],
        "nothing": word(WORDS, "nothing", language),
    }


def _facts(sheet: MinutesSheet) -> list[list[str]]:
    next_on = date_label(sheet.next_on, language=sheet.language) if sheet.next_on else ""
    pairs = (
        ("led", sheet.led_by),
        ("present", ", ".join(sheet.present)),
        ("absent", ", ".join(sheet.absent)),
        ("next", next_on),
    )
    return [[word(WORDS, name, sheet.language), words] for name, words in pairs if words]


def _item(item: MinutesItem, n: int, language: str) -> dict[str, Any]:
    pairs = (("why", item.why), ("said", item.said), ("decided", item.decided))
    return {
        "title": f"{n}. {item.title}",
        "kind": item.kind,
        "facts": [[word(WORDS, name, language), words] for name, words in pairs if words],
        "promises": [[one.who, one.what, date_label(one.due, language=language)] for one in item.promises],
    }
