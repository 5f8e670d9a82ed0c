"""What must a layout yield, and how is that written down shortly?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter, range_boundaries

from tests.sources.expectations.files import SHEET, File

RU = "Российская Федерация"
R = "Рязанская область"
T = "Тульская область"
K = "Калужская область"

MISSING = ("O", "M", "Z", "Q", "L")
Key = Mapping[str, str]


class Expected(NamedTuple):
    """One observation that must come; `series` is our own name for its indicator."""

    territory: str
    series: str
    period: str
    value: str
    status: str
    cell: str
    breakdown: str = "_T"
    note: str = ""
    code: str = ""


@dataclass(frozen=True)
class Case:
    """A file, and all that it must yield.

    `units` and `codes` are the unit and the end of the code of some series, `problems` are codes with
    places that must be told, `told` are words that must stand in the account. Where `breakdown` is
    empty in what is expected, the part between series may stand in the indicator or the breakdown.
    """

    file: File
    expected: Sequence[Expected]
    units: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()


Layout = Callable[[], Case]


def territories(*names: str) -> list[Key]:
    """Rows or columns that are territories."""
    return [{"territory": name} for name in names]


def periods(*texts: str) -> list[Key]:
    """Rows or columns that are periods."""
    return [{"period": text} for text in texts]


def series(*names: str) -> list[Key]:
    """Rows or columns that are measures."""
    return [{"series": name} for name in names]


def each(outer: Iterable[Key], inner: Iterable[Key]) -> list[Key]:
    """All of the second for each of the first."""
    return [{**first, **second} for first, second in product(list(outer), list(inner))]


def block(
    rows: Sequence[Key],
    columns: Sequence[Key],
    values: Sequence[Any],
    at: str,
    sheet: str = SHEET,
    notes: Mapping[str, str] | None = None,
    **whole: str,
) -> list[Expected]:
    """Observations of a block of cells whose first stands at a place.

    A value is a number's text, a number with a status behind it ("7.5 P"), or the status of a missing
    one alone ("O"); None is a blank, of which nothing comes.
    """
    left, top, _, _ = range_boundaries(at)
    found = []
    for down, (row, line) in enumerate(zip(rows, values, strict=True)):
        for across, (column, text) in enumerate(zip(columns, line, strict=True)):
            if text is None:
                continue
            place = f"{get_column_letter(left + across)}{top + down}"
            key: dict[str, Any] = {"territory": "", "series": "", **whole, **column, **row}
            value, _, status = text.partition(" ")
            key |= {"value": "", "status": value} if value in MISSING else {"value": value}
            key.setdefault("status", status or "A")
            found.append(Expected(**key, cell=f"{sheet}!{place}", note=(notes or {}).get(place, "")))
    return found


def plain(rows: Sequence[Any]) -> list[list[str | None]]:
    """Values as they must come, where they are printed plainly."""
    return [[None if cell is None else str(cell).removesuffix(".0") for cell in row] for row in rows]
