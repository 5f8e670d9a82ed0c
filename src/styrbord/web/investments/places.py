"""Which pages of the whole portfolio stand beside each other?"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from styrbord.web import address

PLACES = (
    ("investments", _("Portfolio")),
    ("investment-spending", _("Spending")),
    ("benefits", _("Benefits")),
    ("committee", _("Subcommittee")),
    ("stops", _("Stop orders")),
    ("components", _("Shared components")),
    ("funds", _("Joint funds")),
    ("experts", _("Group of experts")),
    ("proposals", _("Proposals")),
    ("investment-guide", _("Guidance")),
)
OWN = (("investment-import", _("Workbook")), ("seats", _("Seats")))
"""Those that only make sense for who signs in."""
DEEPER = (
    ("investment-benefits", _("Benefits after closure: claimed, confirmed, realised")),
    ("investment-joint", _("Who pays and who gains, by several methods")),
    ("investment-conformity", _("Shared components and requirements")),
    ("investment-opinions", _("Opinions, advice and legal obstacles")),
)
"""Pages that tell more of one investment."""


@dataclass(frozen=True, slots=True)
class Place:
    """A link to one of the pages."""

    name: str
    title: str
    href: str


def places_of(request: HttpRequest) -> list[Place]:
    """Links to the pages that a reader can use."""
    is_known = request.user.is_authenticated
    told = (*PLACES, *OWN) if is_known else PLACES
    return [Place(name, str(title), address.go(request, name)) for name, title in told]
