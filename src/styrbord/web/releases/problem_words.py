"""Which problems of editions may a page show, so that their words are translated?

The words are those of the tables of kinds; a test holds that they agree.
"""

from django.utils.translation import gettext_noop as _

SHOWN = (
    _("There is no edition {number}."),
    _("Choose one from the calendar of releases."),
    _("Edition {number} is shown since {moment}."),
    _("Correct it with a new edition, or withdraw it; both say why in public."),
    _("Edition {number} was withdrawn."),
    _("Release the right numbers in a new edition."),
    _("Nothing says why."),
    _("Write the reason in at least one language; everyone who sees the number reads it."),
    _("Choose a post from the list."),
    _("Nothing says why the post needs the numbers early."),
    _("Write the reason; it stands in the list for as long as the record is kept."),
    _("The early access has ended already."),
    _("Look at the list again."),
    _("Edition {number} holds the numbers of a submission."),
    _("Move or withdraw it on the page of the submission, so that its state says so too."),
    _("'{text}' is not a day and time."),
    _("Write it as 2026-01-31T08:00; the time is UTC."),
    _("There is no number to release."),
    _("Give a value, or a reason why it is missing, for at least one cell."),
    _("{key} stands {count} times."),
    _("Leave one value for each cell."),
    _("{key}: the value '{value}' and the status '{status}' do not belong together."),
    _("Give a number with a status such as A, or no number with the reason: L, M, O, Q or Z."),
    _("{what} '{code}' is not known here."),
    _("Add it to the board first, or mend the code."),
    _("{indicator} of {subject} in {period} ({breakdown}) must be hidden, but others give it away."),
    _("What was shown before cannot be hidden again: release it without the total, or take the rule back."),
)
