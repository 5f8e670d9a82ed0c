"""What does a rule say of a series: an alarm with its evidence, or that all is quiet?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from styrbord.core.base.periods import Frequency
from styrbord.core.signals.episodes import Key, Verdict
from styrbord.services.signals.gathering import Watched

ADVERSE, IMPROVEMENT, EITHER = "adverse", "improvement", "either"
RESIDUAL, PLAN, HEALTH, DECISION, MONEY = "residual", "plan", "health", "decision", "money"
TRACKS = (RESIDUAL, PLAN, HEALTH, DECISION, MONEY)
"""The last two are told by decisions that missed their effect and by money without result, not by a run."""
BESIDE = (DECISION, MONEY)
"""Rules of what is told without a run over the series."""
BY_PLAN, BY_SPREAD, NO_UNIT = "plan", "spread", ""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """One alarm of a run, with what it rests on; periods are ordinals of `frequency`."""

    one: Watched
    track: str
    direction: str
    period: int
    since: int
    value: float | None
    expected: float | None
    size: float
    unit: str
    adjusted: float | None = None
    evidence: Mapping[str, object] = field(default_factory=dict)

    @property
    def frequency(self) -> Frequency:
        """Rhythm of its periods: of a course, that in which it is judged."""
        return self.one.course.frequency if self.track == RESIDUAL else self.one.frequency

    @property
    def key(self) -> Key:
        """Key of its case."""
        return self.one.indicator, self.one.subject, self.track, self.direction


@dataclass(slots=True, eq=False)
class Told:
    """What one track says of all series.

    Attributes
    ----------
    found : alarms, the clearest first
    verdicts : of every series that the track can say something about, with the fingerprint of what it
        looked at; a key without one is unknown
    counts : how many series by what was found
    """

    found: list[Found] = field(default_factory=list)
    verdicts: dict[Key, tuple[Verdict, str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, what: str) -> None:
        """Count one more series."""
        self.counts[what] = self.counts.get(what, 0) + 1

    def judge(self, verdict: Verdict, fingerprint: str) -> None:
        """Keep what is said of one key."""
        self.verdicts[verdict.key] = (verdict, fingerprint)


def severity(one: Watched, change: float, spread: float) -> tuple[float, str]:
    """Size of a change, and its unit (methods 4.5).

    Parameters
    ----------
    change : on the scale of the values.
    spread : usual for the series, in the unit of the values; only where no plan says what is much.

    Returns
    -------
    (float, str)
        As a share of the change that is planned, else in spreads; 0 where neither is known.
    """
    if one.planned > 0:
        return abs(change) / one.planned, BY_PLAN
    return (abs(change) / spread, BY_SPREAD) if spread > 0 else (0.0, NO_UNIT)
