"""What is missing in a decision before it may be taken?"""

from collections.abc import Iterator
from datetime import date

from styrbord.core.base.problems import Problem, define
from styrbord.core.strategy.decisions.model import NOTHING, Proposal

define("decision.no-title", "The decision has no title.", "Say in a line what is to be decided.")
define(
    "decision.one-option",
    "There is one option only, to do nothing.",
    "Describe at least one other option.",
)
define(
    "decision.without-nothing",
    "To do nothing is not among the options.",
    "Say what happens if nothing is done.",
)
define(
    "decision.nothing-assessed",
    "The option '{option}' has no consequence in any context.",
    "Say what it does in at least one of them.",
)
define(
    "decision.no-choice",
    "No option is chosen.",
    "Choose one of those that are described.",
)
define(
    "decision.no-groups",
    "No group is named that gains or loses by the chosen option.",
    "Name those to whom it matters, and how.",
)
define(
    "decision.no-reason",
    "It is not said {what}.",
    "Write it in a sentence or two.",
)
define(
    "decision.no-summary",
    "There is no summary in plain words.",
    "Write one in at least one language.",
)
define(
    "decision.no-effect",
    "No series is named that it is to change.",
    "Name an indicator, a subject, the size of the change and the day of the check.",
)
define(
    "decision.no-change",
    "A change of 0 cannot be checked.",
    "Write by how much the value is to be higher or lower than without the decision.",
)
define(
    "decision.check-too-early",
    "The check on {day} lies before the end of {period}.",
    "Choose a day after the period has ended and its number is out.",
)
define(
    "decision.effect-too-early",
    "The period {period} ends before the decision is in force on {day}.",
    "Choose a later period, or an earlier day.",
)
define(
    "decision.no-day",
    "It is not said from when it is in force.",
    "Choose a day.",
)
WHY = {"why_this": "why this one", "why_order": "why in this order", "why_now": "why now"}


def missing(proposal: Proposal) -> list[Problem]:
    """Everything that keeps a decision from being taken, in the order of the form.

    Parameters
    ----------
    proposal : whatever has been said so far.

    Returns
    -------
    list of Problem
        Empty when it is whole. Summaries that are not translated are no problem; they are flagged.

    Examples
    --------
    >>> [one.code for one in missing(Proposal(title="Build"))][:2]
    ['decision.no-effect', 'decision.no-day']
    """
    return [
        *([] if proposal.title else [Problem("decision.no-title", "title")]),
        *_of_effects(proposal),
        *_of_options(proposal),
        *_of_reasons(proposal),
    ]


def _of_effects(proposal: Proposal) -> Iterator[Problem]:
    if not proposal.expectations:
        yield Problem("decision.no-effect", "indicator")
    if proposal.in_force_on is None:
        yield Problem("decision.no-day", "in-force-on")
    for one in proposal.expectations:
        period, last = str(one.by), one.by.last_day
        if not one.change:
            yield Problem("decision.no-change", "change")
        if one.check_on <= last:
            yield Problem("decision.check-too-early", "check-on", _day(one.check_on, period))
        if proposal.in_force_on and last < proposal.in_force_on:
            yield Problem("decision.effect-too-early", "by", _day(proposal.in_force_on, period))


def _day(day: date, period: str) -> dict[str, object]:
    return {"day": day.isoformat(), "period": period}


def _of_options(proposal: Proposal) -> Iterator[Problem]:
    said = proposal.said_options
    if not any(one.is_nothing for one in said):
        yield Problem("decision.without-nothing", "options")
    if len(said) < 2:
        yield Problem("decision.one-option", "options")
    for one in said:
        if not one.assessed:
            yield Problem("decision.nothing-assessed", one.code, {"option": one.title or NOTHING})
    chosen = {one.code: one for one in said}.get(proposal.chosen)
    if chosen is None:
        yield Problem("decision.no-choice", "chosen")
    elif not any(one.group for one in chosen.groups):
        yield Problem("decision.no-groups", chosen.code)


def _of_reasons(proposal: Proposal) -> Iterator[Problem]:
    for name, what in WHY.items():
        if not getattr(proposal, name):
            yield Problem("decision.no-reason", name, {"what": what})
    if not any(proposal.summary.values()):
        yield Problem("decision.no-summary", "summary")
