"""Which talks and which of their words does a reader see at this moment?

What is said about a figure is shown to whoever may see that figure now, and to nobody else.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.board.pages import PageKind
from styrbord.core.participation.talks import About, Sight
from styrbord.core.people.rights import Rights
from styrbord.core.spine.facts import Query
from styrbord.services import pages
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import rights_of, rights_of_post
from styrbord.store.participation.models import Saying, Talk

NOTHING = Sight(is_there=False)
MOST_CELLS = 1_000_000
"""Cells that are read as one block, so that the number of questions to the database stays the same."""


def now_for(user: object) -> Reading:
    """What a user may see now."""
    return visible(principal_for(rights_of(user)))


def now_of(reading: Reading) -> Reading:
    """What the reader of another moment may see now."""
    return visible(reading.principal)


def now_with(rights: Rights) -> Reading:
    """What some rights let someone see now."""
    return visible(principal_for(rights))


def now_for_post(code: str) -> Reading:
    """What the holder of a post may see now."""
    return now_with(rights_of_post(code))


def about_of(talk: Talk) -> About:
    """What a talk is about."""
    return About(indicator=talk.indicator, subject=talk.subject, period=talk.period, page=talk.page)


def rubrics_of(reading: Reading, about: About) -> tuple[str, ...]:
    """Rubrics that something stands under; a page stands under itself."""
    if about.page:
        return (about.page,)
    found = reading.register.indicators().get(about.indicator)
    return tuple(found.rubrics) if found else ()


def sight(reading: Reading, about: About) -> Sight:
    """What the reader sees of one figure or page."""
    return sights(reading, [about])[about]


def sights(reading: Reading, things: Iterable[About]) -> Mapping[About, Sight]:
    """What the reader sees of some figures and pages."""
    found: dict[About, Sight] = {}
    groups: dict[Frequency, list[About]] = defaultdict(list)
    editions = frozenset(reading.editions)
    shown = {page.code for page in pages.seen(reading, [PageKind.PAGE])}
    for about in set(things):
        if about.page:
            found[about] = Sight(about.page in shown, has_value=True, editions=editions)
        elif not reading.facts.shows(about.indicator, about.subject):
            found[about] = NOTHING
        else:
            groups[Period.parse(about.period).frequency].append(about)
    for group in groups.values():
        known = {one for part in _parts(group) for one in _known(reading, part)}
        found |= {about: Sight(True, about in known, editions) for about in group}
    return found


def _parts(group: Collection[About]) -> list[list[About]]:
    """Figures of one frequency together while the block that holds them is small, else by indicator."""
    ordinals = [Period.parse(about.period).ordinal for about in group]
    span = max(ordinals) - min(ordinals) + 1
    cells = len({about.indicator for about in group}) * len({about.subject for about in group}) * span
    if cells <= MOST_CELLS:
        return [list(group)]
    parts: dict[str, list[About]] = defaultdict(list)
    for about in group:
        parts[about.indicator].append(about)
    return list(parts.values())


def _known(reading: Reading, group: Collection[About]) -> set[About]:
    """Those figures of one frequency that have a number for the reader."""
    when = {about: Period.parse(about.period) for about in group}
    first, last = min(when.values()), max(when.values())
    subjects = {code: at for at, code in enumerate(sorted({about.subject for about in group}))}
    indicators = {code: at for at, code in enumerate(sorted({about.indicator for about in group}))}
    panel = reading.numbers.panel(Query((*indicators,), (*subjects,), first.frequency, first, last))
    has = ~np.isnan(panel["value"].values)
    start = int(panel["period"].values[0])
    return {
        about
        for about, period in when.items()
        if has[indicators[about.indicator], subjects[about.subject], period.ordinal - start]
    }


def early_editions(reading: Reading) -> list[int]:
    """Editions that the reader sees before their moment."""
    return sorted(number for number, note in reading.editions.items() if note.released_at > reading.now)


def readable(sayings: Iterable[Saying], seen: Sight) -> list[Saying]:
    """Sayings that are shown; none when the first is not."""
    found = list(sayings)
    if not found or not _is_shown(found[0], seen):
        return []
    return [one for one in found if _is_shown(one, seen)]


def _is_shown(one: Saying, seen: Sight) -> bool:
    return seen.reads(has_value=one.has_value, early=one.early)
