"""How is a proposal, as from an audit office, followed to its decision and outcome?"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from styrbord.core.base.problems import Problem
from styrbord.core.investments.portfolio.moving import Said
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services.investments.nouns.advice import plain_why_not
from styrbord.services.investments.nouns.reading import Fields
from styrbord.services.investments.stepping import Case, Handling


class Scope(StrEnum):
    """Which investments it is about (R-307)."""

    JOINT = "joint"
    INTERNAL = "internal"
    BOTH = "both"


def _read(case: Case, said: Said, data: Mapping[str, Any]) -> None:
    fields = Fields(data, "body", "code", "source", "title", "scope", "due")
    body, code = fields.body("body"), fields.code("code", is_needed=False)
    source, title = fields.text("source", most=200), fields.text("title", most=200, is_needed=True)
    scope, due = fields.choice("scope", Scope), fields.day("due", is_needed=False)
    if not said.has("words"):
        fields.problems.append(Problem("portfolio.needs-words", "words"))
    fields.done()
    case.matter.body, case.matter.code, case.matter.due_on = body, code, due
    case.matter.data = {"source": source, "title": title, "scope": scope}


HANDLING = Handling(
    Noun.PROPOSAL, "proposed", frozenset({Standing.LEAD}), _read, plain_why_not, of_investment=False
)
