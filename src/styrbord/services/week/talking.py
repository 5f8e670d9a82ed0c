"""Which questions wait for an answer?"""

from collections.abc import Iterator

from styrbord.core.base.periods import Period
from styrbord.core.base.text import Text
from styrbord.core.board.pages import PageKind
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.core.strategy.week import Part
from styrbord.services import discussion, pages
from styrbord.services.discussion import TalkNote
from styrbord.services.reading import Reading
from styrbord.services.week.notes import Thing


def questions(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Open questions that somebody with some rights answers for and may read."""
    found = discussion.waiting(reading, rights)
    titles: dict[str, Text] = {}
    if any(one.about.page for one in found):
        titles = {one.code: one.titles for one in pages.seen(reading, [PageKind.PAGE])}
    moves = ("answer",) if any(map(rights.may_anywhere, (Action.COMMENT, Action.ADVISE))) else ()
    for one in found:
        period = Period.parse(one.about.period) if one.about.period else None
        yield Thing(
            part=Part.ASKED,
            why="question" if one.owner else "question-open",
            name=one.token,
            titles=_titles(reading, one, titles),
            due_on=None,
            since=one.begun_at.date(),
            address=f"/talks/{one.token}/",
            period=period,
            post=one.owner,
            words=one.first.words,
            by=one.first.by,
            token=one.token,
            moves=moves,
        )


def _titles(reading: Reading, one: TalkNote, pages: dict[str, Text]) -> tuple[Text, ...]:
    about = one.about
    if about.page:
        return (pages.get(about.page) or {"en": about.page},)
    indicator = reading.register.indicators().get(about.indicator)
    subject = reading.register.subjects().get(about.subject)
    return tuple(found.names for found in (indicator, subject) if found)
