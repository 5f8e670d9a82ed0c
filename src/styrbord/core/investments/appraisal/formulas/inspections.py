"""Which objects are risky, and what do visits to them find?"""

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.appraisal.kinds import (
    COUNT,
    FRACTION,
    NAME,
    NOT_NEGATIVE,
    Formula,
    Given,
    Result,
    named,
    published,
    record,
    unknown,
)
from styrbord.core.investments.appraisal.shapes import Many, Table
from styrbord.core.investments.inspections import (
    CALIBRATION,
    LOWEST,
    calibration_breaks,
    category,
    category_by_points,
    hit_rate,
)
from styrbord.core.investments.methodology import Origin

MORE_HITS = define(
    "appraisal.more-than-all",
    "{part} of {whole} is more than all.",
    "Count the part among the whole.",
)


def _matrix(given: Given) -> Result:
    found = {
        one["name"]: category(given["matrix"], one["severity"], one["probability"], f"objects[{at}]")
        for at, one in enumerate(given["objects"])
    }
    return {
        "categories": {name: one or LOWEST for name, one in found.items()},
        "unassigned": [name for name, one in found.items() if one is None],
    }


def _points(given: Given) -> Result:
    return {"categories": [category_by_points(one) for one in given["points"]]}


def _hit_rate(given: Given) -> Result:
    found = {one["name"]: hit_rate(one["visits_with_violation"], one["visits"]) for one in given["grounds"]}
    return {
        "grounds": {
            name: dict.fromkeys(("rate", "low", "high"))
            if one is None
            else {"rate": one.rate, "low": one.low, "high": one.high}
            for name, one in found.items()
        }
    }


def _hits_among_visits(given: Given, problems: list[Problem]) -> None:
    for at, one in enumerate(given["grounds"]):
        if one["visits_with_violation"] > one["visits"]:
            words = {"part": one["visits_with_violation"], "whole": one["visits"]}
            problems.append(Problem(MORE_HITS.code, f"input.grounds[{at}].visits_with_violation", words))


def _calibration(given: Given) -> Result:
    breaks = calibration_breaks(given["violation_rate_high_to_low"])
    return {"alarm": bool(breaks), "breaks": [list(one) for one in breaks]}


FORMULAS = {
    "inspection_risk_matrix": Formula(
        _matrix,
        record(matrix=Table(Table(NAME)), objects=named(severity=unknown(NAME), probability=unknown(NAME))),
        published("risk-matrix/1", "Russian regional regulation, cntd 499008184", Origin.LAW),
    ),
    "inspection_risk_points": Formula(
        _points,
        record(points=Many(NOT_NEGATIVE)),
        published("risk-points/1", "Russian regional regulation, cntd 550258699", Origin.LAW),
    ),
    "hit_rate": Formula(
        _hit_rate,
        record(grounds=named(visits_with_violation=COUNT, visits=COUNT)),
        published("hit-rate/1", "Wilson 1927", Origin.SCIENCE),
        _hits_among_visits,
    ),
    "risk_calibration": Formula(_calibration, record(violation_rate_high_to_low=Many(FRACTION)), CALIBRATION),
}
