"""How is a model estimated from the terminal?"""

from styrbord.cli.model_results import Given, Made, columns, periods_of
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.estimating import estimate

define("model.alone", "{given} is given without {needed}.", "Give both, or neither.")
define("model.tolerance", "--co-tolerance is {found}.", "Give a number above 0 and below 1.")


def estimated(given: Given) -> Made:
    """Coefficients, statistics and residuals of the behavioural equations."""
    words = given.words
    if not 0 < words.co_tolerance < 1:
        raise Refused(Problem("model.tolerance", "", {"found": words.co_tolerance}))
    if bool(words.first) != bool(words.last):
        pair = ("--from", "--to") if words.first else ("--to", "--from")
        raise Refused(Problem("model.alone", "", {"given": pair[0], "needed": pair[1]}))
    found, warnings = estimate(
        given.model,
        given.data,
        method=words.method,
        periods=periods_of(given) if words.first else None,
        tolerance=words.co_tolerance,
        progress=given.progress,
    )
    named = [(one.equation.name, name, *pair) for one in found for name, pair in one.named.items()]
    measured = [(one.equation.name, name, value) for one in found for name, value in one.statistics.items()]
    left = [
        (one.equation.name, str(given.data.period(one.first + at)), value)
        for one in found
        for at, value in enumerate(one.residuals.tolist())
    ]
    tables = {
        "coefficients.csv": columns(("equation", "coefficient", "value", "se"), named),
        "statistics.csv": columns(("equation", "name", "value"), measured),
        "residuals.csv": columns(("equation", "period", "value"), left),
    }
    told = f"{len(found):,} equations estimated by {words.method}."
    return Made(tables, (told,), warnings)
