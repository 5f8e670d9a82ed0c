"""Which invented forecasts do the tests of pages show?"""

from datetime import UTC, datetime

from styrbord.charts.outlook import Flag
from styrbord.core.base.periods import Period
from styrbord.figures.forecasts import METHOD, Accuracy, Ahead, Band, Miss, Scored, Vintage, pooled
from styrbord.figures.model import Figure, Verdict
from styrbord.web.forecasts.outlook import Outlook
from tests.web.sample_pages import LAST, lines

MADE = datetime(2026, 11, 18, 6, tzinfo=UTC)


def figure(value: float) -> Figure:
    return Figure("forecast", value, "%", 1, METHOD, is_computed=True)


def points(origin: Period, *, came: int = 0) -> tuple[Ahead, ...]:
    return tuple(
        Ahead(
            origin.shift(n + 1),
            figure(7.4 + n / 20),
            {level: Band(figure(7.4 - n * level / 800), figure(7.5 + n * level / 600)) for level in (80, 95)},
            figure(7.3) if n < came else None,
            is_nowcast=n == 0,
        )
        for n in range(14)
    )


def vintage(token: str, origin: Period, *, came: int = 0, label: str = "") -> Vintage:
    score = Scored(came, 0.7, 0.9, {80: came, 95: came}) if came else Scored(0, None, None, {80: 0, 95: 0})
    return Vintage(
        token, "unemployment", "stenfors", origin, MADE, "half naive half mean(dot+theta+ces)", label,
        points(origin, came=came), Scored(8, 0.71, 0.95, {}), score,
        (Miss(Period.parse("2026-12"), figure(4.8), 0.995, "likely_missed"),),
    )  # fmt: skip


def outlook() -> Outlook:
    """A forecast with a nowcast, a signal, an earlier vintage and a horizon."""
    newest, old = vintage("2", LAST), vintage("1", LAST.shift(-3), came=3, label="naive")
    signal = Flag(LAST.shift(-14), LAST, Verdict.WORSE, "worse since Aug 2025")
    return Outlook(
        lines(), newest, "2", (newest, old), newest.points, (signal,), ("P1M", "P3M", "P1Y", "P3Y"), "P3Y",
        score=pooled([newest.scored, old.scored]),
    )  # fmt: skip


def accuracies() -> tuple[Accuracy, ...]:
    """Two indicators, one of which was never scored."""
    return (
        Accuracy("unemployment", "", 47, 30, Scored(120, 0.81, 1.02, {80: 97, 95: 113}), 3, 0, 1, MADE),
        Accuracy("population", "", 12, 0, Scored(0, None, None, {80: 0, 95: 0}), 0, 12, 0, MADE),
    )
