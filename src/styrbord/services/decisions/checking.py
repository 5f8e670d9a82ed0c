"""When are decisions in force, what was forecast without them, and did they do what was expected?

The forecast is the one that the board had when it was decided, else one made from the numbers known then.
What came is held against it on the day of the check; where no number is out yet, after each release.
"""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Refused
from styrbord.core.base.progress import Progress, silent
from styrbord.core.spine.inputs import needed_indicators
from styrbord.core.strategy.decisions.effect import Verdict, effect_of, verdict_of, verdict_of_all
from styrbord.core.strategy.decisions.workflow import CHECKABLE, MOVES, State, Verb
from styrbord.services import clock, deviations, forecasts, jobs
from styrbord.services.decisions import pinning, reviewing
from styrbord.services.decisions.seeing import said_in
from styrbord.services.decisions.writing import stepped
from styrbord.services.forecasts import evaluating
from styrbord.services.forecasts.gathering import FORECASTER, block
from styrbord.services.notices import notify
from styrbord.services.reading import Reading, visible
from styrbord.services.rights import Actor
from styrbord.services.work import Work, work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.spine.models import Edition
from styrbord.store.steering.models import Decision, DecisionEffect, Forecast

BY = Actor("decisions")
_LOG = logging.getLogger(__name__)
_VERBS = {
    Verdict.KEPT: Verb.KEEP,
    Verdict.MISSED: Verb.MISS,
    Verdict.UNDECIDABLE: Verb.LEAVE_OPEN,
}


def settle(now: datetime) -> int:
    """Put decisions in force whose day has come, and have checked what is due; how much there was."""
    waiting = Decision.objects.filter(state=State.DECIDED, in_force_on__lte=now.date())
    return sum(map(_start, list(waiting))) + reviewing.remind(now) + ask(now)


def ask(now: datetime) -> int:
    """1 if forecasts or checks were asked for; 0 if nothing is due, or it was asked for before."""
    bare = list(_without_forecast().values_list("pk", flat=True).order_by("pk"))
    late = [row.pk for row in _due(now)]
    if not bare and not late:
        return 0
    told = f"{bare}|{late}|{forecasts.question() if late else ''}"
    asked = {"question": hashlib.sha256(told.encode()).hexdigest()}
    if jobs.is_asked("decisions", asked):
        return 0
    jobs.ask("decisions", asked, by=BY)
    return 1


def evaluate(progress: Progress = silent) -> Mapping[str, int]:
    """Keep the forecasts that are missing, then check what is due; how many of each."""
    bare = list(_without_forecast().select_related("decision", "indicator", "subject"))
    for done, row in enumerate(bare):
        progress(done, len(bare), "forecasting")
        _keep_forecast(row)
    decisions = sorted({row.decision_id for row in _due(clock.now())})
    checked = sum(_check(number) for number in decisions)
    progress(1, 1, "checking")
    return {"forecasts": len(bare), "checked": checked}


def is_withdrawn(datasets: Sequence[str], at: int) -> bool:
    """Whether an edition that numbers of a moment may rest on was withdrawn after it."""
    gone = Edition.objects.filter(dataset__code__in=datasets, released_at__lte=at, withdrawn_at__gt=at)
    return bool(datasets) and gone.exists()


def _start(row: Decision) -> int:
    return _moved(row, Verb.START, ())


def _without_forecast() -> Any:
    taken = DecisionEffect.objects.filter(baseline={}, decision__decided_at__isnull=False)
    return taken.exclude(decision__state=State.WITHDRAWN)


def _due(now: datetime) -> list[DecisionEffect]:
    """Effects whose day has come and that have no number yet, of decisions that may be checked."""
    found = DecisionEffect.objects.filter(
        check_on__lte=now.date(), decision__state__in=CHECKABLE, result={}
    ).select_related("decision", "indicator", "subject")
    return list(found.order_by("pk"))


def _keep_forecast(row: DecisionEffect) -> None:
    """Keep what was forecast for the period when it was decided."""
    at = int(row.decision.decided_at or 0)
    found = _stored(row, at) or _made(row, at)
    with work(BY.code, clock.now()) as piece:
        DecisionEffect.objects.filter(pk=row.pk).update(baseline=found)
        told = {"row": row.pk, "number": row.number, "run": found["run"], "is_known": "mean" in found}
        piece.tell("decision.forecast-kept", row.decision.token, told)


def _stored(row: DecisionEffect, at: int) -> dict[str, Any]:
    """The newest forecast of the series that the board had by then, if it reaches the period."""
    known = Forecast.objects.filter(
        indicator=row.indicator, subject=row.subject, frequency=row.frequency, run__at__lte=at
    )
    for one in known.select_related("run").order_by("-run__at", "-run__pk").iterator():
        datasets = one.run.seen.get(row.indicator.code, {}).get("datasets", ())
        if not is_withdrawn(datasets, one.run.at):
            return _baseline(one, row, one.run.at, one.run_id, datasets)
    return {}


