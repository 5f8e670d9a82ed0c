"""Which ratings and investments wait for a step?"""

from collections.abc import Iterator

from styrbord.core.base.periods import Period
from styrbord.core.people.rights import Rights
from styrbord.core.strategy.week import Part
from styrbord.services import ratings
from styrbord.services.investments import owing
from styrbord.services.reading import Reading
from styrbord.services.rights import Program
from styrbord.services.week.notes import Thing, names_of

RATINGS = {"method": "/ratings/{code}/method/", "run": "/ratings/runs/{token}/"}
OWN = frozenset({"follow-up-owed", "report-owed", "investment-executing", "investment-delivered"})
"""What somebody answers for; the rest others wait for."""


def ratings_waiting(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Methods to approve, ratings to approve or publish, and appeals to answer."""
    subjects = reading.register.subjects()
    for one in ratings.waiting(reading, Program(rights), rights):
        card = f"/ratings/{one.code}/{one.period}/{one.subject}/"
        yield Thing(
            part=Part.ASKED,
            why=f"rating-{one.kind}",
            name=f"rating-{one.kind}/{one.code}/{one.token}",
            titles=(one.names or {"en": one.code}, *names_of(subjects.get(one.subject))),
            due_on=None,
            since=one.since,
            address=RATINGS[one.kind].format(code=one.code, token=one.token) if one.kind in RATINGS else card,
            period=Period.parse(one.period) if one.period else None,
            token=one.token,
        )


def investments_waiting(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Steps of investments, and of what belongs to them, that wait for somebody."""
    for one in owing.waiting(reading, rights):
        yield Thing(
            part=Part.CHECKING if one.kind in OWN else Part.ASKED,
            why=one.kind,
            name=f"{one.kind}/{one.code}/{one.token}",
            titles=(one.names or {"en": one.code or one.kind},),
            due_on=one.due_on,
            since=one.since,
            address=one.address,
            post=one.post,
            token=one.token,
        )
