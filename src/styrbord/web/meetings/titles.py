"""What is an item of an agenda called in the reader's language?"""

from django.utils.translation import gettext as _

from styrbord.figures.pages import Labels
from styrbord.services.meetings import AgendaItem
from styrbord.web import names


def title_of(labels: Labels, item: AgendaItem) -> str:
    """Indicator and subject of a deviation, else the words of the item."""
    if item.indicator:
        short, where = names.short_name(labels, item.indicator), names.subject_name(labels, item.subject)
        return f"{short}, {where}"
    return item.words or _("The words were erased")
