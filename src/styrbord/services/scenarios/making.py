"""How are three joint paths of a headline and its members made and kept?

Forecasts of all series are made to add up, a thousand joint paths are drawn around them, and three of them
are told. Where the forecasts that the board shows cover the same tree and periods, the paths lie around them:
then the medium scenario is the shown forecast, value by value.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import IntegrityError

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.forecasting.adding_up import added_up
from styrbord.core.forecasting.forecasts import forecasts
from styrbord.core.forecasting.histories import Asked, History
from styrbord.core.forecasting.paths import Paths, paths, reach
from styrbord.core.forecasting.reconciling import Reconciled
from styrbord.core.forecasting.scenarios import Headline, Scenarios, three_scenarios
from styrbord.services import clock
from styrbord.services.forecasts.making import RHYTHM, bounds
from styrbord.services.reading import Reading, visible
from styrbord.services.scenarios.asking import RULES, question
from styrbord.services.scenarios.gathering import MAKER, Family, family, targets
from styrbord.services.work import work
from styrbord.store.clock import to_ms
from styrbord.store.spine import models as spine
from styrbord.store.steering.models import Forecast, ScenarioRun

Floats = npt.NDArray[np.float64]
SHOWN, OWN = "published", "own"
define(
    "scenarios.no-errors",
    "It is not known how far earlier forecasts of '{indicator}' were off, so no paths can be drawn.",
    "Choose an indicator with a longer history, or fewer periods ahead.",
)


def make(arguments: Mapping[str, Any], progress: Progress = silent) -> str:
    """Token of the run with the numbers of now; the one that is there when there is one.

    Raises
    ------
    Refused
        What the numbers do not allow; `scenarios.disorder` names the periods in which the order fails.
    """
    reading = visible(MAKER)
    progress(0, 1, "reading")
    found = family(reading, arguments["indicator"], arguments["subject"])
    horizon, story = int(arguments["horizon"]), arguments["assumptions"]
    asked = question(found, horizon, story)
    before = ScenarioRun.objects.filter(question=asked).values_list("token", flat=True).first()
    if before is not None:
        return str(before)
    made, basis = _coherent(found, horizon, progress)
    joint = paths(made, seed=int(asked[:8], 16), progress=progress)
    headline = Headline(found.indicator.code, found.indicator.direction, weights=np.eye(len(found.codes))[0])
    told = three_scenarios(joint, headline, periods=[str(period) for period in found.ahead(horizon)])
    result = _result(found, told, joint, targets(reading, found, horizon), basis)
    return _kept(reading, found, asked, arguments, told.bands, result)


def _coherent(found: Family, horizon: int, progress: Progress) -> tuple[Reconciled, str]:
    """Forecasts that add up, around those that the board shows where it shows them."""
    kind, rhythm = found.indicator.code, RHYTHM[found.frequency]
    used = found.values[:, -rhythm.longest :]
    low, high = bounds(found.indicator, used)
    histories = [
        History(code, values, lower=low, upper=high, kind=kind)
        for code, values in zip(found.codes, used, strict=True)
    ]
    made = forecasts(histories, Asked(horizon, rhythm.season, methods=rhythm.methods), progress=progress)
    ends = [found.end] * len(histories)
    whole = added_up(made, histories, list(found.parents.items()), ends=ends, progress=progress)
    if not np.nansum(whole.half[:, 0]):
        raise Refused(Problem("scenarios.no-errors", "", {"indicator": kind}))
    shown = _shown(found, horizon)
    if shown is None:
        return whole, OWN
    return replace(whole, mean=shown), SHOWN


def _shown(found: Family, horizon: int) -> Floats | None:
    """Forecasts (series, horizon) that the board shows; None unless they begin here and add up."""
    rows: dict[str, Forecast] = {}
    kept = Forecast.objects.filter(
        indicator__code=found.indicator.code, subject__code__in=found.codes, frequency=found.frequency.value
    )
    for row in kept.select_related("subject").order_by("run__at", "run__pk"):
        rows[row.subject.code] = row
    newest = {row.run_id for row in rows.values()}
    ordinals = [period.ordinal for period in found.ahead(horizon)]
    if (
        len(rows) < len(found.codes)
        or len(newest) > 1
        or not all(_covers(one, found, ordinals) for one in rows.values())
    ):
        return None
    mean = np.array([_at(rows[code], ordinals) for code in found.codes])
    return mean if _adds_up(found, mean) else None


def _covers(row: Forecast, found: Family, ordinals: Sequence[int]) -> bool:
    """Whether a forecast begins after the same number, and reaches as far."""
    last = found.values[found.codes.index(row.subject.code), -1]
    is_same = row.origin == found.end and bool(np.isclose(row.last, last, rtol=1e-12, atol=0))
    return is_same and set(ordinals) <= set(row.values["at"])


def _at(row: Forecast, ordinals: Sequence[int]) -> list[float]:
    mean = dict(zip(row.values["at"], row.values["mean"], strict=True))
    return [np.nan if mean[one] is None else mean[one] for one in ordinals]


def _adds_up(found: Family, mean: Floats) -> bool:
    places = {code: at for at, code in enumerate(found.codes)}
    sums: dict[str, Floats] = {}
    for code, parent in found.parents.items():
        sums[parent] = sums.get(parent, np.zeros(mean.shape[1])) + mean[places[code]]
    return bool(np.isfinite(mean).all()) and all(
        np.allclose(mean[places[parent]], total, rtol=1e-9, atol=1e-12) for parent, total in sums.items()
    )


def _result(found: Family, told: Scenarios, joint: Paths, goals: Floats, basis: str) -> dict[str, Any]:
    share = reach(joint.values[:, 0, :], goals, direction=found.direction)
    return {
        "at": [period.ordinal for period in found.ahead(joint.mean.shape[1])],
        "codes": list(found.codes),
        "parents": dict(found.parents),
        "courses": {one.name: one.values.tolist() for one in told.all},
        "targets": _plain(goals),
        "reach": _plain(share),
        "below": told.share_below.tolist(),
        "above": told.share_above.tolist(),
        "crossing": [code for code, is_so in zip(found.codes, told.crossing, strict=True) if is_so],
        "basis": basis,
        "is_behind": found.is_behind,
    }


def _plain(values: Floats) -> list[float | None]:
    return [None if np.isnan(one) else float(one) for one in values]


def _kept(
    reading: Reading,
    found: Family,
    asked: str,
    arguments: Mapping[str, Any],
    bands: str,
    result: dict[str, Any],
) -> str:
    row = ScenarioRun(
        token=secrets.token_urlsafe(9),
        question=asked,
        indicator=spine.Indicator.objects.get(code=found.indicator.code),
        subject=spine.Subject.objects.get(code=found.subject),
        frequency=found.frequency.value,
        origin=found.end,
        at=to_ms(reading.now),
        rules=RULES,
        asked_by=arguments["by"],
        numbers=found.fingerprint,
        bands=bands,
        assumptions=arguments["assumptions"],
        result=result,
        editions=list(found.editions),
    )
    try:
        _write(row)
    except IntegrityError:
        return str(ScenarioRun.objects.values_list("token", flat=True).get(question=asked))
    return row.token


def _write(row: ScenarioRun) -> None:
    told = {
        "question": row.question,
        "indicator": row.indicator.code,
        "subject": row.subject.code,
        "horizon": len(row.result["at"]),
        "rules": row.rules,
        "bands": row.bands,
    }
    with work("scenarios", clock.now()) as piece:
        row.save(force_insert=True)
        piece.tell("scenarios.made", row.token, told, key=f"scenarios {row.question}")
