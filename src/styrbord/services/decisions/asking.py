"""What does somebody say of a decision in one of three steps, and is it readable?"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from styrbord.core.base.codes import is_code
from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import LANGUAGES
from styrbord.core.participation.cleaning import plain
from styrbord.core.strategy.decisions.model import (
    CONTEXTS,
    NOTHING,
    OPTIONS,
    ORIGINS,
    Expectation,
    GroupEffect,
    Novelty,
    Option,
    Position,
    Side,
    Stand,
)

define("decision.unreadable-number", "'{text}' is no number.", "Write digits, with a minus for a decrease.")
define("decision.unreadable-day", "'{text}' is no day.", "Write it as year-month-day, such as 2026-05-31.")
define(
    "decision.unknown-choice",
    "'{text}' is not one of the choices.",
    "Choose one of {known}.",
)
define(
    "decision.too-long",
    "These are {count} letters; {most} are the most.",
    "Say it shorter.",
)
define("decision.too-many", "There are {count} rows; {most} are the most.", "Keep those that matter most.")
define(
    "decision.half-effect",
    "An expected effect has no indicator, subject, size, period or day of the check.",
    "Fill in the whole row, or leave it empty.",
)
LONGEST, LONGEST_LINE = 4_000, 200
MOST = 12
"""Rows of each kind."""


@dataclass(frozen=True, slots=True)
class Start:
    """First step, as it was typed: what is proposed, where, from what, on which figures, to what effect.

    `effects` are rows of indicator, subject, change, period and day of the check; `evidence` rows of
    indicator, subject and period.
    """

    title: str
    subject: str
    origin_kind: str = ""
    origin: str = ""
    predecessors: Sequence[str] = ()
    effects: Sequence[Sequence[str]] = ()
    evidence: Sequence[Sequence[str]] = ()
    in_force_on: str = ""
    novelty: str = Novelty.TRIED_ELSEWHERE
    is_pilot: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One option as it was typed; `groups` are rows of group, side and words."""

    code: str
    title: str = ""
    consequences: Mapping[str, str] = field(default_factory=dict)
    groups: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """Second step: the options, and which is chosen."""

    options: Sequence[Way]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Third step: the reasons, the summary by language, and rows of who, stand, words and source."""

    why_this: str = ""
    why_order: str = ""
    why_now: str = ""
    summary: Mapping[str, str] = field(default_factory=dict)
    positions: Sequence[Sequence[str]] = ()


Part = Start | Choices | Reasons


def read(part: Part, contexts: Sequence[str] = CONTEXTS) -> dict[str, object]:
    """Fields of a proposal that a step says; options in some contexts.

    Raises
    ------
    Refused
        With everything that cannot be read.
    """
    found = _Found()
    fields: dict[str, object]
    if isinstance(part, Start):
        fields = _start(part, found)
    elif isinstance(part, Choices):
        fields = _choices(part, found, contexts)
    else:
        fields = _reasons(part, found)
    if found.problems:
        raise Refused(found.problems)
    return fields


class _Found:
    """Texts that are read one after the other, and what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def words(self, text: str, place: str, most: int = LONGEST) -> str:
        said = plain(text)
        if len(said) > most:
            self.problems.append(Problem("decision.too-long", place, {"count": len(said), "most": most}))
        return said

    def line(self, text: str, place: str) -> str:
        return " ".join(self.words(text, place, LONGEST_LINE).split())

    def code(self, text: str) -> str:
        said = text.strip()
        return said if is_code(said) else ""

    def day(self, text: str, place: str) -> date | None:
        if not text.strip():
            return None
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            self.problems.append(Problem("decision.unreadable-day", place, {"text": text.strip()[:20]}))
            return None

    def number(self, text: str, place: str) -> float:
        said = text.strip().replace("\u2212", "-").replace("\u00a0", "").replace(" ", "").replace(",", ".")
        try:
            value = float(said)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self.problems.append(Problem("decision.unreadable-number", place, {"text": text.strip()[:20]}))
        return value

    def period(self, text: str) -> Period | None:
        try:
            return Period.parse(text.strip())
        except Refused as refused:
            self.problems += refused.problems
            return None

    def one_of(self, text: str, known: Sequence[str], place: str) -> str:
        if text not in known:
            told = {"text": text[:20], "known": ", ".join(filter(None, known))}
            self.problems.append(Problem("decision.unknown-choice", place, told))
            return known[0]
        return text

    def rows(self, rows: Sequence[Sequence[str]], width: int, place: str) -> Iterator[tuple[str, ...]]:
        """Rows that say anything, each of the same width."""
        said = [tuple((*row, *("",) * width)[:width]) for row in rows if any(cell.strip() for cell in row)]
        if len(said) > MOST:
            self.problems.append(Problem("decision.too-many", place, {"count": len(said), "most": MOST}))
        yield from said[:MOST]


