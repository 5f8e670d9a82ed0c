"""What does a matter say, in words, in the order of its form?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.figures import format as written
from styrbord.figures.pages import Labels
from styrbord.services.investments.notes import MatterNote
from styrbord.web import amounts, names
from styrbord.web.code_words import Word
from styrbord.web.investments import money, more_words, saying


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is said, with what it is."""

    title: str
    words: str


TITLES: Mapping[str, Word] = {
    "title": pgettext_lazy("part of a matter", "What"),
    "law": pgettext_lazy("part of a matter", "Law or rule"),
    "ground": pgettext_lazy("part of a matter", "Ground"),
    "missing": pgettext_lazy("part of a matter", "Requirements that are not met"),
    "reason": pgettext_lazy("part of a matter", "Reason"),
    "risk": pgettext_lazy("part of a matter", "Risk"),
    "compensation": pgettext_lazy("part of a matter", "What is done instead"),
    "period": pgettext_lazy("part of a matter", "Period"),
    "value": pgettext_lazy("part of a matter", "Value"),
    "counterfactual": pgettext_lazy("part of a matter", "Value without the investment"),
    "method": pgettext_lazy("part of a matter", "Method"),
    "measured_on": pgettext_lazy("part of a matter", "Measured on"),
    "measured_by": pgettext_lazy("part of a matter", "Measured by"),
    "waived_until": pgettext_lazy("part of a matter", "Start may be missing until"),
    "since": pgettext_lazy("part of a matter", "In force since"),
    "version": pgettext_lazy("part of a matter", "Version of the terms of reference"),
    "sitting": pgettext_lazy("part of a matter", "Sitting"),
    "questions": pgettext_lazy("part of a matter", "Questions"),
    "scope": pgettext_lazy("part of a matter", "Scope"),
    "source": pgettext_lazy("part of a matter", "Source"),
}


def facts(note: MatterNote, labels: Labels) -> list[Fact]:
    """What a matter says; what is empty is left out."""
    told = [
        Fact(str(title), _told(name, note.data[name], labels))
        for name, title in TITLES.items()
        if note.data.get(name) not in (None, "", [], {})
    ]
    return [one for one in (*_around(note, labels), *told, *_baseline(note, labels)) if one.words]


def _baseline(note: MatterNote, labels: Labels) -> Iterator[Fact]:
    """The value at the start of a benefit, told part by part."""
    start = note.data.get("baseline")
    if isinstance(start, Mapping):
        for name in ("value", "period", "method", "measured_by"):
            yield Fact(
                _("At the start: %(what)s") % {"what": TITLES[name].lower()},
                _told(name, start.get(name, ""), labels),
            )


CODES: Mapping[str, Word] = {
    "benefit": pgettext_lazy("part of a matter", "Benefit"),
    "measurement": pgettext_lazy("part of a matter", "Benefit"),
    "waiver": pgettext_lazy("part of a matter", "Requirement"),
}
DUES: Mapping[str, Word] = {
    "waiver": pgettext_lazy("part of a matter", "Last day"),
    "stop": pgettext_lazy("part of a matter", "The owner may answer until"),
    "item": pgettext_lazy("part of a matter", "Sitting"),
    "proposal": pgettext_lazy("part of a matter", "To be done by"),
}


def _around(note: MatterNote, labels: Labels) -> Iterator[Fact]:
    if note.code and note.noun in CODES:
        yield Fact(str(CODES[note.noun]), note.code)
    if note.body.code:
        yield Fact(_("Body"), names.words(note.body.names) or names.subject_name(labels, note.body.code))
    if note.post.code:
        yield Fact(_("Post"), names.words(note.post.names) or names.named(labels.posts, note.post.code))
    if note.due_on:
        yield Fact(str(DUES.get(note.noun, _("Answer due by"))), _day(note.due_on.isoformat(), labels))


def _told(name: str, found: object, labels: Labels) -> str:
    if isinstance(found, Sequence) and not isinstance(found, str):
        return ", ".join(_told(name, one, labels) for one in found)
    return _WORDED.get(name, _plain)(str(found), labels)


def _plain(text: str, _labels: Labels) -> str:
    return text


def day_words(text: str) -> str:
    """Day by its text in the reader's language, else the text."""
    try:
        return written.date_label(date.fromisoformat(text), language=names.language())
    except (TypeError, ValueError):
        return str(text)


def number_words(text: str) -> str:
    """Number by its text with every digit in the reader's language."""
    found = saying.number(str(text))
    return money.exact(found) if found is not None else str(text)


def _day(text: str, _labels: Labels) -> str:
    return day_words(text)


def _number(text: str, _labels: Labels) -> str:
    return number_words(text)


def period_words(text: str) -> str:
    """Period by its code in the reader's language, else the code."""
    try:
        return amounts.period(Period.parse(text)) if text else ""
    except Refused:
        return text


def _period(text: str, _labels: Labels) -> str:
    return period_words(text)


def _who(text: str, labels: Labels) -> str:
    known = names.named(labels.posts, text)
    return known if known != text else names.subject_name(labels, text)


_WORDED: Mapping[str, Callable[[str, Labels], str]] = {
    "ground": lambda text, _labels: more_words.word("GROUNDS", text),
    "scope": lambda text, _labels: more_words.word("SCOPES", text),
    "value": _number,
    "counterfactual": _number,
    "period": _period,
    "measured_by": _who,
    **dict.fromkeys(("measured_on", "waived_until", "since", "sitting"), _day),
}
