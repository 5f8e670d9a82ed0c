"""How is a stop order proposed, heard, put in force by people, contested and lifted?"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.investments.portfolio import stopping
from styrbord.core.investments.portfolio.moving import Said, Who
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services.investments import told
from styrbord.services.investments.nouns.reading import Fields
from styrbord.services.investments.stepping import Case, Handling

HEARING = timedelta(days=14)
"""How long the owner may answer where no day is set: a house rule."""


def _read(case: Case, said: Said, data: Mapping[str, Any]) -> None:
    assert case.row is not None
    fields = Fields(data, "ground", "missing", "hear_until")
    ground, missing = fields.choice("ground", stopping.Ground), fields.codes("missing")
    until = fields.day("hear_until", is_needed=False)
    if case.by.person and not said.has("words"):
        fields.problems.append(Problem("portfolio.needs-words", "words"))
    if until is not None and until < case.on:
        fields.problems.append(Problem("opinion.past", "hear_until", {"due": until.isoformat()}))
    fields.done()
    if case.row.stage in {"closed", "stopped"}:
        raise Refused(Problem("matter.ended", "", {"code": case.row.code, "stage": case.row.stage}))
    case.matter.due_on = until or case.on + HEARING
    case.matter.code = ground
    case.matter.data = {"ground": ground, "missing": missing, "overrides": []}


def _put_in_force(case: Case, _: Said, data: Mapping[str, Any]) -> None:
    Fields(data).done()
    case.matter.data = {**case.matter.data, "since": case.on.isoformat()}


def _why_not(case: Case, verb: str, who: Who, said: Said) -> list[Problem]:
    return stopping.why_not(told.order_of(case.matter), verb, who, case.on, asked_by=case.asked_by, said=said)


HANDLING = Handling(
    Noun.STOP,
    "proposed",
    frozenset({Standing.AUTHORITY, Standing.BOARD, Standing.BODY, Standing.PROGRAM}),
    _read,
    _why_not,
    says={"put-in-force": _put_in_force},
    asking=frozenset({"put-in-force"}),
    words=frozenset({"override_reasons"}),
)
