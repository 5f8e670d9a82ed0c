"""When are all series looked at, and how is what was found kept?

A run reads the released numbers of one moment, never what is under embargo: what follows from an edition is
found when its moment has come. The same editions and rules are the same run, so it may be asked for at any
time.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Sequence

from styrbord.core.base.progress import Progress, silent
from styrbord.core.signals.residual import FORBIDS, Assessment, Side, Transform, assess, shipped
from styrbord.services import clock, jobs
from styrbord.services.reading import Reading, visible
from styrbord.services.rights import Actor
from styrbord.services.signals import cases
from styrbord.services.signals.gathering import WATCHER, Watched, watched
from styrbord.services.work import work
from styrbord.store.clock import to_ms
from styrbord.store.spine import models as spine
from styrbord.store.steering.models import Signal, SignalRun

VERSION, TRACK, SHARE = "residual/1", "residual", 0.10
RULES = f"{VERSION} {shipped().version} {shipped().seed}"
SIDES = ("adverse", "improvement", "either")


def question(reading: Reading | None = None) -> str:
    """Hash of the rules and of every edition that is shown now; equal when nothing new can be found."""
    found = reading or visible(WATCHER)
    told = [f"{pk}{'-' * note.is_withdrawn}" for pk, note in sorted(found.editions.items())]
    return hashlib.sha256("|".join((RULES, *told)).encode()).hexdigest()


def ask() -> int:
    """1 if the look at the editions of now was asked for, 0 if it was before, whatever came of it."""
    asked = question()
    if SignalRun.objects.filter(question=asked).exists() or jobs.is_asked("signals", {"question": asked}):
        return 0
    jobs.ask("signals", {"question": asked}, by=Actor("tick"))
    return 1


def evaluate(progress: Progress = silent) -> int:
    """Number of the run that looked at the numbers of now; the one that is there when there is one."""
    reading = visible(WATCHER)
    asked = question(reading)
    before = SignalRun.objects.filter(question=asked).values_list("pk", flat=True).first()
    if before is not None:
        return before
    count = len(reading.register.indicators())
    found: list[Watched] = []
    for done, some in enumerate(watched(reading), 1):
        found += some
        progress(done, count, "reading")
    progress(0, 1, "judging")
    told = assess([one.series for one in found], q=SHARE, pools=[one.indicator for one in found])
    progress(1, 1, "judging")
    return _kept(asked, to_ms(reading.now), found, told)


def _kept(asked: str, at: int, found: Sequence[Watched], told: Sequence[Assessment]) -> int:
    forbids = (next(code for code in one.codes if code in FORBIDS) for one in told if not one.is_tested)
    unknown = Counter(map(str, forbids))
    tested = sum(one.is_tested for one in told)
    with work("signals", clock.now()) as piece:
        run = SignalRun.objects.create(
            question=asked, at=at, rules=RULES, share=SHARE, tested=tested, unknown=dict(unknown)
        )
        Signal.objects.bulk_create(_signals(run, found, told))
        changed = cases.carry_on(run, found, told)
        piece.tell(
            "signals.found",
            str(run.pk),
            {
                "question": asked,
                "rules": RULES,
                "tested": tested,
                "alarms": run.signals.count(),
                "opened": changed.opened,
                "closed": changed.closed,
            },
            key=f"signals {asked}",
        )
    return int(run.pk)


def _signals(run: SignalRun, found: Sequence[Watched], told: Sequence[Assessment]) -> list[Signal]:
    indicators = dict(spine.Indicator.objects.values_list("code", "pk"))
    subjects = dict(spine.Subject.objects.values_list("code", "pk"))
    rows = []
    for name in SIDES:
        alarms = [
            (side, one, judged)
            for one, judged in zip(found, told, strict=True)
            if (side := getattr(judged, name)).is_alarm
        ]
        alarms.sort(key=lambda row: (row[0].adjusted, row[0].p, row[1].indicator, row[1].subject))
        for rank, (side, one, judged) in enumerate(alarms, 1):
            keys = {"indicator_id": indicators[one.indicator], "subject_id": subjects[one.subject]}
            rows.append(
                Signal(run=run, track=TRACK, direction=name, rank=rank, **keys, **_told(side, one, judged))
            )
    return rows


def _told(side: Side, one: Watched, judged: Assessment) -> dict[str, object]:
    value = float(one.series.values[-1])
    return {
        "frequency": one.frequency.value,
        "period": one.last,
        "since": one.last - max(judged.since, 1) + 1,
        "value": value,
        "expected": judged.expected,
        "size": size_of(judged, value),
        "adjusted": side.adjusted,
        "edition": one.edition,
        "evidence": {
            "p": side.p,
            "window": side.window,
            "statistic": side.statistic,
            "drift": side.drift,
            "memory": judged.memory,
            "spread": judged.spread,
            "scale": judged.transform.value,
            "rows": len(one.series.values),
            "editions": list(one.editions),
        },
    }


def size_of(judged: Assessment, value: float) -> float:
    """Change in units of the spread that is usual for the series; 0 where it has none."""
    if not judged.spread or not math.isfinite(judged.spread):
        return 0.0
    if judged.transform is Transform.LOG:
        return abs(math.log(value / judged.expected)) / judged.spread
    return abs(judged.effect) / judged.spread
