"""Is the engine installed that fits the models?"""

from importlib.util import find_spec

from styrbord.core.base.problems import Problem, Refused, define

define(
    "forecast.no-engine",
    "The engine of forecasts is not installed.",
    "Install Styrbord with its extra: pip install 'styrbord[forecast]'.",
)


def demand_engine() -> None:
    """See that models can be fitted.

    Raises
    ------
    Refused
        `forecast.no-engine`
    """
    if find_spec("statsforecast") is None:
        raise Refused(Problem("forecast.no-engine"))
