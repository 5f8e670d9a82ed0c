"""How does the group of experts advise on a flagged investment, and what becomes of it?"""

from collections.abc import Mapping
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.moving import Said, Standpoint, Who, judged
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services.investments.nouns.reading import Fields
from styrbord.services.investments.stepping import Case, Handling

define(
    "advice.not-flagged",
    "'{code}' is not flagged as strategic.",
    "The group of experts advises on flagged investments alone.",
)


def plain_why_not(case: Case, verb: str, who: Who, said: Said) -> list[Problem]:
    """Why a step of a noun without guards is not taken."""
    point = Standpoint(Noun(case.matter.noun), case.matter.state, case.asked_by)
    return judged(point, verb, who, said=said, checks={})


def _read(case: Case, said: Said, data: Mapping[str, Any]) -> None:
    assert case.row is not None
    fields = Fields(data, "code")
    case.matter.code = fields.code("code", is_needed=False)
    if not said.has("words"):
        fields.problems.append(Problem("portfolio.needs-words", "words"))
    fields.done()
    if not case.row.is_strategic:
        raise Refused(Problem("advice.not-flagged", "", {"code": case.row.code}))


HANDLING = Handling(Noun.ADVICE, "given", frozenset({Standing.EXPERT}), _read, plain_why_not)
