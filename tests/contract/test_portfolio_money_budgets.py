"""Does a budget come in from a file whole or not at all, in three versions, to the cent of the ledger?"""

import io
import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from styrbord.core.base.problems import Refused
from styrbord.services.investments import budgets, facts, spending
from styrbord.services.rights import rights_of
from styrbord.store.investments.models import BudgetBatch, MoneyFact
from tests.contract import investing as make
from tests.contract.investing import CODE
from tests.contract.people import asked, signed_in
from tests.databases import Boards

HEAD = "kind;investment;line;amount;currency;price_year;on;classification;body;reference"


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Any:
    """The small county on each database, with an investment and somebody who keeps money."""
    with boards.begun(database_kind, make.board) as found:
        make.begun(found)
        found["money"] = signed_in("treasurer", asked("preparer"))
        yield found


def csv(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *rows)).encode()


def row(kind: str, amount: str, code: str = "0410", line: str = "C1", on: str = "2026-01-15") -> str:
    return f"{kind};{CODE};{line};{amount};SEK;2025;{on};{code};north;doc-7"


def problems(do: Any, *arguments: Any, **said: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as error:
        do(*arguments, **said)
    return [(one.place, one.code) for one in error.value.problems]


@pytest.mark.requirement("R-299")
def test_three_versions_are_kept_with_their_codes_and_their_differences_reconcile(users: Any) -> None:
    first = csv(row("adopted", "60000"), row("adopted", "40000", "0412"), row("adopted", "100000", line="C2"))
    token = budgets.import_csv(users["money"], "adopted.csv", first)
    budgets.import_csv(users["money"], "amended.csv", csv(row("amended", "75000.25", on="2026-06-01")))
    budgets.import_csv(
        users["money"], "executed.csv", csv(row("executed", "10000.10"), row("executed", "5000.15"))
    )
    assert BudgetBatch.objects.get(token=token).rows == 3
    assert [one.rows for one in budgets.batches(rights_of(users["money"]))] == [2, 1, 3]
    assert budgets.batches(rights_of(users["other"])) == ()
    told = {one.classification: one for one in budgets.versions(rights_of(users["money"]))}
    assert set(told) == {"0410", "0412"}
    one = told["0410"]
    amounts = [each.amount if each else None for each in (one.adopted, one.amended, one.executed)]
    assert amounts == [Decimal(160_000), Decimal("175000.25"), Decimal("15000.25")]
    assert one.amended_by is not None
    assert one.amended_by.amount == Decimal("15000.25")
    assert one.left is not None
    assert one.left.amount == Decimal(160_000)
    assert (told["0412"].amended, told["0412"].executed) == (None, None)
    assert MoneyFact.objects.filter(kind="adopted").count() == 3
    assert [one.money.amount for one in facts.unmatched(rights_of(users["money"]))] == [Decimal("15000.25")]


@pytest.mark.requirement("R-203")
def test_payments_agree_with_the_ledger_to_the_cent_or_are_listed(users: Any) -> None:
    choose = random.Random(3)
    cents = [choose.randint(1, 10**7) for _ in range(40)]
    paid = [row("paid", str(Decimal(one) / 100), f"04{at % 4:02}") for at, one in enumerate(cents)]
    budgets.import_csv(users["money"], "paid.csv", csv(*paid))
    sums = {at: sum(cents[at::4]) for at in range(4)}
    ledger = [f"{Decimal(sums[at]) / 100};SEK;2025;2026-12-31;04{at:02}" for at in range(4)]
    head = "amount;currency;price_year;on;classification"
    right = csv(*ledger, head=head)
    token = budgets.import_csv(users["money"], "ledger.csv", right, kind="ledger")
    assert budgets.unexplained(rights_of(users["money"])) == ()
    assert budgets.unexplained(rights_of(users["other"])) == ()
    wrong = [
        f"{Decimal(sums[0] + 1) / 100};SEK;2025;2026-12-31;0400",
        *ledger[1:3],
        "7;SEK;2025;2026-12-31;0499",
    ]
    budgets.import_csv(users["money"], "ledger-2.csv", csv(*wrong, head=head), kind="ledger")
    found = budgets.unexplained(rights_of(users["money"]))
    assert [one.classification for one in found] == ["0400", "0403", "0499"]
    assert found[0].ledger is not None
    assert found[0].facts is not None
    assert found[0].ledger.amount - found[0].facts.amount == Decimal("0.01")
    assert (found[1].ledger, found[2].facts) == (None, None)
    assert budgets.unexplained(rights_of(users["money"]), token) == ()
    whole = spending.table(rights_of(users["money"])).totals[0]
    assert whole.paid is not None
    assert whole.paid.amount == Decimal(sum(cents)) / 100


def test_a_file_with_wrong_cells_leaves_nothing_behind(users: Any) -> None:
    wrong = csv(row("adopted", "60000"), row("gift", "many"), row("paid", "5", on="soon"))
    found = problems(budgets.import_csv, users["money"], "wrong.csv", wrong)
    assert found == [("A3", "budget.kind"), ("D3", "budget.amount"), ("G4", "budget.day")]
    assert problems(budgets.import_csv, users["money"], "", b"") == [("", "file.empty")]
    assert not BudgetBatch.objects.exists()
    assert not MoneyFact.objects.exists()


def test_a_workbook_is_read_as_exactly_as_text(users: Any) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD.split(";"))
    sheet.append(["adopted", CODE, "C1", 1234567.125, "SEK", 2025, date(2026, 1, 15), "0410", "north", ""])
    sheet.append(["paid", CODE, "C1", 0.1 + 0.2, "SEK", 2025, "2026-02-01", "0410", "north", ""])
    kept = io.BytesIO()
    book.save(kept)
    budgets.import_csv(users["money"], "budget.xlsx", kept.getvalue())
    told = list(MoneyFact.objects.order_by("pk").values_list("money", "on"))
    assert told == [(Decimal("1234567.125"), date(2026, 1, 15)), (Decimal("0.3"), date(2026, 2, 1))]
    sheet["D3"] = "many"
    kept = io.BytesIO()
    book.save(kept)
    found = problems(budgets.import_csv, users["money"], "budget.xlsx", kept.getvalue())
    assert found == [("D3", "budget.amount")]


def test_a_file_is_taken_in_once_and_a_repeated_request_gets_its_answer(users: Any) -> None:
    content = csv(row("paid", "5"))
    token = budgets.import_csv(users["money"], "paid.csv", content, key="k")
    assert budgets.import_csv(users["money"], "paid.csv", content, key="k") == token
    assert problems(budgets.import_csv, users["money"], "again.csv", content) == [("", "budget.repeated")]
    assert MoneyFact.objects.count() == 1


def test_who_takes_in_a_budget_must_be_allowed_all_of_it(users: Any) -> None:
    make.begun(users, "P-2")
    content = csv(row("paid", "5"))
    assert problems(budgets.import_csv, None, "x.csv", content) == [("", "sign-in.needed")]
    assert problems(budgets.import_csv, users["reader"], "x.csv", content) == [("", "rights.missing")]
    assert problems(budgets.import_csv, users["other"], "x.csv", content) == [("", "rights.missing")]
    assert problems(budgets.import_csv, users["money"], "x.csv", content, kind="gifts") == [
        ("kind", "budget.batch-kind")
    ]
    assert budgets.import_csv(users["lead"], "x.csv", content)
