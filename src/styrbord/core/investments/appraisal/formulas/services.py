"""How are e-services used and liked?"""

from decimal import Decimal

from styrbord.core.base.problems import Problem
from styrbord.core.investments.appraisal.formulas.inspections import MORE_HITS
from styrbord.core.investments.appraisal.kinds import COUNT, Formula, Given, Result, published, record
from styrbord.core.investments.appraisal.shapes import OUT_OF_RANGE, Number, Table, shown
from styrbord.core.investments.methodology import Origin
from styrbord.core.investments.service_figures import (
    NO_DATA,
    completion_rate,
    net_promoter_score,
    satisfaction,
)


def _reason(figure: Decimal | None) -> str | None:
    return NO_DATA if figure is None else None


def _completion_rate(given: Given) -> Result:
    found = completion_rate(given["attempts"], given["completions"])
    return {"rate": found, "reason": _reason(found)}


def _completed_among_begun(given: Given, problems: list[Problem]) -> None:
    if given["completions"] > given["attempts"]:
        words = {"part": given["completions"], "whole": given["attempts"]}
        problems.append(Problem(MORE_HITS.code, "input.completions", words))


def _satisfaction(given: Given) -> Result:
    counts = {Decimal(score): times for score, times in given["counts"].items()}
    found = satisfaction(counts, given["scale_max"])
    return {
        "n": found.count,
        "maximum_possible": found.maximum_possible,
        "rate": found.rate,
        "reason": _reason(found.rate),
    }


def _on_the_scale(given: Given, problems: list[Problem]) -> None:
    most = given["scale_max"]
    for score in given["counts"]:
        is_number = score.isascii() and score.isdigit() and str(int(score[:9])) == score
        if not is_number or int(score) > most:
            words = {"found": shown(score), "wanted": f"a whole number from 0 to {most}"}
            problems.append(Problem(OUT_OF_RANGE.code, f"input.counts.{score}", words))


def _nps(given: Given) -> Result:
    found = net_promoter_score(given["promoters"], given["passives"], given["detractors"])
    return {"nps": found, "reason": _reason(found)}


FORMULAS = {
    "completion_rate": Formula(
        _completion_rate,
        record(attempts=COUNT, completions=COUNT),
        published("completion-rate/1", "UK Government Service Manual, measuring success"),
        _completed_among_begun,
    ),
    "satisfaction": Formula(
        _satisfaction,
        record(scale_max=Number(above=Decimal(0)), counts=Table(COUNT)),
        published("satisfaction/1", "sum of scores of the most that they could be"),
        _on_the_scale,
    ),
    "nps": Formula(
        _nps,
        record(promoters=COUNT, passives=COUNT, detractors=COUNT),
        published("nps/1", "Reichheld 2003", Origin.SCIENCE),
    ),
}
