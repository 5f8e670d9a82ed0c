"""How far may the paths of a model lie apart, by what its equations missed in the past?"""

from styrbord.cli.model_results import Columns, Given, numbers
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.disturbances import Chances, Shape
from styrbord.core.modelling.fans import fan, residuals
from styrbord.core.modelling.running import Solved
from styrbord.core.modelling.system import System
from styrbord.core.modelling.tables import period_of

define("model.draws", "--draws is {found}.", "Give a number of replicas from 1 to {most}.")
define("model.past", "--past: '{found}' is no span of periods.", "Write it as 1921:1940, or 2000-Q1:2019-Q4.")
MOST = 100_000
LEVELS = (0.1, 0.5, 0.9)


def with_draws(given: Given, system: System, asked: Asked) -> Asked:
    """The run with replicas whose disturbances are drawn from the residuals of --past.

    Raises
    ------
    Refused
        `model.draws`, `model.past`, and what `residuals` refuses.
    """
    words = given.words
    if not 1 <= words.draws <= MOST:
        raise Refused(Problem("model.draws", "", {"found": words.draws, "most": MOST}))
    past = residuals(system, given.data, *_past(given))
    chances = Chances(given.model, Shape(asked.count), words.seed, (past,))
    return Asked(
        asked.first,
        asked.last,
        asked.kind,
        asked.exogenised,
        asked.factors,
        lanes=words.draws + 1,
        drawn=chances,
    )


def _past(given: Given) -> tuple[int, int]:
    text = given.words.past
    parts = text.split(":")
    if len(parts) != 2:
        raise Refused(Problem("model.past", "", {"found": text[:40]}))
    first, last = (given.data.ordinal(period_of(one, "--past"), "--past") for one in parts)
    if first > last:
        raise Refused(Problem("model.past", "", {"found": text[:40]}))
    return first, last


def fans(solved: Solved, given: Given) -> Columns:
    """Mean, standard deviation and quantiles of every endogenous variable over the replicas."""
    names = solved.system.model.endogenous
    asked = solved.asked
    periods = [str(given.data.period(at)) for at in range(asked.first, asked.last + 1)]
    found = [fan(solved, name, LEVELS) for name in names]
    parts = {
        "unperturbed": [own.plain for own in found],
        "mean": [own.mean for own in found],
        "sd": [own.sd for own in found],
        **{f"p{int(100 * level)}": [own.quantiles[at] for own in found] for at, level in enumerate(LEVELS)},
    }
    return {
        "variable": [name for name in names for _ in periods],
        "period": [period for _ in names for period in periods],
        **{head: [text for own in values for text in numbers(own)] for head, values in parts.items()},
        "replicas": [str(int(count)) for own in found for count in own.count.ravel()],
    }
