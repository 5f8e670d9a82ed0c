"""What does the quality page say about handing in, and about who answers for which indicator?"""

from typing import Any

from django.http import HttpRequest

from styrbord.core.base.problems import Refused
from styrbord.services.collection import quality, requests
from styrbord.services.collection.ownership import Care, ownership
from styrbord.services.reading import Reading
from styrbord.services.rights import rights_of
from styrbord.web.asking import period_of


def shown(request: HttpRequest, reading: Reading) -> dict[str, Any]:
    """Measures by form and subject for whoever sees forms; wanted numbers for whoever holds a post."""
    first, last = period_of(request, "from"), period_of(request, "to")
    try:
        measures = quality.measures(request.user, first=first, last=last)
    except Refused:
        measures = None
    care = [one for one in ownership(reading).values() if one.state is not Care.OK] if measures else []
    counts = requests.counts() if rights_of(request.user).rights else {}
    return {"collection": measures, "care": care, "requests": counts}
