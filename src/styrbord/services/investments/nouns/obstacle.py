"""How is an obstacle in law referred to the body that prepares law, and answered?"""

from collections.abc import Mapping
from typing import Any

from styrbord.core.base.problems import Problem
from styrbord.core.investments.portfolio.moving import Said
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services.investments.nouns.advice import plain_why_not
from styrbord.services.investments.nouns.reading import Fields
from styrbord.services.investments.stepping import Case, Handling


def _read(case: Case, said: Said, data: Mapping[str, Any]) -> None:
    fields = Fields(data, "code", "law")
    case.matter.code = fields.code("code", is_needed=False)
    law = fields.text("law", most=200)
    if not said.has("words"):
        fields.problems.append(Problem("portfolio.needs-words", "words"))
    fields.done()
    case.matter.data = {"law": law} if law else {}


def _refer(case: Case, said: Said, data: Mapping[str, Any]) -> None:
    """The body that is asked and its day stand in what is said with the step."""
    fields = Fields({**data, "to": said.to}, "to")
    body = fields.body("to", is_needed=False)
    if said.due is not None and said.due < case.on:
        fields.problems.append(Problem("opinion.past", "due", {"due": said.due.isoformat()}))
    fields.done()
    case.matter.body, case.matter.due_on = body, said.due


HANDLING = Handling(
    Noun.OBSTACLE,
    "open",
    frozenset({Standing.LEAD}),
    _read,
    plain_why_not,
    says={"refer": _refer},
)
