"""How does a journey ask to move money on a page, by a program and in a workbook, and read why not?"""

import io
import json
import re
from typing import Any

import openpyxl

from styrbord.core.base.problems import Problem
from tests.journeys.looking import Look
from tests.journeys.site import Site

CODES = ("lock.uncovered", "lock.unbalanced", "lock.cut-without-release")
LOOKED, TOLD = "section:has(#h-impact) > h2 + ul li", ".problem li"
CELLS_TOLD = ".problem tbody tr td:nth-child(2)"
CELLS = {"money": ("Costs", "likely", 100_000), "result": ("Results", "target", 20)}


def by_program(look: Look, site: Site, token: str, typed: dict[str, str]) -> set[str]:
    """Codes for which the interface refuses it."""
    said: dict[str, Any] = {"versions": {"P-3": 1}, "money": [], "results": []}
    for name, value in typed.items():
        kind, _, place = name.partition(".")
        one = {"line": place, "amount": value} if kind == "money" else {"result": place, "change": value}
        said["money" if kind == "money" else "results"].append(one)
    answer = look.page.request.post(
        f"{site.address}/api/v1/investment-changes/impact",
        data=said,
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": json.dumps(typed)},
    )
    assert answer.status == 200, answer.text()
    return {one["code"] for one in answer.json()["problems"]}


def moved(content: bytes, typed: dict[str, str]) -> bytes:
    """The workbook with the same changes written into its cells."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name, value in typed.items():
        kind, _, place = name.partition(".")
        sheet, column, before = CELLS[kind]
        heads = {str(one.value): number for number, one in enumerate(book[sheet][2])}
        row = next(
            one
            for one in book[sheet].iter_rows(min_row=3)
            if (one[heads["investment"]].value, one[heads["code"]].value) == tuple(place.split("/"))
        )
        row[heads[column]].value = before + int(value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refused_on(look: Look, place: str = LOOKED) -> set[str]:
    """Codes for which a request is refused, found by the words that the page shows."""
    return {code_of(one) for one in look.page.locator(place).all_inner_texts()}


def code_of(words: str) -> str:
    """Code of the rule of money and results whose advice or message stands in some words."""
    bare = " ".join(words.split())
    found = [code for code in CODES if re.search(pattern(Problem(code).kind.message), bare)]
    assert len(found) == 1, bare
    return found[0]


def pattern(message: str) -> str:
    """A message with anything in place of its parameters."""
    return re.sub(r"\\\{\w+\\\}", ".+", re.escape(message))
