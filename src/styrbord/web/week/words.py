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
    "investment-appraising": pgettext_lazy("week", "Investment to decide"),
    "investment-executing": pgettext_lazy("week", "Delivery to report"),
    "investment-delivered": pgettext_lazy("week", "Delivered, benefits to begin"),
    "benefit-identified": pgettext_lazy("week", "Benefit to specify"),
    "benefit-specified": pgettext_lazy("week", "Value before the change to record"),
    "benefit-baselined": pgettext_lazy("week", "Targets of a benefit to plan"),
    "benefit-planned": pgettext_lazy("week", "Benefit to start taking home"),
    "measurement-draft": pgettext_lazy("week", "Measurement to hand in"),
    "measurement-submitted": pgettext_lazy("week", "Measurement to verify"),
    "change-computed": pgettext_lazy("week", "Change request that your body is asked to agree to"),
    "change-agreed": pgettext_lazy("week", "Change request to decide"),
    "stop-proposed": pgettext_lazy("week", "Stop order is proposed"),
    "stop-heard": pgettext_lazy("week", "Stop order to decide, the owner was heard"),
    "stop-appealed": pgettext_lazy("week", "Appeal against a stop order"),
    "waiver-asked": pgettext_lazy("week", "Waiver to decide"),
    "conformity-in-review": pgettext_lazy("week", "Conformity form to judge"),
    "conformity-rejected": pgettext_lazy("week", "Conformity form was rejected"),
    "opinion-asked": pgettext_lazy("week", "Your body is asked for its opinion"),
    "opinion-given": pgettext_lazy("week", "Opinion to answer"),
    "advice-given": pgettext_lazy("week", "Advice of the experts to answer"),
    "advice-answered": pgettext_lazy("week", "Answer to your advice"),
    "obstacle-open": pgettext_lazy("week", "Legal obstacle to refer"),
    "obstacle-referred": pgettext_lazy("week", "Legal obstacle that your body is asked about"),
    "obstacle-answered": pgettext_lazy("week", "Legal obstacle to judge"),
    "item-on-agenda": pgettext_lazy("week", "Subcommittee to conclude"),
    "item-postponed": pgettext_lazy("week", "Postponed item to put again"),
    "proposal-proposed": pgettext_lazy("week", "Proposal to judge"),
    "proposal-accepted": pgettext_lazy("week", "Accepted proposal to finish"),
    "follow-up-owed": pgettext_lazy("week", "Measurement after delivery is owed"),
    "report-owed": pgettext_lazy("week", "Monthly report on an investment"),
    "money-unmatched": pgettext_lazy("week", "Money without result"),
    "rating-method": pgettext_lazy("week", "Method of a rating to approve"),
    "rating-run": pgettext_lazy("week", "Rating to approve or publish"),
    "rating-appeal": pgettext_lazy("week", "Appeal against a rating to answer"),
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
