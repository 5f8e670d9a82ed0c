"""How do the minutes of a sitting become a PDF and a Word document with the same words?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from styrbord.documents.templates.minutes import word_file
from styrbord.documents.templates.sitting_minutes.words import WORDS
from styrbord.documents.templates.words import frame, word
from styrbord.documents.typesetting import set_pdf
from styrbord.documents.word_filling import fill
from styrbord.figures.format import date_label

TEMPLATE = "minutes/minutes.typ"


@dataclass(frozen=True, slots=True)
class Duty:
    """A condition: who (a post) does what by when."""

    who: str
    what: str
    due: date | None


@dataclass(frozen=True, slots=True)
class ConcludedItem:
    """One investment that was dealt with; what is empty is left out. Words are the reader's."""

    title: str
    kind: str = ""
    questions: str = ""
    present: str = ""
    recused: str = ""
    votes: str = ""
    conclusion: str = ""
    reasons: str = ""
    document: str = ""
    conditions: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class SittingSheet:
    """All that stands in the minutes of a sitting, in one language; posts, not persons.

    `as_of` is the moment that the file is from, `address` leads to the page of the sitting.
    """

    day: date
    members: tuple[str, ...]
    quorum: int
    items: tuple[ConcludedItem, ...]
    as_of: datetime
    address: str
    language: str = "en"
    led_by: str = ""
    is_invented: bool = False


def pdf(sheet: SittingSheet) -> bytes:
    """Minutes as a tagged PDF; the same sheet gives the same bytes."""
    return set_pdf(TEMPLATE, content(sheet), sheet.as_of)


def docx(sheet: SittingSheet) -> bytes:
    """Minutes as a Word document; the same sheet gives the same bytes."""
    return fill(word_file.template(), content(sheet), sheet.as_of)


def content(sheet: SittingSheet) -> dict[str, Any]:
    """Every word of the minutes, in the order of the page."""
    language = sheet.language
    return {
        **frame(
            word(WORDS, "title", language),
            date_label(sheet.day, language=language),
            as_of=sheet.as_of,
            address=sheet.address,
            language=language,
            is_invented=sheet.is_invented,
        ),
        "facts": _facts(sheet),
        "items": [_item(item, n, language) for n, item in enumerate(sheet.items, start=1)],
        "promised": word(WORDS, "conditions", language),
        "heads": [word(WORDS, name, language) for name in ("who", "what", "due")],
        "nothing": word(WORDS, "nothing", language),
    }


def _facts(sheet: SittingSheet) -> list[list[str]]:
    needed = word(WORDS, "of", sheet.language, quorum=sheet.quorum, members=len(sheet.members))
    pairs = (
        ("led", sheet.led_by),
        ("members", ", ".join(sheet.members)),
        ("quorum", needed if sheet.members else ""),
    )
    return [[word(WORDS, name, sheet.language), words] for name, words in pairs if words]


def _item(item: ConcludedItem, n: int, language: str) -> dict[str, Any]:
    names = ("questions", "present", "recused", "votes", "conclusion", "reasons", "document")
    told = ((name, getattr(item, name)) for name in names)
    return {
        "title": f"{n}. {item.title}",
        "kind": item.kind,
        "facts": [[word(WORDS, name, language), words] for name, words in told if words],
        "promises": [[one.who, one.what, date_label(one.due, language=language)] for one in item.conditions],
    }
