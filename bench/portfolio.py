"""How long do list and totals of 10,000 investments take beside hand-written SQL for the same rows?

10,000 investments with 100,000 lines, 30,000 tags and 30,000 payments. The SQL takes the reader's rights and
names as given, and sums amounts as the database does; ours looks rights up, names every owner, goal and
component, and sums to the cent. What both find is compared first.

    python -m bench.portfolio
"""

import random
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from statistics import median
from typing import Any

from django.db import connection

from bench.site import migrate, vendor
from bench.timing import Row, keep, limit_row, paired, ratio_row, seconds
from styrbord.services import people, signing
from styrbord.services.investments import listing
from styrbord.services.investments.naming import Names
from styrbord.services.investments.notes import Filter, Total
from styrbord.services.investments.seeing import seen
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import OPERATOR, rights_of_person
from styrbord.store.investments.models import Investment, MoneyFact, PlanLine, PlanTag, Seat
from styrbord.store.people.models import Holding
from styrbord.store.spine.models import Subject

INVESTMENTS, LINES, PAYMENTS, GOALS, COMPONENTS, BODIES = 10_000, 10, 3, 40, 30, 100
POST, TIMES, ALLOWED, LIST = "strategy", 15, 3.0, 0.1
STAGES = ("idea", "appraising", "decided", "procuring", "executing", "delivered", "realising", "closed")
PRICE: dict[str, Any] = {"currency": "SEK", "price_year": 2025, "prices": "nominal"}
SUMS = "i.currency, i.price_year, i.prices, COUNT(*), COUNT(i.cost), SUM(i.cost)"
SAME = "f.kind = 'paid' AND f.currency = i.currency AND f.price_year = i.price_year AND f.prices = i.prices"
BY_PRICE = "i.currency, i.price_year, i.prices"


