"""Which word is shown for a thing that waits, for a part of the week, and for what is done with it?"""

from collections.abc import Mapping

from django.utils.translation import pgettext_lazy

from styrbord.web.code_words import Word

PARTS: Mapping[str, Word] = {
    "returned": pgettext_lazy("week", "Sent back"),
    "asked": pgettext_lazy("week", "Asked of you"),
    "promised": pgettext_lazy("week", "Promised"),
    "deviating": pgettext_lazy("week", "Deviating"),
    "checking": pgettext_lazy("week", "To check"),
    "due": pgettext_lazy("week", "To hand in"),
    "meeting": pgettext_lazy("week", "Meetings"),
}
SPANS: Mapping[str, Word] = {
    "late": pgettext_lazy("week", "Late"),
    "this-week": pgettext_lazy("week", "This week"),
    "later": pgettext_lazy("week", "Later"),
}
WHY: Mapping[str, Word] = {
    "returned": pgettext_lazy("week", "Sent back to you"),
    "not-begun": pgettext_lazy("week", "To hand in"),
    "begun": pgettext_lazy("week", "Begun, to hand in"),
    "to-review": pgettext_lazy("week", "Waits for your approval"),
    "to-release": pgettext_lazy("week", "Approved, waits for release"),
    "question": pgettext_lazy("week", "Question"),
    "question-open": pgettext_lazy("week", "Question without an owner"),
    "promised": pgettext_lazy("week", "Promise"),
    "broken": pgettext_lazy("week", "Broken promise"),
    "promise-asked": pgettext_lazy("week", "You are asked to promise"),
    "promise-offered": pgettext_lazy("week", "You are asked to take a promise over"),
    "later-day": pgettext_lazy("week", "A later day is asked for"),
    "deviation-new": pgettext_lazy("week", "New deviation"),
    "deviation-taken-up": pgettext_lazy("week", "Deviation to answer"),
    "deviation-explained": pgettext_lazy("week", "Deviation, explained"),
    "deviation-decided": pgettext_lazy("week", "Deviation, action decided"),
    "deviation-verifying": pgettext_lazy("week", "Deviation being verified"),
    "deviation-offered": pgettext_lazy("week", "You are asked to take a deviation over"),
    "deviation-to-accept": pgettext_lazy("week", "Explanation for you to judge"),
    "decision-under-review": pgettext_lazy("week", "Decision to take"),
    "decision-in-force": pgettext_lazy("week", "Check of a decision"),
    "decision-kept": pgettext_lazy("week", "Decision to review"),
    "decision-missed": pgettext_lazy("week", "Missed effect to review"),
    "decision-undecidable": pgettext_lazy("week", "Decision to review"),
    "decision-reviewed": pgettext_lazy("week", "Decision to look at once more"),
    "critique": pgettext_lazy("week", "You are asked what speaks against it"),
    "request-open": pgettext_lazy("week", "Wanted numbers that nobody looks for"),
    "request-wanted": pgettext_lazy("week", "Wanted numbers that you look for"),
    "request-found": pgettext_lazy("week", "Wanted numbers, a source is found"),
    "request-mapped": pgettext_lazy("week", "Wanted numbers, to go live"),
    "publicity-page": pgettext_lazy("week", "Page for more readers, for you to confirm"),
    "publicity-indicator": pgettext_lazy("week", "Indicator for more readers, for you to confirm"),
    "meeting": pgettext_lazy("week", "Meeting"),
    "meeting-now": pgettext_lazy("week", "Meeting under way"),
}
MOVES: Mapping[str, Word] = {
    "confirm": pgettext_lazy("week", "Confirm what is unchanged"),
    "unconfirm": pgettext_lazy("week", "Take the confirmation back"),
    "answer": pgettext_lazy("week", "Answer"),
    "keep": pgettext_lazy("week", "It is done"),
    "accept": pgettext_lazy("week", "I promise it"),
    "take-over": pgettext_lazy("week", "Take it over"),
    "agree": pgettext_lazy("week", "Agree to the later day"),
    "take-up": pgettext_lazy("week", "Take it up"),
    "consent": pgettext_lazy("week", "Take it over"),
}
DONE: Mapping[str, Word] = {
    "confirm": pgettext_lazy("week", "Confirmed. You may take it back until it is handed in."),
    "unconfirm": pgettext_lazy("week", "The confirmation is taken back."),
    "answer": pgettext_lazy("week", "Your answer is there for whoever sees the figure."),
    "keep": pgettext_lazy("week", "The promise is kept."),
    "accept": pgettext_lazy("week", "It is promised."),
    "take-over": pgettext_lazy("week", "The promise is yours now."),
    "agree": pgettext_lazy("week", "The later day holds."),
    "take-up": pgettext_lazy("week", "The deviation is taken up."),
    "consent": pgettext_lazy("week", "The deviation is yours now."),
}
_TABLES = {"PARTS": PARTS, "SPANS": SPANS, "WHY": WHY, "MOVES": MOVES, "DONE": DONE}


def word(table: str, code: str) -> str:
    """Word of a code in a table; the code itself where it has none."""
    return str(_TABLES[table].get(str(code), code))
