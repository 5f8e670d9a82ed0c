"""What is said with a move: which fields does a form show for it, and what was typed into them?"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.money import Money, Price, is_exact
from styrbord.core.investments.portfolio.moving import NEEDS, Said
from styrbord.core.investments.portfolio.workflow import Noun, move_of
from styrbord.web import fields

define("investment.no-day", "'{text}' is not a day.", "Write a day as 2026-11-30.")
define(
    "investment.no-amount",
    "'{text}' is not an amount.",
    "Write digits, with a point or a comma before at most four decimals.",
)
LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Offered:
    """A move that is open to a reader, with what has to be said with it; `told` = another person decides."""

    verb: str
    needs: tuple[str, ...]
    is_other: bool


def offered(noun: Noun, state: str, verbs: Sequence[str]) -> list[Offered]:
    """Moves as a form shows them, in the order given."""
    moves = ((verb, move_of(noun, state, verb)) for verb in verbs)
    return [
        Offered(verb, tuple(name for name in NEEDS if name in move.needs), move.is_other)
        for verb, move in moves
        if move is not None
    ]


def said_of(typed: QueryDict, price: Price | None = None) -> Said:
    """What somebody says with a move.

    Raises
    ------
    Refused
        `investment.no-day`, `investment.no-amount`
    """
    problems: list[Problem] = []
    expires, due = day(typed, "expires", problems), day(typed, "due", problems)
    residual = amount(fields.text(typed, "residual"), "residual", problems)
    if problems:
        raise Refused(problems)
    return Said(
        reason=fields.text(typed, "reason"),
        words=fields.text(typed, "words"),
        document=fields.text(typed, "document").strip(),
        residual=Money(residual, price) if residual is not None and price is not None else None,
        successor=fields.text(typed, "successor").strip(),
        expires=expires,
        to=fields.text(typed, "to").strip(),
        due=due,
    )


def day(typed: QueryDict, name: str, problems: list[Problem]) -> date | None:
    """Day that a form sent; None where there is none, with a problem where something else is typed."""
    text = fields.text(typed, name).strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problems.append(Problem("investment.no-day", name, {"text": text[:24]}))
        return None


def amount(text: str, place: str, problems: list[Problem]) -> Decimal | None:
    """Amount as people write it in any of our languages; None where nothing or no amount is typed."""
    if not text.strip():
        return None
    found = number(text)
    if found is None or not is_exact(found):
        problems.append(Problem("investment.no-amount", place, {"text": text[:24]}))
        return None
    return found


def number(text: str) -> Decimal | None:
    """Exact number as people write it; None where it is none.

    >>> number("1 234,50"), number("\u22123"), number("1e5"), number("some")
    (Decimal('1234.50'), Decimal('-3'), None, None)
    """
    bare = "".join(text[:LONGEST_NUMBER].split()).replace("\u2212", "-").replace(",", ".")
    if not bare or not set(bare) <= set("-.0123456789"):
        return None
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def revision_of(typed: QueryDict) -> int:
    """Revision that a form was shown for; 0 where there is none."""
    return fields.whole(typed.get("revision", "")) or 0


def new_key() -> str:
    """Key under which a form is taken once."""
    return secrets.token_urlsafe(16)
