"""What is forecast of a series, and how did earlier forecasts do, as data?"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from styrbord.api.asking import Listing, Moment, Several, page_of, reading_of
from styrbord.api.schemas import Listed, Number, PeriodText, Refusal
from styrbord.core.base.problems import Problem, define
from styrbord.figures.forecasts import Accuracy, Ahead, Scored, Vintage
from styrbord.services import board, forecasts
from styrbord.services.board import indicators
from styrbord.services.reading import Reading

define("forecasts.no-series", "No {name} is named.", "Name one: {name}=CODE.")
router = Router()
WRONG = {400: Refusal, 401: Refusal, 403: Refusal, 404: Refusal, 429: Refusal, 503: Refusal}


class ForecastsAsk(Moment):
    """One series, and perhaps one of its forecasts."""

    indicator: str = Field("", description="Code of an indicator.")
    subject: str = Field("", description="Code of a subject; the board's first when left out.")
    token: str = Field("", description="An earlier forecast, by its token; the newest when left out.")


class AccuracyAsk(Listing):
    """Which forecasts are told of."""

    indicator: str = Field("", description="Code of an indicator: one line for each of its subjects.")


class BandOut(Schema):
    """Bounds between which the value should lie so many times in a hundred."""

    level: int
    low: Number
    high: Number


class PointOut(Schema):
    """One period of a series."""

    period: PeriodText
    kind: Literal["actual", "forecast", "nowcast"] = Field(
        description="nowcast: others had reported the period when the forecast was made."
    )
    value: Number = Field(description="In the unit of the series.")
    bands: list[BandOut] = Field(description="Of a forecast; none where no spread is known.")
    actual: Number = Field(None, description="What came since, of a forecast.")


class ScoredOut(Schema):
    """How far forecasts were from what came."""

    count: int = Field(description="Periods; of a backtest, origins.")
    mase: Number = Field(description="Mean absolute error in seasonal naive errors inside the history.")
    naive: Number = Field(description="The same of the seasonal naive forecast.")
    inside: dict[int, int] = Field(description="Periods inside the band, by its level in per cent.")


class MissOut(Schema):
    """How likely a target is missed."""

    period: PeriodText
    target: Number
    chance: float
    track: str = Field(description="on_track, at_risk or likely_missed.")


class ForecastOut(Schema):
    """One forecast as it was made."""

    token: str
    origin: PeriodText = Field(description="Newest period that was known.")
    made_at: datetime
    method: str
    label: str = Field(description="naive, pooled, untested, or nothing.")
    backtest: ScoredOut = Field(description="On rolling origins of its own past, when it was made.")
    scored: ScoredOut = Field(description="Against what came since.")
    chance_of_miss: list[MissOut]


class ForecastsOut(Schema):
    """A series with one forecast, and the tokens of all that are kept."""

    indicator: str
    subject: str
    unit: str
    decimals: int
    forecast: ForecastOut | None = Field(description="Null where there is none for you to see.")
    points: list[PointOut]
    vintages: list[str] = Field(description="Tokens of the forecasts of the series, newest first.")


class AccuracyOut(Schema):
    """How the forecasts of an indicator did."""

    indicator: str
    subject: str = Field(description="Empty: all that you see.")
    series: int
    vintages: int = Field(description="Forecasts that were held against what came.")
    scored: ScoredOut
    naive: int = Field(description="Series whose forecast is the seasonal naive one, which nothing beat.")
    pooled: int = Field(description="Short series, forecast by what others have in common.")
    untested: int = Field(description="Series with fewer than 3 origins to be tested on.")
    newest: datetime


@router.get("/forecasts", response={200: ForecastsOut, **WRONG}, tags=["forecasts"], url_name="forecasts")
def series(request: HttpRequest, ask: Query[ForecastsAsk]) -> dict[str, Any]:
    """A series and what is forecast of it: every point is actual, forecast or nowcast."""
    reading = reading_of(request, ask)
    indicator, subject = _named(reading, ask)
    definition = reading.register.indicators()[indicator]
    found = forecasts.vintages(reading, indicator, subject)
    if ask.token:
        chosen: Vintage | None = forecasts.vintage(reading, indicator, subject, ask.token)
    else:
        chosen = forecasts.shown(reading, indicator, subject)
    return {
        "indicator": indicator,
        "subject": subject,
        "unit": definition.stated_unit,
        "decimals": definition.decimals,
        "forecast": _forecast(chosen) if chosen else None,
        "points": list(_points(reading, indicator, subject, chosen)),
        "vintages": [one.token for one in found],
    }


@router.get(
    "/forecasts/accuracy",
    response={200: Listed[AccuracyOut], **WRONG},
    tags=["forecasts"],
    url_name="forecast-accuracy",
)
def accuracy(request: HttpRequest, ask: Query[AccuracyAsk]) -> dict[str, Any]:
    """How earlier forecasts did, by indicator, or by subject of one indicator."""
    reading = reading_of(request, ask)
    code = indicators.definition_of(reading, ask.indicator).code if ask.indicator else ""
    lines: list[Accuracy] = list(forecasts.accuracy(reading, code))
    return page_of(request, lines, ask)


def _named(reading: Reading, ask: ForecastsAsk) -> tuple[str, str]:
    wrong = Several()
    if not ask.indicator:
        wrong.add(Problem("forecasts.no-series", "indicator", {"name": "indicator"}))
    chosen = wrong.each(
        [ask.indicator] * bool(ask.indicator), lambda code: indicators.definition_of(reading, code).code
    )
    subjects = wrong.each(
        [ask.subject or board.root(reading)], lambda code: board.subject_of(reading, code).code
    )
    wrong.refuse()
    return chosen[0], subjects[0]


def _points(
    reading: Reading, indicator: str, subject: str, chosen: Vintage | None
) -> Iterator[dict[str, Any]]:
    """What is known up to the forecast, and the forecast; all that is known where there is none."""
    for period, figure in forecasts.actuals(reading, indicator, subject):
        if chosen is None or period <= chosen.origin:
            yield {"period": period, "kind": "actual", "value": figure.value, "bands": [], "actual": None}
    for point in chosen.points if chosen else ():
        yield _ahead(point)


def _ahead(point: Ahead) -> dict[str, Any]:
    return {
        "period": point.period,
        "kind": "nowcast" if point.is_nowcast else "forecast",
        "value": point.mean.value,
        "bands": [
            {"level": level, "low": band.low.value, "high": band.high.value}
            for level, band in sorted(point.bands.items())
        ],
        "actual": point.actual.value if point.actual else None,
    }


def _forecast(one: Vintage) -> dict[str, Any]:
    return {
        "token": one.token,
        "origin": one.origin,
        "made_at": one.made_at,
        "method": one.method,
        "label": one.label,
        "backtest": _scored(one.backtest),
        "scored": _scored(one.scored),
        "chance_of_miss": [
            {
                "period": miss.period,
                "target": miss.target.value,
                "chance": miss.chance,
                "track": miss.track,
            }
            for miss in one.chance_of_miss
        ],
    }


def _scored(one: Scored) -> dict[str, Any]:
    return {"count": one.count, "mase": one.mase, "naive": one.naive, "inside": dict(one.inside)}
