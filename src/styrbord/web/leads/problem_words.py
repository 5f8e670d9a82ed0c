"""Which problems may the page of those who ran ahead show, so that their words are translated?

The words are those of the table of kinds; a test holds that they agree.
"""

from django.utils.translation import gettext_noop as _

SHOWN = (
    _("There are no numbers of '{indicator}' for '{subject}' that you may see."),
    _("Choose an indicator and a subject that have numbers."),
    _("The numbers of '{indicator}' count from the year's start, so no lag can be read from them."),
    _("Choose an indicator of months, quarters or another rhythm of its own."),
    _("At most {most} references are looked at together."),
    _("Take one away: the more are looked at, the surer each has to be."),
)
