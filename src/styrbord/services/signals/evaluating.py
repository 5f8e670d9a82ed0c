"""When are all series looked at, and how is what was found kept?

A run reads the released numbers of one moment, never what is under embargo: what follows from an edition is
found when its moment has come. The same editions, periods due and rules are the same run, so it may be asked
for at any time.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence

from styrbord.core.base.progress import Progress, silent
from styrbord.core.signals.episodes import Key, Step
from styrbord.core.signals.residual import Assessment, assess, shipped
from styrbord.services import clock, jobs
from styrbord.services.reading import Reading, visible
from styrbord.services.rights import Actor
from styrbord.services.signals import explaining
from styrbord.services.signals.cases import carry_on_cases
from styrbord.services.signals.finding import Found, Told
from styrbord.services.signals.gathering import WATCHER, Watched, watched
from styrbord.services.signals.plans import plans
from styrbord.services.signals.residuals import keep_scales, residuals, scales
from styrbord.services.signals.telling import tell_owners
from styrbord.services.signals.troubles import newest_due, troubles
from styrbord.services.work import work
from styrbord.store.clock import to_ms
from styrbord.store.spine import models as spine
from styrbord.store.steering.models import Forecast, ForecastRun, Signal, SignalRun

VERSION, SHARE = "residual/1 plan/1 health/2 weeks/1", 0.10
RULES = f"{VERSION} {shipped().version} {shipped().seed}"


def question(reading: Reading | None = None) -> str:
    """Hash of the rules, of every edition shown now, of the periods due and of the newest forecasts.

    Returns
    -------
    str
        Equal when nothing new can be found.
    """
    found = reading or visible(WATCHER)
    told = [f"{pk}{'-' * note.is_withdrawn}" for pk, note in sorted(found.editions.items())]
    told += _forecasts()
    for code, one in sorted(found.register.indicators().items()):
        if (due := newest_due(one, found.today)) is not None:
            told.append(f"{code}@{due}")
    return hashlib.sha256("|".join((RULES, *told)).encode()).hexdigest()


def _forecasts() -> list[str]:
    """The newest run of forecasts, if it says of any target how likely it is missed."""
    run = ForecastRun.objects.order_by("-pk").values_list("pk", flat=True).first()
    has_chances = Forecast.objects.filter(run_id=run).exclude(chances=[]).exists()
    return [f"forecasts {run}"] if has_chances else []


def ask() -> int:
    """1 if the look at the editions of now was asked for, 0 if it was before, whatever came of it."""
    asked = question()
    if SignalRun.objects.filter(question=asked).exists() or jobs.is_asked("signals", {"question": asked}):
        return 0
    jobs.ask("signals", {"question": asked}, by=Actor("tick"))
    return 1


def evaluate(progress: Progress = silent, only: Collection[str] = ()) -> int:
    """Number of the run that looked at the numbers of now; the one that is there when there is one.

    Parameters
    ----------
    only : codes of the indicators that are looked at, all where none is named. Such a run is none of the
        whole board: cases of other indicators stay as they are, and lists do not state what it tested.
    """
    reading = visible(WATCHER)
    asked = _question_of_some(question(reading), only)
    before = SignalRun.objects.filter(question=asked).values_list("pk", flat=True).first()
    if before is not None:
        return before
    count = len(only or reading.register.indicators())
    found: list[Watched] = []
    for done, some in enumerate(watched(reading, only), 1):
        found += some
        progress(done, count, "reading")
    progress(0, 3, "judging")
    series, pools = [one.course.series for one in found], [one.indicator for one in found]
    told = assess(series, q=SHARE, pools=pools, transforms=scales(), needs_season=True)
    progress(1, 3, "judging")
    tracks = [residuals(found, told), plans(reading, found, told)]
    progress(2, 3, "judging")
    tracks.append(troubles(reading, found, told))
    progress(3, 3, "judging")
    return _kept(asked, reading, found, told, tracks, only)


def _question_of_some(asked: str, only: Collection[str]) -> str:
    if not only:
        return asked
    return hashlib.sha256("|".join((asked, *sorted(only))).encode()).hexdigest()


def _kept(
    asked: str,
    reading: Reading,
    found: Sequence[Watched],
    told: Sequence[Assessment],
    tracks: Sequence[Told],
    only: Collection[str],
) -> int:
    by_residual, by_plan, by_health = tracks
    tested, at = sum(one.is_tested for one in told), to_ms(reading.now)
    with work("signals", clock.now()) as piece:
        run = SignalRun.objects.create(
            question=asked, at=at, rules=RULES, share=SHARE, tested=tested, unknown=by_residual.counts
        )
        keep_scales(found, told, at)
        signals = _keep_signals(run, [row for track in tracks for row in track.found])
        changed = carry_on_cases(run, tracks, signals)
        explaining.keep(reading, changed.open, tracks, dict(zip(map(_name, found), told, strict=True)))
        tell_owners(reading, run, piece.at)
        run.counts = {"steps": changed.steps, "plan": by_plan.counts, "health": by_health.counts}
        run.counts |= {"only": sorted(only)} if only else {}
        run.save(update_fields=["counts"])
        piece.tell(
            "signals.found",
            str(run.pk),
            {
                "question": asked,
                "rules": RULES,
                "tested": tested,
                "alarms": len(signals),
                "opened": changed.count(Step.OPENED),
                "closed": changed.count(Step.CLEARED),
            },
            key=f"signals {asked}",
        )
    return int(run.pk)


def _name(one: Watched) -> tuple[str, str]:
    return one.indicator, one.subject


def _keep_signals(run: SignalRun, found: Sequence[Found]) -> dict[Key, Signal]:
    """Keep the alarms, ranked within their track and direction."""
    indicators = dict(spine.Indicator.objects.values_list("code", "pk"))
    subjects = dict(spine.Subject.objects.values_list("code", "pk"))
    ranks: Counter[tuple[str, str]] = Counter()
    rows = {}
    for row in found:
        ranks[row.track, row.direction] += 1
        rows[row.key] = Signal(
            run=run,
            indicator_id=indicators[row.one.indicator],
            subject_id=subjects[row.one.subject],
            track=row.track,
            direction=row.direction,
            frequency=row.frequency.value,
            period=row.period,
            since=row.since,
            value=row.value,
            expected=row.expected,
            size=row.size,
            unit=row.unit,
            adjusted=row.adjusted,
            rank=ranks[row.track, row.direction],
            edition=row.one.edition,
            evidence=dict(row.evidence),
        )
    Signal.objects.bulk_create(rows.values(), batch_size=500)
    return rows
