"""Which series add up to a headline, and up to which period do all of them have a value?

A headline that is a sum over subjects stands at the top of a tree: the subject, its counting members, and
theirs, as far down as there are numbers. Every other headline stands alone.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Access, Direction, Indicator, OverSubjects
from styrbord.services.reading import Principal, Reading

Floats = npt.NDArray[np.float64]
MOST_AHEAD = {Frequency.ANNUAL: 10, Frequency.HALF: 10, Frequency.QUARTER: 12, Frequency.MONTH: 24}
"""Periods that scenarios reach at most, by the rhythms that they are made for."""
LEAST = 8
"""Periods that the headline must have."""
MAKER = Principal("scenarios", is_signed_in=True, access=Access.RESTRICTED)
"""The program's own reader: all released numbers, none under embargo."""

define(
    "scenarios.no-numbers",
    "There are no numbers of '{indicator}' for '{subject}' that you may see.",
    "Choose an indicator and a subject that have numbers.",
)
define(
    "scenarios.no-rhythm",
    "The numbers of '{indicator}' are not yearly, half-yearly, quarterly or monthly.",
    "Choose an indicator in one of these rhythms.",
)
define(
    "scenarios.no-good-way",
    "For '{indicator}' neither way is better, so no scenario is better than another.",
    "Choose an indicator that should rise or fall.",
)
define(
    "scenarios.members-unknown",
    "These members have no numbers: {members}. The sum of the others is not the whole.",
    "Choose a subject whose members all report, or wait for theirs.",
)
define(
    "scenarios.too-short",
    "There are {count} periods in which all parts have a number; {least} are needed.",
    "Choose an indicator with a longer history.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """A headline and all that adds up to it.

    Attributes
    ----------
    codes : subjects, the top first, dim (series,).
    parents : the subject that each one counts in; the top has none.
    end : ordinal of the newest period in which every series has a value.
    values : float64 (series, period) up to that period; NaN = missing.
    editions : editions that the values came in.
    is_behind : whether some series has newer values, which are not used.
    """

    indicator: Indicator
    frequency: Frequency
    codes: tuple[str, ...]
    parents: dict[str, str]
    end: int
    values: Floats
    editions: tuple[int, ...]
    is_behind: bool

    @property
    def subject(self) -> str:
        """Top of the tree."""
        return self.codes[0]

    @property
    def direction(self) -> int:
        """1 if an increase is an improvement, -1 if a decrease is."""
        return 1 if self.indicator.direction is Direction.UP else -1

    @property
    def fingerprint(self) -> str:
        """Text that is equal for the same tree, definition and numbers."""
        one = self.indicator
        links = (f"{code}<{self.parents.get(code, '')}" for code in self.codes)
        told = (one.code, one.direction, one.over_subjects, one.stated_unit, self.frequency, self.end)
        whole = hashlib.sha256("|".join(map(str, (*told, *links))).encode())
        whole.update(np.ascontiguousarray(self.values).tobytes())
        return whole.hexdigest()

    def ahead(self, horizon: int) -> tuple[Period, ...]:
        """Periods that follow the newest common one."""
        return tuple(Period(self.frequency, self.end + step) for step in range(1, horizon + 1))


def family(reading: Reading, indicator: str, subject: str) -> Family:
    """The tree under a headline as a reader sees it.

    Raises
    ------
    Refused
        `scenarios.no-numbers`, `scenarios.no-rhythm`, `scenarios.no-good-way`, `scenarios.members-unknown` or
        `scenarios.too-short`.
    """
    definition = reading.register.indicators().get(indicator)
    nothing = Problem("scenarios.no-numbers", "", {"indicator": indicator[:64], "subject": subject[:64]})
    if definition is None or subject not in reading.register.subjects():
        raise Refused(nothing)
    if Frequency(definition.frequency) not in MOST_AHEAD:
        raise Refused(Problem("scenarios.no-rhythm", "", {"indicator": indicator}))
    if definition.direction not in {Direction.UP, Direction.DOWN}:
        raise Refused(Problem("scenarios.no-good-way", "", {"indicator": indicator}))
    codes, parents = _tree(reading, definition, subject)
    found = _family(reading, definition, codes, parents)
    if np.isnan(found.values[0]).all():
        raise Refused(nothing)
    if (count := _common(found.values).sum()) < LEAST:
        raise Refused(Problem("scenarios.too-short", "", {"count": int(count), "least": LEAST}))
    return found


def _tree(reading: Reading, one: Indicator, top: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Subjects with numbers at and below the top, nearest first, and what each counts in."""
    if one.over_subjects is not OverSubjects.SUM:
        return (top,), {}
    tree = reading.register.tree()
    below = tree.descendants(top, reading.today, counting=True)
    has = _with_numbers(reading, one, below) if below else frozenset()
    codes, layer = [top], [top]
    parents: dict[str, str] = {}
    while layer:
        wanted = {
            parent: [link.subject for link in tree.members(parent, reading.today, counting=True)]
            for parent in layer
        }
        layer = []
        for parent, members in wanted.items():
            if not has.isdisjoint(members):
                _refuse_unknown([code for code in members if code not in has])
                layer += members
                parents |= dict.fromkeys(members, parent)
        codes += layer
    return tuple(codes), parents


def _refuse_unknown(unknown: list[str]) -> None:
    if unknown:
        raise Refused(Problem("scenarios.members-unknown", "", {"members": ", ".join(sorted(unknown))}))


def _with_numbers(reading: Reading, one: Indicator, subjects: tuple[str, ...]) -> frozenset[str]:
    panel = reading.numbers.panel(Query((one.code,), subjects, Frequency(one.frequency)))
    known = np.isfinite(panel["value"].values[0]).any(axis=1)
    return frozenset(
        str(code) for code, is_known in zip(panel["subject"].values, known, strict=True) if is_known
    )


def _family(reading: Reading, one: Indicator, codes: tuple[str, ...], parents: dict[str, str]) -> Family:
    frequency = Frequency(one.frequency)
    panel = reading.numbers.panel(Query((one.code,), codes, frequency))
    rows = [list(panel["subject"].values).index(code) for code in codes]
    is_whole = panel["reported"].values[0][rows] >= panel["expected"].values[0][rows]
    values = np.where(is_whole, panel["value"].values[0][rows], np.nan)
    common = np.flatnonzero(_common(values))
    stop = int(common[-1]) + 1 if len(common) else 0
    ordinals = panel["period"].values
    editions = panel["edition"].values[0][rows][:, :stop]
    return Family(
        one,
        frequency,
        codes,
        parents,
        int(ordinals[stop - 1]) if stop else 0,
        values[:, :stop],
        tuple(int(each) for each in np.unique(editions) if each),
        bool(np.isfinite(values[:, stop:]).any()),
    )


def _common(values: Floats) -> npt.NDArray[np.bool_]:
    """Periods in which every series has a value."""
    return np.asarray(np.isfinite(values).all(axis=0))


def targets(reading: Reading, found: Family, horizon: int) -> Floats:
    """Targets of the headline in the periods ahead, float64 (horizon,); NaN where none is set for one."""
    ahead = found.ahead(horizon)
    query = Query(
        (found.indicator.code,), (found.subject,), found.frequency, ahead[0], ahead[-1], scenario="target"
    )
    values: Floats = reading.facts.panel(query)["value"].values[0, 0]
    return values