def _made(row: DecisionEffect, at: int) -> dict[str, Any]:
    """A forecast from the numbers that were known when it was decided; without a mean where there is none."""
    reading = visible(FORECASTER, as_of=from_ms(at))
    definition = reading.register.indicators().get(row.indicator.code)
    if definition is None:
        return {"as_of": at, "run": 0, "datasets": []}
    known = reading.register.indicators()
    datasets = sorted({known[code].dataset for code in needed_indicators(known, [definition.code])})
    subjects = tuple(sorted(reading.register.subjects()))
    for one, _, subject in evaluating.made(reading, [block(reading, definition, subjects)]):
        if subject == row.subject.code:
            return _baseline(one, row, at, 0, datasets) or {"as_of": at, "run": 0, "datasets": datasets}
    return {"as_of": at, "run": 0, "datasets": datasets}


def _baseline(
    one: Forecast, row: DecisionEffect, at: int, run: int, datasets: Sequence[str]
) -> dict[str, Any]:
    places = {ordinal: place for place, ordinal in enumerate(one.values["at"])}
    if row.by not in places:
        return {}
    place = places[row.by]
    path = [
        [
            one.values["at"][at],
            one.values["mean"][at],
            one.values["lower"]["80"][at],
            one.values["upper"]["80"][at],
        ]
        for at in range(place + 1)
    ]
    found: dict[str, Any] = {
        "mean": one.values["mean"][place],
        "lower": one.values["lower"]["80"][place],
        "upper": one.values["upper"]["80"][place],
    }
    if None in found.values():
        return {}
    return {**found, "path": path, "as_of": at, "run": run, "datasets": list(datasets)}


def _check(number: int) -> int:
    """1 if the check of a decision moved it."""
    decision = Decision.objects.get(pk=number)
    now = clock.now()
    found = [
        (row, *_judged(visible(FORECASTER), row, now))
        for row in decision.effects.select_related("indicator", "subject").order_by("number")
    ]
    verdicts = [verdict for _, verdict, _ in found if verdict is not None]
    if Verdict.MISSED not in verdicts and len(verdicts) < len(found):
        return 0
    kept = [(row, verdict, result) for row, verdict, result in found if verdict is not None]
    verb = _VERBS[verdict_of_all(verdicts)]
    if (State(decision.state), verb) not in MOVES:
        return 0
    return _moved(decision, verb, kept)


def _judged(reading: Reading, row: DecisionEffect, now: datetime) -> tuple[Verdict | None, dict[str, Any]]:
    """Verdict of one effect and what came; None before its day."""
    if row.check_on > now.date():
        return None, {}
    if row.result:
        return Verdict(row.verdict), row.result
    period = Period(Frequency(row.frequency), row.by)
    value, edition = pinning.cell(reading, row.indicator.code, row.subject.code, period)
    if value is None:
        return Verdict.UNDECIDABLE, {}
    told = {"value": value, "edition": edition, "at": to_ms(reading.now)}
    base = row.baseline
    if "mean" not in base:
        return Verdict.UNDECIDABLE, told
    effect = effect_of(value, mean=base["mean"], lower=base["lower"], upper=base["upper"])
    told |= {"estimate": effect.estimate, "low": effect.low, "high": effect.high}
    return verdict_of(effect, expected=row.change), told


Judged = tuple[DecisionEffect, Verdict, dict[str, Any]]


def _moved(row: Decision, verb: Verb, judged: Sequence[Judged]) -> int:
    """1 if the program moved a decision; 0 if somebody else had done so meanwhile."""
    version = row.versions.select_related("words").order_by("-revision").first()
    if version is None:
        return 0
    said, move = said_in(version), MOVES[State(row.state), verb]
    try:
        with work(BY.code, clock.now()) as piece:
            for effect, verdict, result in judged:
                DecisionEffect.objects.filter(pk=effect.pk).update(verdict=verdict, result=result)
            stepped(piece, row, move, said, by=BY, revision=row.revision)
            if verb is Verb.MISS:
                missed = [(one, result) for one, verdict, result in judged if verdict is Verdict.MISSED]
                _tell_owner(row, piece.at, [one for one, _ in missed])
                _open_cases(piece, row, missed)
    except Refused as refused:
        _LOG.info("decision %s is not moved: %s", row.token, refused)
        return 0
    return 1


def _open_cases(
    piece: Work, row: Decision, missed: Sequence[tuple[DecisionEffect, Mapping[str, Any]]]
) -> None:
    """A case for each effect that was missed, held by the post that decided."""
    for one, result in missed:
        if one.deviation:
            continue
        told = deviations.Missed(
            decision=row.token,
            number=one.number,
            owner=row.owner,
            indicator=one.indicator.code,
            subject=one.subject.code,
            period=Period(Frequency(one.frequency), one.by),
            value=result["value"],
            expected=one.baseline["mean"] + one.change,
            change=one.change,
            edition=result["edition"],
            interval=(result["low"], result["high"]),
        )
        DecisionEffect.objects.filter(pk=one.pk).update(deviation=deviations.missed(piece, told))


def _tell_owner(row: Decision, at: datetime, missed: Sequence[DecisionEffect]) -> None:
    first = missed[0]
    notify(
        f"decision:{row.token}:missed",
        row.owner,
        "decision.missed",
        at=at,
        address=f"/decisions/{row.token}/",
        params={"indicator": first.indicator.code, "subject": first.subject.code},
    )
