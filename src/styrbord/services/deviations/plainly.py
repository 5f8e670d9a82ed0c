"""Which cases are plainly seen, without working out any number: only what was reported is looked up?

A case exists for whoever sees the whole series that it rests on, with the number that was judged, or as the
program itself sees it (`seeing`). Where every number of a series can only be a reported one, that is so
unless one of them is hidden. What is not found here may still be seen: it is asked there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from styrbord.core.base.periods import Frequency
from styrbord.core.spine.indicators import Indicator, OverSubjects
from styrbord.services.deviations.seeing import released
from styrbord.services.reading import Reading
from styrbord.services.signals.finding import HEALTH
from styrbord.services.signals.listing import is_same
from styrbord.store.clock import to_ms


class Judged(Protocol):
    """A case with the number that its newest signal judged, and when that was, ms."""

    @property
    def token(self) -> str: ...  # noqa: D102
    @property
    def indicator(self) -> str: ...  # noqa: D102
    @property
    def subject(self) -> str: ...  # noqa: D102
    @property
    def track(self) -> str: ...  # noqa: D102
    @property
    def frequency(self) -> str: ...  # noqa: D102
    @property
    def period(self) -> int: ...  # noqa: D102
    @property
    def value(self) -> float | None: ...  # noqa: D102
    @property
    def judged_at(self) -> int: ...  # noqa: D102


def plainly_seen(reading: Reading, cases: Iterable[Judged]) -> Iterator[str]:
    """Tokens of cases that the reader is certain to see, as of what has been released to everybody."""
    plain, now = released(reading), to_ms(reading.as_of)
    by_rhythm: dict[str, list[Judged]] = defaultdict(list)
    series = _Series(plain)
    for one in cases:
        if (
            one.judged_at <= now
            and series.has_rhythm(one)
            and (one.track == HEALTH or series.is_reported(one))
        ):
            by_rhythm[one.frequency].append(one)
    for rhythm, some in by_rhythm.items():
        places = [(one.indicator, one.subject, one.period) for one in some]
        shown = plain.facts.points(Frequency(rhythm), places)
        for one, place in zip(some, places, strict=True):
            point = shown.get(place)
            if point is None or point.is_partly_hidden:
                continue
            if series.is_reported(one) or is_same(point.value, one.value):
                yield one.token


class _Series:
    """What is known of series by their definitions alone."""

    def __init__(self, reading: Reading) -> None:
        self._indicators: Mapping[str, Indicator] = reading.register.indicators()
        self._tree = reading.register.tree()
        self._successors = {step.successor for step in reading.register.successions()}
        self._made: dict[str, bool] = {}

    def has_rhythm(self, one: Judged) -> bool:
        """Whether a case was found in the rhythm in which the numbers come."""
        definition = self._indicators.get(one.indicator)
        return definition is not None and one.frequency == definition.frequency

    def is_reported(self, one: Judged) -> bool:
        """Whether every number of a case's series is a reported one, or none."""
        definition = self._indicators[one.indicator]
        if definition.formula:
            return False
        return definition.over_subjects is OverSubjects.NONE or not self._is_made(one.subject)

    def _is_made(self, subject: str) -> bool:
        if subject not in self._made:
            self._made[subject] = subject in self._successors or self._tree.has_members(subject)
        return self._made[subject]
