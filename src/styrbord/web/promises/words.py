"""Which word is shown for a state, verb, step or source of a promise?"""

from collections.abc import Mapping

from django.utils.translation import pgettext_lazy

from styrbord.services.promises import PromiseNote
from styrbord.web.code_words import Word

STATES: Mapping[str, Word] = {
    "asked": pgettext_lazy("promise", "Asked for"),
    "promised": pgettext_lazy("promise", "Promised"),
    "kept": pgettext_lazy("promise", "Kept"),
    "refused": pgettext_lazy("promise", "Declined"),
    "released": pgettext_lazy("promise", "Let go"),
    "broken": pgettext_lazy("promise", "Broken"),
    "kept-late": pgettext_lazy("promise", "Kept late"),
    "released-late": pgettext_lazy("promise", "Let go after it was broken"),
}
MARKS: Mapping[str, str] = {
    "broken": "act",
    "kept-late": "watch",
    "released-late": "watch",
    "kept": "on-plan",
}
_LATE = {"promised": "broken", "kept": "kept-late", "released": "released-late"}
VERBS: Mapping[str, Word] = {
    "accept": pgettext_lazy("promise verb", "Promise it"),
    "decline": pgettext_lazy("promise verb", "Decline"),
    "keep": pgettext_lazy("promise verb", "It is done"),
    "reopen": pgettext_lazy("promise verb", "It is not done: open it again"),
    "postpone": pgettext_lazy("promise verb", "Ask for a later day"),
    "agree": pgettext_lazy("promise verb", "Agree to the later day"),
    "refuse": pgettext_lazy("promise verb", "Keep to the day"),
    "release": pgettext_lazy("promise verb", "Let it go"),
    "hand-over": pgettext_lazy("promise verb", "Ask another post to take it over"),
    "take-over": pgettext_lazy("promise verb", "Take it over"),
    "turn-down": pgettext_lazy("promise verb", "Do not take it over"),
    "take-back": pgettext_lazy("promise verb", "Hold it after all"),
}
STEPS: Mapping[str, Word] = {
    "give": pgettext_lazy("promise step", "said what is to be done"),
    "accept": pgettext_lazy("promise step", "promised it"),
    "decline": pgettext_lazy("promise step", "declined"),
    "keep": pgettext_lazy("promise step", "said that it is done"),
    "reopen": pgettext_lazy("promise step", "opened it again"),
    "postpone": pgettext_lazy("promise step", "asked for a later day"),
    "agree": pgettext_lazy("promise step", "agreed to the later day"),
    "refuse": pgettext_lazy("promise step", "kept to the day"),
    "release": pgettext_lazy("promise step", "let it go"),
    "hand-over": pgettext_lazy("promise step", "asked another post to take it over"),
    "take-over": pgettext_lazy("promise step", "took it over"),
    "turn-down": pgettext_lazy("promise step", "did not take it over"),
    "take-back": pgettext_lazy("promise step", "held it after all"),
    "break": pgettext_lazy("promise step", "the day passed and it was not kept"),
}
SOURCES: Mapping[str, Word] = {
    "": pgettext_lazy("promise source", "nothing but itself"),
    "decision": pgettext_lazy("promise source", "a decision"),
    "deviation": pgettext_lazy("promise source", "a deviation"),
    "meeting": pgettext_lazy("promise source", "a meeting"),
}
TABLES: Mapping[str, Mapping[str, Word]] = {
    "STATES": STATES, "VERBS": VERBS, "STEPS": STEPS, "SOURCES": SOURCES,
}  # fmt: skip


def word(table: str, code: str) -> str:
    """Word of a code in one of the tables; the code itself where there is none."""
    return str(TABLES[table].get(code, code))


def state_of(note: PromiseNote) -> str:
    """How a promise is said to stand: its state, told apart where it was ever broken."""
    return _LATE.get(note.state, note.state) if note.broken else note.state
