"""Which word is shown for a state, verb, step, cause or outcome of a deviation?"""

from collections.abc import Mapping

from django.utils.translation import pgettext_lazy

from styrbord.web.code_words import Word

STATES: Mapping[str, Word] = {
    "new": pgettext_lazy("deviation", "New"),
    "taken-up": pgettext_lazy("deviation", "Taken up"),
    "explained": pgettext_lazy("deviation", "Explained"),
    "decided": pgettext_lazy("deviation", "Action decided"),
    "verifying": pgettext_lazy("deviation", "Being verified"),
    "closed": pgettext_lazy("deviation", "Closed"),
}
VERBS: Mapping[str, Word] = {
    "take-up": pgettext_lazy("deviation", "Take it up"),
    "name-cause": pgettext_lazy("deviation", "Name the cause"),
    "explain": pgettext_lazy("deviation", "Explain it"),
    "accept": pgettext_lazy("deviation", "Accept the explanation"),
    "reject": pgettext_lazy("deviation", "Reject the explanation"),
    "decide": pgettext_lazy("deviation", "State an action"),
    "verify": pgettext_lazy("deviation", "The action is done: verify"),
    "go-back": pgettext_lazy("deviation", "It did not help: go back"),
    "hand-over": pgettext_lazy("deviation", "Ask another post to take it over"),
    "consent": pgettext_lazy("deviation", "Take it over"),
    "decline": pgettext_lazy("deviation", "Decline"),
    "take-back": pgettext_lazy("deviation", "Keep it after all"),
    "close": pgettext_lazy("deviation", "Close it"),
}
STEPS: Mapping[str, Word] = {
    "take-up": pgettext_lazy("step", "took it up"),
    "name-cause": pgettext_lazy("step", "named the cause"),
    "explain": pgettext_lazy("step", "explained it"),
    "accept": pgettext_lazy("step", "accepted the explanation"),
    "reject": pgettext_lazy("step", "rejected the explanation"),
    "decide": pgettext_lazy("step", "stated an action"),
    "verify": pgettext_lazy("step", "began to verify"),
    "go-back": pgettext_lazy("step", "went back: it did not help"),
    "hand-over": pgettext_lazy("step", "asked another post to take it over"),
    "consent": pgettext_lazy("step", "took it over"),
    "decline": pgettext_lazy("step", "declined"),
    "take-back": pgettext_lazy("step", "kept it after all"),
    "close": pgettext_lazy("step", "closed it"),
    "settle": pgettext_lazy("step", "ended by itself, within the tolerance"),
    "recur": pgettext_lazy("step", "came back while it was verified"),
}
CAUSES: Mapping[str, Word] = {
    "demand": pgettext_lazy("cause", "demand or number of people"),
    "supply": pgettext_lazy("cause", "supply or prices"),
    "money": pgettext_lazy("cause", "money late or short"),
    "staff": pgettext_lazy("cause", "staff"),
    "contractor": pgettext_lazy("cause", "contractor or partner"),
    "law": pgettext_lazy("cause", "change of law or rules"),
    "weather": pgettext_lazy("cause", "weather or accident"),
    "plan": pgettext_lazy("cause", "plan or target was wrong"),
    "numbers": pgettext_lazy("cause", "numbers or method"),
    "other": pgettext_lazy("cause", "something else"),
}
OUTCOMES: Mapping[str, Word] = {
    "effective": pgettext_lazy("outcome", "the action helped"),
    "not_effective": pgettext_lazy("outcome", "the action did not help"),
    "accepted": pgettext_lazy("outcome", "accepted as it is"),
    "false_alarm": pgettext_lazy("outcome", "false alarm"),
    "data_error": pgettext_lazy("outcome", "error of the numbers"),
}
GROUPS: Mapping[str, Word] = {
    "all": pgettext_lazy("deviations", "All"),
    "owner": pgettext_lazy("deviations", "Post"),
    "rubric": pgettext_lazy("deviations", "Rubric"),
    "quarter": pgettext_lazy("deviations", "Opened in"),
}
TABLES: Mapping[str, Mapping[str, Word]] = {
    "STATES": STATES, "VERBS": VERBS, "STEPS": STEPS, "CAUSES": CAUSES, "OUTCOMES": OUTCOMES,
    "GROUPS": GROUPS,
}  # fmt: skip


def word(table: str, code: str) -> str:
    """Word of a code in one of the tables; the code itself where there is none."""
    return str(TABLES[table].get(code, code))
