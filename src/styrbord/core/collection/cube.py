"""What does a file with named dimensions (JSON-stat, PX, SDMX) hold?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from styrbord.core.base.problems import Problem


class DimensionRole(StrEnum):
    """What a dimension says about the numbers."""

    TERRITORY = "territory"
    TIME = "time"
    MEASURE = "measure"
    UNIT = "unit"
    BREAKDOWN = "breakdown"
    FREQUENCY = "frequency"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension: codes in order, and their names by code; `units` by code of a measure.

    `periods` are texts of `core.base.periods` by code, where the format itself says them; `total` is
    the code that the format itself calls the total; `notes` are remarks by code.
    """

    code: str
    name: str
    role: DimensionRole
    codes: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)
    total: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


class Number(NamedTuple):
    """One number of a cube: a code for each dimension, in their order, and where it stands.

    `value` is decimal text, empty when missing; `status` is the status of DESIGN section 2.
    """

    key: tuple[str, ...]
    value: str
    status: str
    note: str
    place: str


@dataclass(slots=True)
class Cube:
    """One table of numbers over dimensions; `numbers` may be read once only.

    `languages` are the languages that the file has, the one whose words were taken first; `names`
    are its titles by language. `repeated` holds `hash(key)` of keys that may come more than once.
    `told` says what else was understood, as (code of `model.WHAT`, printed text, meaning),
    and `doubts` what is wrong but can be read.
    """

    code: str
    title: str
    dimensions: tuple[Dimension, ...]
    numbers: Iterable[Number]
    unit: str = ""
    note: str = ""
    languages: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    repeated: frozenset[int] = frozenset()
    told: tuple[tuple[str, str, str], ...] = ()
    doubts: tuple[Problem, ...] = ()
