"""Which problems may the pages of long work show, so that their words are translated?

The words are those of the table of kinds; a test holds that they agree.
"""

from django.utils.translation import gettext_noop as _

SHOWN = (
    _("There is no long work '{name}'."),
    _("It is one of: {known}."),
    _("There is no job '{name}'."),
    _("It may have been asked for on another board."),
    _("The job has ended already."),
    _("Ask for it again if it is still wanted."),
    _("The work broke off: {reason}."),
    _("Ask for it again; if it breaks off again, tell who runs this installation."),
    _("The worker that did it was gone {turns} times."),
    _("See the worker's log for memory or time, then ask for it again."),
    _("The key '{key}' was used for a request with another content."),
    _("Send a new key with each new request, and the same one only to repeat a request."),
)
