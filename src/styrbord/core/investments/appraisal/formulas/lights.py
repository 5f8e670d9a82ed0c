"""Which lights do indicators, money, control points and projects show?"""

from styrbord.core.investments.appraisal.kinds import (
    AMOUNT,
    NOT_NEGATIVE,
    Formula,
    Given,
    Result,
    record,
    records,
    unknown,
)
from styrbord.core.investments.appraisal.shapes import Choice, Day, Flag
from styrbord.core.investments.control_points import METHODOLOGY as CONTROL_POINT
from styrbord.core.investments.control_points import control_point
from styrbord.core.investments.lights import (
    INDICATOR,
    MONEY,
    NOT_COMPUTABLE,
    POINTS,
    PROJECT,
    WEIGHTED,
    Light,
    achievement,
    indicator_light,
    money_light,
    project_light,
    weighted_light,
    weighted_mean,
)

HIGHER = "higher"
MAYBE = unknown(AMOUNT)
LIGHT = unknown(Choice((*(one.value for one in Light), NOT_COMPUTABLE)))


def _indicator(given: Given) -> Result:
    is_more_better = given["direction"] == HIGHER
    found = [
        achievement(one["fact"], one["plan"], one["base"], more_is_better=is_more_better)
        for one in given["points"]
    ]
    return {"achievement": found, "lights": [indicator_light(one) for one in found]}


def _money(given: Given) -> Result:
    found = [money_light(one["cash_share"], one["time_share"]) for one in given["points"]]
    return {
        "gap_percentage_points": [one.gap_percentage_points for one in found],
        "lights": [one.light for one in found],
    }


def _control_point(given: Given) -> Result:
    found = [control_point(one["due"], one["forecast"], one["fact"], one["today"]) for one in given["points"]]
    return {"lights": [one.light.value for one in found], "late_days": [one.late_days for one in found]}


def _weighted(given: Given) -> Result:
    mean = weighted_mean([(Light(one["light"]), one["weight"]) for one in given["points"]])
    return {"mean": mean, "light": weighted_light(mean)}


def _project(given: Given) -> Result:
    found = project_light(
        _known(given["indicator"]), _known(given["control_points"]), breach=given["forecast_breach"]
    )
    return {"light": None if found is None else found.value}


def _known(light: str | None) -> Light | None:
    return None if light is None or light == NOT_COMPUTABLE else Light(light)


FORMULAS = {
    "light_indicator": Formula(
        _indicator,
        record(direction=Choice((HIGHER, "lower")), points=records(fact=MAYBE, plan=MAYBE, base=MAYBE)),
        INDICATOR,
    ),
    "light_money": Formula(
        _money,
        record(points=records(cash_share=unknown(NOT_NEGATIVE), time_share=unknown(NOT_NEGATIVE))),
        MONEY,
    ),
    "light_control_point": Formula(
        _control_point,
        record(points=records(due=Day(), forecast=unknown(Day()), fact=unknown(Day()), today=Day())),
        CONTROL_POINT,
    ),
    "light_weighted_points": Formula(
        _weighted,
        record(points=records(light=Choice(tuple(one.value for one in POINTS)), weight=NOT_NEGATIVE)),
        WEIGHTED,
    ),
    "light_project": Formula(
        _project,
        record(indicator=LIGHT, control_points=LIGHT, money=LIGHT, forecast_breach=Flag()),
        PROJECT,
    ),
}