def _start(part: Start, found: _Found) -> dict[str, object]:
    return {
        "title": found.line(part.title, "title"),
        "subject": found.code(part.subject),
        "origin_kind": found.one_of(part.origin_kind, ORIGINS, "origin"),
        "origin": found.line(part.origin, "origin") if part.origin_kind else "",
        "predecessors": tuple(dict.fromkeys(one.strip() for one in part.predecessors if one.strip()))[:MOST],
        "expectations": tuple(_expectations(part, found)),
        "evidence": tuple(_evidence(part, found)),
        "in_force_on": found.day(part.in_force_on, "in-force-on"),
        "novelty": Novelty(found.one_of(part.novelty, tuple(Novelty), "novelty")),
        "is_pilot": part.is_pilot,
    }


def _expectations(part: Start, found: _Found) -> Iterator[Expectation]:
    for indicator, subject, change, by, check_on in found.rows(part.effects, 5, "effects"):
        if not all(cell.strip() for cell in (indicator, subject, change, by, check_on)):
            found.problems.append(Problem("decision.half-effect", "effects"))
            continue
        size, period, day = (
            found.number(change, "change"),
            found.period(by),
            found.day(check_on, "check-on"),
        )
        if period is not None and day is not None:
            yield Expectation(found.code(indicator), found.code(subject), size, period, day)


def _evidence(part: Start, found: _Found) -> Iterator[tuple[str, str, Period]]:
    for indicator, subject, text in found.rows(part.evidence, 3, "evidence"):
        period = found.period(text)
        if period is not None:
            yield found.code(indicator), found.code(subject), period


def _choices(part: Choices, found: _Found, contexts: Sequence[str]) -> dict[str, object]:
    ways = {one.code: one for one in part.options if one.code in OPTIONS}
    options = [_option(ways[code], found, contexts) for code in OPTIONS if code in ways]
    if NOTHING not in ways:
        options.append(Option(NOTHING))
    chosen = found.one_of(part.chosen, ("", *OPTIONS), "chosen")
    kept = tuple(one for one in options if one.is_said)
    return {"options": kept, "chosen": chosen, "contexts": tuple(contexts)}


def _option(way: Way, found: _Found, contexts: Sequence[str]) -> Option:
    return Option(
        way.code,
        found.line(way.title, way.code),
        {
            context: words
            for context in contexts
            if (words := found.words(way.consequences.get(context, ""), f"{way.code} {context}"))
        },
        tuple(
            GroupEffect(
                found.line(group, way.code),
                Side(found.one_of(side, tuple(Side), way.code)),
                found.line(words, way.code),
            )
            for group, side, words in found.rows(way.groups, 3, way.code)
        ),
    )


def _reasons(part: Reasons, found: _Found) -> dict[str, object]:
    return {
        "why_this": found.words(part.why_this, "why_this"),
        "why_order": found.words(part.why_order, "why_order"),
        "why_now": found.words(part.why_now, "why_now"),
        "summary": {
            language: words
            for language in LANGUAGES
            if (words := found.words(part.summary.get(language, ""), f"summary {language}"))
        },
        "positions": tuple(
            Position(
                found.line(who, "positions"),
                Stand(found.one_of(stand, tuple(Stand), "positions")),
                found.words(words, "positions"),
                found.line(source, "positions"),
            )
            for who, stand, words, source in found.rows(part.positions, 4, "positions")
        ),
    }
