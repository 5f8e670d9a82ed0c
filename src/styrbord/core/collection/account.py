"""What has a reader said of a file: what it took for what, what it left out, what is wrong?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.collection.model import Counts, Indicator, Observation, Table, Taken

define(
    "reading.two-names",
    "Indicator {code} is called '{name}' here and '{first}' before.",
    "The first name was kept; correct the code in layout.toml if these are two indicators.",
    Severity.WARNING,
)
define(
    "reading.more",
    "{count} further places have the same problem ({kind}).",
    "Mend the cause; the list is cut here.",
    Severity.WARNING,
)
define(
    "reading.too-many-indicators",
    "The file names more than {most} indicators.",
    "Say in the layout which column names them; give several files if there are so many.",
)

MOST_TAKEN = 200
MOST_PERIODS = 10_000
MOST_PROBLEMS = 10_000
ALWAYS_LISTED = 100
MOST_INDICATORS = 250_000

_PERIOD = itemgetter(Observation._fields.index("period"))
_STATUS = itemgetter(Observation._fields.index("obs_status"))
_VALUE = itemgetter(Observation._fields.index("value"))


@dataclass(slots=True)
class Kept:
    """Places of one kind: the first ones, the last one, how many, and how many were understood."""

    first: list[Taken] = field(default_factory=list)
    last: Taken | None = None
    count: int = 0
    understood: int = 0

    def add(self, taken: Taken) -> None:
        """Keep it, or only count it once there are many."""
        self.count += 1
        self.understood += bool(taken.meaning)
        self.last = taken
        if len(self.first) < MOST_TAKEN:
            self.first.append(taken)


@dataclass(slots=True)
class Part:
    """What was said of one sheet (`table` is None) or of one of its tables.

    `kept` is by what places were taken for, and by why they were left out.
    """

    name: str
    table: Table | None = None
    kept: dict[tuple[str, str], Kept] = field(default_factory=dict)
    observations: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    periods: set[str] = field(default_factory=set)
    about: Mapping[str, Any] = field(default_factory=dict)

    def taken(self, taken: Taken) -> None:
        """Keep what a place was taken for."""
        self.kept.setdefault((taken.what, taken.why), Kept()).add(taken)

    def of(self, what: str) -> Kept:
        """What was kept of one kind, whatever the reason."""
        found = [kept for (kind, _), kept in self.kept.items() if kind == what]
        return found[0] if len(found) == 1 else _joined(found)

    def left_out(self) -> dict[str, Kept]:
        """What was left out, by why."""
        return {why: kept for (what, why), kept in self.kept.items() if why or what == "left-out"}

    def forget(self, row: Observation) -> None:
        """Take back an observation that was counted."""
        self.observations -= 1
        if not row.value:
            self.statuses[row.obs_status] -= 1

    @property
    def missing(self) -> int:
        """Observations that are there without a number."""
        return sum(self.statuses.values())


@dataclass(slots=True)
class Account:
    """Everything that is said of one file while it is read; bounded, whatever the file holds.

    What is said between two calls of `begin` belongs to one sheet or table. `indicators` are by
    code, in the order in which they came; `problem_counts` count those beyond the list, too.
    """

    file_format: str = ""
    parts: list[Part] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    problem_counts: Counter[str] = field(default_factory=Counter)
    indicators: dict[str, Indicator] = field(default_factory=dict)

    def begin(self, name: str, table: Table | None = None, about: Mapping[str, Any] | None = None) -> Part:
        """Turn to a sheet, a table of it, or a cube.

        Returns
        -------
        Part
            What collects from now on.
        """
        part = Part(name, table, about=about or {})
        self.parts.append(part)
        return part

    @property
    def part(self) -> Part:
        """The part that is being read."""
        return self.parts[-1] if self.parts else self.begin("")

    def taken(self, taken: Taken) -> None:
        """Say what a place of the part was taken for."""
        self.part.taken(taken)

    def problem(self, problem: Problem) -> None:
        """Say what is wrong; beyond `MOST_PROBLEMS` only the first of each kind are kept."""
        self.problem_counts[problem.code] += 1
        if len(self.problems) < MOST_PROBLEMS or self.problem_counts[problem.code] <= ALWAYS_LISTED:
            self.problems.append(problem)

    def indicator(self, indicator: Indicator) -> None:
        """Say that the file speaks of an indicator; the first name wins, a unit or note may come later.

        Raises
        ------
        Refused
            `reading.too-many-indicators` beyond `MOST_INDICATORS`.
        """
        known = self.indicators.get(indicator.code)
        if known is None:
            if len(self.indicators) >= MOST_INDICATORS:
                raise Refused(Problem("reading.too-many-indicators", params={"most": MOST_INDICATORS}))
            self.indicators[indicator.code] = indicator
        elif known != indicator:
            self._same(known, indicator)

    def _same(self, known: Indicator, again: Indicator) -> None:
        if again.name and known.name and again.name != known.name:
            params = {"code": known.code, "name": again.name, "first": known.name}
            self.problem(Problem("reading.two-names", self.part.name, params))
        self.indicators[known.code] = Indicator(
            known.code, known.name or again.name, known.unit or again.unit, known.note or again.note
        )

    def count(self, rows: Sequence[Observation]) -> None:
        """Count observations of the part that is being read."""
        part = self.part
        part.observations += len(rows)
        if len(part.periods) < MOST_PERIODS:
            part.periods.update(map(_PERIOD, rows))
        if not all(map(_VALUE, rows)):
            part.statuses.update(_STATUS(row) for row in rows if not _VALUE(row))

    def saw(self, periods: Iterable[str]) -> None:
        """Note periods of the part that is being read."""
        if len(self.part.periods) < MOST_PERIODS:
            self.part.periods.update(periods)

    @property
    def tables(self) -> list[Part]:
        """Parts that gave observations or that were found to be tables."""
        return [part for part in self.parts if part.table is not None or part.observations]

    @property
    def counts(self) -> Counts:
        """What the whole file came to."""
        found = self.tables
        return Counts(
            len(found), sum(part.observations for part in found), sum(part.missing for part in found)
        )

    def all_problems(self) -> list[Problem]:
        """The listed problems, and one that counts the rest of each kind.

        Returns
        -------
        list of Problem
            In the order in which they were told.
        """
        listed = Counter(problem.code for problem in self.problems)
        rest = {code: count - listed[code] for code, count in self.problem_counts.items()}
        return self.problems + [
            Problem("reading.more", params={"count": count, "kind": code})
            for code, count in rest.items()
            if count
        ]


def _joined(found: Iterable[Kept]) -> Kept:
    whole = Kept()
    for kept in found:
        whole.first = (whole.first + kept.first)[:MOST_TAKEN]
        whole.last = kept.last or whole.last
        whole.count += kept.count
        whole.understood += kept.understood
    return whole