def board() -> None:
    """Investments of 100 bodies; a post with a seat sees them all."""
    random.seed(8)
    people.add_post(POST, "Strategy office", by=OPERATOR)
    signing.use_link(signing.make_link(POST))
    Seat.objects.create(seat="body", post=POST, valid_from=date(2020, 1, 1), at=0, by="bench")
    bodies = [Subject.objects.create(code=f"b{number}", kind="organisation") for number in range(BODIES)]
    rows = [_investment(number, bodies[number % BODIES]) for number in range(INVESTMENTS)]
    Investment.objects.bulk_create(rows, batch_size=500)
    PlanLine.objects.bulk_create(_lines(rows), batch_size=500)
    PlanTag.objects.bulk_create(_tags(rows), batch_size=500)
    MoneyFact.objects.bulk_create(_payments(rows), batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _investment(number: int, lead: Subject) -> Investment:
    return Investment(
        code=f"I-{number:05}", names={"en": f"Investment {number}", "sv": f"Investering {number}"},
        stage=STAGES[number % len(STAGES)], owner=f"post-{number % 200}", lead=lead, kind="internal",
        process="full", access="internal", programme=f"programme-{number % 12}",
        cost=Decimal(random.randrange(10**8)) / 100, ends_on=date(2027, 12, 31),
        computed_light=("", "green", "yellow", "red")[number % 4], **PRICE,
    )  # fmt: skip


def _lines(rows: Iterable[Investment]) -> Iterable[PlanLine]:
    for row in rows:
        for at in range(LINES):
            yield PlanLine(
                investment=row, option="it", is_preferred=True, side="benefit" if at > 7 else "cost",
                code=f"L{at}", bearer=row.lead.code, year=2025 + at % 4, likely=(row.cost or 0) / 8,
                kind="capital", **PRICE,
            )  # fmt: skip


def _tags(rows: Iterable[Investment]) -> Iterable[PlanTag]:
    for row in rows:
        for at in random.sample(range(GOALS), 2):
            yield PlanTag(investment=row, kind="goal", code=f"goal-{at}")
        yield PlanTag(investment=row, kind="component", code=f"component-{random.randrange(COMPONENTS)}")


def _payments(rows: Iterable[Investment]) -> Iterable[MoneyFact]:
    for row in rows:
        for at in range(PAYMENTS):
            money = Decimal(random.randrange(10**7)) / 100
            yield MoneyFact(
                kind="paid", investment=row, line="L1", money=money, on=date(2026, at + 1, 1), at=0,
                by="bench", **PRICE,
            )  # fmt: skip


def reader() -> tuple[Reading, Any]:
    """Somebody with the seat, their rights looked up anew."""
    rights = rights_of_person(Holding.objects.get(post__code=POST).person.key)
    return visible(principal_for(rights)), rights


def sql(statements: Iterable[str], _: int = 0) -> list[list[tuple[Any, ...]]]:
    """Rows of every statement."""
    found = []
    with connection.cursor() as cursor:
        for one in statements:
            cursor.execute(one)
            found.append(cursor.fetchall())
    return found


def of_column(column: str) -> tuple[str, str]:
    """Sums by a column of investments, and what was paid."""
    join = " JOIN spine_subject s ON s.id = i.lead_id" if column.startswith("s.") else ""
    return (
        f"SELECT {column}, {SUMS} FROM investments_investment i{join} GROUP BY {column}, {BY_PRICE}",
        f"SELECT {column}, {BY_PRICE}, SUM(f.money) FROM investments_moneyfact f"
        f" JOIN investments_investment i ON i.id = f.investment_id{join} WHERE {SAME}"
        f" GROUP BY {column}, {BY_PRICE}",
    )


def of_tag(kind: str) -> tuple[str, str]:
    """Sums by what plans name, and what was paid."""
    join = f"JOIN investments_plantag t ON t.investment_id = i.id AND t.kind = '{kind}'"
    return (
        f"SELECT t.code, {SUMS} FROM investments_investment i {join} GROUP BY t.code, {BY_PRICE}",
        f"SELECT t.code, {BY_PRICE}, SUM(f.money) FROM investments_moneyfact f"
        f" JOIN investments_investment i ON i.id = f.investment_id {join} WHERE {SAME}"
        f" GROUP BY t.code, {BY_PRICE}",
    )


def of_list(page: int) -> tuple[str, ...]:
    """A page of 50 with what was paid, and how many there are."""
    part = f"ORDER BY code LIMIT 50 OFFSET {50 * (page - 1)}"
    return (
        "SELECT COUNT(*) FROM investments_investment",
        "SELECT i.id, i.code, i.names, i.stage, i.owner, s.code, i.kind, i.process, i.programme, i.access,"
        " i.is_strategic, i.is_large, i.currency, i.price_year, i.prices, i.cost, i.owner_light,"
        " i.computed_light, i.ends_on FROM investments_investment i JOIN spine_subject s ON s.id = i.lead_id"
        f" {part.replace('code', 'i.code')}",
        f"SELECT i.id, {BY_PRICE}, SUM(f.money) FROM investments_moneyfact f"
        f" JOIN investments_investment i ON i.id = f.investment_id WHERE {SAME}"
        f" AND i.id IN (SELECT id FROM (SELECT id FROM investments_investment {part}) p)"
        f" GROUP BY i.id, {BY_PRICE}",
    )


TOTALS = {
    "owner": of_column("i.owner"),
    "goal": of_tag("goal"),
    "component": of_tag("component"),
    "lead": of_column("s.code"),
    "risk": of_column("i.computed_light"),
}
CHOICES = (
    "SELECT DISTINCT i.owner, s.code, i.kind, i.computed_light, i.programme, i.stage"
    " FROM investments_investment i JOIN spine_subject s ON s.id = i.lead_id",
    "SELECT DISTINCT kind, code FROM investments_plantag WHERE kind IN ('goal', 'component')",
)
WHOLE = tuple(
    one.replace("'' AS all_of_it, ", "").replace("GROUP BY '', ", "GROUP BY ") for one in of_column("''")
)


def totals(by: str, _: int = 0) -> tuple[Total, ...]:
    """Ours, with rights and names looked up."""
    reading, rights = reader()
    return listing.totals(Names(reading), seen(rights), by)


def rows(turn: int) -> object:
    """A page of the list, ours."""
    reading, rights = reader()
    found = seen(rights).order_by("code")
    page = turn % 100
    return found.count(), listing.row_notes(Names(reading), list(found[50 * page : 50 * page + 50]))


def compare(by: str) -> None:
    """Whether both find the same sums.

    Raises
    ------
    SystemExit
        Where they differ by a cent.
    """
    known, paid = sql(TOTALS[by])
    theirs = {row[0]: (row[4], round(Decimal(str(row[6])), 2)) for row in known}
    spent = {row[0]: round(Decimal(str(row[4])), 2) for row in paid}
    for one in totals(by):
        code = one.what.code
        if theirs[code] != (one.count, round(one.cost or Decimal(0), 2)) or spent[code] != one.paid:
            raise SystemExit(f"{by} {code}: {theirs[code]}, {spent[code]} by hand and {one}")


def measured(what: str, ours: Callable[[int], object], base: Callable[[int], object]) -> Row:
    """One line of the table."""
    ours(0)
    return ratio_row(what, vendor(), paired(ours, base, times=TIMES), ALLOWED, "hand-written SQL")


def main() -> None:
    """Fill the board once, compare, and measure."""
    migrate()
    if not Investment.objects.exists():
        board()
    found = []
    for by, statements in TOTALS.items():
        compare(by)
        found.append(measured(f"totals by {by}", partial(totals, by), partial(sql, statements)))
        page = (*of_list(1), *statements, *WHOLE, *CHOICES)
        found.append(measured(f"list with totals by {by}", partial(_page, by), partial(sql, page)))
    passed = median(seconds(partial(rows, turn)) for turn in range(TIMES))
    found.append(limit_row("50 rows of the list alone, with rights and names", vendor(), passed, LIST))
    keep("portfolio", vendor().lower(), found)


def _page(by: str, _: int = 0) -> object:
    return listing.portfolio(*reader(), Filter(by=by))


if __name__ == "__main__":
    main()
