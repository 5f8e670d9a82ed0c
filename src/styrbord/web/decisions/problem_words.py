"""Which problems may the pages of decisions show, so that their words are translated?

The words are those of the table of kinds; a test holds that they agree.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

MISSING: Mapping[str, str | Promise] = {
    "why this one": pgettext_lazy("what is missing", "why this one"),
    "why in this order": pgettext_lazy("what is missing", "why in this order"),
    "why now": pgettext_lazy("what is missing", "why now"),
}
SHOWN = (
    _("The decision has no title."),
    _("Say in a line what is to be decided."),
    _("There is one option only, to do nothing."),
    _("Describe at least one other option."),
    _("To do nothing is not among the options."),
    _("Say what happens if nothing is done."),
    _("The option '{option}' has no consequence in any context."),
    _("Say what it does in at least one of them."),
    _("No option is chosen."),
    _("Choose one of those that are described."),
    _("No group is named that gains or loses by the chosen option."),
    _("Name those to whom it matters, and how."),
    _("It is not said {what}."),
    _("Write it in a sentence or two."),
    _("There is no summary in plain words."),
    _("Write one in at least one language."),
    _("No series is named that it is to change."),
    _("Name an indicator, a subject, the size of the change and the day of the check."),
    _("A change of 0 cannot be checked."),
    _("Write by how much the value is to be higher or lower than without the decision."),
    _("The check on {day} lies before the end of {period}."),
    _("Choose a day after the period has ended and its number is out."),
    _("The period {period} ends before the decision is in force on {day}."),
    _("Choose a later period, or an earlier day."),
    _("It is not said from when it is in force."),
    _("Choose a day."),
    _("'{text}' is no number."),
    _("Write digits, with a minus for a decrease."),
    _("'{text}' is no day."),
    _("Write it as year-month-day, such as 2026-05-31."),
    _("'{text}' is not one of the choices."),
    _("Choose one of {known}."),
    _("There are {count} rows; {most} are the most."),
    _("Keep those that matter most."),
    _("An expected effect has no indicator, subject, size, period or day of the check."),
    _("Fill in the whole row, or leave it empty."),
    _("The decision has no words under '{place}'."),
    _("Name a place as it stands in its event, such as title or position.0."),
    _("There is no subject '{code}'."),
    _("'{period}' is no period in the rhythm of '{indicator}'."),
    _("Write a period in the rhythm in which its numbers come."),
    _("A decision that is {state} cannot be moved like this ({verb})."),
    _("Write why it is withdrawn, or what was learnt."),
    _("Not everybody may see {series}, which the decision is to change."),
    _("It cannot be made public."),
    _("A decision that is {state} is not made public."),
    _("Wait until it is taken."),
    _("There is no decision '{name}' for you to see."),
    _("See the list of decisions."),
    _("Somebody else has changed this decision meanwhile."),
    _("The decision would go before itself: one that it is to follow comes after it."),
    _("Take that one out of those that it follows."),
)
