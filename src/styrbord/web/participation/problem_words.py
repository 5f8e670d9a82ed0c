"""Which problems of talks, feedback and letters may a page show, so that their words are translated?

The words are those of the tables of kinds; a test holds that they agree.
"""

from django.utils.translation import gettext_noop as _

SHOWN = (
    _("There is no such talk for you to see."),
    _("Go back to the figure or page it is about."),
    _("There are no words."),
    _("Write what you want to say."),
    _("These are {count} letters; {most} are the most."),
    _("Say it shorter, or in two parts."),
    _("The reason is missing."),
    _("Write in a few words why it is hidden."),
    _("You have said {count} things within an hour; that is the most."),
    _("Wait a while, then go on."),
    _("This was changed before."),
    _("Others wrote this."),
    _("Only who wrote something changes it."),
    _("The form is too old, or was changed on its way."),
    _("Load the page again and answer once more."),
    _("Neither yes nor no was chosen."),
    _("Go back and choose one."),
    _("Go back and say it shorter."),
    _("Many answers came from here within the hour."),
    _("Answer again in an hour. Thank you."),
    _("There is nothing of this name for you to follow."),
    _("Follow an indicator, subject, page or dataset from its own page."),
    _("The link leads to no subscription."),
    _("It may have been ended already."),
    _("'{text}' is not a mail address."),
    _("Write it as name@example.org."),
    _("'{text}' is not a rhythm of letters."),
    _("Choose one of daily, weekly."),
    _("Many letters were asked for within the hour."),
    _("Wait an hour, or look for the letter that was sent."),
)
