"""What do the parameters of a problem say in the reader's language: states, steps, phrases?"""

import re
from collections.abc import Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from styrbord.figures import format as written
from styrbord.web import code_words, names
from styrbord.web.decisions import words as decision_words
from styrbord.web.decisions.problem_words import MISSING
from styrbord.web.investments import words as investment_words
from styrbord.web.meetings import words as meeting_words
from styrbord.web.promises import words as promise_words

PHRASES: Mapping[str, Promise] = {
    "text in quotes": pgettext_lazy("said", "text in quotes"),
    "a number": pgettext_lazy("said", "a number"),
    "a number that is not negative": pgettext_lazy("said", "a number that is not negative"),
    "a whole number from {} to {}": pgettext_lazy("said", "a whole number from {} to {}"),
    "whole days from {} to {}": pgettext_lazy("said", "whole days from {} to {}"),
    "true or false": pgettext_lazy("said", "true or false"),
    "a list of codes in quotes": pgettext_lazy("said", "a list of codes in quotes"),
    "a list of whole days from {} to {}": pgettext_lazy("said", "a list of whole days from {} to {}"),
    "a table": pgettext_lazy("said", "a table"),
    "a list of tables": pgettext_lazy("said", "a list of tables"),
    "a form": pgettext_lazy("said", "a form"),
    "a rule": pgettext_lazy("said", "a rule"),
    "truth value": pgettext_lazy("said", "truth value"),
    "number": pgettext_lazy("said", "number"),
    "so large a number": pgettext_lazy("said", "so large a number"),
    "a smaller one": pgettext_lazy("said", "a smaller one"),
    "a closing quote": pgettext_lazy("said", "a closing quote"),
    "a number, a name or a sign": pgettext_lazy("said", "a number, a name or a sign"),
    "and, or, a sign or the end": pgettext_lazy("said", "and, or, a sign or the end"),
    "a sign or the end": pgettext_lazy("said", "a sign or the end"),
    "a number, a name, a function or a bracket": pgettext_lazy(
        "said", "a number, a name, a function or a bracket"
    ),
    "the end": pgettext_lazy("said", "the end"),
    "letters": pgettext_lazy("said", "letters"),
    "parts": pgettext_lazy("said", "parts"),
    "a number from {} to {}": pgettext_lazy("said", "a number from {} to {}"),
    "a number from {}": pgettext_lazy("said", "a number from {}"),
    "a whole number from {}": pgettext_lazy("said", "a whole number from {}"),
    "a whole number from -{} to {}": pgettext_lazy("said", "a whole number from -{} to {}"),
    "a whole number": pgettext_lazy("said", "a whole number"),
    "a list": pgettext_lazy("said", "a list"),
    "a list of {}": pgettext_lazy("said", "a list of {}"),
    "a day such as {}-{}-{}": pgettext_lazy("said", "a day such as {}-{}-{}"),
    "text, a number, true or false": pgettext_lazy("said", "text, a number, true or false"),
    "{} to {} letters, digits, dots, underscores and hyphens, no dot or hyphen first": pgettext_lazy(
        "said", "{} to {} letters, digits, dots, underscores and hyphens, no dot or hyphen first"
    ),
    "shares from {} to {}": pgettext_lazy("said", "shares from {} to {}"),
    "a number above {}": pgettext_lazy("said", "a number above {}"),
}
"""Phrases that problems take from the core; a pair of braces stands for each number."""
CODES: Mapping[str, Mapping[str, Mapping[str, str | Promise]]] = {
    "submission.": {
        "state": code_words.SUBMISSION_STATES,
        "verb": code_words.SUBMISSION_MOVES,
        "possible": code_words.SUBMISSION_MOVES,
    },
    "data-request.": {"state": code_words.REQUEST_STATES, "verb": code_words.REQUEST_VERBS},
    "scenarios.half-story": {"scenarios": code_words.SCENARIOS},
    "meeting.": {"meeting": meeting_words.STATES, "item": meeting_words.ITEMS, "verb": meeting_words.STEPS},
    "promise.": {"state": promise_words.STATES, "verb": promise_words.VERBS, "kind": promise_words.SOURCES},
    "critique.": {"state": decision_words.STATES},
    "investment.": {"stage": investment_words.STAGES, "kind": investment_words.ASSENTS},
    "portfolio.not-possible": {"state": investment_words.STAGES, "verb": investment_words.VERBS},
    "change.": {"stage": investment_words.STAGES, "state": investment_words.CHANGE_STATES},
    "report.": {"stage": investment_words.STAGES},
    "gate.": {"kind": investment_words.CONDITIONS, "light": investment_words.LIGHTS},
    "effect-map.": {"start_kind": investment_words.NODES, "end_kind": investment_words.NODES},
    "decision.": {"state": decision_words.STATES, "verb": decision_words.VERBS, "what": MISSING},
}
"""Parameters that hold codes of ours, by the beginning of the kind's code."""
_HINT = re.compile(r" Did you mean '(?P<near>[^']*)'\?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_DIGITS = re.compile(r"\d+")
_QUOTED = re.compile(r"'([a-z-]+)'")


def said(code: str, params: Mapping[str, object]) -> dict[str, object]:
    """Parameters of a problem of some kind, in the reader's language; other text stays as it is."""
    tables = next((table for start, table in CODES.items() if code.startswith(start)), {})
    return {
        name: _said(value, tables.get(name)) if isinstance(value, str) else value
        for name, value in params.items()
    }


def _said(text: str, table: Mapping[str, str | Promise] | None) -> str:
    if table:
        return _QUOTED.sub(lambda found: str(table.get(found[1], found[1])), str(table.get(text, text)))
    if hint := _HINT.fullmatch(text):
        return " " + gettext("Did you mean '{near}'?").format(near=hint["near"])
    if _MOMENT.fullmatch(text):
        at = datetime.fromisoformat(text)
        return f"{written.moment_label(at, language=names.language())} UTC"
    phrase = PHRASES.get(_DIGITS.sub("{}", text))
    return str(phrase).format(*_DIGITS.findall(text)) if phrase else text
