"""Do judges and coders agree?"""

from decimal import Decimal

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.agreement import cohen_kappa, kendall_w
from styrbord.core.investments.appraisal.kinds import COUNT, Formula, Given, Result, published, record
from styrbord.core.investments.appraisal.shapes import Many, Number
from styrbord.core.investments.methodology import Origin

UNEVEN = define(
    "appraisal.judges",
    "One judge ranks {found} items, the first one {first}.",
    "Give each judge a rank for every item, in one order.",
)


def _kendall_w(given: Given) -> Result:
    return {"W": kendall_w(given["ranks"])}


def _even(given: Given, problems: list[Problem]) -> None:
    first = len(given["ranks"][0])
    for at, row in enumerate(given["ranks"]):
        if len(row) != first:
            problems.append(Problem(UNEVEN.code, f"input.ranks[{at}]", {"found": len(row), "first": first}))


def _cohen_kappa(given: Given) -> Result:
    found = cohen_kappa(given["yy"], given["yn"], given["ny"], given["nn"])
    return {"po": found.observed, "pe": found.by_chance, "kappa": found.kappa, "reason": found.reason}


FORMULAS = {
    "kendall_w": Formula(
        _kendall_w,
        record(ranks=Many(Many(Number(above=Decimal(0)), least=1, most=100), least=1, most=1000)),
        published("kendall-w/1", "Kendall 1948", Origin.SCIENCE),
        _even,
    ),
    "cohen_kappa": Formula(
        _cohen_kappa,
        record(yy=COUNT, yn=COUNT, ny=COUNT, nn=COUNT),
        published("cohen-kappa/1", "Cohen 1960", Origin.SCIENCE),
    ),
}
