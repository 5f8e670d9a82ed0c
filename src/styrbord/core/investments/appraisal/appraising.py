"""What is the result of each case, or what is wrong with it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.investments.appraisal.cases import Case
from styrbord.core.investments.appraisal.catalogue import formula
from styrbord.core.investments.appraisal.kinds import Formula, Given, Result
from styrbord.core.investments.appraisal.shapes import MISSING, WRONG_TYPE, shown
from styrbord.core.investments.methodology import Methodology

PRECISION = Context(prec=100)
"""Digits that are computed with: sums and products of what a case may hold are exact."""
_TOLD = 20

BEYOND = define(
    "appraisal.beyond",
    "The numbers of this case lead to one that is too large, too small or undefined.",
    "Look for a rate near -1, for powers of large numbers and for units that differ.",
)
MORE = define("appraisal.more", "{count} more problems are not listed.", "Solve the first ones.")


@dataclass(frozen=True, slots=True)
class Answer:
    """Result of a case by the names of its output, or problems; and the rule that made it."""

    id: str
    result: Result | None
    problems: tuple[Problem, ...] = ()
    methodology: Methodology | None = None

    @property
    def content(self) -> Result:
        """What stands among the results: the output, or an error with the code of the first problem."""
        if self.result is not None:
            return self.result
        told = self.problems[:_TOLD]
        if more := len(self.problems) - len(told):
            told = (*told, Problem(MORE.code, "", {"count": more}))
        return {"error": {"code": self.problems[0].code, "message": "\n".join(map(str, told))}}


def appraise(cases: Sequence[Case], progress: Progress = silent) -> list[Answer]:
    """Compute each case by itself; one that is wrong hinders no other.

    Returns
    -------
    list of Answer, in the order of the cases

    Examples
    --------
    >>> case = Case("a", {"formula": "nps", "input": dict.fromkeys(("promoters", "passives", "detractors"))})
    >>> appraise([case])[0].content["error"]["code"]
    'appraisal.type'
    """
    answers = []
    for done, case in enumerate(cases, start=1):
        answers.append(_answer(case))
        progress(done, len(cases), "cases")
    return answers


def _answer(case: Case) -> Answer:
    try:
        found = formula(_named(case))
        with localcontext(PRECISION):
            return Answer(case.id, _computed(found, _checked(found, case)), (), found.methodology)
    except Refused as refusal:
        return Answer(case.id, None, refusal.problems)
    except (ArithmeticError, OverflowError):
        return Answer(case.id, None, (Problem(BEYOND.code, "input"),))


def _named(case: Case) -> str:
    name = case.content.get("formula")
    if isinstance(name, str):
        return name
    if "formula" in case.content:
        raise Refused(Problem(WRONG_TYPE.code, "formula", {"found": shown(name), "wanted": "a text"}))
    raise Refused(Problem(MISSING.code, "formula", {"name": "'formula'"}))


def _checked(found: Formula, case: Case) -> Given:
    """Input as the formula takes it; refused with every problem of it."""
    if "input" not in case.content:
        raise Refused(Problem(MISSING.code, "input", {"name": "'input'"}))
    problems: list[Problem] = []
    given: Given = found.input.read(case.content["input"], "input", problems)
    if not problems and found.check:
        found.check(given, problems)
    if problems:
        raise Refused(problems)
    return given


def _computed(found: Formula, given: Given) -> Result:
    """Result of a checked input; places of problems are told from the case."""
    try:
        result = found.compute(given)
    except Refused as refusal:
        raise Refused(
            Problem(one.code, f"input.{one.place}" if one.place else "input", one.params)
            for one in refusal.problems
        ) from refusal
    _in_bounds(result)
    return result


def _in_bounds(value: object) -> None:
    """Refuse a number that JSON's readers take for infinite."""
    if isinstance(value, Decimal) and value and value.adjusted() > 300:
        raise OverflowError
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _in_bounds(one)
