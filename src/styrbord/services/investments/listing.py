"""Which investments are there for a reader, and what do they come to by owner, goal, component and so on?"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import LANGUAGES
from styrbord.core.investments.portfolio.money import Price, Prices
from styrbord.core.people.rights import Rights
from styrbord.services.investments.naming import Names
from styrbord.services.investments.notes import Filter, Named, PortfolioNote, PortfolioRow, Total
from styrbord.services.investments.seeing import seen
from styrbord.services.investments.summing import sum_of, summed
from styrbord.services.reading import Reading
from styrbord.store.investments.models import Investment, MoneyFact, PlanParty, PlanTag

define("portfolio.unknown-total", "'{by}' is nothing that totals are formed by.", "Choose one of {known}.")
COLUMNS: Mapping[str, str] = {
    "owner": "owner",
    "lead": "lead__code",
    "class": "kind",
    "risk": "computed_light",
    "programme": "programme",
    "stage": "stage",
}
TAGS = ("goal", "component")
BY = (*COLUMNS, *TAGS)
NO_RISK = "none"
LARGEST_PAGE = 500
PRICE = ("currency", "price_year", "prices")
_SAME_PRICE = Q(
    currency=F("investment__currency"),
    price_year=F("investment__price_year"),
    prices=F("investment__prices"),
)


def portfolio(reading: Reading, rights: Rights, asked: Filter | None = None) -> PortfolioNote:
    """A page of the investments that a reader sees, with totals over all that are asked for.

    Raises
    ------
    Refused
        `portfolio.unknown-total`.
    """
    wanted = _checked(asked or Filter())
    names, all_seen = Names(reading), seen(rights)
    rows = found(all_seen, wanted)
    count = rows.count()
    pages = max(1, -(-count // wanted.size))
    wanted = replace(wanted, page=min(wanted.page, pages))
    first = (wanted.page - 1) * wanted.size
    return PortfolioNote(
        row_notes(names, list(rows.order_by("code")[first : first + wanted.size])),
        count,
        wanted.page,
        pages,
        wanted,
        totals(names, rows, wanted.by),
        totals(names, rows, ""),
        _choices(names, all_seen),
    )


def _checked(asked: Filter) -> Filter:
    if asked.by not in BY:
        told = {"by": asked.by[:20], "known": ", ".join(BY)}
        raise Refused(Problem("portfolio.unknown-total", "by", told))
    return replace(asked, page=max(1, asked.page), size=min(max(1, asked.size), LARGEST_PAGE))


def found(rows: QuerySet[Investment], asked: Filter) -> QuerySet[Investment]:
    """Those of some investments that a filter asks for."""
    columns = {"stage": "stage", "owner": "owner", "lead": "lead__code", "kind": "kind"}
    told = {column: getattr(asked, name) for name, column in columns.items() if getattr(asked, name)}
    if asked.programme:
        told["programme"] = asked.programme
    if asked.risk:
        told["computed_light"] = "" if asked.risk == NO_RISK else asked.risk
    if asked.is_strategic is not None:
        told["is_strategic"] = asked.is_strategic
    rows = rows.filter(**told)
    for kind in TAGS:
        if code := getattr(asked, kind):
            rows = rows.filter(pk__in=PlanTag.objects.filter(kind=kind, code=code).values("investment"))
    if asked.party:
        rows = rows.filter(pk__in=PlanParty.objects.filter(body__code=asked.party).values("investment"))
    return rows.filter(_text(asked.text)) if asked.text.strip() else rows


def _text(text: str) -> Q:
    """Words in the code or in a name; SQLite folds Latin letters only, so the usual spellings are asked."""
    word = text.strip()[:100]
    query = Q(code__icontains=word)
    for language in LANGUAGES:
        for spelt in dict.fromkeys((word, word.lower(), word.capitalize(), word.upper())):
            query |= Q(**{f"names__{language}__icontains": spelt})
    return query


def row_notes(names: Names, rows: Iterable[Investment]) -> tuple[PortfolioRow, ...]:
    """Rows of a list, what was paid asked once for all."""
    told = list(rows)
    paid = _paid(MoneyFact.objects.filter(investment__in=[one.pk for one in told]), ["investment"])
    return tuple(row_note(names, one, paid.get((one.pk, *_price_of(one)))) for one in told)


def row_note(names: Names, row: Investment, paid: Decimal | None) -> PortfolioRow:
    """One row of a list."""
    return PortfolioRow(
        row.code,
        row.names,
        row.stage,
        names.post(row.owner),
        names.body(row.lead.code),
        row.kind,
        row.process,
        row.programme,
        row.access,
        row.is_strategic,
        row.is_large,
        price_of(row),
        row.cost,
        paid,
        row.owner_light,
        row.computed_light,
        row.ends_on,
    )


def price_of(row: Investment) -> Price:
    """In what an investment tells its amounts."""
    return Price(row.currency, row.price_year, Prices(row.prices))


def totals(names: Names, rows: QuerySet[Investment], by: str) -> tuple[Total, ...]:
    """Sums by owner and so on, or of all where nothing is named; one for each price, the largest first."""
    if by in TAGS:
        return _of_tags(names, rows, by)
    columns = [COLUMNS[by]] if by else []
    sums = (
        rows.order_by()
        .values(*columns, *PRICE)
        .annotate(count=Count("pk"), known=Count("cost"), **sum_of("cost", "cost"))
    )
    facts = MoneyFact.objects.filter(investment__in=rows.order_by().values("pk"))
    paid = _paid(facts, [f"investment__{one}" for one in columns])
    return _ordered(
        _total(_name(names, by, "".join(one[name] for name in columns)), one, columns, paid) for one in sums
    )


def _of_tags(names: Names, rows: QuerySet[Investment], kind: str) -> tuple[Total, ...]:
    tags = PlanTag.objects.filter(kind=kind, investment__in=rows.order_by().values("pk"))
    price = [f"investment__{one}" for one in PRICE]
    sums = (
        tags.order_by()
        .values("code", *price)
        .annotate(count=Count("pk"), known=Count("investment__cost"), **sum_of("investment__cost", "cost"))
    )
    facts = MoneyFact.objects.filter(investment__in=rows.order_by().values("pk"), investment__tags__kind=kind)
    paid = _paid(facts, ["investment__tags__code"])
    plain = [{**one, **{name: one[f"investment__{name}"] for name in PRICE}} for one in sums]
    return _ordered(_total(_name(names, kind, one["code"]), one, ["code"], paid) for one in plain)


def _paid(facts: QuerySet[MoneyFact], columns: list[str]) -> dict[tuple[Any, ...], Decimal | None]:
    """What was paid in the price of its investment, by some columns and that price."""
    told = facts.filter(_SAME_PRICE, kind="paid").order_by().values(*columns, *PRICE)
    rows = told.annotate(**sum_of("money", "paid"))
    return {tuple(one[name] for name in (*columns, *PRICE)): summed(one, "paid") for one in rows}


def _total(
    what: Named,
    row: dict[str, Any],
    columns: list[str],
    paid: Mapping[tuple[Any, ...], Decimal | None],
) -> Total:
    key = tuple(row[name] for name in (*columns, *PRICE))
    price = Price(row["currency"], row["price_year"], Prices(row["prices"]))
    return Total(what, price, row["count"], row["count"] - row["known"], summed(row, "cost"), paid.get(key))


def _price_of(row: Investment) -> tuple[str, int, str]:
    return row.currency, row.price_year, row.prices


def _ordered(totals: Iterable[Total]) -> tuple[Total, ...]:
    return tuple(sorted(totals, key=lambda one: (str(one.price), -(one.cost or Decimal(-1)), one.what.code)))


def _name(names: Names, by: str, code: str) -> Named:
    naming = {"owner": names.post, "lead": names.body, "goal": names.goal, "component": names.component}
    return naming[by](code) if by in naming else Named(code)


def _choices(names: Names, rows: QuerySet[Investment]) -> Mapping[str, tuple[Named, ...]]:
    """Codes that occur among all that a reader sees, by name of the filter."""
    plain = rows.order_by()
    columns = [column for by, column in COLUMNS.items()]
    told = list(plain.values_list(*columns).distinct())
    choices = {
        by: tuple(_name(names, by, code) for code in sorted({one[at] for one in told} - {""}))
        for at, by in enumerate(COLUMNS)
    }
    tags = PlanTag.objects.filter(kind__in=TAGS, investment__in=plain.values("pk"))
    pairs = sorted(set(tags.order_by().values_list("kind", "code").distinct()))
    for kind in TAGS:
        choices[kind] = tuple(_name(names, kind, code) for told_of, code in pairs if told_of == kind)
    return choices
