"""Who stands above whom, on which days and since which release?"""

from collections import defaultdict
from datetime import date
from typing import Any

from styrbord.store.clock import FOREVER
from styrbord.store.spine.models import Closure, Membership, Subject

Span = tuple[date | None, date | None, int, int]
_DEEPEST = 64


def rebuild_closure() -> None:
    """Write the dated closure of every hierarchy anew from its links; each subject is above itself."""
    Closure.objects.all().delete()
    above: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for link in Membership.objects.all():
        above[(link.hierarchy, link.subject_id)].append(link)
    rows = [row for hierarchy, subject in above for row in _upward(hierarchy, subject, above)]
    rows += [
        Closure(hierarchy="", ancestor_id=pk, descendant_id=pk, depth=0, shown_from=0, shown_to=FOREVER)
        for pk in Subject.objects.values_list("pk", flat=True)
    ]
    Closure.objects.bulk_create(rows, batch_size=2000)


def _upward(hierarchy: str, subject: int, above: dict[tuple[str, int], list[Any]]) -> list[Closure]:
    rows: list[Closure] = []
    layer: list[tuple[int, Span]] = [(subject, (None, None, 0, FOREVER))]
    for depth in range(1, _DEEPEST):
        layer = [
            (link.parent_id, both)
            for child, span in layer
            for link in above.get((hierarchy, child), ())
            if (both := _both(span, link)) is not None
        ]
        rows += [
            Closure(
                hierarchy=hierarchy,
                ancestor_id=ancestor,
                descendant_id=subject,
                depth=depth,
                valid_from=span[0],
                valid_to=span[1],
                shown_from=span[2],
                shown_to=span[3],
            )
            for ancestor, span in layer
        ]
    return rows


def _both(span: Any, link: Any) -> Span | None:
    first = max((day for day in (span[0], link.valid_from) if day), default=None)
    last = min((day for day in (span[1], link.valid_to) if day), default=None)
    start, end = max(span[2], link.shown_from), min(span[3], link.shown_to)
    is_empty = start >= end or (first is not None and last is not None and first > last)
    return None if is_empty else (first, last, start, end)
