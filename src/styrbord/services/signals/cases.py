"""When does a signal open a case, join one, and when does a case end by itself?

An adverse alarm opens a case, or joins the one that is open for the same series and direction. A case ends
when its series was quiet in two runs one after the other: its statistic lies where that of every second
series without a change does. Unknown is never quiet.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from styrbord.core.signals.residual import Assessment
from styrbord.services.signals.gathering import Watched
from styrbord.store.steering.models import Deviation, Signal, SignalRun

OPENING = ("adverse", "either")
QUIET_P, QUIET_RUNS = 0.5, 2


@dataclass(frozen=True, slots=True)
class Changed:
    """How many cases a run opened and closed."""

    opened: int
    closed: int


def carry_on(run: SignalRun, found: Sequence[Watched], told: Sequence[Assessment]) -> Changed:
    """Open, carry on and close cases by the signals of a run, inside the caller's work."""
    standing = {_key(one): one for one in Deviation.objects.filter(closed_at=None).select_related(*_CODES)}
    opened = 0
    signals = run.signals.filter(direction__in=OPENING).select_related(*_CODES)
    for signal in signals:
        case = standing.pop(_key(signal), None)
        if case is None:
            _open(signal, run.at)
            opened += 1
        else:
            Deviation.objects.filter(pk=case.pk).update(last=signal, quiet=0)
    judged = {(one.indicator, one.subject): said for one, said in zip(found, told, strict=True)}
    closed = sum(_rest(case, judged.get((key[0], key[1])), run.at) for key, case in standing.items())
    return Changed(opened, closed)


_CODES = ("indicator", "subject")


def _key(one: Signal | Deviation) -> tuple[str, str, str, str]:
    return one.indicator.code, one.subject.code, one.track, one.direction


def _open(signal: Signal, at: int) -> None:
    Deviation.objects.create(
        token=secrets.token_urlsafe(9),
        indicator=signal.indicator,
        subject=signal.subject,
        track=signal.track,
        direction=signal.direction,
        opened_at=at,
        opened_by=signal,
        last=signal,
    )


def _rest(case: Deviation, judged: Assessment | None, at: int) -> bool:
    """Count a quiet run of a case without an alarm; whether it ended."""
    is_quiet = judged is not None and judged.is_tested and getattr(judged, case.direction).p >= QUIET_P
    quiet = case.quiet + 1 if is_quiet else 0
    has_ended = quiet >= QUIET_RUNS
    Deviation.objects.filter(pk=case.pk).update(quiet=quiet, closed_at=at if has_ended else None)
    return has_ended
