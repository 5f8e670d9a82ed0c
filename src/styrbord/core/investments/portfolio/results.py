"""Can a planned result be measured, and is every line of money tied to one?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.plans import Line, Result
from styrbord.core.investments.ratios import ratio

define(
    "result.missing",
    "The result '{result}' has no {field}.",
    "Fill it in: a result is a series with unit, start, target, day and source.",
)
define(
    "result.unmoved",
    "The result '{result}' is to stay at {target}.",
    "Enter a target other than the start, or tie the money to another result.",
)
_FIELDS = ("indicator", "subject", "unit", "base", "target", "due", "source")


@dataclass(frozen=True, slots=True)
class PlannedResult:
    """A result as it is written; "" and None = not said yet."""

    code: str
    plan: str
    indicator: str = ""
    subject: str = ""
    unit: str = ""
    base: Decimal | None = None
    target: Decimal | None = None
    due: date | None = None
    source: str = ""
    more_is_better: bool = True


def problems_of_result(planned: PlannedResult) -> list[Problem]:
    """What keeps a result from being measured (R-201).

    Returns
    -------
    list of Problem
        In the order of the form. A start or target of 0 is said.
    """
    found = [
        Problem("result.missing", name, {"result": planned.code, "field": name})
        for name in _FIELDS
        if (told := getattr(planned, name)) is None or (isinstance(told, str) and not told.strip())
    ]
    if planned.base is not None and planned.base == planned.target:
        told = {"result": planned.code, "target": str(planned.target)}
        found.append(Problem("result.unmoved", "target", told))
    return found


def result_from(planned: PlannedResult) -> Result:
    """The result that money can be tied to.

    Returns
    -------
    Result

    Raises
    ------
    Refused
        With everything that keeps it from being measured.
    """
    problems = problems_of_result(planned)
    if problems or planned.base is None or planned.target is None:
        raise Refused(problems)
    return Result(planned.code, planned.plan, planned.base, planned.target, planned.more_is_better)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many lines of money are tied to a result, and which are not; `share` is None without any line."""

    tied: int
    untied: tuple[str, ...]
    share: Decimal | None


def coverage(lines: Iterable[Line], results: Iterable[str]) -> Coverage:
    """Share of the lines that are tied to a result there is (R-200).

    Parameters
    ----------
    results : codes of the results there are; a line whose results are all unknown is not tied.

    Returns
    -------
    Coverage
    """
    known = frozenset(results)
    told = list(lines)
    untied = tuple(one.code for one in told if not known.intersection(one.results))
    tied = len(told) - len(untied)
    return Coverage(tied, untied, ratio(Decimal(tied), Decimal(len(told))))
