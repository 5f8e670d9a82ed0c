"""Which requests for data, and which changes of who sees something, wait?"""

from collections.abc import Iterator

from styrbord.core.base.text import Text
from styrbord.core.people.rights import Rights
from styrbord.core.strategy.week import Part
from styrbord.services import editing, pages
from styrbord.services.collection import seeking
from styrbord.services.reading import Reading
from styrbord.services.week.notes import Thing
from styrbord.store.clock import day_of

READERS = {editing.PAGE: "/editing/{0}/readers/", editing.INDICATOR: "/indicators/{0}/readers/"}
"""Where a change of who sees it is looked at and confirmed."""


def requests(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Requests for data that somebody looks for, and those that wait for anybody to look."""
    for one in seeking.waiting(rights):
        yield Thing(
            part=Part.ASKED,
            why=f"request-{one.state}" if one.seeker else "request-open",
            name=one.token,
            titles=({"en": one.title},),
            due_on=None,
            since=day_of(one.changed_at if one.seeker else one.made_at),
            address=f"/requests/{one.token}/",
            post=one.seeker,
            by=one.by,
            token=one.token,
            revision=one.revision,
        )


def publicity(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Changes of who sees a page or indicator that another person has proposed."""
    for one in editing.waiting(rights):
        yield Thing(
            part=Part.ASKED,
            why=f"publicity-{one.kind}",
            name=f"{one.kind}/{one.code}",
            titles=(_title(reading, one),),
            due_on=None,
            since=one.at.date(),
            address=READERS[one.kind].format(one.code),
            words=one.reason,
            by=one.by,
            token=one.code,
        )


def _title(reading: Reading, one: editing.Proposal) -> Text:
    if one.kind == editing.PAGE:
        return pages.titles_of(one.code) or {"en": one.code}
    found = reading.register.indicators().get(one.code)
    return found.names if found else {"en": one.code}
