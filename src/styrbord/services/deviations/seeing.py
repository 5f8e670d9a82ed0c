"""Which deviations exist for this reader?

Those whose whole series the reader sees, as of what has been released to everybody: an embargo is inherited.
Where the number that was judged has been revised or withdrawn since, the case stays for whoever sees the
same series as the program itself, without the numbers of then.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from styrbord.core.base.periods import Frequency
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Access
from styrbord.core.spine.observations import Status
from styrbord.figures.signals import SignalLine
from styrbord.services.reading import Principal, Reading, visible
from styrbord.services.signals import listing
from styrbord.store.clock import to_ms
from styrbord.store.steering.models import Deviation

PROGRAM = Principal("deviations", is_signed_in=True, access=Access.RESTRICTED)


@dataclass(frozen=True, slots=True)
class Seen:
    """A case that the reader sees, and whether its numbers have moved since they were judged."""

    row: Deviation
    signal: SignalLine
    is_moved: bool


def released(reading: Reading) -> Reading:
    """The same reader without what they see before its moment."""
    if not reading.early:
        return reading
    plain = replace(reading.principal, posts=())
    return replace(reading, principal=plain, _memo={})


def seen(reading: Reading, rows: Iterable[Deviation]) -> list[Seen]:
    """Those of some cases that exist for a reader."""
    plain, at = released(reading), to_ms(reading.as_of)
    by_token = {row.token: row for row in rows}
    shown = {one.token: one for one in listing.seen_cases(plain, by_token.values(), at)}
    found = [Seen(by_token[token], line, is_moved=False) for token, line in shown.items()]
    rest = [row for token, row in by_token.items() if token not in shown]
    return found + [
        Seen(row, listing.muted(plain, row, at), is_moved=True) for row in _seen_alike(plain, rest)
    ]


def rows_at(reading: Reading, **named: Any) -> list[Deviation]:
    """Cases that were there at the reader's moment."""
    rows = Deviation.objects.filter(opened_at__lte=to_ms(reading.as_of), **named)
    return list(rows.select_related(*listing.RELATED, "recurs"))


def one(reading: Reading, token: str) -> Seen:
    """One case.

    Raises
    ------
    Refused
        `deviation.not-found`, whether it is missing or not for this reader.
    """
    for found in seen(reading, rows_at(reading, token=token)):
        return found
    raise Refused(Problem("deviation.not-found", "", {"name": token[:40]}))


def _seen_alike(reading: Reading, rows: Sequence[Deviation]) -> list[Deviation]:
    """Cases whose series the reader sees exactly as the program does."""
    known = reading.register.indicators()
    groups: dict[Frequency, list[Deviation]] = defaultdict(list)
    for row in rows:
        if row.indicator.code in known and reading.facts.shows(row.indicator.code, row.subject.code):
            groups[Frequency(known[row.indicator.code].frequency)].append(row)
    whole = visible(PROGRAM, as_of=reading.as_of, vintage=reading.vintage) if groups else reading
    return [row for rhythm, some in groups.items() for row in _alike(reading, whole, rhythm, some)]


def _alike(reading: Reading, whole: Reading, rhythm: Frequency, rows: Sequence[Deviation]) -> list[Deviation]:
    query = Query(
        tuple(sorted({row.indicator.code for row in rows})),
        tuple(sorted({row.subject.code for row in rows})),
        rhythm,
    )
    mine, theirs = reading.numbers.panel(query), whole.numbers.panel(query)
    found = []
    for row in rows:
        place = {"indicator": row.indicator.code, "subject": row.subject.code}
        own, all_of_it = mine["value"].sel(place).values, theirs["value"].sel(place).values
        is_hidden = bool((mine["status"].sel(place).values == Status.SUPPRESSED.value).any())
        if not is_hidden and np.array_equal(own, all_of_it, equal_nan=True):
            found.append(row)
    return found
