"""Which promises exist for this reader?

Those that they hold, asked for or are asked to take over; and those about a subject of which they see what is
internal, unless it came from a decision or deviation that they do not see. Guests see none.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.rights import Rights
from styrbord.core.people.scopes import is_within
from styrbord.core.spine.indicators import Access
from styrbord.core.strategy.promises.workflow import Source
from styrbord.services.decisions import seeing as decisions
from styrbord.services.deviations import seeing as deviations
from styrbord.services.reading import Reading
from styrbord.services.rights import contains
from styrbord.store.steering.models import Decision, Promise

define("promise.not-found", "There is no promise '{name}' for you to see.", "See the list of promises.")


def is_inside(reading: Reading, subject: str) -> bool:
    """Whether the reader sees what is internal about a subject."""
    principal = reading.principal
    if not principal.is_signed_in:
        return False
    if is_within(Access.INTERNAL, principal.access):
        return True
    return any(
        is_within(Access.INTERNAL, one.access)
        and (not one.subject or contains(one.subject, one.hierarchy, subject))
        for one in principal.scopes
        if not one.is_shared
    )


def is_party(rights: Rights, row: Promise) -> bool:
    """Whether somebody holds a promise, asked for it, or is asked to take it over."""
    posts = {*rights.posts, *rights.acts_for}
    return not posts.isdisjoint({row.holder, row.asker, row.asked} - {""})


def seen(reading: Reading, rights: Rights, rows: Iterable[Promise]) -> list[Promise]:
    """Those of some promises that exist for a reader, in their order."""
    kept: list[Promise] = []
    inside: dict[str, bool] = {}
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        code = row.subject.code
        if is_party(rights, row):
            kept.append(row)
            continue
        if code not in inside:
            inside[code] = is_inside(reading, code)
        if inside[code]:
            kept.append(row)
            wanted[row.source_kind].add(row.source)
    known = {kind: seen_sources(reading, kind, sorted(tokens)) for kind, tokens in wanted.items()}
    return [row for row in kept if is_party(rights, row) or row.source in known[row.source_kind]]


def one(reading: Reading, rights: Rights, token: str) -> Promise:
    """One promise.

    Raises
    ------
    Refused
        `promise.not-found`, whether it is missing or not for this reader.
    """
    rows = Promise.objects.filter(token=token).select_related("subject")
    for found in seen(reading, rights, rows):
        return found
    raise Refused(Problem("promise.not-found", "", {"name": token[:40]}))


def seen_sources(reading: Reading, kind: str, tokens: Sequence[str]) -> frozenset[str]:
    """Tokens of those decisions or deviations that the reader sees; of other kinds all."""
    if kind == Source.DEVIATION:
        rows = deviations.rows_at(reading, token__in=tokens)
        return frozenset(each.row.token for each in deviations.seen(reading, rows))
    if kind == Source.DECISION:
        found = Decision.objects.filter(token__in=tokens).select_related("subject")
        return frozenset(row.token for row in found if _sees_decision(reading, row))
    return frozenset(tokens)


def _sees_decision(reading: Reading, row: Decision) -> bool:
    said = decisions.newest(row)
    return decisions.is_seen(decisions.now_of(reading), row, said)
