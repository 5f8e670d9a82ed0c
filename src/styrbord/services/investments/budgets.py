"""How does a budget come in from a file, in which versions is it kept, and does it agree with the ledger?"""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Q, QuerySet

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio import budget
from styrbord.core.investments.portfolio.budget import Difference, Versions
from styrbord.core.investments.portfolio.incoming import LEDGER, FactIn, Table, facts_of
from styrbord.core.investments.portfolio.money import Money, total
from styrbord.core.people.rights import Rights
from styrbord.services.imports.running import read_in_child
from styrbord.services.investments import facts, planned, seeing
from styrbord.services.investments.matching import is_finance
from styrbord.services.investments.writing import REALM
from styrbord.services.once import once
from styrbord.services.work import Work
from styrbord.sources.asking import Request
from styrbord.sources.budget_table import KIND
from styrbord.store.clock import from_ms
from styrbord.store.investments.models import BudgetBatch, MoneyFact

FACTS = "facts"
MOST_BYTES = 20 << 20
SECONDS = 30
define("budget.batch-kind", "'{text}' is no kind of import.", "Choose facts, or ledger.")
define(
    "budget.repeated",
    "This file was taken in on {day} already.",
    "Nothing was recorded twice. Give another file, or correct single amounts.",
)
define("budget.too-large", "The file has {count} MB; {most} are the most.", "Split it.")


@dataclass(frozen=True, slots=True)
class Taken:
    """An import: how many rows it has, and who took it in when."""

    token: str
    kind: str
    name: str
    rows: int
    at: datetime
    by: str


def import_csv(user: object, name: str, content: bytes, *, kind: str = FACTS, key: str = "") -> str:
    """Take in a table of facts, or of the ledger to compare them with, from CSV or a workbook; its token.

    All of it is recorded or, where a cell cannot be read, nothing.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `budget.repeated`, `budget.batch-kind`, what is wrong with the
        file, or every cell that cannot be read, by its row and column.
    """
    if kind not in (FACTS, LEDGER):
        raise Refused(Problem("budget.batch-kind", "kind", {"text": kind[:40]}))
    facts.demand_recording(user)
    found = table_of(name, content, is_ledger=kind == LEDGER)
    if found.problems:
        raise Refused(found.problems)
    return take_in(user, name, hashlib.sha256(content).hexdigest(), found.facts, kind=kind, key=key)


def table_of(name: str, content: bytes, *, is_ledger: bool = False) -> Table:
    """What a file says, row by row, read in a process with limits.

    Raises
    ------
    Refused
        What is wrong with the file as a whole.
    """
    if not content.strip():
        raise Refused(Problem("file.empty"))
    if len(content) > MOST_BYTES:
        told = {"count": len(content) >> 20, "most": MOST_BYTES >> 20}
        raise Refused(Problem("budget.too-large", "", told))
    with tempfile.TemporaryDirectory(prefix="styrbord-budget-") as folder:
        path = Path(folder) / "table"
        path.write_bytes(content)
        asked = Request(path, Path(folder) / "out", kind=KIND, name=Path(name).name[:120])
        said = read_in_child(asked, seconds=SECONDS).account
    return facts_of(said["rows"], is_ledger=is_ledger)


def take_in(
    user: object, name: str, content_hash: str, rows: Sequence[FactIn], *, kind: str = FACTS, key: str = ""
) -> str:
    """Record the rows of one import; its token.

    Raises
    ------
    Refused
        As of `import_csv`.
    """
    by = facts.recorder(user, rows)
    facts.demand_readable(rows)

    def do(piece: Work, full: str | None) -> int:
        before = BudgetBatch.objects.filter(content_hash=content_hash, kind=kind).first()
        if before is not None:
            day = from_ms(before.at).date().isoformat()
            raise Refused(Problem("budget.repeated", "", {"day": day}))
        batch = facts.batch_of(piece, kind, name, content_hash, len(rows), by)
        facts.recorded(piece, rows, batch, by=by, key=full, row=batch.pk)
        return int(batch.pk)

    number = once(by, f"budget:{key}" if key else "", do, realm=REALM)
    return str(BudgetBatch.objects.values_list("token", flat=True).get(pk=number))


def batches(rights: Rights) -> tuple[Taken, ...]:
    """Imports there were, the newest first, for those who keep the money."""
    if not is_finance(rights):
        return ()
    rows = BudgetBatch.objects.order_by("-pk")
    return tuple(Taken(one.token, one.kind, one.name, one.rows, from_ms(one.at), one.by) for one in rows)


def versions(rights: Rights) -> tuple[Versions, ...]:
    """Adopted, amended and executed amounts of each code of the budget that somebody may see."""
    return budget.versions(planned.fact_of(one) for one in _seen(rights))


def unexplained(rights: Rights, token: str = "") -> tuple[Difference, ...]:
    """Codes on which what was paid differs from the ledger, by any amount at all.

    Parameters
    ----------
    token : of the import of the ledger; without one the newest.

    Nothing is told to those who do not keep the money: they would see a part of it and take it for the whole.
    """
    if not is_finance(rights):
        return ()
    rows = BudgetBatch.objects.filter(kind=LEDGER).order_by("-pk")
    batch = rows.filter(token=token[:24]).first() if token else rows.first()
    if batch is None:
        return ()
    paid = [planned.fact_of(one) for one in _told().filter(kind="paid")]
    found: list[Difference] = []
    for ledger in _ledgers(batch):
        prices = {amount.price for amount in ledger.values()}
        found += budget.unexplained((one for one in paid if one.money.price in prices), ledger)
    known = {amount.price for ledger in _ledgers(batch) for amount in ledger.values()}
    found += budget.unexplained((one for one in paid if one.money.price not in known), {})
    return tuple(sorted(found, key=lambda one: (one.classification, str(one.facts), str(one.ledger))))


def _ledgers(batch: BudgetBatch) -> list[dict[str, Money]]:
    """Executed amounts by code, one mapping for each price."""
    told: dict[str, dict[str, list[Money]]] = {}
    for row in batch.facts.order_by("pk"):
        money = Money(row.money, planned.price_of(row))
        told.setdefault(str(money.price), {}).setdefault(row.classification, []).append(money)
    return [
        {code: found for code, amounts in one.items() if (found := total(amounts)) is not None}
        for one in told.values()
    ]


def _told() -> "QuerySet[MoneyFact]":
    return MoneyFact.objects.filter(kind__in=planned.KINDS).select_related("investment").order_by("pk")


def _seen(rights: Rights) -> "QuerySet[MoneyFact]":
    """Facts of the investments that somebody sees inside; those of none for those who keep the money."""
    shown = seeing.seen(rights).filter(seeing.inside(rights)).values("pk")
    found = Q(investment__in=shown)
    return _told().filter(found | Q(investment=None) if is_finance(rights) else found)
