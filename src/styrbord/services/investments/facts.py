"""How is it recorded what happened to money, which is never refused for lacking a result?

What stands without one is computed anew from plans and facts, opens a case on the series that it should pay
for, and is listed until it is matched.
"""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.incoming import LEDGER, FactIn
from styrbord.core.investments.portfolio.money import Money
from styrbord.core.investments.portfolio.money_facts import BUDGETED, FactKind
from styrbord.core.investments.portfolio.stopping import StopOrder, blocked
from styrbord.core.investments.portfolio.workflow import RULES, Noun
from styrbord.services.investments import planned, seeing
from styrbord.services.investments.cleaning import seen_marks
from styrbord.services.investments.matching import (
    RECORDING,
    UnmatchedNote,
    is_finance,
    recording_post,
    settle,
    unmatched,
)
from styrbord.services.investments.told import order_of
from styrbord.services.investments.writing import REALM, fingerprint
from styrbord.services.once import once
from styrbord.services.rights import Actor, rights_of
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import BudgetBatch, Investment, Matter, MoneyFact

define(
    "money.no-facts",
    "There is nothing to record.",
    "Give at least one amount.",
)
define(
    "money.unknown-fact",
    "There is no such amount that could be given a line.",
    "Look at the list again: it may have been given one already.",
)
define("money.kind", "'{text}' is no kind of fact.", "Write one of {known}.")
COMMITTING = frozenset({FactKind.COMMITTED, FactKind.CONTRACTED})
"""What a stop order bars; budgets and payments are facts whatever happens."""
__all__ = ["UnmatchedNote", "assign", "batch_of", "is_finance", "record", "recorded", "recorder", "unmatched"]


def record(user: object, facts: Sequence[FactIn], *, batch: BudgetBatch | None = None, key: str = "") -> int:
    """Record facts; how many. None is refused for lacking a result, an unknown line or investment.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `money.no-facts`, `money.kind`; of commitments and contracts
        `stop.in-force`.
    """
    by = recorder(user, facts)
    demand_readable(facts)

    def do(piece: Work, full: str | None) -> int:
        return recorded(piece, facts, batch, by=by, key=full)

    return once(by, f"facts:{key}" if key else "", do, realm=REALM, answer="count")


def demand_recording(user: object) -> None:
    """Refuse whoever may record nothing anywhere.

    Raises
    ------
    Refused
        `sign-in.needed` or `rights.missing`.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    rights = rights_of(user)
    if not is_finance(rights) and not any(rights.may_anywhere(action) for action in RECORDING):
        raise Refused(Problem("rights.missing"))


def recorder(user: object, facts: Iterable[FactIn]) -> Actor:
    """Post that records: with a right over every lead body, or, for what has no investment, everywhere.

    Raises
    ------
    Refused
        `sign-in.needed` or `rights.missing`.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    rights = rights_of(user)
    leads = _leads({one.investment for one in facts})
    wanted = {leads.get(one.investment, "") for one in facts} or {""}
    posts = [post for place in sorted(wanted) if (post := recording_post(rights, place))]
    if len(posts) < len(wanted):
        raise Refused(Problem("rights.missing"))
    return Actor(posts[0], rights.person)


def _leads(codes: Iterable[str]) -> Mapping[str, str]:
    known = Investment.objects.filter(code__in=[one for one in codes if one])
    return dict(known.values_list("code", "lead__code"))


def demand_readable(facts: Sequence[FactIn]) -> None:
    """Refuse nothing but what is no fact at all.

    Raises
    ------
    Refused
        `money.no-facts` or `money.kind`.
    """
    if not facts:
        raise Refused(Problem("money.no-facts"))
    known = (*FactKind, LEDGER)
    wrong = [
        Problem("money.kind", one.place or "kind", {"text": one.kind[:40], "known": ", ".join(FactKind)})
        for one in facts
        if one.kind not in known
    ]
    if wrong:
        raise Refused(wrong)


