"""Which numbers and names may the core ask for, bound to a reader and a moment?

The two ports are implemented by `store`; `services` hands them out bound to a principal and an
as-of, so whoever holds one can see nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.text import Text
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.observations import TOTAL
from styrbord.core.spine.subjects import Subject, SubjectType, Succession
from styrbord.core.spine.tree import Tree

if TYPE_CHECKING:  # xarray loads pandas, which a command that only loads a pack does not need
    import xarray as xr

    from styrbord.core.spine.cells import Cells

ADMINISTRATIVE = "administrative"


@dataclass(frozen=True, slots=True)
class Query:
    """The keys of one panel: of one frequency, scenario, run, horizon and breakdown."""

    indicators: tuple[str, ...]
    subjects: tuple[str, ...]
    frequency: Frequency
    first: Period | None = None
    last: Period | None = None
    scenario: str = "actual"
    breakdown: str = TOTAL
    run: str = ""
    horizon: int = 0


@dataclass(frozen=True, slots=True)
class EditionNote:
    """One release of one dataset, as shown to readers.

    `corrects` is the edition whose numbers it mends, `reason` says why. The numbers of a withdrawn edition
    are shown at no moment; that it was there, and why it is no more, is public.
    """

    id: int
    dataset: str
    vintage: datetime
    vintage_label: str
    recorded_at: datetime
    released_at: datetime
    source: str = ""
    observations: int = 0
    corrects: int | None = None
    reason: Text = field(default_factory=dict)
    withdrawn_at: datetime | None = None
    withdrawn_reason: Text = field(default_factory=dict)

    @property
    def is_withdrawn(self) -> bool:
        """Whether its numbers are shown no more."""
        return self.withdrawn_at is not None


@dataclass(frozen=True, slots=True)
class Version:
    """One value of one key in one edition, with where it was read: a line, or a named place.

    Without a value and without a status where the edition was withdrawn.
    """

    value: float | None
    status: str
    decimals: int | None
    edition: EditionNote
    file: str
    line: int | None
    is_shown: bool
    place: str = ""


class Facts(Protocol):
    """Numbers, bound to a reader, an as-of and perhaps a vintage."""

    def cells(self, query: Query) -> "Cells":
        """As `panel`, without names: what is read often and worked on at once."""
        ...

    def panel(self, query: Query) -> "xr.Dataset":
        """Values of the keys asked for.

        Returns
        -------
        xarray.Dataset
            Dims (indicator, subject, period); coordinates: codes, codes, ordinals of the
            query's frequency (consecutive from the first to the last found or asked).
            `value` float64, NaN where missing; `status` one letter, "" where no row is kept;
            `decimals` int16, -1 unknown, -2 no row; `edition` int64, 0 where no row is kept.
        """
        ...

    def breakdown_panel(self, query: Query, dimension: str) -> "xr.Dataset":
        """As `panel`, with a further dim `breakdown` of the dimension's codes, before period."""
        ...

    def spans(self, query: Query) -> Mapping[tuple[str, str], tuple[int, int]]:
        """First and last ordinal of the rows of every (indicator, subject) that has one.

        The periods of the query do not bound it: it tells which keys are collected at all.
        """
        ...

    def history(self, query: Query) -> Sequence[Version]:
        """Every version of the single key asked for (first = last), newest vintage first."""
        ...

    def version_counts(self, query: Query) -> Mapping[int, int]:
        """Number of kept versions of a single indicator of a single subject, by period's ordinal."""
        ...

    def editions(self) -> Mapping[int, EditionNote]:
        """Editions that may be named, by id."""
        ...


class Register(Protocol):
    """Names, definitions and memberships, bound to an as-of."""

    def indicators(self) -> Mapping[str, Indicator]:
        """Indicators by code."""
        ...

    def subjects(self) -> Mapping[str, Subject]:
        """Subjects by code."""
        ...

    def tree(self, hierarchy: str = ADMINISTRATIVE) -> Tree:
        """Dated parent links of one hierarchy."""
        ...

    def successions(self) -> Sequence[Succession]:
        """Mergers, splits and transfers."""
        ...

    def types(self, on: date) -> Mapping[str, str]:
        """Type of each subject at a date."""
        ...

    def type_list(self) -> Mapping[str, SubjectType]:
        """Types by code."""
        ...
