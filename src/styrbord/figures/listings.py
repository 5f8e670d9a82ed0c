"""What do the lists of the board carry: releases, the register, answers to a search, methods?"""

from dataclasses import dataclass, field
from datetime import date

from styrbord.core.base.periods import Period
from styrbord.core.base.text import Text
from styrbord.core.spine.facts import EditionNote
from styrbord.figures.model import Computation
from styrbord.figures.pages import GoalRow, PageNote


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer to a search; `kind` is subject, indicator or page."""

    kind: str
    code: str
    names: Text
    note: Text = field(default_factory=dict)
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class DatasetRow:
    """One dataset's calendar: its newest edition, and what is due."""

    code: str
    names: Text
    body: Text = field(default_factory=dict)
    mode: str = "rolling"
    indicators: int = 0
    newest: EditionNote | None = None
    due_on: date | None = None
    late_days: int = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """Datasets and every edition released so far, newest first."""

    datasets: tuple[DatasetRow, ...]
    editions: tuple[EditionNote, ...]


@dataclass(frozen=True, slots=True)
class QualityRow:
    """One indicator's register entry: what it lacks, its coverage, and how fresh it is."""

    indicator: str
    lacks: tuple[str, ...]
    with_value: int
    expected: int
    newest: Period | None = None
    late_days: int = 0
    provisional_share: float | None = None


@dataclass(frozen=True, slots=True)
class RegisterRubric:
    """One rubric of the register with its indicators."""

    page: PageNote
    rows: tuple[QualityRow, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Every indicator by rubric with the quality of its entry; `whole` counts entries that lack nothing.

    `orphans` are goals that no clause of a document states.
    """

    rubrics: tuple[RegisterRubric, ...]
    indicators: int
    whole: int
    late: int
    orphans: tuple[GoalRow, ...] = ()


@dataclass(frozen=True, slots=True)
class MethodPage:
    """How every kind of figure on the board is computed."""

    computations: tuple[Computation, ...]
