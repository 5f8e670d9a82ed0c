"""How is a neighbouring body asked for its opinion on the terms of reference, and answered?"""

from collections.abc import Mapping
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio import opinions
from styrbord.core.investments.portfolio.moving import Said, Who
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services.investments import told
from styrbord.services.investments.nouns.reading import Fields
from styrbord.services.investments.stepping import Case, Handling
from styrbord.store.investments.models import Matter

define("opinion.own", "'{body}' leads it and is not asked for an opinion.", "Choose another body.")
define("opinion.past", "{due} has passed.", "Give the body time: choose a later day.")


def _read(case: Case, _: Said, data: Mapping[str, Any]) -> None:
    assert case.row is not None
    fields = Fields(data, "body", "due")
    body, due = fields.body("body"), fields.day("due")
    if body == case.row.lead.code:
        fields.problems.append(Problem("opinion.own", "body", {"body": body}))
    if due is not None and due < case.on:
        fields.problems.append(Problem("opinion.past", "due", {"due": due.isoformat()}))
    fields.done()
    version = case.row.terms_version
    asked = Matter.objects.filter(investment=case.row, noun=Noun.OPINION, body=body, data__version=version)
    if asked.exists():
        raise Refused(Problem("matter.twice", "body", {"code": body}))
    case.matter.body, case.matter.due_on, case.matter.data = body, due, {"version": version}


def _why_not(case: Case, verb: str, who: Who, said: Said) -> list[Problem]:
    return opinions.why_not(told.opinion_of(case.matter), verb, who, case.on, said=said)


HANDLING = Handling(Noun.OPINION, "asked", frozenset({Standing.LEAD}), _read, _why_not)
