"""What helps at each step of realising benefits: what to do, what to ask, what goes wrong?

The steps follow the guidance of Swedish and Norwegian authorities (identify, specify, measure, plan, realise,
follow up); the words are our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from styrbord.web.code_words import Word


@dataclass(frozen=True, slots=True)
class Guide:
    """Help at one step: what it is for, who does it, what to ask, what goes wrong, and an example."""

    step: str
    title: Word
    what: Word
    who: Word
    ask: tuple[Word, ...]
    trap: Word
    example: Word


GUIDES: tuple[Guide, ...] = (
    Guide(
        "identify",
        _("Identify: who gains what?"),
        _(
            "List every change that somebody will notice as better, worse or left undone. Start with needs,"
            " not with the system. In a joint investment every body lists its own, and what the others lose."
        ),
        _("The lead, with one person from every body and one from those who will use the result."),
        (
            _("Who will work otherwise than today, and how?"),
            _("Who pays, and who gains? Are they the same?"),
            _("What becomes worse for somebody? Enter it as a loss."),
        ),
        _("A new system is not a benefit. The benefit is what people no longer have to do, or can do now."),
        _("Not “a permit portal”, but “applicants get an answer 12 days earlier”."),
    ),
    Guide(
        "specify",
        _("Specify: by which number will it be seen?"),
        _(
            "Bind each benefit to an indicator of the board and a subject, name the post that owns it, and"
            " say how the benefit follows from the number. Draw how it comes about: enabler, change of work,"
            " benefit, objective."
        ),
        _("The lead writes, the owner of the benefit agrees. The owner sits where the benefit falls."),
        (
            _("Would the number move if the benefit came and nothing else happened?"),
            _("Who already collects it, and how often?"),
            _("Which change of somebody's work leads to it? Without one there is no benefit."),
        ),
        _("A number that only the project reports will stop when the project ends."),
        _("Indicator “days until a decision”, subject “the municipality”, lower is better."),
    ),
    Guide(
        "baseline",
        _("Measure the start: how is it today?"),
        _(
            "Measure the value before anything changes, say how and for which period, and let the controller"
            " approve it. Without it nobody can later tell what came."
        ),
        _("Whoever collects the number measures; the controller, another person, approves."),
        (
            _("Is the period long enough to even out seasons?"),
            _("Will it be measured in the same way afterwards?"),
            _("If it cannot be measured now: until which day is it waived, and why?"),
        ),
        _("A start that is estimated afterwards always fits."),
        _("Median of all cases decided in 2025: 42 days. Source: case register, taken 12 Jan 2026."),
    ),
    Guide(
        "plan",
        _("Plan: how much, by when, and who takes it home?"),
        _(
            "Set targets by year, say what would have become of the number anyway, and name who measures 6,"
            " 12 and 24 months after the end. If a budget is to become lower, name its line and the cut that"
            " its bearer agreed to."
        ),
        _("The owner of the benefit plans. Each body confirms what is planned at its place."),
        (
            _("What is done with the time that becomes free?"),
            _("What would happen to the number without the investment?"),
            _("Does another investment claim the same effect? Together they claim at most the whole."),
        ),
        _("A saving at another body counts zero until that body confirms it."),
        _("From 42 days to 35 in 2027 and 30 in 2028. Two posts move to inspections from July 2027."),
    ),
    Guide(
        "realise",
        _("Realise: who changes their work?"),
        _(
            "Delivery does not bring benefits, changed work does. Switch the old way off, move people, lower"
            " the budget line, and see each month whether the number moves."
        ),
        _("The owner of the benefit in the line, not the project."),
        (
            _("Is the old way still open? Who uses it?"),
            _("Has the budget line been lowered as agreed?"),
            _("Which benefit was due and shows nothing yet? What keeps it?"),
        ),
        _("Time that becomes free in small pieces all over is not taken home unless somebody gathers it."),
        _("Paper applications end on 1 March. The team of registrars goes from six to four."),
    ),
    Guide(
        "follow-up",
        _("Follow up: did it come, and because of us?"),
        _(
            "Measure 6, 12 and 24 months after the end, with the same method as the start, and compare with"
            " what would have happened anyway. The controller verifies. If less came, say why and what is"
            " done."
        ),
        _("The body that is named to follow up; it stays named after the project is closed."),
        (
            _("Is it measured like the start?"),
            _("What else changed in these months?"),
            _("Continue, adjust, take home what is there, or give up?"),
        ),
        _("A measurement that comes late is still needed: it keeps its own day and is shown as late."),
        _(
            "12 months after: 34 days. Similar municipalities without the desk: 40. Six of eight days are"
            " ours."
        ),
    ),
    Guide(
        "close",
        _("Close and learn: what is claimed, confirmed and realised?"),
        _(
            "An investment is closed when every benefit with a number has a verified measurement after"
            " delivery and the follow-ups are planned. Show the three sums side by side, and pass on what was"
            " learnt."
        ),
        _("The body that decides gates, on another person's proposal."),
        (
            _("Which benefits came in part, which not at all?"),
            _("Who goes on measuring until 24 months have passed?"),
            _("What would you do otherwise next time?"),
        ),
        _("Delivered is not closed. The word “saving” is used only where the bearer has confirmed it."),
        _("Claimed 20.4 M, confirmed 16.0 M, realised 13.7 M. Two benefits go on to month 24."),
    ),
)
BY_STEP: Mapping[str, Guide] = {one.step: one for one in GUIDES}
OF_STATE: Mapping[str, str] = {
    "": "identify",
    "identified": "specify",
    "specified": "baseline",
    "baselined": "plan",
    "planned": "realise",
    "realising": "follow-up",
    "realised": "close",
    "partly": "close",
    "lost": "close",
    "replaced": "close",
}
"""Step that comes next for a benefit, by the state of its own table."""
OF_STAGE: Mapping[str, str] = {
    "idea": "identify",
    "appraising": "specify",
    "decided": "baseline",
    "procuring": "baseline",
    "executing": "plan",
    "delivered": "realise",
    "realising": "follow-up",
    "closed": "close",
}
"""Step that an investment is mostly busy with, by its stage."""


def guide_for(step: str) -> Guide | None:
    """Help at a step; None where there is none, as for what is paused or stopped."""
    return BY_STEP.get(step)


def guide_of_state(state: str) -> Guide | None:
    """Help for what comes next for a benefit."""
    return BY_STEP.get(OF_STATE.get(state, ""))


def guide_of_stage(stage: str) -> Guide | None:
    """Help for what an investment is busy with."""
    return BY_STEP.get(OF_STAGE.get(stage, ""))
