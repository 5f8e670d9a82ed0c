"""What does the subcommittee have before it, what has it concluded, and what follows from that?"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.conf import settings

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio import reviewing
from styrbord.core.investments.portfolio.classes import SIZE
from styrbord.core.investments.portfolio.money import Price
from styrbord.core.investments.portfolio.splitting import SPLITTING, Sibling, split
from styrbord.core.people.rights import Rights
from styrbord.services.investments import matters, seats, told
from styrbord.services.investments.listing import price_of
from styrbord.services.investments.matter_notes import AgendaNote, ItemNote, SittingNote
from styrbord.services.investments.mattering import notes_of
from styrbord.services.investments.naming import Names
from styrbord.services.investments.notes import MatterNote, Named
from styrbord.services.investments.seeing import inside, seen
from styrbord.services.reading import Reading
from styrbord.store.investments.models import Investment, Matter

define("sitting.not-found", "There is no sitting on {day} for you to see.", "See the list of sittings.")
WAITING = ("on-agenda", "postponed")


def agenda(reading: Reading, rights: Rights) -> AgendaNote:
    """Sittings with their items, what waits for one, duties from conditions, and suspicions of splitting."""
    found = _sittings(reading, rights)
    ahead = [one for one in found if one.on >= reading.today]
    past = [one for one in found if one.on < reading.today]
    return AgendaNote(
        tuple(ahead),
        tuple(reversed(past)),
        tuple(_unheard(rights)),
        _duties(found),
        tuple(_split(rights)),
        SPLITTING.label,
    )


def sitting(reading: Reading, rights: Rights, on: date) -> SittingNote:
    """One sitting.

    Raises
    ------
    Refused
        `sitting.not-found`, whether there is none or the reader sees nothing of it.
    """
    for one in _sittings(reading, rights, on):
        return one
    raise Refused(Problem("sitting.not-found", "", {"day": on.isoformat()}))


def minutes(reading: Reading, rights: Rights, on: date) -> SittingNote:
    """What was concluded or postponed at a sitting, for its minutes.

    Raises
    ------
    Refused
        `sitting.not-found`, also while nothing was concluded.
    """
    found = sitting(reading, rights, on)
    done = tuple(one for one in found.items if one.matter.state != "on-agenda")
    if not done:
        raise Refused(Problem("sitting.not-found", "", {"day": on.isoformat()}))
    return SittingNote(found.on, found.members, found.chairs, found.quorum, done)


def _sittings(reading: Reading, rights: Rights, on: date | None = None) -> list[SittingNote]:
    """Sittings that the reader sees an item of, in order of days."""
    rows = list(matters.rows(rights, "item"))
    by_day: dict[date, list[Matter]] = defaultdict(list)
    for row in rows:
        day = told.day(row.data.get("sitting"))
        if day is not None and on in (None, day):
            by_day[day].append(row)
    known = {one.pk: one for one in seen(rights).filter(pk__in=[one.investment_id for one in rows])}
    return [_sitting(reading, rights, day, by_day[day], known) for day in sorted(by_day)]


def _sitting(
    reading: Reading, rights: Rights, on: date, rows: list[Matter], known: dict[int, Investment]
) -> SittingNote:
    names = Names(reading)
    found = seats.committee(on) or reviewing.Subcommittee(frozenset(), 1)
    chairs = seats.seated(on).filter(seat=seats.Kind.CHAIR).values_list("post", flat=True)
    notes = notes_of(reading, rights, rows)
    of = {one.token: one for one in rows}
    return SittingNote(
        on,
        tuple(names.post(one) for one in sorted(found.members)),
        tuple(sorted(chairs)),
        found.quorum,
        tuple(_item(one, of[one.token], known.get(of[one.token].investment_id or 0)) for one in notes),
    )


def _item(note: MatterNote, row: Matter, of: Investment | None) -> ItemNote:
    data = row.data
    conclusion = told.conclusion_of(note.investment, data) if data.get("outcome") else None
    committee = told.committee_of(data)
    conditions = conclusion.conditions if conclusion else ()
    return ItemNote(
        note,
        of.names if of else {},
        of.stage if of else "",
        price_of(of) if of else None,
        of.cost if of else None,
        str(note.data.get("questions") or ""),
        tuple(sorted(conclusion.present)) if conclusion else (),
        tuple(sorted(conclusion.recused)) if conclusion else (),
        tuple((member, str(vote)) for member, vote in conclusion.votes) if conclusion else (),
        conclusion.outcome if conclusion else "",
        tuple((one.words, one.owner, one.due) for one in conditions),
        tuple(reviewing.invalid(committee, conclusion)) if committee and conclusion else (),
    )


def _unheard(rights: Rights) -> Iterable[Named]:
    """Large ones in appraisal that stand on no agenda and on which nothing was concluded."""
    rows = seen(rights).filter(stage="appraising", is_large=True).order_by("proposed_on", "code")
    heard = Matter.objects.filter(noun="item", state__in=(*WAITING, "concluded")).values("investment")
    return (Named(one.code, one.names) for one in rows.exclude(pk__in=heard))


def _duties(sittings: Iterable[SittingNote]) -> tuple[tuple[str, str, str, date | None], ...]:
    found = [
        (item.matter.investment, words, owner, due)
        for one in sittings
        for item in one.items
        for words, owner, due in item.conditions
    ]
    return tuple(sorted(found, key=lambda one: (one[3] or date.max, one[0], one[1])))


def _split(rights: Rights) -> Iterable[tuple[str, ...]]:
    """Groups of one owner just below the border, among what the reader sees from inside."""
    border = settings.LARGE_FROM or SIZE.params["large_from"]
    rows = Investment.objects.filter(inside(rights), cost__lt=border, proposed_on__isnull=False)
    siblings: dict[Price, list[Sibling]] = defaultdict(list)
    for one in rows.filter(cost__gte=border * SPLITTING.params["near"]):
        if one.cost is not None and one.proposed_on is not None:
            siblings[price_of(one)].append(Sibling(one.code, one.owner, one.cost, one.proposed_on))
    for price in sorted(siblings, key=str):
        yield from split(siblings[price], Decimal(border))
