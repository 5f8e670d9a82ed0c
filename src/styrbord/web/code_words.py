"""Which word is shown for a code: a state, a verdict, a status, a direction, a rhythm?"""

from collections.abc import Mapping
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

Word: TypeAlias = str | Promise

STATES: Mapping[str, Word] = {
    "act": pgettext_lazy("state", "Act"),
    "watch": pgettext_lazy("state", "Watch"),
    "on-plan": pgettext_lazy("state", "On plan"),
    "no-target": pgettext_lazy("state", "No target set"),
    "no-data": pgettext_lazy("state", "No data"),
}
VERDICTS: Mapping[str, Word] = {
    "better": pgettext_lazy("change", "better"),
    "worse": pgettext_lazy("change", "worse"),
    "same": pgettext_lazy("change", "same"),
    "neutral": "",
}
STANDINGS: Mapping[str, Word] = {
    "on-track": pgettext_lazy("target", "on track"),
    "behind": pgettext_lazy("target", "behind"),
    "none": pgettext_lazy("target", "none set"),
}
DEVIATIONS: Mapping[str, Word] = {
    "behind-target": pgettext_lazy("deviation", "Behind target"),
    "period-missing": pgettext_lazy("deviation", "Data overdue"),
    "left-course": pgettext_lazy("deviation", "Left its course"),
}
TRACKS: Mapping[str, Word] = {
    "residual": pgettext_lazy("signal track", "course"),
    "plan": pgettext_lazy("signal track", "plan"),
    "health": pgettext_lazy("signal track", "numbers"),
    "decision": pgettext_lazy("signal track", "decision"),
    "money": pgettext_lazy("signal track", "money without result"),
}
PLAN_TRACKS: Mapping[str, Word] = {
    "on_track": pgettext_lazy("plan", "end of the path in reach"),
    "at_risk": pgettext_lazy("plan", "end of the path at risk"),
    "likely_missed": pgettext_lazy("plan", "end of the path likely missed"),
    "unknown": pgettext_lazy("plan", "end of the path: unknown"),
}
PLAN_COUNTS: Mapping[str, Word] = {
    "within": pgettext_lazy("plan", "Plans within their tolerance"),
    "behind": pgettext_lazy("plan", "Plans behind by more than their tolerance"),
    "unknown": pgettext_lazy("plan", "Plans without a target in the newest period: unknown"),
}
STEPS: Mapping[str, Word] = {
    "opened": pgettext_lazy("case", "Cases opened"),
    "carried_on": pgettext_lazy("case", "Cases that went on"),
    "held_back": pgettext_lazy("case", "Signals held back, soon after their case had ended"),
    "cleared": pgettext_lazy("case", "Cases that ended by themselves"),
}
SEVERITIES: Mapping[str, Word] = {
    "plan": pgettext_lazy("severity", "of the planned change"),
    "spread": pgettext_lazy("severity", "usual spreads"),
}
TROUBLES: Mapping[str, Word] = {
    "never_reported": pgettext_lazy("trouble", "never reported"),
    "late": pgettext_lazy("trouble", "late"),
    "missing_last": pgettext_lazy("trouble", "newest period missing"),
    "frozen": pgettext_lazy("trouble", "has stood still"),
    "unit_jump": pgettext_lazy("trouble", "looks like another unit"),
    "revised": pgettext_lazy("trouble", "revised more than usual"),
    "method_break": pgettext_lazy("trouble", "break in the series"),
}
UNJUDGED: Mapping[str, Word] = {
    "missing_last": pgettext_lazy("signal", "newest value missing"),
    "short": pgettext_lazy("signal", "too short"),
    "constant": pgettext_lazy("signal", "always the same"),
    "zero_spread": pgettext_lazy("signal", "no spread"),
    "not_finite": pgettext_lazy("signal", "not a number"),
    "no_weeks": pgettext_lazy("signal", "days that make no weeks"),
}
STATUSES: Mapping[str, Word] = {
    "A": pgettext_lazy("status", "Final"),
    "B": pgettext_lazy("status", "Break in the series"),
    "E": pgettext_lazy("status", "Estimated"),
    "F": pgettext_lazy("status", "Forecast"),
    "P": pgettext_lazy("status", "Provisional"),
    "L": pgettext_lazy("status", "Not collected"),
    "M": pgettext_lazy("status", "Cannot exist"),
    "O": pgettext_lazy("status", "Not yet known"),
    "Q": pgettext_lazy("status", "Hidden for privacy"),
    "Z": pgettext_lazy("status", "Does not occur"),
    "": pgettext_lazy("status", "No row"),
}
MISSING: Mapping[str, Word] = {
    "L": pgettext_lazy("missing", "not collected"),
    "M": pgettext_lazy("missing", "cannot exist"),
    "O": pgettext_lazy("missing", "no data"),
    "Q": pgettext_lazy("missing", "hidden, small numbers"),
    "": pgettext_lazy("missing", "no data"),
}
CARE: Mapping[str, Word] = {
    "ok": pgettext_lazy("owner", "in order"),
    "due": pgettext_lazy("owner", "due"),
    "overdue": pgettext_lazy("owner", "overdue"),
    "no-owner": pgettext_lazy("owner", "no owner"),
}
REQUEST_STATES: Mapping[str, Word] = {
    "wanted": pgettext_lazy("request", "Wanted"),
    "found": pgettext_lazy("request", "Source found"),
    "mapped": pgettext_lazy("request", "Mapped to an indicator"),
    "live": pgettext_lazy("request", "On the board"),
    "dropped": pgettext_lazy("request", "Given up"),
}
REQUEST_VERBS: Mapping[str, Word] = {
    "take": pgettext_lazy("request", "I look for it"),
    "find": pgettext_lazy("request", "The source is found"),
    "map": pgettext_lazy("request", "Map it to the indicator"),
    "go-live": pgettext_lazy("request", "The numbers are on the board"),
    "drop": pgettext_lazy("request", "Give it up"),
    "reopen": pgettext_lazy("request", "Want it again"),
}
REQUEST_STEPS: Mapping[str, Word] = {
    "wanted": pgettext_lazy("request", "Wanted"),
    "taken": pgettext_lazy("request", "Someone looks for it"),
    "found": pgettext_lazy("request", "Source found"),
    "mapped": pgettext_lazy("request", "Mapped to an indicator"),
    "went-live": pgettext_lazy("request", "On the board"),
    "dropped": pgettext_lazy("request", "Given up"),
    "reopened": pgettext_lazy("request", "Wanted again"),
}
SUBMISSION_STATES: Mapping[str, Word] = {
    "draft": pgettext_lazy("submission", "Draft"),
    "submitted": pgettext_lazy("submission", "Handed in"),
    "returned": pgettext_lazy("submission", "Sent back"),
    "approved": pgettext_lazy("submission", "Approved"),
    "scheduled": pgettext_lazy("submission", "Waits for its moment"),
    "released": pgettext_lazy("submission", "Released"),
    "corrected": pgettext_lazy("submission", "Corrected"),
    "withdrawn": pgettext_lazy("submission", "Withdrawn"),
}
SUBMISSION_MOVES: Mapping[str, Word] = {
    "save": pgettext_lazy("submission move", "save"),
    "submit": pgettext_lazy("submission move", "hand in"),
    "take-back": pgettext_lazy("submission move", "take back"),
    "return": pgettext_lazy("submission move", "send back"),
    "approve": pgettext_lazy("submission move", "approve"),
    "unlock": pgettext_lazy("submission move", "take the approval back"),
    "schedule": pgettext_lazy("submission move", "set the moment"),
    "reschedule": pgettext_lazy("submission move", "move the moment"),
    "unschedule": pgettext_lazy("submission move", "take the moment away"),
    "release": pgettext_lazy("submission move", "release"),
    "correct": pgettext_lazy("submission move", "correct"),
    "succeed": pgettext_lazy("submission move", "take its place"),
    "withdraw": pgettext_lazy("submission move", "withdraw"),
}
SUBMISSION_STEPS: Mapping[str, Word] = {
    "save": pgettext_lazy("submission", "Saved"),
    "submit": pgettext_lazy("submission", "Handed in"),
    "take-back": pgettext_lazy("submission", "Taken back by the sender"),
    "return": pgettext_lazy("submission", "Sent back"),
    "approve": pgettext_lazy("submission", "Approved"),
    "unlock": pgettext_lazy("submission", "Approval taken back"),
    "schedule": pgettext_lazy("submission", "Moment set"),
    "reschedule": pgettext_lazy("submission", "Moment moved"),
    "unschedule": pgettext_lazy("submission", "Moment taken away"),
    "release": pgettext_lazy("submission", "Released"),
    "correct": pgettext_lazy("submission", "Correction begun"),
    "succeed": pgettext_lazy("submission", "Corrected"),
    "withdraw": pgettext_lazy("submission", "Withdrawn"),
}
SCENARIOS: Mapping[str, Word] = {
    "pessimistic": pgettext_lazy("scenario", "Pessimistic"),
    "medium": pgettext_lazy("scenario", "Medium"),
    "optimistic": pgettext_lazy("scenario", "Optimistic"),
}
JOBS: Mapping[str, Word] = {
    "signals": pgettext_lazy("work", "Look for signals"),
    "forecasts": pgettext_lazy("work", "Forecasts"),
    "scenarios": pgettext_lazy("work", "Three scenarios"),
    "decisions": pgettext_lazy("work", "Checks of decisions"),
    "ratings": pgettext_lazy("work", "Rating"),
}
JOB_STATES: Mapping[str, Word] = {
    "waiting": pgettext_lazy("state of work", "Waits for a worker"),
    "running": pgettext_lazy("state of work", "Being done"),
    "done": pgettext_lazy("state of work", "Done"),
    "failed": pgettext_lazy("state of work", "Not done"),
    "cancelled": pgettext_lazy("state of work", "Cancelled"),
}
STAGES: Mapping[str, Word] = {
    "": pgettext_lazy("stage of work", "begins"),
    "reading": pgettext_lazy("stage of work", "reading the numbers"),
    "judging": pgettext_lazy("stage of work", "judging the series"),
    "fitting": pgettext_lazy("stage of work", "fitting the series"),
    "reconciling": pgettext_lazy("stage of work", "making forecasts add up"),
    "paths": pgettext_lazy("stage of work", "drawing joint paths"),
    "recalculate": pgettext_lazy("stage of work", "recalculating with other weights and methods"),
}
ASKERS: Mapping[str, Word] = {
    "operator": pgettext_lazy("who asked", "whoever runs the board"),
    "tick": pgettext_lazy("who asked", "the board itself"),
    "decisions": pgettext_lazy("who asked", "the board itself"),
}
TO_WHOM: Mapping[str, Word] = {
    "open": pgettext_lazy("to whom", "everyone"),
    "internal": pgettext_lazy("to whom", "posts with a role for the subject"),
    "restricted": pgettext_lazy("to whom", "posts with a right to restricted numbers of the subject"),
}
DIRECTIONS: Mapping[str, Word] = {
    "up": _("higher is better"),
    "down": _("lower is better"),
    "range": _("within a range is best"),
    "none": _("none: neither way is better"),
}
FREQUENCIES: Mapping[str, Word] = {
    "A": pgettext_lazy("rhythm", "Yearly"),
    "S": pgettext_lazy("rhythm", "Every half-year"),
    "Q": pgettext_lazy("rhythm", "Quarterly"),
    "M": pgettext_lazy("rhythm", "Monthly"),
    "W": pgettext_lazy("rhythm", "Weekly"),
    "D": pgettext_lazy("rhythm", "Daily"),
    "T": pgettext_lazy("rhythm", "From the year’s start"),
}
GRAINS: Mapping[str, Word] = {
    "A": pgettext_lazy("grain", "Years"),
    "S": pgettext_lazy("grain", "Half-years"),
    "Q": pgettext_lazy("grain", "Quarters"),
    "M": pgettext_lazy("grain", "Months"),
    "W": pgettext_lazy("grain", "Weeks"),
    "D": pgettext_lazy("grain", "Days"),
    "T": pgettext_lazy("grain", "From the year’s start"),
}
OVER_SUBJECTS: Mapping[str, Word] = {
    "sum": _("sum of the members"),
    "weighted-mean": _("weighted mean of the members"),
    "formula": _("formula over the totals of its inputs"),
    "none": _("does not add up"),
}
OVER_TIME: Mapping[str, Word] = {
    "sum": _("sum of the periods"),
    "mean": _("mean of the periods"),
    "first": _("first of the periods"),
    "last": _("last of the periods"),
    "max": _("highest of the periods"),
    "none": _("does not add up"),
}
ACCESS: Mapping[str, Word] = {
    "open": pgettext_lazy("access", "Open"),
    "internal": pgettext_lazy("access", "Internal"),
    "restricted": pgettext_lazy("access", "Restricted"),
}
ROLES: Mapping[str, Word] = {
    "preparer": pgettext_lazy("role of a post", "Preparer"),
    "reviewer": pgettext_lazy("role of a post", "Reviewer"),
    "releaser": pgettext_lazy("role of a post", "Releaser"),
    "editor": pgettext_lazy("role of a post", "Editor"),
    "analyst": pgettext_lazy("role of a post", "Analyst"),
    "owner": pgettext_lazy("role of a post", "Owner"),
    "expert": pgettext_lazy("role of a post", "Expert"),
    "competence-centre": pgettext_lazy("role of a post", "Competence centre"),
    "auditor": pgettext_lazy("role of a post", "Auditor"),
    "administrator": pgettext_lazy("role of a post", "Administrator"),
}
ACTIONS: Mapping[str, Word] = {
    "see-internal": pgettext_lazy("may", "see internal numbers"),
    "see-restricted": pgettext_lazy("may", "see restricted numbers"),
    "prepare": pgettext_lazy("may", "hand in numbers"),
    "review": pgettext_lazy("may", "approve or return what was handed in"),
    "release": pgettext_lazy("may", "release numbers"),
    "edit": pgettext_lazy("may", "edit pages and load files"),
    "analyse": pgettext_lazy("may", "make ratings, forecasts and scenarios"),
    "own": pgettext_lazy("may", "answer for indicators and goals"),
    "advise": pgettext_lazy("may", "give opinions"),
    "comment": pgettext_lazy("may", "comment and ask"),
    "read-records": pgettext_lazy("may", "read all records and their history"),
    "give-rights": pgettext_lazy("may", "give and take rights"),
}
MODES: Mapping[str, Word] = {
    "rolling": pgettext_lazy("release", "shown when accepted"),
    "scheduled": pgettext_lazy("release", "by calendar"),
}
HIT_KINDS: Mapping[str, Word] = {
    "subject": pgettext_lazy("kind", "Subject"),
    "indicator": pgettext_lazy("kind", "Indicator"),
    "page": pgettext_lazy("kind", "Page"),
    "rubric": pgettext_lazy("kind", "Rubric"),
}
LACKS: Mapping[str, Word] = {
    "definition": pgettext_lazy("lacks", "definition"),
    "source": pgettext_lazy("lacks", "source"),
    "owner": pgettext_lazy("lacks", "owner"),
    "unit": pgettext_lazy("lacks", "unit"),
    "direction": pgettext_lazy("lacks", "good direction"),
    "target": pgettext_lazy("lacks", "target"),
    "values": pgettext_lazy("lacks", "values"),
    "rubric": pgettext_lazy("lacks", "rubric"),
    "rhythm": pgettext_lazy("lacks", "release lag"),
    "translation": pgettext_lazy("lacks", "translation"),
}
FOLLOWED: Mapping[str, Word] = {
    "indicator": pgettext_lazy("kind", "Indicator"),
    "subject": pgettext_lazy("kind", "Subject"),
    "page": pgettext_lazy("kind", "Page"),
    "dataset": pgettext_lazy("followed", "Releases of a dataset"),
    "notices": pgettext_lazy("followed", "As soon as they come"),
    "week": pgettext_lazy("followed", "Once a week"),
}
THEMES: Mapping[str, Word] = {
    "harbour": pgettext_lazy("theme", "Usual colours"),
    "slate": pgettext_lazy("theme", "Slate"),
    "contrast": pgettext_lazy("theme", "High contrast"),
}


