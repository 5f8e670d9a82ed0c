"""How are the codes of decisions called?"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from styrbord.core.base.text import chosen
from styrbord.services.decisions import ContextNote
from styrbord.web.names import language

Word: TypeAlias = str | Promise

STATES: Mapping[str, Word] = {
    "proposed": pgettext_lazy("state of a decision", "Proposed"),
    "under-review": pgettext_lazy("state of a decision", "Under review"),
    "decided": pgettext_lazy("state of a decision", "Decided"),
    "in-force": pgettext_lazy("state of a decision", "In force"),
    "kept": pgettext_lazy("state of a decision", "Checked: effect came"),
    "missed": pgettext_lazy("state of a decision", "Checked: effect missed"),
    "undecidable": pgettext_lazy("state of a decision", "Checked: too early to tell"),
    "reviewed": pgettext_lazy("state of a decision", "Reviewed"),
    "withdrawn": pgettext_lazy("state of a decision", "Withdrawn"),
}
MARKS: Mapping[str, str] = {
    "kept": "on-plan",
    "missed": "act",
    "undecidable": "watch",
}
VERDICTS: Mapping[str, Word] = {
    "": pgettext_lazy("verdict", "Not checked yet"),
    "kept": pgettext_lazy("verdict", "Came"),
    "missed": pgettext_lazy("verdict", "Missed"),
    "undecidable": pgettext_lazy("verdict", "Too early to tell"),
}
VERBS: Mapping[str, Word] = {
    "change": pgettext_lazy("decision", "Change it"),
    "submit": pgettext_lazy("decision", "Send it to review"),
    "return": pgettext_lazy("decision", "Send it back"),
    "decide": pgettext_lazy("decision", "Decide"),
    "review": pgettext_lazy("decision", "Keep the lessons"),
    "withdraw": pgettext_lazy("decision", "Withdraw it"),
}
STEPS: Mapping[str, Word] = {
    "propose": pgettext_lazy("step of a decision", "Proposed"),
    "submit": pgettext_lazy("step of a decision", "Sent to review"),
    "return": pgettext_lazy("step of a decision", "Sent back"),
    "decide": pgettext_lazy("step of a decision", "Decided"),
    "start": pgettext_lazy("step of a decision", "In force"),
    "keep": pgettext_lazy("step of a decision", "Checked: effect came"),
    "miss": pgettext_lazy("step of a decision", "Checked: effect missed"),
    "leave-open": pgettext_lazy("step of a decision", "Checked: too early to tell"),
    "review": pgettext_lazy("step of a decision", "Reviewed"),
    "withdraw": pgettext_lazy("step of a decision", "Withdrawn"),
}
CONTEXTS: Mapping[str, Word] = {
    "economy": pgettext_lazy("context", "Economy"),
    "social": pgettext_lazy("context", "People"),
    "ecology": pgettext_lazy("context", "Ecology"),
    "security": pgettext_lazy("context", "Security"),
    "trust": pgettext_lazy("context", "Trust"),
}


def contexts(codes: Sequence[str], known: Sequence[ContextNote]) -> list[tuple[str, str]]:
    """Codes of contexts with what the board calls them, in the language of the page."""
    named = {one.code: chosen(one.names, language()) for one in known}
    return [(code, named.get(code) or str(CONTEXTS.get(code, code))) for code in codes]


SIDES: Mapping[str, Word] = {
    "gains": pgettext_lazy("group", "gains"),
    "loses": pgettext_lazy("group", "loses"),
}
STANDS: Mapping[str, Word] = {
    "for": pgettext_lazy("position", "For"),
    "against": pgettext_lazy("position", "Against"),
    "mixed": pgettext_lazy("position", "Partly for, partly against"),
    "abstains": pgettext_lazy("position", "Abstains"),
}
STAKEHOLDERS: Mapping[str, Word] = {
    "residents": pgettext_lazy("stakeholder", "Residents"),
    "business": pgettext_lazy("stakeholder", "Business"),
    "public-body": pgettext_lazy("stakeholder", "Public body"),
    "association": pgettext_lazy("stakeholder", "Association"),
    "staff": pgettext_lazy("stakeholder", "Staff"),
    "other": pgettext_lazy("stakeholder", "Other"),
}
LEVELS: Mapping[str, Word] = {
    "low": pgettext_lazy("level of interest", "low"),
    "medium": pgettext_lazy("level of interest", "medium"),
    "high": pgettext_lazy("level of interest", "high"),
}
SEVERITIES: Mapping[str, Word] = {
    "0": pgettext_lazy("severity of a concern", "0 – none"),
    "1": pgettext_lazy("severity of a concern", "1 – small"),
    "2": pgettext_lazy("severity of a concern", "2 – to be weighed"),
    "3": pgettext_lazy("severity of a concern", "3 – grave"),
    "4": pgettext_lazy("severity of a concern", "4 – stops it"),
}
REPLIES: Mapping[str, Word] = {
    "accepted": pgettext_lazy("concern", "Accepted"),
    "rejected": pgettext_lazy("concern", "Rejected"),
}
NOVELTY: Mapping[str, Word] = {
    "tried-here": pgettext_lazy("novelty", "Tried here before"),
    "tried-elsewhere": pgettext_lazy("novelty", "Tried elsewhere"),
    "first-of-kind": pgettext_lazy("novelty", "First of its kind"),
}
ORIGINS: Mapping[str, Word] = {
    "": pgettext_lazy("origin", "nothing in particular"),
    "deviation": pgettext_lazy("origin", "a deviation"),
    "project": pgettext_lazy("origin", "a project"),
    "decision": pgettext_lazy("origin", "another decision"),
}
GRADES: Mapping[str, Word] = {
    "very-easy": pgettext_lazy("readability", "very easy"),
    "easy": pgettext_lazy("readability", "easy"),
    "medium": pgettext_lazy("readability", "medium"),
    "hard": pgettext_lazy("readability", "hard"),
    "very-hard": pgettext_lazy("readability", "very hard"),
}
INDICES: Mapping[str, str] = {"lix": "LIX", "flesch": "Flesch", "flesch-oborneva": "Flesch–Oborneva"}
OPTIONS: Mapping[str, str] = {"a": "A", "b": "B", "c": "C", "nothing": "0"}
LANGUAGES: Mapping[str, str] = {"en": "English", "ru": "Русский", "sv": "Svenska"}
