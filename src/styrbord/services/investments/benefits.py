"""Which benefits are there over all investments, and what came of those of one after its end?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import OuterRef, Q, QuerySet, Subquery

from styrbord.core.base.text import LANGUAGES
from styrbord.core.investments.benefits import CONFIRMATION, BenefitClass
from styrbord.core.investments.lights import INDICATOR
from styrbord.core.investments.portfolio.model import PartyRole
from styrbord.core.investments.portfolio.money import Price, Prices
from styrbord.core.people.rights import Rights
from styrbord.figures.investments import WORTH, BenefitSums, Worth, benefit_sums
from styrbord.services.investments import matters
from styrbord.services.investments.gaining import Held, benefit_notes, held, worths
from styrbord.services.investments.listing import price_of
from styrbord.services.investments.matter_notes import AfterNote, RegisterNote
from styrbord.services.investments.mattering import notes_of
from styrbord.services.investments.naming import Names
from styrbord.services.investments.notes import BenefitNote, MatterNote
from styrbord.services.investments.seeing import is_inside, seen, seen_row
from styrbord.services.investments.series import sees
from styrbord.services.investments.worths import labels
from styrbord.services.reading import Reading
from styrbord.store.investments.models import Investment, Matter, PlanLine

LABELS = labels((WORTH, CONFIRMATION, INDICATOR))
LARGEST_PAGE = 200


def register(
    reading: Reading,
    rights: Rights,
    *,
    text: str = "",
    owner: str = "",
    kind: str = "",
    state: str = "",
    page: int = 1,
    size: int = 50,
) -> RegisterNote:
    """Benefits of all proposed investments that a reader sees, a page of those asked for, with their sums.

    `kind` is a class of benefits, `state` one of the table of benefits; the sums are over all that are asked
    for, stopped investments left out.
    """
    rows = Matter.objects.filter(noun="benefit", investment__in=seen(rights).order_by().values("pk"))
    rows = _asked(rows, text=text.strip()[:100], owner=owner, kind=kind, state=state)
    each, count = min(max(1, size), LARGEST_PAGE), rows.count()
    pages = max(1, -(-count // each))
    shown = min(max(1, page), pages)
    told = rows.order_by("investment__code", "code").select_related("investment", "investment__lead")
    return RegisterNote(
        tuple(_page(reading, rights, told[(shown - 1) * each : shown * each])),
        count,
        shown,
        pages,
        _sums(reading, rights, rows.exclude(investment__stage="stopped")),
        LABELS,
    )


def _asked(rows: QuerySet[Matter], *, text: str, owner: str, kind: str, state: str) -> QuerySet[Matter]:
    if state:
        rows = rows.filter(state=state)
    if owner:
        rows = rows.filter(post=owner)
    if kind:
        rows = rows.filter(pk__in=_of_kind(kind))
    if text:
        query = Q(code__icontains=text) | Q(investment__code__icontains=text)
        for language in LANGUAGES:
            query |= Q(**{f"investment__names__{language}__icontains": text})
        rows = rows.filter(query)
    return rows


def _of_kind(kind: str) -> QuerySet[Matter]:
    lines = PlanLine.objects.filter(
        investment=OuterRef("investment"), code=OuterRef("code"), side="benefit", is_preferred=True
    )
    rows = Matter.objects.filter(noun="benefit").annotate(kind=Subquery(lines.values("kind")[:1]))
    return rows.filter(kind=kind).values("pk")


def _page(reading: Reading, rights: Rights, rows: Iterable[Matter]) -> Iterator[BenefitNote]:
    known: dict[int, dict[str, BenefitNote]] = {}
    for row in rows:
        of = row.investment
        if of is None:
            continue
        if of.pk not in known:
            notes = benefit_notes(reading, rights, held(of), is_inside=is_inside(rights, of))
            known[of.pk] = {one.code: one for one in notes}
        if row.code in known[of.pk]:
            yield known[of.pk][row.code]


def _sums(reading: Reading, rights: Rights, rows: QuerySet[Matter]) -> tuple[BenefitSums, ...]:
    """Sums by price: those of delivered investments by what was measured, the others by their lines."""
    asked: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for number, code, state, post in rows.order_by().values_list("investment", "code", "state", "post"):
        asked[number][code] = (state, post)
    found: dict[Price, list[tuple[str, Worth]]] = defaultdict(list)
    delivered = Investment.objects.exclude(delivered_on=None).filter(pk__in=rows.values("investment"))
    for row in delivered.select_related("lead"):
        of = held(row)
        notes = [
            one for one in benefit_notes(reading, rights, of, is_inside=False) if one.code in asked[row.pk]
        ]
        found[price_of(row)] += worths(notes, of)
    for price, worth in _undelivered(rows, asked):
        found[price].append(worth)
    return tuple(benefit_sums(found[price], price, reading.today) for price in sorted(found, key=str))


def _undelivered(
    rows: QuerySet[Matter], asked: dict[int, dict[str, tuple[str, str]]]
) -> Iterator[tuple[Price, tuple[str, Worth]]]:
    """Lines of what is not delivered, read without their plans, for nothing of it can be measured yet."""
    lines = PlanLine.objects.filter(
        investment__in=rows.order_by().values("investment"),
        investment__delivered_on=None,
        side="benefit",
        is_preferred=True,
    )
    columns = (
        "investment", "code", "investment__lead__code", "bearer", "kind", "is_confirmed", "likely",
        "currency", "price_year", "prices",
    )  # fmt: skip
    for number, code, lead, bearer, kind, is_confirmed, likely, *price in lines.values_list(*columns):
        if code in asked.get(number, {}):
            state, post = asked[number][code]
            worth = Worth(
                bearer, BenefitClass(kind), is_confirmed, bool(post), likely, None, None, "", state,
                is_delivered=False, starts_on=None,
            )  # fmt: skip
            yield Price(price[0], price[1], Prices(price[2])), (lead, worth)


def after_closure(reading: Reading, rights: Rights, code: str) -> AfterNote:
    """Benefits of an investment: claimed, confirmed and realised, with the measurements that are owed.

    Raises
    ------
    Refused
        `investment.not-found`.
    """
    row = seen_row(rights, code)
    found, names, whole = held(row), Names(reading), is_inside(rights, row)
    notes = benefit_notes(reading, rights, found, is_inside=whole)
    return AfterNote(
        row.code,
        row.names,
        row.stage,
        price_of(row),
        tuple(names.body(one) for one in found.plan.investment.bodies(PartyRole.FOLLOW_UP)),
        row.delivered_on,
        row.closed_on,
        notes,
        sums_of(reading, found, notes),
        tuple(_measurements(reading, rights, found)),
        whole,
        LABELS,
    )


def sums_of(reading: Reading, found: Held, notes: Iterable[BenefitNote]) -> BenefitSums:
    """Sums over the benefits of one investment."""
    return benefit_sums(worths(notes, found), price_of(found.row), reading.today)


def _measurements(reading: Reading, rights: Rights, found: Held) -> list[MatterNote]:
    """Measurements of series that the reader sees; verified ones alone for outsiders."""
    rows = matters.rows(rights, "measurement", investment=found.row)
    hidden = {one.benefit for one in found.own.profiles if not sees(reading, one.indicator, one.subject)}
    return notes_of(reading, rights, rows.exclude(code__in=hidden))
