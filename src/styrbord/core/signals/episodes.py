"""How long does an alarm live: when does it open a case, join one, rest, and end?

Ours (methods 4.8). One case a key: an alarm on an open case carries it on and opens no second one. A case
ends after two quiet releases one after the other; unknown is never quiet. After its end an alarm of the
same key is held back for three periods, unless it is much more severe.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt

QUIET_P = 0.5
QUIET_RELEASES = 2
COOL_DOWN = 3  # periods
MUCH_WORSE = 1.5
_WILSON = 1.959963984540054

Key = tuple[str, ...]  # indicator, subject, track, direction


class Step(StrEnum):
    """What became of an alarm or a case at a release."""

    OPENED = "opened"
    CARRIED_ON = "carried_on"
    HELD_BACK = "held_back"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Episode:
    """Life of one alarm.

    Attributes
    ----------
    opened, seen : release that opened it and the last one that looked at it, as period numbers
    severity : at the last alarm; `peak` the largest so far
    quiet : releases without an alarm in its cause, one after the other
    closed : release at which it ended by itself or by a person; None = open
    ended_in : newest period of its series at its end, from which the rest after it is counted; None = each
        release counts as a period
    """

    opened: int
    seen: int
    severity: float
    peak: float
    quiet: int = 0
    closed: int | None = None
    ended_in: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of one key at one release.

    Attributes
    ----------
    is_alarm : whether it is among the alarms of the release
    severity : size of the effect; orders, and never admits
    p : of the rule's statistic alone; NaN where there is no test
    is_in_band : whether a deviation from a plan is back inside its band
    period : number of the newest period of the series; None = each release counts as one
    """

    key: Key
    is_alarm: bool = False
    severity: float = 0.0
    p: float = float("nan")
    is_in_band: bool = False
    period: int | None = None


def carry_on(
    known: Mapping[Key, Episode], verdicts: Iterable[Verdict], release: int
) -> tuple[dict[Key, Episode], list[tuple[Key, Step]]]:
    """Cases after a release, and what happened; the same release a second time changes nothing.

    Parameters
    ----------
    known : the newest case of each key
    verdicts : at most one for each key; a key without one is unknown
    release : number of the newest period, rising from release to release

    Returns
    -------
    (cases, steps)
        Steps in order of the keys.
    """
    said = {one.key: one for one in verdicts}
    after, steps = dict(known), []
    for key in sorted(set(known) | set(said)):
        episode, step = _next(known.get(key), said.get(key, Verdict(key)), release)
        if episode is not None:
            after[key] = episode
        if step is not None:
            steps.append((key, step))
    return after, steps


def _next(episode: Episode | None, verdict: Verdict, release: int) -> tuple[Episode | None, Step | None]:
    if episode is not None and release <= episode.seen:
        return episode, None
    if episode is None or episode.closed is not None:
        return _perhaps_new(episode, verdict, release)
    if verdict.is_alarm:
        peak = max(episode.peak, verdict.severity)
        return replace(episode, seen=release, severity=verdict.severity, peak=peak, quiet=0), Step.CARRIED_ON
    is_quiet = verdict.is_in_band or verdict.p >= QUIET_P
    rested = replace(episode, seen=release, quiet=episode.quiet + 1 if is_quiet else 0)
    if rested.quiet < QUIET_RELEASES:
        return rested, None
    return replace(rested, closed=release, ended_in=verdict.period), Step.CLEARED


def _perhaps_new(
    before: Episode | None, verdict: Verdict, release: int
) -> tuple[Episode | None, Step | None]:
    if not verdict.is_alarm:
        return before, None
    is_held = before is not None and _is_cooling(before, verdict, release)
    if before is not None and is_held and verdict.severity <= MUCH_WORSE * before.peak:
        return replace(before, seen=release), Step.HELD_BACK
    return Episode(release, release, verdict.severity, verdict.severity), Step.OPENED


def _is_cooling(before: Episode, verdict: Verdict, release: int) -> bool:
    """Whether a case ended no more than three periods ago; releases within one period do not shorten it."""
    if before.ended_in is not None and verdict.period is not None:
        return verdict.period - before.ended_in <= COOL_DOWN
    return before.closed is not None and release - before.closed <= COOL_DOWN


@dataclass(frozen=True, slots=True)
class Precision:
    """Share of ended cases whose alarm was true, with its 95 % interval (Wilson 1927); NaN without cases."""

    count: int
    share: float
    low: float
    high: float


def precision(was_true: int, ended: int) -> Precision:
    """How often past alarms were true, as told beside new ones.

    Parameters
    ----------
    was_true : ended cases that were neither false alarms nor errors of the data
    ended : all cases that people ended with a finding

    Returns
    -------
    Precision

    Examples
    --------
    >>> found = precision(8, 10)
    >>> found.share, round(found.low, 2), round(found.high, 2)
    (0.8, 0.49, 0.94)
    """
    if not ended:
        nothing = float("nan")
        return Precision(0, nothing, nothing, nothing)
    share, z = was_true / ended, _WILSON
    middle = share + z * z / (2 * ended)
    half = z * sqrt(share * (1 - share) / ended + z * z / (4 * ended * ended))
    whole = 1 + z * z / ended
    low, high = (middle - half) / whole, (middle + half) / whole
    return Precision(ended, share, min(share, max(0.0, low)), max(share, min(1.0, high)))
