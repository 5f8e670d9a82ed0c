"""Which open questions wait for somebody, the oldest first?

One query for the questions and one for the numbers that they are about, however many there are. A question
is shown as it is everywhere: to whoever sees what its first words rest on.
"""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import connection

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.participation.talks import About, Said
from styrbord.core.people.rights import Rights
from styrbord.services.discussion.asking import answers
from styrbord.services.discussion.seeing import sights
from styrbord.services.reading import Reading

_SQL = (
    "SELECT t.token, t.indicator, t.subject, t.period, t.page, t.owner, t.begun_at,"
    " y.has_value, y.early, y.by, CASE WHEN y.hidden_at IS NULL THEN w.words ELSE '' END"
    " FROM participation_talk t"
    " JOIN participation_saying y ON y.talk_id = t.id AND y.number = 1"
    " LEFT JOIN participation_sayingwords w ON w.saying_id = y.id AND w.version = y.version"
    f" WHERE t.kind = '{Said.QUESTION}' AND t.answered_at IS NULL AND t.owner IN ({{0}})"
    " ORDER BY t.begun_at, t.id"
)


class Waiting(NamedTuple):
    """One question: the post that it was put to, "" = nobody; when, ms; its first words and who wrote them.

    `words` are "" once they were hidden or erased.
    """

    token: str
    indicator: str
    subject: str
    period: str
    page: str
    owner: str
    begun_at: int
    has_value: bool
    early: str
    by: str
    words: str | None

    @property
    def about(self) -> About:
        """What it is about."""
        return About(indicator=self.indicator, subject=self.subject, period=self.period, page=self.page)


def waiting(reading: Reading, rights: Rights) -> list[Waiting]:
    """Open questions that somebody with some rights answers for and may read, the oldest first.

    Those put to their posts, and those that were put to nobody.
    """
    owners = ["", *rights.posts, *rights.acts_for]
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(", ".join(["%s"] * len(owners))), owners)
        rows = [Waiting(*row) for row in cursor.fetchall()]
    unread = set(_unread(reading, rows))
    return [
        one
        for one in rows
        if one.token not in unread and (one.owner or answers(rights, "", one.about, reading))
    ]


def _unread(reading: Reading, rows: list[Waiting]) -> Iterator[str]:
    """Tokens of those that the reader may not read; most are about a number that is plainly there."""
    plain = _plain(reading, rows)
    rest = [one for one in rows if one.token not in plain]
    seen = sights(reading, {one.about for one in rest}) if rest else {}
    for one in rest:
        if not seen[one.about].reads(has_value=bool(one.has_value), early=json.loads(one.early)):
            yield one.token


def _plain(reading: Reading, rows: Iterable[Waiting]) -> set[str]:
    """Tokens of those about a figure with a reported number, written by who saw nothing early."""
    groups: dict[Frequency, list[tuple[str, tuple[str, str, int]]]] = {}
    for one in rows:
        if one.indicator and one.early == "[]":
            period = Period.parse(one.period)
            place = one.indicator, one.subject, period.ordinal
            groups.setdefault(period.frequency, []).append((one.token, place))
    found: set[str] = set()
    for frequency, some in groups.items():
        shown = reading.facts.points(frequency, [place for _, place in some], with_series=False)
        found.update(token for token, place in some if place in shown and shown[place].value is not None)
    return found
