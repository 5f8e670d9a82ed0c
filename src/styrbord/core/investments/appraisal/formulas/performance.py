"""How well do projects, programmes and portfolios do what was planned?"""

from decimal import Decimal

from styrbord.core.investments.appraisal.kinds import (
    AMOUNT,
    NAME,
    NOT_NEGATIVE,
    Formula,
    Given,
    Result,
    published,
    record,
    unknown,
)
from styrbord.core.investments.appraisal.shapes import Named, Number, Record
from styrbord.core.investments.earned_value import EarnedValue
from styrbord.core.investments.grades import graded
from styrbord.core.investments.methodology import Origin
from styrbord.core.investments.programme_efficiency import efficiency, efficiency_class
from styrbord.core.investments.rationalisation import System, time_scores

MAYBE = unknown(NOT_NEGATIVE)
AXES = ("business_value", "technical_risk")


def _earned_value(given: Given) -> Result:
    found = EarnedValue(given["PV"], given["EV"], given["AC"], given["BAC"])
    return {
        "CV": found.cost_variance,
        "SV": found.schedule_variance,
        "CPI": found.cost_performance,
        "SPI": found.schedule_performance,
        "EAC": found.at_completion,
        "EAC_atypical": found.at_completion_atypical,
        "EAC_cpi_spi": found.at_completion_late,
        "ETC": found.to_complete,
        "VAC": found.variance_at_completion,
        "TCPI": found.to_complete_performance,
    }


def _programme_efficiency(given: Given) -> Result:
    found = efficiency(given["SR"], given["E_is"])
    return {"ER": found, "class": efficiency_class(found)}


def _time_score(given: Given) -> Result:
    systems = [System(one["name"], *(one[axis] for axis in AXES)) for one in given["systems"]]
    value_weight, risk_weight = (given["weights"][axis] for axis in AXES)
    found = time_scores(systems, value_weight=value_weight, risk_weight=risk_weight)
    return {
        "scores": {
            name: {
                "business_value": one.business_value,
                "technical_risk": one.technical_risk,
                "score": one.score,
            }
            for name, one in found.scores.items()
        },
        "not_assessed": list(found.not_assessed),
        "constant_axes": list(found.constant_axes),
    }


def _fitara_grade(given: Given) -> Result:
    found = graded(given["planned"], given["achieved"], step=given["round_to_percent"])
    return {"ratio": found.ratio, "grade": found.letter, "reason": found.reason}


FORMULAS = {
    "earned_value": Formula(
        _earned_value,
        record(PV=MAYBE, EV=MAYBE, AC=MAYBE, BAC=MAYBE),
        published(
            "earned-value/1", "Project Management Institute, Practice standard for earned value management"
        ),
    ),
    "programme_efficiency": Formula(
        _programme_efficiency,
        record(SR=MAYBE, E_is=MAYBE),
        published(
            "programme-efficiency/1",
            "Russian methodical guidance on state programmes, section VI",
            Origin.LAW,
        ),
    ),
    "time_score": Formula(
        _time_score,
        record(
            systems=Named(
                Record({"name": NAME, **dict.fromkeys(AXES, unknown(AMOUNT))}, optional=frozenset(AXES))
            ),
            weights=record(business_value=NOT_NEGATIVE, technical_risk=NOT_NEGATIVE),
        ),
        published("time-score/1", "ServiceNow, Application portfolio management"),
    ),
    "fitara_grade": Formula(
        _fitara_grade,
        record(
            planned=NOT_NEGATIVE,
            achieved=NOT_NEGATIVE,
            round_to_percent=Number(above=Decimal(0), most=Decimal(100)),
        ),
        published("fitara-grade/1", "FITARA scorecard, FCW, 3 August 2016; its rounding step is ours"),
    ),
}
