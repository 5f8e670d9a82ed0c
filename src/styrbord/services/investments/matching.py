"""Which money stands without a result, who is told, and which case does it open?

It is computed anew from plans and facts, so a plan or a change request that brings them together ends it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from styrbord.core.base.periods import Frequency
from styrbord.core.investments.portfolio.money import Money
from styrbord.core.investments.portfolio.money_facts import FactKind, Unmatched
from styrbord.core.investments.portfolio.plan import Access, line_code
from styrbord.core.investments.portfolio.workflow import RULES
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.services import clock, deviations
from styrbord.services.deviations import Settled, Unfunded
from styrbord.services.investments import planned, seats, seeing, standing
from styrbord.services.reading import Principal, visible
from styrbord.services.rights import Actor, contains
from styrbord.services.work import Work, work
from styrbord.store.investments.models import Investment, MoneyFact, PlanResult
from styrbord.store.spine.models import Subject

ACTOR = Actor("investments")
PROGRAM = Principal("investments", is_signed_in=True)
RECORDING = (Action.PREPARE, Action.OWN)
FINANCE = frozenset({seats.Kind.BODY, seats.Kind.CONTROLLER})
"""Seats whose posts record and see what belongs to no investment."""


@dataclass(frozen=True, slots=True)
class UnmatchedNote:
    """Money without result: whose, of which line, how much of what kind, why and since when.

    `investment` is "" where nobody knows for what; `named` is what the row called its line, `series` the
    indicator and subject on which a case stands, `token` that case where the reader may see one.
    """

    investment: str
    line: str
    named: str
    body: str
    kind: FactKind
    money: Money
    reason: str
    since: date
    series: tuple[str, str] | None = None


def recording_post(rights: Rights, subject: str) -> str:
    """Post by whose right somebody records money of a body; "" = none."""
    for action in RECORDING:
        if right := rights.may(action, subject=subject, contains=contains):
            return right.through
    sitting = seats.seats_of(standing.posts_of(rights), clock.now().date())
    return next((post for seat, post in sitting.items() if seat in FINANCE), "")


def unmatched(rights: Rights) -> tuple[UnmatchedNote, ...]:
    """All money without result that somebody may see, the oldest first."""
    shown = seeing.seen(rights).filter(seeing.inside(rights), pk__in=_with_facts())
    rows = {row.code: row for row in shown}
    found = list(_notes(rows))
    if is_finance(rights):
        loose = MoneyFact.objects.filter(investment=None, kind__in=planned.KINDS).order_by("pk")
        told = planned.unmatched(planned.plans_of(()), [planned.fact_of(one) for one in loose])
        found += [_note(one, "", None) for one in told]
    return tuple(sorted(found, key=lambda one: (one.since, one.investment, one.line, one.kind)))


def _with_facts() -> "QuerySet[MoneyFact, int]":
    """Numbers of the investments of which facts are known."""
    return MoneyFact.objects.exclude(investment=None).values_list("investment", flat=True)


def is_finance(rights: Rights) -> bool:
    """Whether somebody records and sees money that belongs to no investment."""
    return bool(rights.posts) and bool(recording_post(rights, ""))


def _notes(rows: Mapping[str, Investment]) -> Iterator[UnmatchedNote]:
    numbers = [row.pk for row in rows.values()]
    told = planned.unmatched(planned.plans_of(rows), planned.facts_of(numbers))
    series = planned.series_of(numbers)
    results = _results(numbers)
    for one in told:
        code = one.line.partition("/")[0]
        yield _note(one, code, series.get(_result(one, code, results)))


def _note(one: Unmatched, code: str, series: tuple[str, str] | None) -> UnmatchedNote:
    rest = one.line.partition("/")[2]
    is_known = not rest.startswith("/")
    body, _, named = ("", "", "") if is_known else rest[1:].partition("/")
    line = rest if is_known else ""
    return UnmatchedNote(code, line, named, body, one.kind, one.money, one.reason.value, one.since, series)


def _results(numbers: Iterable[int]) -> Mapping[str, str]:
    """Result of each line that has one, and of an investment its first one, by their codes among all."""
    rows = list(numbers)
    found: dict[str, str] = {}
    first = PlanResult.objects.filter(investment__in=rows).order_by("-pk")
    told = first.values_list("investment__code", "code")
    found.update({code: line_code(code, result) for code, result in told})
    plans = planned.plans_of(found)
    found.update({line.code: line.results[0] for line in plans.lines.values() if line.results})
    return found


def _result(one: Unmatched, code: str, results: Mapping[str, str]) -> str:
    """Result that the money should pay for: that of its line, else the first of the investment."""
    return results.get(one.line) or results.get(code, "")


def settle(piece: Work, rows: Iterable[Investment]) -> Settled:
    """Open and end the cases of money without result of some investments, inside a work that changes them.

    A restricted investment has none: the case would stand on a series that others see.
    """
    held = [row for row in rows if row.access != Access.RESTRICTED]
    if not held:
        return Settled()
    wanted = _series(held)
    others = PlanResult.objects.filter(indicator__in={indicator for indicator, _ in wanted})
    same = Investment.objects.filter(pk__in=others.values("investment")).exclude(access=Access.RESTRICTED)
    return deviations.stand(piece, _unfunded({row.pk: row for row in (*held, *same)}.values(), wanted))


def _series(rows: Iterable[Investment]) -> frozenset[tuple[str, str]]:
    return frozenset(planned.series_of([row.pk for row in rows]).values())


def _unfunded(rows: Iterable[Investment], wanted: frozenset[tuple[str, str]]) -> Iterator[Unfunded]:
    """What stands on each series that is wanted, by all the investments that it is a result of."""
    by_code = {row.code: row for row in rows}
    known = visible(PROGRAM).register.indicators()
    subjects = frozenset(
        Subject.objects.filter(code__in={subject for _, subject in wanted}).values_list("code", flat=True)
    )
    told: dict[tuple[str, str], list[UnmatchedNote]] = {one: [] for one in wanted}
    for note in _notes(by_code):
        if note.series in told:
            told[note.series].append(note)
    dues = _dues(wanted)
    for (indicator, subject), notes in sorted(told.items()):
        definition = known.get(indicator)
        if definition is None or subject not in subjects:
            continue
        first = min(notes, key=lambda one: (one.since, one.investment), default=None)
        yield Unfunded(
            indicator,
            subject,
            Frequency(definition.frequency),
            by_code[first.investment].owner if first else "",
            dues.get((indicator, subject)) or (first.since if first else date.min),
            len({(one.investment, one.line, one.named) for one in notes}),
            first.since if first else date.min,
        )


def _dues(wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], date]:
    """The first day by which each series is planned to be reached."""
    rows = PlanResult.objects.filter(indicator__in={one for one, _ in wanted}).exclude(due=None)
    found: dict[tuple[str, str], date] = {}
    for indicator, subject, due in rows.values_list("indicator", "subject", "due"):
        place = (indicator, subject)
        found[place] = min(due, found.get(place, due))
    return found


class _Nothing(Exception):
    """Nothing has changed, so nothing is kept."""


def tend(now: datetime) -> int:
    """Open and end the cases that follow from plans as they stand now; how many.

    For the clock, as often as it likes: plans change without facts.
    """
    rows = Investment.objects.filter(pk__in=_with_facts()).exclude(access=Access.RESTRICTED)
    told = {row.pk: row for row in rows.order_by("code")}
    wanted = _series(told.values()) | deviations.standing_series()
    try:
        with work(ACTOR.code, now) as piece:
            settled = deviations.stand(piece, _unfunded(told.values(), wanted))
            if not settled.count:
                raise _Nothing
            data = {"opened": settled.opened, "ended": settled.ended, "count": settled.count}
            piece.tell("investment-money.looked-through", "investments", data, rules=RULES)
    except _Nothing:
        return 0
    return settled.count