def word(table: Mapping[str, Word], code: str) -> str:
    """Word of a code; a code that is not in the table is its own word."""
    return str(table.get(code, code))


def in_members(n: int, level: str) -> str:
    """So many members of a level, after "in": `in 41 municipalities`."""
    if level == "municipality":
        text = ngettext("in %(n)d municipality", "in %(n)d municipalities", n)
    elif level == "district":
        text = ngettext("in %(n)d district", "in %(n)d districts", n)
    elif level == "county":
        text = ngettext("in %(n)d county", "in %(n)d counties", n)
    elif level == "region":
        text = ngettext("in %(n)d region", "in %(n)d regions", n)
    elif level == "country":
        text = ngettext("in %(n)d country", "in %(n)d countries", n)
    else:
        text = ngettext("in %(n)d subject", "in %(n)d subjects", n)
    return text % {"n": n}


BLOCK_KINDS: Mapping[str, Word] = {
    "tiles": pgettext_lazy("block of a page", "Key figures"),
    "chart": pgettext_lazy("block of a page", "Chart"),
    "table": pgettext_lazy("block of a page", "Table"),
    "breakdown": pgettext_lazy("block of a page", "Breakdown"),
    "map": pgettext_lazy("block of a page", "Map"),
    "text": pgettext_lazy("block of a page", "Text"),
    "goals": pgettext_lazy("block of a page", "Goals"),
}
CHART_KINDS: Mapping[str, Word] = {
    "line": pgettext_lazy("kind of chart", "Lines"),
    "stacked": pgettext_lazy("kind of chart", "Stacked areas"),
    "bars": pgettext_lazy("kind of chart", "Bars"),
}
PAGE_CHANGES: Mapping[str, Word] = {
    "new": pgettext_lazy("change of a page", "a new page"),
    "titles": pgettext_lazy("change of a page", "another title"),
    "intro": pgettext_lazy("change of a page", "another introduction"),
    "place": pgettext_lazy("change of a page", "another place"),
    "publicity": pgettext_lazy("change of a page", "other readers"),
    "added": pgettext_lazy("change of a page", "blocks added"),
    "removed": pgettext_lazy("change of a page", "blocks removed"),
    "order": pgettext_lazy("change of a page", "another order"),
}
SEEN_BY: Mapping[str, Word] = {
    "public": pgettext_lazy("readers", "everyone"),
    "signed-in": pgettext_lazy("readers", "those who have signed in"),
    "open": pgettext_lazy("readers", "everyone"),
    "internal": pgettext_lazy("readers", "posts with a right to internal numbers"),
    "restricted": pgettext_lazy("readers", "posts with a right to restricted numbers"),
}
