"""What would the load of a file bring, and where is it afterwards?"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services.imports import files
from styrbord.services.reading import Reading
from styrbord.store.spine.models import Indicator

_HOLDING = ("indicators.csv", "observations.csv")


define(
    "import.not-yours",
    "'{code}' stands on this board for something that you may not change.",
    "Give it another code in the layout, or ask someone who may see it to load the file.",
)


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator of the file, and whether the board knows it already."""

    code: str
    name: str
    unit: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One number of the file: what it tells, of whom and when, and where it was printed."""

    indicator: str
    subject: str
    period: str
    cell: str


@dataclass(frozen=True, slots=True)
class Review:
    """What a file would bring: numbers, marks for missing, indicators, subjects, names without one."""

    numbers: int
    missing: int
    indicators: tuple[Named, ...]
    subjects: int
    unmatched: int
    without_subject: int
    first: Place | None


def review(token: str, reading: Reading) -> Review:
    """What stands before the load of a file that was read.

    Raises
    ------
    Refused
        `import.unknown` if there is none, or if it was not read.
    """
    known = reading.register.indicators()
    named = (
        Named(row["indicator_code"], row["name"], row["unit"], row["indicator_code"] in known)
        for row in _rows(token, "indicators.csv")
    )
    unmatched = sum(1 for _ in _rows(token, "unmatched.csv"))
    return _counted(_rows(token, "observations.csv"), tuple(named), unmatched)


def require_seen(token: str, reading: Reading) -> None:
    """See to it that a file holds no numbers of indicators that the reader may not see.

    Raises
    ------
    Refused
        `import.not-yours` for each of them, `import.unknown` if there is no such file.
    """
    codes = {row["indicator_code"] for name in _HOLDING for row in _rows(token, name)}
    stored = set(Indicator.objects.filter(code__in=codes).values_list("code", flat=True))
    hidden = sorted(stored - set(reading.register.indicators()))
    if hidden:
        raise Refused([Problem("import.not-yours", code, {"code": code}) for code in hidden])


def _counted(rows: Iterable[Mapping[str, str]], named: tuple[Named, ...], unmatched: int) -> Review:
    numbers = missing = without = 0
    subjects: set[str] = set()
    first: Place | None = None
    for row in rows:
        subject, value = row["territory_code"], row["value"]
        numbers += bool(value)
        missing += not value
        without += not subject
        subjects.add(subject)
        if first is None and subject and value and row["breakdown"] in {"", "_T"}:
            first = Place(row["indicator_code"], subject, row["period"], row["cell"])
    return Review(numbers, missing, named, len(subjects - {""}), unmatched, without, first)


def _rows(token: str, name: str) -> Iterator[dict[str, str]]:
    text = io.TextIOWrapper(io.BytesIO(files.result(token, name)), encoding="utf-8-sig", newline="")
    yield from csv.DictReader(text)
