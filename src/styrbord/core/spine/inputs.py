"""Which other indicators does an indicator rest on, and in which periods?"""

import re
from collections.abc import Iterable, Mapping

from styrbord.core.base.expression import parse
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine.indicators import Indicator, OverSubjects

define(
    "formula.circle",
    "The formula of {indicator} leads back to itself through {path}.",
    "Take one of these indicators out of the formula.",
)

_OTHER_PERIODS = re.compile(r"\b(timeshift|flow_to_stock|stock_to_flow|sum_over|avg)\(")


def needed_indicators(definitions: Mapping[str, Indicator], asked: Iterable[str]) -> list[str]:
    """Indicators asked for and all that their formulas and weights rest on, each once.

    Returns
    -------
    list of str
        In order of first need; codes without a definition are left out.

    Raises
    ------
    Refused
        `formula.circle` if a formula leads back to itself.
    """
    found: dict[str, None] = {}
    for code in asked:
        _collect(definitions, code, (), found)
    return list(found)


def inputs_of(definition: Indicator) -> tuple[str, ...]:
    """Indicators that stand in the formula, sorted, and the one that weighs, last."""
    names = sorted(parse(definition.formula).names) if definition.formula else []
    if definition.weight_by and definition.over_subjects is OverSubjects.WEIGHTED_MEAN:
        names.append(definition.weight_by)
    return tuple(names)


def looks_around(definition: Indicator) -> bool:
    """Whether the value of a period rests on other periods, as a change or a moving average does."""
    return bool(definition.formula) and bool(_OTHER_PERIODS.search(str(parse(definition.formula))))


def _collect(
    definitions: Mapping[str, Indicator], code: str, path: tuple[str, ...], found: dict[str, None]
) -> None:
    if code in path:
        raise Refused(Problem("formula.circle", code, {"indicator": code, "path": " > ".join((*path, code))}))
    if code not in definitions:
        return
    found[code] = None
    for name in inputs_of(definitions[code]):
        _collect(definitions, name, (*path, code), found)
