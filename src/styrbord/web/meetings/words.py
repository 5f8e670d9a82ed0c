"""Which word is shown for a kind, a state, a step, a weekday or a rhythm of meetings?"""

from collections.abc import Mapping

from django.utils.translation import ngettext, pgettext, pgettext_lazy

from styrbord.web.code_words import Word
from styrbord.web.decisions import words as decisions
from styrbord.web.deviations import words as deviations
from styrbord.web.promises import words as promises

KINDS: Mapping[str, Word] = {
    "broken-promise": pgettext_lazy("agenda", "Broken promise"),
    "new-deviation": pgettext_lazy("agenda", "New deviation"),
    "check": pgettext_lazy("agenda", "Check of a decision"),
    "due-promise": pgettext_lazy("agenda", "Promise that is due"),
    "by-hand": pgettext_lazy("agenda", "Put there by hand"),
}
MARKS: Mapping[str, str] = {"broken-promise": "act", "new-deviation": "act", "check": "watch"}
STATES: Mapping[str, Word] = {
    "planned": pgettext_lazy("meeting", "Planned"),
    "under-way": pgettext_lazy("meeting", "Under way"),
    "ended": pgettext_lazy("meeting", "Ended"),
}
ITEMS: Mapping[str, Word] = {
    "open": pgettext_lazy("agenda item", "Open"),
    "done": pgettext_lazy("agenda item", "Done"),
    "carried": pgettext_lazy("agenda item", "Next time"),
}
STEPS: Mapping[str, Word] = {
    "put": pgettext_lazy("meeting step", "put it on the agenda"),
    "note": pgettext_lazy("meeting step", "noted"),
    "promise": pgettext_lazy("meeting step", "asked for a promise"),
    "deviation": pgettext_lazy("meeting step", "moved the deviation"),
    "decision": pgettext_lazy("meeting step", "proposed a decision"),
    "finish": pgettext_lazy("meeting step", "done"),
    "carry": pgettext_lazy("meeting step", "put off to the next time"),
    "reopen": pgettext_lazy("meeting step", "opened it again"),
}
WEEKDAYS: Mapping[str, Word] = {
    "1": pgettext_lazy("weekday", "Monday"),
    "2": pgettext_lazy("weekday", "Tuesday"),
    "3": pgettext_lazy("weekday", "Wednesday"),
    "4": pgettext_lazy("weekday", "Thursday"),
    "5": pgettext_lazy("weekday", "Friday"),
    "6": pgettext_lazy("weekday", "Saturday"),
    "7": pgettext_lazy("weekday", "Sunday"),
}
LANGUAGES = decisions.LANGUAGES
_STANDS: Mapping[str, Mapping[str, Word]] = {
    "promise": promises.STATES,
    "deviation": deviations.STATES,
    "decision": decisions.STATES,
}


def word(table: str, code: str) -> str:
    """Word of a code in one of the tables, else the code."""
    return str(globals()[table].get(str(code), code))


def stands(about: str, code: str) -> str:
    """Word of the state of what an item is about; "" where it has none."""
    return str(_STANDS.get(about, {}).get(code, code))


def kind(code: str, *, is_carried: bool) -> str:
    """Why something is on the agenda; a deviation that was put off is no longer new."""
    is_old = is_carried and code == "new-deviation"
    return str(pgettext("agenda", "Deviation")) if is_old else word("KINDS", code)


def rhythm(weeks: int) -> str:
    """How often a circle meets."""
    return ngettext("every week", "every %(n)d weeks", weeks) % {"n": weeks}
