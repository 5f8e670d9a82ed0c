"""Which questions wait for an answer?"""

from collections.abc import Iterator

from styrbord.core.base.periods import Period
from styrbord.core.base.text import Text
from styrbord.core.board.pages import PageKind
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.core.strategy.week import Part
from styrbord.services import discussion, pages
from styrbord.services.reading import Reading
from styrbord.services.week.notes import Thing, names_of
from styrbord.store.clock import day_of


def questions(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Open questions that somebody with some rights answers for and may read."""
    found = discussion.waiting(reading, rights)
    titles: dict[str, Text] = {}
    if any(one.page for one in found):
        titles = {one.code: one.titles for one in pages.seen(reading, [PageKind.PAGE])}
    moves = ("answer",) if any(map(rights.may_anywhere, (Action.COMMENT, Action.ADVISE))) else ()
    register = reading.register
    known, subjects = register.indicators(), register.subjects()
    for one in found:
        about: tuple[Text, ...]
        if one.page:
            about = (titles.get(one.page) or {"en": one.page},)
        else:
            about = names_of(known.get(one.indicator), subjects.get(one.subject))
        yield Thing(
            part=Part.ASKED,
            why="question" if one.owner else "question-open",
            name=one.token,
            titles=about,
            due_on=None,
            since=day_of(one.begun_at),
            address=f"/talks/{one.token}/",
            period=Period.parse(one.period) if one.period else None,
            post=one.owner,
            words=one.words or "",
            by=one.by,
            token=one.token,
            moves=moves,
        )
