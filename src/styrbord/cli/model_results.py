"""What does an action on a model get, and what does it give?"""

from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.progress import Progress
from styrbord.core.modelling.model import Model
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.panels import Panel
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.tables import period_of

Columns = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Given:
    """What the words name, once it is read."""

    words: Namespace
    model: Model
    data: Series
    progress: Progress
    panel: Panel | None = None  # of which data are the series, where they are those of territories


@dataclass(frozen=True, slots=True)
class Made:
    """Tables of a result, what is told about it, and warnings."""

    tables: Mapping[str, Columns]
    told: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()


def periods_of(given: Given) -> tuple[int, int]:
    """Ordinals of --from and --to."""
    ends = (("--from", given.words.first), ("--to", given.words.last))
    first, last = (given.data.ordinal(period_of(text, option), option) for option, text in ends)
    if first > last:
        params = {"first": given.words.first, "last": given.words.last}
        raise Refused(Problem("model.periods-order", "", params))
    return first, last


def columns(header: Sequence[str], rows: Iterable[Sequence[str | float]]) -> Columns:
    """Columns of a table, from its rows."""
    found: list[list[str]] = [[] for _ in header]
    for row in rows:
        for column, cell in zip(found, row, strict=True):
            column.append(cell if isinstance(cell, str) else number(cell))
    return dict(zip(header, found, strict=True))


def numbers(values: Numbers) -> list[str]:
    """Texts of numbers, one after the other."""
    return [number(value) for value in values.ravel().tolist()]


def number(value: float) -> str:
    """Shortest text that gives the same number again; nothing for a missing one."""
    return "" if value != value else repr(float(value))
