"""What does a table of budgets or payments say, and which of its cells cannot be read?

Nothing is refused here for lacking a result; only what cannot be understood is.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from styrbord.core.base.codes import nearest
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.grid import letters
from styrbord.core.investments.portfolio.money import Money, Price, Prices, is_exact
from styrbord.core.investments.portfolio.money_facts import BUDGETED, FactKind

Found = TypeVar("Found")
LEDGER = "ledger"
EXECUTED = "executed"
"""What the imported ledger calls what was paid."""
MOST_ROWS = 100_000
MOST_PROBLEMS = 1_000
define(
    "budget.no-column",
    "The column '{column}' is missing.",
    "Name the columns in the first row; {known} are known.",
)
define("budget.unknown-column", "'{column}' is no column of a budget.", "Call it '{near}', or leave it out.")
define("budget.double-column", "The column '{column}' stands here twice.", "Leave one of them out.")
define("budget.no-rows", "The table has no rows.", "Give at least one row below the names of the columns.")
define("budget.too-many", "The table has {count} rows; {most} are the most.", "Split the file.")
define("budget.blank", "The cell is blank.", "Fill it in.")
define("budget.amount", "'{text}' is not an amount.", "Write digits, as 1200000.50.")
define(
    "budget.unclear",
    "'{text}' may be one of two amounts.",
    "Write it without marks of thousands, with a point before the decimals.",
)
define("budget.kind", "'{text}' is no kind of fact.", "Write one of {known}.")
define("budget.day", "'{text}' is not a day.", "Write it as 2026-03-31.")
define("budget.year", "'{text}' is not a year.", "Write four digits.")
define("budget.currency", "'{text}' is no code of a currency.", "Write three letters, as SEK or RUB.")
define("budget.prices", "'{text}' are no prices.", "Write nominal or real.")
define("budget.long", "These are {count} letters; {most} are the most.", "Say it shorter.")
define(
    "budget.twice",
    "Row {row} gives the same version of the same line and code already.",
    "Add both up in one row, or give them codes of their own.",
)


@dataclass(frozen=True, slots=True)
class FactIn:
    """Something that happened to money, as it comes in.

    Attributes
    ----------
    kind : adopted, amended, committed, contracted or paid; `ledger` for a row that facts are compared with.
    investment, line : as they are called; an unknown one is recorded all the same.
    place : where it stands, for problems.
    """

    kind: str
    money: Money
    on: date
    investment: str = ""
    line: str = ""
    classification: str = ""
    reference: str = ""
    body: str = ""
    system: str = ""
    cost_kind: str = ""
    place: str = ""


ASKED = ("amount", "currency", "on")
"""Columns that a table must have; `kind` too, unless it is a ledger."""
LONGEST: Mapping[str, int] = {
    "kind": 12, "investment": 64, "line": 64, "classification": 80, "reference": 120, "body": 64,
    "system": 64, "cost_kind": 16, "amount": 40, "currency": 3, "price_year": 4, "prices": 8, "on": 10,
}  # fmt: skip
"""Columns there are, with the most letters that one holds."""
ALSO: Mapping[str, str] = {
    "date": "on", "day": "on", "sum": "amount", "code": "classification", "budget_code": "classification",
    "agency": "body", "year": "price_year", "cost_line": "line", "document": "reference",
    "вид": "kind", "сумма": "amount", "валюта": "currency", "дата": "on", "код": "classification",
    "проект": "investment", "строка": "line", "орган": "body", "документ": "reference", "система": "system",
    "slag": "kind", "belopp": "amount", "valuta": "currency", "datum": "on", "kod": "classification",
    "investering": "investment", "rad": "line", "organ": "body", "dokument": "reference",
}  # fmt: skip
"""Other names of columns, in the three languages."""
KINDS: Mapping[str, str] = {
    **{one.value: one.value for one in FactKind},
    EXECUTED: FactKind.PAID.value, "cash": FactKind.PAID.value, "contract": FactKind.CONTRACTED.value,
    "commitment": FactKind.COMMITTED.value,
    "утверждено": "adopted", "уточнено": "amended", "обязательство": "committed", "контракт": "contracted",
    "исполнено": "paid", "оплачено": "paid",
    "beslutad": "adopted", "ändrad": "amended", "åtagande": "committed", "avtalad": "contracted",
    "utfall": "paid", "betald": "paid",
}  # fmt: skip
_PLAIN = re.compile(r"[+\-−]?[0-9]+(?:[.,][0-9]+)?")
_GROUPED = re.compile(r"[+\-−]?[0-9]{1,3}(?:[ \u00a0\u2009\u202f'][0-9]{3})+(?:[.,][0-9]+)?")
_BETWEEN = re.compile("[ \u00a0\u2009\u202f']")
_UNCLEAR = re.compile(r"[+\-−]?[1-9][0-9]{0,2}[.,][0-9]{3}")


@dataclass(slots=True)
class Table:
    """What was read of a table: facts, and problems by cell."""

    facts: list[FactIn] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def facts_of(rows: Sequence[Sequence[str]], *, is_ledger: bool = False, first_row: int = 1) -> Table:
    """Facts that the rows of a table say.

    Parameters
    ----------
    rows : texts of cells; the first row names the columns, blank rows are passed over.
    is_ledger : whether every row is one of the ledger, for comparison alone.
    first_row : number of the first row, for the places.

    Returns
    -------
    Table
        Problems name cells as `C7`, at most a thousand of them; a row with a problem makes no fact.

    Examples
    --------
    >>> head = ["kind", "amount", "currency", "on", "investment", "line"]
    >>> found = facts_of([head, ["adopted", "1 200.50", "SEK", "2026-01-15", "P-1", "C1"]])
    >>> found.facts[0].money.amount, found.problems
    (Decimal('1200.50'), [])
    >>> [str(one) for one in facts_of([head, ["adopted", "many", "SEK", "2026-01-15", "", ""]]).problems]
    ["B2: 'many' is not an amount. Write digits, as 1200000.50."]
    """
    found = Table()
    numbered = [(at, row) for at, row in enumerate(rows, first_row) if any(cell.strip() for cell in row)]
    if len(numbered) < 2:
        found.problems.append(Problem("budget.no-rows"))
        return found
    if len(numbered) > MOST_ROWS:
        found.problems.append(Problem("budget.too-many", "", {"count": len(numbered), "most": MOST_ROWS}))
        return found
    (at, head), *told = numbered
    columns = dict(_columns(head, at, found.problems))
    missing = [name for name in (*ASKED, *(() if is_ledger else ("kind",))) if name not in columns]
    for name in missing:
        params = {"column": name, "known": ", ".join(LONGEST)}
        found.problems.append(Problem("budget.no-column", f"A{at}", params))
    if not found.problems:
        _read(told, columns, found, is_ledger=is_ledger)
    return found


def _read(
    told: Sequence[tuple[int, Sequence[str]]],
    columns: Mapping[str, int],
    found: Table,
    *,
    is_ledger: bool,
) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for at, row in told:
        if len(found.problems) >= MOST_PROBLEMS:
            return
        reader = _Row(row, at, columns)
        fact = reader.fact(is_ledger=is_ledger)
        found.problems += reader.problems
        if fact is None:
            continue
        if fact.kind in BUDGETED:
            same = (fact.kind, fact.investment, fact.line, fact.body, fact.classification, fact.on)
            if same in seen:
                found.problems.append(Problem("budget.twice", f"A{at}", {"row": seen[same]}))
                continue
            seen[same] = at
        found.facts.append(fact)


def _columns(head: Sequence[str], at: int, problems: list[Problem]) -> Iterator[tuple[str, int]]:
    taken: set[str] = set()
    for number, cell in enumerate(head):
        name = "_".join(cell.strip().lower().replace("-", " ").split())
        name = ALSO.get(name, name)
        place = f"{letters(number)}{at}"
        if not name:
            continue
        if name not in LONGEST:
            told = {"column": cell.strip()[:40], "near": nearest(name, LONGEST) or "reference"}
            problems.append(Problem("budget.unknown-column", place, told))
        elif name in taken:
            problems.append(Problem("budget.double-column", place, {"column": name}))
        else:
            taken.add(name)
            yield name, number


class _Row:
    """One row on its way to a fact."""

    def __init__(self, row: Sequence[str], at: int, columns: Mapping[str, int]) -> None:
        self._row, self._at, self._columns = row, at, columns
        self.problems: list[Problem] = []

    def fact(self, *, is_ledger: bool) -> FactIn | None:
        """The fact; None after a problem."""
        kind = LEDGER if is_ledger else self._of("kind", _kind)
        amount, on = self._of("amount", amount_of), self._of("on", _day)
        currency = self._of("currency", _currency)
        year = self._of("price_year", _year) if self._text("price_year") else (on.year if on else None)
        prices = self._of("prices", _prices) if self._text("prices") else Prices.NOMINAL
        names = ("investment", "line", "classification", "reference", "body", "system", "cost_kind")
        texts = {name: self._text(name) for name in names}
        for name, text in texts.items():
            self._short(name, text)
        if self.problems or amount is None or on is None or currency is None or year is None:
            return None
        money = Money(amount, Price(currency, year, prices or Prices.NOMINAL))
        return FactIn(str(kind), money, on, **texts, place=f"A{self._at}")

    def _text(self, name: str) -> str:
        at = self._columns.get(name)
        return self._row[at].strip() if at is not None and at < len(self._row) else ""

    def _of(self, name: str, read: Callable[[str], Found]) -> Found | None:
        text = self._text(name)
        if not text:
            self._note(Problem("budget.blank", self._place(name)))
            return None
        try:
            return read(text)
        except Refused as refused:
            (problem,) = refused.problems
            self._note(Problem(problem.code, self._place(name), problem.params))
            return None

    def _short(self, name: str, text: str) -> None:
        if len(text) > LONGEST[name]:
            told = {"count": len(text), "most": LONGEST[name]}
            self._note(Problem("budget.long", self._place(name), told))

    def _place(self, name: str) -> str:
        return f"{letters(self._columns[name])}{self._at}"

    def _note(self, problem: Problem) -> None:
        self.problems.append(problem)


def amount_of(text: str) -> Decimal:
    """Amount that a text says exactly: digits, blanks between thousands, a point or comma before decimals.

    Returns
    -------
    Decimal

    Raises
    ------
    Refused
        `budget.amount`, or `budget.unclear` where a mark might part thousands or decimals.

    Examples
    --------
    >>> amount_of("1 200 000,50"), amount_of("−3")
    (Decimal('1200000.50'), Decimal('-3'))
    """
    bare = text.strip()
    if _UNCLEAR.fullmatch(bare):
        raise Refused(Problem("budget.unclear", "", {"text": bare[:40]}))
    if not (_PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare)):
        raise Refused(Problem("budget.amount", "", {"text": bare[:40]}))
    found = Decimal(_BETWEEN.sub("", bare).replace(",", ".").replace("−", "-"))
    if not is_exact(found):
        raise Refused(Problem("budget.amount", "", {"text": bare[:40]}))
    return found


def _kind(text: str) -> str:
    found = KINDS.get(text.lower())
    if found is None:
        known = ", ".join((*FactKind, EXECUTED))
        raise Refused(Problem("budget.kind", "", {"text": text[:40], "known": known}))
    return found


def _day(text: str) -> date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(Problem("budget.day", "", {"text": text[:40]})) from None


def _currency(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{3}", text):
        raise Refused(Problem("budget.currency", "", {"text": text[:40]}))
    return text.upper()


def _year(text: str) -> int:
    if not re.fullmatch(r"(?:19|20|21)[0-9]{2}", text):
        raise Refused(Problem("budget.year", "", {"text": text[:40]}))
    return int(text)


def _prices(text: str) -> Prices:
    try:
        return Prices(text.lower())
    except ValueError:
        raise Refused(Problem("budget.prices", "", {"text": text[:40]})) from None
