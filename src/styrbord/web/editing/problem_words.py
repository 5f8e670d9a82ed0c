"""Which problems of building pages may a page show, so that their words are translated?

The words are those of the tables of kinds; a test holds that they agree.
"""

from django.utils.translation import gettext_noop as _

SHOWN = (
    _("The page has no block {number}."),
    _("Look at the draft again; someone may have moved or removed it."),
    _("A page holds at most {most} blocks."),
    _("Make a second page under this one."),
    _("Block {number} shows {count} indicators; it holds at most {most}."),
    _("Spread them over several blocks."),
    _("A text of the page has {count} signs; it holds at most {most}."),
    _("Someone else has changed the draft of '{code}' since you opened it."),
    _("Look at it as it is now, and make your change again."),
    _("Nothing is drafted of the page '{code}'."),
    _("Change something first."),
    _("{moment} is over."),
    _("Choose a moment to come, or publish the page at once."),
    _("The page '{code}' is not published."),
    _("Publish its draft first."),
    _("The board needs its first page."),
    _("Change it instead of withdrawing it."),
    _("There is no reader '{role}' to look as."),
    _("Choose one from the list."),
    _("The form asks for nothing that can be done here."),
    _("Use a button of the page."),
    _("You have proposed this yourself."),
    _("Ask another editor or an administrator to look at the list and confirm it."),
    _("The list of figures has changed since it was looked at."),
    _("Look at it as it is now, and propose the change again."),
    _("No such change waits for a decision."),
    _("Propose it first."),
    _("'{code}' is seen by '{becomes}' already."),
    _("Choose another circle of readers."),
    _("'{code}' would be seen by more readers than now."),
    _("Propose it; a second person confirms."),
    _("A version of the page '{code}' waits for its moment."),
    _("Take it back or wait until it is shown."),
    _("Write the reason in a few words."),
)
