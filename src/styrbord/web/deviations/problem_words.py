"""Which problems may the pages of deviations show, so that their words are translated?

The words are those of the table of kinds; a test holds that they agree.
"""

from django.utils.translation import gettext_noop as _

SHOWN = (
    _("A deviation that is '{state}' cannot be moved by '{verb}'."),
    _("Load the page again to see what is possible now."),
    _("You explained this deviation; another post accepts or rejects the explanation."),
    _("Ask another post that owns indicators there."),
    _("It is beyond its tolerance and has neither a cause and an action, nor an accepted explanation."),
    _("State a cause and an action, or have an explanation accepted."),
    _("Nobody has been asked to take this over."),
    _("The words are missing."),
    _("Write in a sentence or two what others must know."),
    _("The cause is missing."),
    _("Choose the cause that fits best."),
    _("The day of the action is missing."),
    _("Say by when it is done."),
    _("It is not said who is to take it over."),
    _("Choose a post."),
    _("It is not said what came of it."),
    _("Choose what it was found to be."),
    _("{post} changed this deviation at {at}; it is '{state}' now."),
    _("There is no post '{post}' that may see this deviation."),
    _("Choose a post with the right to see its numbers."),
    _("The day {day} has passed."),
    _("Name a day from today on."),
    _("Others wrote these words."),
    _("Who wrote them or gives rights erases them."),
)