def recorded(
    piece: Work,
    facts: Sequence[FactIn],
    batch: BudgetBatch | None,
    *,
    by: Actor,
    key: str | None = None,
    row: int = 0,
) -> int:
    """Keep facts and tell them, and open and end the cases that follow from them, inside a work.

    `row` is a number that is told with them, under which a repeated request finds its answer.
    """
    codes = sorted({one.investment for one in facts if one.investment})
    held = Investment.objects.select_for_update(of=("self",)).filter(code__in=codes).order_by("code")
    rows = {row.code: row for row in held}
    if barred := list(_barred(facts, rows)):
        raise Refused(barred)
    MoneyFact.objects.bulk_create([_row(one, rows, batch, piece, by) for one in facts], batch_size=1000)
    settled = settle(piece, rows.values())
    kinds = Counter(str(one.kind) for one in facts)
    content = fingerprint([[str(part) for part in _content(one)] for one in facts])
    told = {
        "row": row, "count": len(facts), "kinds": dict(sorted(kinds.items())), "sha256": content,
        "investments": sorted(rows), "by_person": by.person, "opened": settled.opened, "ended": settled.ended,
    }  # fmt: skip
    about = batch.token if batch else (next(iter(rows)) if len(rows) == 1 else "money")
    piece.tell("investment-money.recorded", about, told, key=key, rules=RULES)
    return len(facts)


def _barred(facts: Iterable[FactIn], rows: Mapping[str, Investment]) -> Iterator[Problem]:
    """Commitments and contracts of days on which a stop order bars them; what was paid has happened."""
    asked = [one for one in facts if one.kind in COMMITTING and one.investment in rows]
    stops = Matter.objects.filter(noun=Noun.STOP, investment__code__in={one.investment for one in asked})
    orders: dict[str, list[StopOrder]] = defaultdict(list)
    for matter in stops.select_related("investment"):
        orders[matter.investment.code].append(order_of(matter))
    for one in asked:
        for problem in blocked(orders[one.investment], one.on):
            yield replace(problem, place=one.place or one.investment)


def _content(one: FactIn) -> Iterator[object]:
    yield from (one.kind, one.money.amount, one.money.price, one.on, one.investment, one.line)
    yield from (one.classification, one.reference, one.body, one.system, one.cost_kind)


def _row(
    one: FactIn, rows: Mapping[str, Investment], batch: BudgetBatch | None, piece: Work, by: Actor
) -> MoneyFact:
    row = rows.get(one.investment)
    line = one.line if row or not one.investment else f"{one.investment}/{one.line}".rstrip("/")
    return MoneyFact(
        batch=batch,
        kind=one.kind,
        investment=row,
        line=seen_marks(line)[:64],
        money=one.money.amount,
        currency=one.money.price.currency,
        price_year=one.money.price.year,
        prices=one.money.price.prices,
        on=one.on,
        classification=seen_marks(one.classification)[:80],
        reference=seen_marks(one.reference)[:120],
        body=seen_marks(one.body)[:64],
        system=seen_marks(one.system)[:64],
        cost_kind=seen_marks(one.cost_kind)[:16],
        at=to_ms(piece.at),
        by=by.code,
    )


def assign(user: object, number: int, *, investment: str, line: str, key: str = "") -> int:
    """Say what an amount was for: it is taken back where it stood and told anew; how many rows.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `money.unknown-fact`, `investment.not-found`.
    """
    found = MoneyFact.objects.select_related("investment").filter(pk=number).first()
    if found is None or found.kind == LEDGER:
        raise Refused(Problem("money.unknown-fact"))
    rights = rights_of(user)
    seeing.seen_row(rights, investment)
    old = _as_told(found)
    new = replace(old, investment=investment, line=line)
    by = recorder(user, [old, new])

    def do(piece: Work, full: str | None) -> int:
        if MoneyFact.objects.filter(reference=_taken(number)).exists():
            raise Refused(Problem("money.unknown-fact"))
        money = Money(Decimal(0), old.money.price) if old.kind in BUDGETED else -old.money
        day = max(old.on, piece.at.date())
        back = replace(old, money=money, on=day, reference=_taken(number))
        return recorded(piece, [back, new], None, by=by, key=full)

    return once(by, f"assign:{number}:{key}" if key else "", do, realm=REALM, answer="count")


def _taken(number: int) -> str:
    return f"taken-back:{number}"


def _as_told(row: MoneyFact) -> FactIn:
    code = row.investment.code if row.investment else ""
    return FactIn(
        row.kind, Money(row.money, planned.price_of(row)), row.on, code, row.line, row.classification,
        row.reference, row.body, row.system, row.cost_kind,
    )  # fmt: skip


def batch_of(piece: Work, kind: str, name: str, content_hash: str, rows: int, by: Actor) -> BudgetBatch:
    """A new import."""
    return BudgetBatch.objects.create(
        token=secrets.token_urlsafe(9),
        kind=kind,
        name=seen_marks(name)[:200],
        content_hash=content_hash,
        rows=rows,
        at=to_ms(piece.at),
        by=by.code,
    )
