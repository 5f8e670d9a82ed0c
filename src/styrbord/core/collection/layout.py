"""What does a person, or last year's reading, say about where the tables of a file stand?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from styrbord.core.collection.model import Role

VERSION = 1


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring columns of one role, counted from 0, both ends included.

    `from_header`: periods and measures of these value columns are read from the header anew. Whatever
    else is filled was stated by a person and beats the header.
    """

    first: int
    last: int
    role: Role
    name: str = ""
    from_header: bool = False
    period: str = ""
    measure: tuple[str, ...] = ()
    unit: str = ""
    breakdown: str = ""
    territory: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was printed, by which the same table is known again in another file.

    `header` are the words that stood over each column from `first_column` on in `rows`, rows joined by
    ` / `; `labels` are the first names in `label_column`; `skipped` are the labels of rows left out.
    Where they stood is kept apart from where a person says that the table stands.
    """

    rows: tuple[int, int] | None = None
    first_column: int = 0
    header: tuple[str, ...] = ()
    label_column: int = 0
    labels: tuple[str, ...] = ()
    title: str = ""
    unit: str = ""
    skipped: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """One table of a layout; rows are counted from 0, both ends included.

    `header` is None for a table without one. `last_row` is None when the end is to be found. Title,
    unit, period, territory, its code and the indicator are filled only where a person stated them.
    """

    sheet: str
    header: tuple[int, int] | None
    first_row: int
    spans: tuple[Span, ...]
    code: str
    last_row: int | None = None
    title: str = ""
    unit: str = ""
    period: str = ""
    territory: str = ""
    territory_code: str = ""
    indicator: str = ""
    skipped: frozenset[int] = frozenset()
    anchor: Anchor = field(default_factory=Anchor)


@dataclass(frozen=True, slots=True)
class Layout:
    """Tables of a file, what its printed names mean, and the sheets that are not read."""

    forms: tuple[Form, ...] = ()
    territories: Mapping[str, str] = field(default_factory=dict)
    skipped_sheets: tuple[str, ...] = ()
    file_format: str = ""
    version: int = VERSION
