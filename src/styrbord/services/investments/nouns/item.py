"""How does the subcommittee put an investment on its agenda, and conclude on it?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio import reviewing
from styrbord.core.investments.portfolio.moving import Said, Who
from styrbord.core.investments.portfolio.reviewing import Outcome, Subcommittee, Vote
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services.investments import fixing, keeping, seats, standing, told
from styrbord.services.investments.nouns.reading import Fields
from styrbord.services.investments.stepping import Case, Handling
from styrbord.services.rights import rights_of_post
from styrbord.store.investments.models import Matter, PlanParty

define("item.early", "The sitting is on {day}, which has not come yet.", "Conclude on that day or later.")
define("item.past", "The sitting would be on {day}, which has passed.", "Choose a later day.")


def _read(case: Case, said: Said, data: Mapping[str, Any]) -> None:
    assert case.row is not None
    waiting = Matter.objects.filter(investment=case.row, noun=Noun.ITEM, state__in=("on-agenda", "postponed"))
    if waiting.exists():
        raise Refused(Problem("matter.twice", "", {"code": case.row.code}))
    fields = Fields(data, "sitting", "questions")
    _sitting(case, fields)
    questions = fields.text("questions") or said.words
    fields.done()
    case.matter.code = case.row.code
    case.matter.data = {**case.matter.data, "questions": questions}


def _sitting(case: Case, fields: Fields) -> None:
    day = fields.day("sitting")
    if day is not None and day < case.on:
        fields.problems.append(Problem("item.past", "sitting", {"day": day.isoformat()}))
    case.matter.due_on = day
    case.matter.data = {**case.matter.data, "sitting": day.isoformat() if day else ""}


def _put(case: Case, _: Said, data: Mapping[str, Any]) -> None:
    fields = Fields(data, "sitting")
    _sitting(case, fields)
    fields.done()


def _conclude(case: Case, said: Said, data: Mapping[str, Any]) -> None:
    """What was concluded, on the plan as it is now, by the subcommittee as it is made up that day."""
    assert case.row is not None
    fields = Fields(data, "present", "recused", "votes", "outcome", "conditions")
    present, recused = fields.codes("present"), fields.codes("recused")
    votes = fields.rows("votes", "member", "vote")
    conditions = fields.rows("conditions", "words", "owner", "due")
    outcome = fields.choice("outcome", Outcome)
    if any(one.get("vote") not in list(Vote) or not one.get("member") for one in votes):
        told_of = {"field": "votes", "text": "", "what": f"a member and one of {', '.join(Vote)}"}
        fields.problems.append(Problem("matter.missing", "votes", told_of))
    if any(not _is_day(one.get("due", "")) for one in conditions):
        told_of = {"field": "conditions", "text": "", "what": "a day as 2026-03-31"}
        fields.problems.append(Problem("matter.missing", "conditions", told_of))
    day = told.day(case.matter.data["sitting"])
    assert day is not None
    if day > case.on:
        fields.problems.append(Problem("item.early", "", {"day": day.isoformat()}))
    fields.done()
    sitting = seats.committee(day) or Subcommittee(frozenset(), 1)
    case.matter.data = {
        **case.matter.data, "present": present, "votes": votes, "outcome": outcome, "conditions": conditions,
        "recused": sorted({*recused, *_taking_part(case, sitting)}), "document": said.document,
        "committee": {"members": sorted(sitting.members), "quorum": sitting.quorum},
        "content": fixing.fingerprint(keeping.plan_of_row(case.row)),
    }  # fmt: skip


def _taking_part(case: Case, sitting: Subcommittee) -> list[str]:
    """Members who act for one of the parties: they do not vote, whether they said so or not."""
    parties = set(PlanParty.objects.filter(investment=case.row).values_list("body__code", flat=True))
    return [post for post in sitting.members if parties & standing.acts_for(rights_of_post(post))]


def _is_day(text: str) -> bool:
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _why_not(case: Case, verb: str, who: Who, said: Said) -> list[Problem]:
    data = case.matter.data if "outcome" in case.matter.data else {"outcome": Outcome.RETURNED}
    conclusion = told.conclusion_of(case.code, data, said.document)
    sitting = told.committee_of(case.matter.data) or Subcommittee(frozenset(), 1)
    return reviewing.why_not(sitting, conclusion, case.matter.state, verb, who, said=said)


HANDLING = Handling(
    Noun.ITEM,
    "on-agenda",
    frozenset({Standing.CHAIR, Standing.BODY}),
    _read,
    _why_not,
    says={"conclude": _conclude, "put": _put},
    words=frozenset({"questions"}),
)
