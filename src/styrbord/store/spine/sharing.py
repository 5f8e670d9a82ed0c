"""Which agreements let whom see what of whom at a moment?"""

from datetime import datetime

from django.db.models import Q

from styrbord.core.people.sharing import Agreement
from styrbord.core.spine.indicators import Access
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Sharing


def agreements_at(moment: datetime) -> list[Agreement]:
    """Agreements that hold: asked anew for every reader, so that an end works at the next request."""
    at, day = to_ms(moment), moment.date()
    open_end = Q(valid_to=None) | Q(valid_to__gte=day)
    found = Sharing.objects.filter(open_end, shown_from__lte=at, shown_to__gt=at, valid_from__lte=day)
    return [
        Agreement(
            giver=row.giver.code,
            taker=row.taker.code,
            hierarchy=row.hierarchy,
            access=Access(row.access),
            indicators=tuple(row.indicators),
        )
        for row in found.select_related("giver", "taker").order_by("pk")
    ]
