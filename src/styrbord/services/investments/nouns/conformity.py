"""How does an investment answer what shared components and frameworks ask of it?"""

from collections.abc import Iterable, Mapping
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio import components
from styrbord.core.investments.portfolio.components import Answer, Requirement
from styrbord.core.investments.portfolio.components import Standing as Answered
from styrbord.core.investments.portfolio.moving import Said, Who
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services.investments import keeping, told
from styrbord.services.investments.nouns.reading import Fields
from styrbord.services.investments.stepping import Case, Handling
from styrbord.store.investments.models import Matter

define(
    "component.not-asked",
    "'{requirement}' is not asked of '{code}'.",
    "Answer the requirements of the list.",
)
define("component.answer", "The answer to '{requirement}' is not readable.", "Choose one of {known}.")


def demand_asked(case: Case, codes: Iterable[str], known: Iterable[Requirement]) -> None:
    """Refuse requirements that do not hold for the investment: `component.not-asked`."""
    asked = {one.code for one in known}
    strange = [
        Problem("component.not-asked", code, {"requirement": code, "code": case.code})
        for code in codes
        if code not in asked
    ]
    if strange:
        raise Refused(strange)


def _read(case: Case, said: Said, data: Mapping[str, Any]) -> None:
    assert case.row is not None
    if Matter.objects.filter(investment=case.row, noun=Noun.CONFORMITY).exists():
        raise Refused(Problem("matter.twice", "", {"code": case.row.code}))
    _answers(case, said, data)


def _answers(case: Case, _: Said, data: Mapping[str, Any]) -> None:
    assert case.row is not None
    fields = Fields(data, "answers")
    fields.done()
    said = data.get("answers") or {}
    if not isinstance(said, Mapping):
        raise Refused(Problem("plan.unreadable", "answers", {"text": str(said)[:64], "what": "a table"}))
    demand_asked(case, [str(code)[:64] for code in said], keeping.requirements_for(case.row, case.on))
    before = case.matter.data.get("answers", {})
    case.matter.data = {"answers": {**before, **{code: _answer(code, one) for code, one in said.items()}}}


def _answer(code: str, said: object) -> dict[str, str]:
    told_of = said if isinstance(said, Mapping) else {"answer": said}
    answer, evidence = told_of.get("answer") or "", told_of.get("evidence") or ""
    is_right = isinstance(answer, str) and answer in list(Answer)
    if not (is_right and isinstance(evidence, str) and len(evidence) <= 500):
        known = ", ".join(filter(None, Answer))
        raise Refused(Problem("component.answer", code, {"requirement": code, "known": known}))
    return {"answer": str(answer), "evidence": evidence.strip()}


def _why_not(case: Case, verb: str, who: Who, said: Said) -> list[Problem]:
    assert case.row is not None
    asked = keeping.requirements_for(case.row, case.on)
    answered = Answered(asked, told.conformities_of([case.matter]))
    return components.why_not_conform(
        answered, case.matter.state, verb, who, asked_by=case.asked_by, said=said
    )


HANDLING = Handling(
    Noun.CONFORMITY,
    "draft",
    frozenset({Standing.LEAD}),
    _read,
    _why_not,
    says={"change": _answers},
    asking=frozenset({"begin", "change", "submit", "revise"}),
)
