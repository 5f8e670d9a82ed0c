"""Which problems may the pages of meetings show, so that their words are translated?

The words are those of the table of kinds; a test holds that they agree.
"""

from django.utils.translation import gettext_noop as _

SHOWN = (
    _("In a meeting that is '{meeting}', an item that is '{item}' cannot be moved by '{verb}'."),
    _("Write in a sentence what was said."),
    _("It is not said who promises."),
    _("Say by when."),
    _("There is no circle '{name}' for you to see."),
    _("See the list of meetings."),
    _("This circle has no meeting on {day}."),
    _("See its list of meetings."),
    _("Somebody else has moved this item meanwhile."),
    _("The meeting of {day} has not been ended."),
    _("End it, then begin the next one."),
    _("{day} has not come."),
    _("Begin the meeting on its day."),
    _("The circle has met on {day}, which is later."),
    _("There is no item {number} for you to see."),
    _("See the agenda."),
    _("This item is no deviation."),
    _("Choose another step."),
    _("An agenda holds {most} items."),
    _("Keep what matters most."),
    _("The circle has no name."),
    _("Name it in one language at least."),
    _("Nobody leads the circle."),
    _("Choose at least one post that leads it."),
    _("The days of the meetings cannot be read."),
    _("Choose a weekday, and 1 to 13 weeks."),
    _("'{text}' is no hour."),
    _("Write it as 09:30, or leave it empty."),
    _("There are {count} posts; {most} are the most."),
    _("Keep those that are to decide."),
    _("Somebody else has changed this circle meanwhile."),
)
