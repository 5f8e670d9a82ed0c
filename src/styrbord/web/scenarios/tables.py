"""Which tables stand under three scenarios: year by year, the members, and the story of each?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from styrbord.charts.model import Table
from styrbord.core.base.periods import Period
from styrbord.figures.model import Figure
from styrbord.figures.pages import Labels
from styrbord.figures.scenarios import Course, ScenarioSet
from styrbord.web import code_words, names
from styrbord.web.amounts import period
from styrbord.web.names import words
from styrbord.web.tables import Maker

Raw = str | float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Value of one scenario in one period, and its gap to the target."""

    name: str
    value: Figure
    gap: Figure | None


@dataclass(frozen=True, slots=True)
class YearRow:
    """One period: the three values with their gaps, the target, and shares of paths."""

    period: Period
    cells: tuple[Cell, ...]
    target: Figure | None
    reach: float | None
    below: float
    above: float


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member in the last period; `level` is how far below the headline it stands."""

    subject: str
    level: int
    values: tuple[Figure, ...]
    is_crossing: bool

    @property
    def indent(self) -> str:
        """Spaces before the name."""
        return "\u2003" * self.level


def rows_of(found: ScenarioSet) -> list[YearRow]:
    """Periods ahead, in order."""
    return [
        YearRow(
            when,
            tuple(Cell(one.name, one.headline[at], one.gaps[at]) for one in found.courses),
            found.targets[at],
            found.reach[at],
            found.below[at],
            found.above[at],
        )
        for at, when in enumerate(found.periods)
    ]


def member_rows(found: ScenarioSet, labels: Labels) -> list[MemberRow]:
    """The headline and its members in the last period, each below what it counts in, in order of name."""
    below: dict[str, list[str]] = {}
    for code, parent in found.parents.items():
        below.setdefault(parent, []).append(code)
    if not below:
        return []
    return list(_rows(found, labels, below, found.subject, 0))


def _rows(
    found: ScenarioSet, labels: Labels, below: dict[str, list[str]], code: str, level: int
) -> list[MemberRow]:
    own = [one.members[code] if level else one.headline for one in found.courses]
    rows = [MemberRow(code, level, tuple(each[-1] for each in own), code in found.crossing)]
    for member in sorted(below.get(code, ()), key=lambda one: names.subject_name(labels, one)):
        rows += _rows(found, labels, below, member, level + 1)
    return rows


def stories(found: ScenarioSet) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each driver with its course in the three scenarios, worst first."""
    first = found.courses[0].drivers
    return [
        (words(driver.name), [(_word(one), words(one.drivers[at].course)) for one in found.courses])
        for at, driver in enumerate(first)
    ]


def years(found: ScenarioSet) -> Maker:
    """Every period with the three values, gaps and shares."""

    def make(_labels: Labels) -> Table:
        three = [_word(one) for one in found.courses]
        gaps = [_("Gap to target: %(scenario)s") % {"scenario": one} for one in three]
        columns = (
            _("Period"),
            *three,
            _("Target"),
            *gaps,
            _("Probability of reaching the target"),
            _("Paths worse"),
            _("Paths better"),
        )
        return Table(columns, tuple(map(_year, rows_of(found))))

    return make


def _year(row: YearRow) -> tuple[Raw, ...]:
    return (
        period(row.period),
        *(_value(cell.value) for cell in row.cells),
        _value(row.target),
        *(_value(cell.gap) for cell in row.cells),
        row.reach,
        row.below,
        row.above,
    )


def members(found: ScenarioSet) -> Maker:
    """Every series in every period."""

    def make(labels: Labels) -> Table:
        three = [_word(one) for one in found.courses]
        columns = (_("Code"), _("Subject"), _("Counts in"), _("Period"), *three)
        return Table(columns, tuple(_members(found, labels)))

    return make


def _members(found: ScenarioSet, labels: Labels) -> Sequence[tuple[Raw, ...]]:
    return [
        (
            code,
            names.subject_name(labels, code),
            found.parents.get(code, ""),
            str(when),
            *(_value(one.members.get(code, one.headline)[at]) for one in found.courses),
        )
        for code in (found.subject, *found.parents)
        for at, when in enumerate(found.periods)
    ]


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure else None


def _word(one: Course) -> str:
    return code_words.word(code_words.SCENARIOS, one.name)
