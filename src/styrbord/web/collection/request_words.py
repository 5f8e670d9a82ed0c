"""Which problems of data requests may a page show, so that their words are translated?"""

from django.utils.translation import gettext_noop as _

SHOWN = (
    _("There is no request '{token}'."),
    _("Choose one from the list of requests."),
    _("Nothing says which numbers are wanted."),
    _("Name them in a few words."),
    _("A request that is {state} cannot be moved like this ({verb})."),
    _("Something must be said with this step."),
    _("Fill in the field beside it."),
    _("There is no indicator '{code}' on this board."),
    _("Load its numbers first, then name its code as it stands in the register."),
    _("The request was mapped to '{mapped}', not to '{code}'."),
    _("Map it anew first, or name the indicator that it was mapped to."),
    _("Someone else has moved this request meanwhile."),
    _("Load the page again; what you wrote has not been kept."),
)
