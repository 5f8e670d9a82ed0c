"""How are the fields of a matter read, each mistake told by its place?"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused
from styrbord.store.spine.models import Subject

LONGEST = 2_000


class Fields:
    """Fields that are read one after the other, with what is wrong with them."""

    def __init__(self, data: Mapping[str, Any], *known: str) -> None:
        """Read no other fields than those that are known."""
        self.data = data
        self.problems = [
            Problem("plan.unknown-field", str(name)[:64], {"name": str(name)[:64], "known": ", ".join(known)})
            for name in data
            if name not in known
        ]

    def text(self, name: str, *, most: int = LONGEST, is_needed: bool = False) -> str:
        """Words, "" for none."""
        said = self.data.get(name) or ""
        if not isinstance(said, str) or len(said) > most or (is_needed and not said.strip()):
            self._wrong(name, said, f"a text of at most {most} letters")
            return ""
        return said.strip()

    def code(self, name: str, *, is_needed: bool = True) -> str:
        """A code of at most 64 letters."""
        return self.text(name, most=64, is_needed=is_needed)

    def body(self, name: str, *, is_needed: bool = True) -> str:
        """Code of a body that is there."""
        found = self.code(name, is_needed=is_needed)
        if found and not Subject.objects.filter(code=found).exists():
            self.problems.append(Problem("investment.unknown-body", name, {"body": found}))
        return found

    def codes(self, name: str) -> list[str]:
        """A list of codes."""
        said = self.data.get(name) or []
        if not isinstance(said, list) or len(said) > 500 or not all(_is_code(one) for one in said):
            self._wrong(name, said, "a list of codes")
            return []
        return list(dict.fromkeys(said))

    def rows(self, name: str, *known: str) -> list[dict[str, str]]:
        """A list of small tables of texts."""
        said = self.data.get(name) or []
        is_right = isinstance(said, list) and len(said) <= 500
        is_right = is_right and all(
            isinstance(one, Mapping) and set(one) <= set(known) and all(_is_short(x) for x in one.values())
            for one in said
        )
        if not is_right:
            self._wrong(name, said, f"a list of {', '.join(known)}")
            return []
        return [dict(one) for one in said]

    def day(self, name: str, *, is_needed: bool = True) -> date | None:
        """A day."""
        said = self.data.get(name) or ""
        if not said and not is_needed:
            return None
        try:
            return date.fromisoformat(said)
        except (TypeError, ValueError):
            self._wrong(name, said, "a day as 2026-03-31")
            return None

    def number(self, name: str, *, is_needed: bool = True) -> Decimal | None:
        """An exact number; numbers come as texts."""
        said = self.data.get(name)
        if said in (None, "") and not is_needed:
            return None
        try:
            found = Decimal(str(said)) if not isinstance(said, bool | float) else Decimal("NaN")
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or found.adjusted() >= 18 or len(str(said)) > 40:
            self._wrong(name, said, "a number")
            return None
        return found

    def period(self, name: str) -> str:
        """A period, as its own text."""
        said = self.data.get(name) or ""
        try:
            return str(Period.parse(said))
        except (TypeError, ValueError, AttributeError, Refused):
            self._wrong(name, said, "a period as 2026, 2026-Q1 or 2026-03")
            return ""

    def choice(self, name: str, known: type[StrEnum]) -> str:
        """One of some words."""
        said = self.data.get(name) or ""
        if not isinstance(said, str) or said not in list(known):
            self._wrong(name, said, f"one of {', '.join(known)}")
        return str(said)

    def done(self) -> None:
        """Refuse everything that is wrong at once."""
        if self.problems:
            raise Refused(self.problems)

    def _wrong(self, name: str, said: object, what: str) -> None:
        told = {"field": name, "text": str(said)[:64], "what": what}
        self.problems.append(Problem("matter.missing", name, told))


def text_of(number: Decimal | None) -> str:
    """A number as it is kept."""
    return format(number, "f") if number is not None else ""


def _is_code(said: object) -> bool:
    return isinstance(said, str) and 0 < len(said) <= 64


def _is_short(said: object) -> bool:
    return isinstance(said, str) and len(said) <= LONGEST
