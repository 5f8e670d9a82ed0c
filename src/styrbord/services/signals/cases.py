"""When does a signal open a case, join one, rest, and when does a case end by itself?

The rules are those of `core.signals.episodes`. A release counts for a series only when it brings the series
other numbers: one that leaves them as they are neither makes a case quieter nor ends its rest. Trouble with
the numbers is over as soon as it is gone, and comes back as a new case. A signal that comes back while people
still have the case that it ended in opens that case again; after they have closed it, a new one names it.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from styrbord.core.signals.episodes import QUIET_RELEASES, Episode, Key, Step, Verdict, carry_on
from styrbord.core.strategy.deviations.patience import due_on
from styrbord.core.strategy.deviations.workflow import State
from styrbord.services.signals.finding import HEALTH, Told
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import Deviation, Signal, SignalRun

LONGEST_REST = int(timedelta(days=5 * 366).total_seconds() * 1000)
"""How long an ended case can hold back another, ms: longer than three periods of any rhythm."""
KEPT = ("last", "severity", "peak", "seen", "quiet")
ENDED = ("closed_at", "closed_in", "came_back_at")
"""Written only of a case that the run itself ends or opens again: people may close others meanwhile."""


@dataclass(slots=True)
class Changed:
    """What became of cases in a run, and those that are open after it."""

    steps: dict[str, int] = field(default_factory=dict)
    open: dict[Key, Deviation] = field(default_factory=dict)

    def count(self, step: Step) -> int:
        """How many cases took a step."""
        return self.steps.get(step.value, 0)


def carry_on_cases(run: SignalRun, told: Sequence[Told], signals: Mapping[Key, Signal]) -> Changed:
    """Open, carry on, hold back and close cases by the verdicts of a run, inside the caller's work."""
    newest = _newest(run.at)
    said = {key: row for one in told for key, row in one.verdicts.items()}
    judged = {key: row for key, row in said.items() if _is_new(newest.get(key), row)}
    before = {key: _episode(newest[key]) for key in judged if key in newest and _may_count(newest[key])}
    after, steps = carry_on(before, (verdict for verdict, _ in judged.values()), run.pk)
    changed, rows, back = Changed(), list[Deviation](), list[Deviation]()
    for key, step in steps:
        changed.steps[step.value] = changed.steps.get(step.value, 0) + 1
        if step is Step.OPENED:
            known = newest.get(key)
            if known is not None and _is_in_hand(known):
                known.closed_at, known.closed_in, known.came_back_at = None, None, run.at
                back.append(known)
            else:
                newest[key] = _opened(key, signals[key], run.at, known)
                rows.append(newest[key])
    _keep_new(rows)
    Deviation.objects.bulk_update(back, ENDED, batch_size=200)
    _keep_old(run, newest, judged, after, signals)
    changed.open = {key: row for key, row in newest.items() if row.closed_at is None}
    return changed


def _newest(at: int) -> dict[Key, Deviation]:
    """Newest case of each key that is open, or ended not so long ago that it might hold another back."""
    rows = Deviation.objects.select_related("indicator", "subject", "last").order_by("pk")
    found: dict[Key, Deviation] = {}
    for row in rows.exclude(closed_at__lt=at - LONGEST_REST):
        found[(row.indicator.code, row.subject.code, row.track, row.direction)] = row
    return found


def _is_new(case: Deviation | None, row: tuple[Verdict, str]) -> bool:
    """Whether a verdict rests on other numbers than the one before, and matters at all."""
    verdict, fingerprint = row
    return verdict.is_alarm if case is None else case.seen != fingerprint


def _is_in_hand(case: Deviation) -> bool:
    """Whether people still have a case, or must answer for it, though its signal had ended."""
    return case.state != State.CLOSED and not (case.state == State.NEW and case.track == HEALTH)


def _may_count(case: Deviation) -> bool:
    return case.closed_at is None or case.track != HEALTH


def _episode(case: Deviation) -> Episode:
    """A case as the rules see it; the last quiet release is enough where trouble with numbers is gone."""
    least = QUIET_RELEASES - 1 if case.track == HEALTH else 0
    run = case.last.run_id
    return Episode(
        opened=run,
        seen=0,
        severity=case.severity,
        peak=case.peak,
        quiet=max(case.quiet, least),
        closed=None if case.closed_at is None else run,
        ended_in=None if case.closed_at is None else _end(case),
    )


def _end(case: Deviation) -> int:
    return int(case.last.period if case.closed_in is None else case.closed_in)


def _opened(key: Key, signal: Signal, at: int, before: Deviation | None) -> Deviation:
    due = due_on(State.NEW, signal.frequency, from_ms(at).date())
    return Deviation(
        token=secrets.token_urlsafe(9),
        indicator_id=signal.indicator_id,
        subject_id=signal.subject_id,
        track=key[2],
        direction=key[3],
        opened_at=at,
        opened_by=signal,
        last=signal,
        due_at=to_ms(datetime.combine(due, time.max, UTC)) if due else None,
        recurs=before,
    )


def _keep_new(rows: Sequence[Deviation]) -> None:
    Deviation.objects.bulk_create(rows)


def _keep_old(
    run: SignalRun,
    newest: Mapping[Key, Deviation],
    judged: Mapping[Key, tuple[Verdict, str]],
    after: Mapping[Key, Episode],
    signals: Mapping[Key, Signal],
) -> None:
    """Write what the rules made of the cases; an alarm of the same numbers is their newest evidence."""
    touched, ended = [], []
    for key, case in newest.items():
        is_open, episode = case.closed_at is None, after.get(key)
        if is_open and key in signals:
            case.last = signals[key]
        if episode is not None:
            case.severity, case.peak, case.quiet = episode.severity, episode.peak, episode.quiet
            case.seen = judged[key][1]
            if is_open and episode.closed is not None:
                case.closed_at, case.closed_in = run.at, episode.ended_in
                ended.append(case)
        if episode is not None or (is_open and key in signals):
            touched.append(case)
    Deviation.objects.bulk_update(touched, KEPT, batch_size=200)
    Deviation.objects.bulk_update(ended, ENDED, batch_size=200)
