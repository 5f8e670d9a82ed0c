"""Which problems may the pages of promises show, so that their words are translated?

The words are those of the table of kinds; a test holds that they agree.
"""

from django.utils.translation import gettext_noop as _

SHOWN = (
    _("A promise that is '{state}' cannot be moved by '{verb}'."),
    _("You hold this promise; another post says so."),
    _("Ask the post that asked for it, or another one that owns indicators there."),
    _("Its day, {day}, has passed."),
    _("Keep it late, or ask the post that asked for it to let it go."),
    _("Nobody has asked for a later day."),
    _("{day} is not later than the day that was promised."),
    _("Name a later day."),
    _("The day is missing."),
    _("Say by when it will be done."),
    _("It is not said what is promised."),
    _("Write in a sentence what will be done."),
    _("{day} is not among the days from {first} to {last}."),
    _("Name a day from today on, within ten years."),
    _("There is no post '{post}'."),
    _("Choose one from the list of posts."),
    _("There is no {kind} '{source}' for you to see that it could come from."),
    _("Give it from the page of the decision or deviation."),
    _("There is no promise '{name}' for you to see."),
    _("See the list of promises."),
    _("{post} changed this promise at {at}; it is '{state}' now."),
)
