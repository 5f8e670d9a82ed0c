"""How is a requirement waived until a day, by the board of architecture alone?"""

from collections.abc import Mapping
from typing import Any

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.investments.portfolio import components
from styrbord.core.investments.portfolio.moving import Said, Who
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services.investments import keeping, told
from styrbord.services.investments.nouns.conformity import demand_asked
from styrbord.services.investments.nouns.reading import Fields
from styrbord.services.investments.stepping import Case, Handling
from styrbord.store.investments.models import Matter

WORDS = ("reason", "risk", "compensation")


def _read(case: Case, said: Said, data: Mapping[str, Any]) -> None:
    assert case.row is not None
    fields = Fields(data, "requirement", "expires", *WORDS)
    code, expires = fields.code("requirement"), fields.day("expires")
    own = {name: fields.text(name) for name in WORDS}
    fields.done()
    demand_asked(case, [code], keeping.requirements_for(case.row, case.on))
    if Matter.objects.filter(investment=case.row, noun=Noun.WAIVER, code=code, state="asked").exists():
        raise Refused(Problem("matter.twice", "requirement", {"code": code}))
    case.matter.code, case.matter.due_on = code, expires
    case.matter.data = {**own, "reason": own["reason"] or said.words}


def _grant(case: Case, said: Said, data: Mapping[str, Any]) -> None:
    """The board sets the last day; what it does not set stays as it was asked for."""
    Fields(data).done()
    case.matter.due_on = said.expires or case.matter.due_on


def _why_not(case: Case, verb: str, who: Who, said: Said) -> list[Problem]:
    return components.why_not_waived(
        told.waiver_of(case.matter), case.matter.state, verb, who, case.on, asked_by=case.asked_by, said=said
    )


HANDLING = Handling(
    Noun.WAIVER,
    "asked",
    frozenset({Standing.LEAD}),
    _read,
    _why_not,
    says={"grant": _grant},
    words=frozenset(WORDS),
)
