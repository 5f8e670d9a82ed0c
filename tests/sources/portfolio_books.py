"""What does a workbook of investments look like, and what becomes of one that was damaged?"""

import json
from functools import cache
from pathlib import Path
from random import Random

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.book_cells import Said
from styrbord.core.investments.portfolio.book_plan import BookPlan
from styrbord.core.investments.portfolio.book_reading import plans_of
from styrbord.core.investments.portfolio.book_writing import rows_of
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.plan_text import canonical
from styrbord.documents.portfolio_book import write_portfolio
from styrbord.sources.asking import Request
from styrbord.sources.portfolio_book.reading import read
from tests.core.investments.portfolio.made_plans import made
from tests.core.investments.portfolio.worlds import INVESTMENT
from tests.sources import mutations
from tests.sources.specimens import unzipped, zipped

PLAN = Plan(INVESTMENT, {"en": "One case system", "sv": "Ett ärendesystem", "ru": "Одна система дел"})
HARMFUL = ("macros", "embedded", "traversal", "entity", "bomb", "nested", "old")


def written(*plans: Plan, language: str = "en") -> bytes:
    """The workbook of some plans."""
    return write_portfolio(rows_of((one, 1) for one in plans), language)


def found(content: bytes, folder: Path) -> list[BookPlan]:
    """Investments that a workbook holds; its cells are read as the process reads them."""
    path, out = folder / "book.xlsx", folder / "out"
    path.write_bytes(content)
    read(Request(path, out))
    account = out / "account.json"
    sheets = json.loads(account.read_text(encoding="utf-8"))["sheets"]
    account.unlink()
    out.rmdir()
    return plans_of(cells(sheets))


def cells(sheets: dict[str, dict[str, dict[str, list[str]]]]) -> dict[str, dict[int, dict[str, Said]]]:
    """Cells of the account."""
    return {
        name: {int(row): {letter: Said(*pair) for letter, pair in said.items()} for row, said in rows.items()}
        for name, rows in sheets.items()
    }


def verdict(content: bytes, folder: Path) -> str:
    """What becomes of a workbook: refused, same, or other."""
    try:
        texts = [canonical(one.plan()) for one in found(content, folder)]
    except Refused:
        return "refused"
    return "same" if texts == [canonical(one) for one in specimens()] else "other"


@cache
def specimens() -> tuple[Plan, ...]:
    """Plans of the workbook that is damaged."""
    return (PLAN, made(3), made(5))


@cache
def specimen() -> bytes:
    """The workbook that is damaged."""
    return written(*specimens())


def mutated(number: int, seed: int = 11) -> bytes:
    """A damaged workbook; the same number gives the same one."""
    chance = Random(f"{seed}-{number}")
    if chance.random() < 0.8:
        return mutations.inside(specimen(), chance)
    return chance.choice(mutations.OF_BYTES)(specimen(), chance) or b"\0"


def harmful(kind: str) -> bytes:
    """A workbook that holds what is never taken."""
    parts = dict(unzipped(specimen()))
    sheet = "xl/worksheets/sheet2.xml"
    if kind == "macros":
        parts["xl/vbaProject.bin"] = b"x" * 99
    if kind == "embedded":
        parts["xl/embeddings/oleObject1.bin"] = b"x" * 99
    if kind == "traversal":
        parts["../../etc/x"] = b"x"
    if kind == "nested":
        parts["xl/media/image1.png"] = zipped({"a": b"a"})
    if kind == "bomb":
        parts[sheet] += b" " * (8 << 20)
    if kind == "entity":
        head = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        parts[sheet] = head + parts[sheet].partition(b"?>")[2]
    if kind == "old":
        return bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600
    return zipped(parts)
