"""Which owners are told of new cases, in so few lines that each of them is read?"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from styrbord.core.signals.attention import BUDGET
from styrbord.figures.signals import SignalLine
from styrbord.services.notices import notify
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import rights_of_post
from styrbord.services.signals.attending import causes
from styrbord.services.signals.finding import HEALTH
from styrbord.services.signals.listing import RELATED, place_of, seen_cases
from styrbord.store.steering.models import Deviation, SignalRun


def tell_owners(reading: Reading, run: SignalRun, at: datetime) -> int:
    """Tell the owners of indicators of the cases that a run opened, inside the caller's work; how many lines.

    One line a cause, with the rights of the owner's post; what stands below a cause is not told apart, and
    trouble with the numbers is told by who delivers them. Beyond the budget of attention stands one line.
    """
    opened = Deviation.objects.filter(opened_by__run=run).exclude(track=HEALTH)
    rows = list(opened.select_related(*RELATED))
    owners: dict[str, list[Deviation]] = defaultdict(list)
    known = reading.register.indicators()
    for row in rows:
        owners[known[row.indicator.code].owner].append(row)
    return sum(_tell(owner, _causes(owner, own, run), run, at) for owner, own in owners.items() if owner)


def _causes(owner: str, opened: Sequence[Deviation], run: SignalRun) -> list[SignalLine]:
    """New cases of an owner that their post may see, worst first, less those that another one explains."""
    above = [row.explained_by_id for row in opened if row.explained_by_id]
    heads = Deviation.objects.filter(pk__in=above).select_related(*RELATED)
    every = {row.pk: row for row in (*opened, *heads)}
    seen = seen_cases(visible(principal_for(rights_of_post(owner))), every.values(), run.at)
    new = {row.token for row in opened}
    return [one.case for one in causes(sorted(seen, key=place_of)) if one.case.token in new]


def _tell(owner: str, found: Sequence[SignalLine], run: SignalRun, at: datetime) -> int:
    for one in found[:BUDGET]:
        said = {"indicator": one.indicator, "subject": one.subject, "period": str(one.period)}
        address = f"/indicators/{one.indicator}/?{urlencode({'subject': one.subject})}"
        notify(f"signal.found:{one.token}", owner, "signal.found", at=at, address=address, params=said)
    if len(found) > BUDGET:
        address, rest = f"/signals/?{urlencode({'owner': owner})}", {"count": len(found) - BUDGET}
        notify(f"signal.more:{run.pk}:{owner}", owner, "signal.more", at=at, address=address, params=rest)
    return min(len(found), BUDGET + 1)
