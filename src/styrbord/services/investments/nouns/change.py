"""How does a change request move money and results of several plans in one act, or not at all?

What it says stands in its data; what it means is read against the plans as they stand when it moves.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio import change_gates
from styrbord.core.investments.portfolio.moving import Said, Who
from styrbord.core.investments.portfolio.request_text import ChangeText, change_text, request_from
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.core.people.rights import Rights
from styrbord.services.investments import above, applying, keeping, planned, policies, seeing, standing
from styrbord.services.investments.stepping import Case, Handling, taken_by_program
from styrbord.services.work import Work
from styrbord.store.investments.models import Investment

define(
    "change.not-open",
    "'{code}' is {stage}: its plan changes by no request.",
    "Before the decision its lead changes the plan itself; after the end nothing changes.",
)
define("change.no-words", "It is not said why.", "Write in a sentence or two why the plans change.")
SAID = ("money", "results", "no_effects", "ends_on", "targets", "versions")
"""What a request says; everything else in its data is what became of it."""
CLOSED = frozenset({"closed", "stopped"})


def text_of(data: Mapping[str, Any]) -> ChangeText:
    """What a request says.

    Raises
    ------
    Refused
        Everything that cannot be read, with its place.
    """
    return change_text({name: one for name, one in data.items() if name in SAID})


def looked_at(
    data: Mapping[str, Any],
    *,
    state: str,
    body: str,
    author: str,
    asked_by: Iterable[str],
    case: Case,
) -> change_gates.Case:
    """A request as the rules see it, with all plans that it names as they stand now."""
    text = text_of(data)
    plans = replace(planned.plans_of(text.plans), targets=_targets(text))
    signed = {(one["line"], one["result"]): one["post"] for one in data.get("signed", ())}
    return change_gates.Case(
        request_from(text, plans, author=author, signers=signed),
        plans,
        policies.policy_of(plans.versions),
        above.chain(author, above.posts_above(author, body, case.on)),
        state,
        frozenset(data.get("consents", {})),
        frozenset(asked_by),
    )


def _targets(text: ChangeText) -> dict[tuple[str, str, Period], tuple[Decimal, bool]]:
    """Targets of the benefits of the plans that a request changes, as they stand now."""
    rows = Investment.objects.filter(code__in={one.plan for one in text.targets})
    return {
        (row.code, one.benefit, target.period): (target.value, one.more_is_better)
        for row in rows
        for one in keeping.plan_of_row(row).investment.profiles
        for target in one.targets
    }


def rules_of(case: Case) -> change_gates.Case:
    """The request of a matter as the rules see it."""
    matter = case.matter
    return looked_at(
        matter.data, state=matter.state, body=matter.body, author=matter.data.get("author", ""),
        asked_by=matter.asked_by, case=case,
    )  # fmt: skip


def _why_not(case: Case, verb: str, who: Who, said: Said) -> list[Problem]:
    return change_gates.why_not(rules_of(case), verb, who, said=said)


def _read(case: Case, said: Said, data: Mapping[str, Any]) -> None:
    if not said.has("words"):
        raise Refused(Problem("change.no-words", "words"))
    say(case, said, data)


def say(case: Case, _: Said, data: Mapping[str, Any]) -> None:
    """What the request says, anew; nobody has agreed to that or signed it yet."""
    if strange := [name for name in data if name not in SAID]:
        told = ", ".join(SAID)
        raise Refused(
            [Problem("plan.unknown-field", name[:64], {"name": name[:64], "known": told}) for name in strange]
        )
    assert case.rights is not None
    text = change_text(dict(data))
    rows = seen_plans(case.rights, text)
    if problems := [*_closed(rows), *_unknown(rows, text)]:
        raise Refused(problems)
    case.matter.body = case.matter.body or _lead_of(case.rights, rows)
    case.matter.data = {
        **{name: data[name] for name in SAID if name in data},
        "plans": [row.code for row in rows],
        "author": case.by.code,
        "consents": {},
        "signed": [],
    }


def seen_plans(rights: Rights, text: ChangeText) -> list[Investment]:
    """Investments that a request names and somebody sees inside, in order of the alphabet.

    Raises
    ------
    Refused
        `investment.not-found` for each that is not there for them.
    """
    named = [code for code in text.plans if code]
    shown = seeing.seen(rights).filter(seeing.inside(rights), code__in=named).order_by("code")
    rows = list(shown)
    if missing := sorted(set(named) - {row.code for row in rows}):
        raise Refused([problem for code in missing for problem in keeping.not_found(code).problems])
    if not rows:
        raise Refused(Problem("lock.empty"))
    return rows


def _closed(rows: Iterable[Investment]) -> Iterator[Problem]:
    for row in rows:
        if row.decided_on is None or row.stage in CLOSED:
            yield Problem("change.not-open", row.code, {"code": row.code, "stage": row.stage})


def _unknown(rows: Iterable[Investment], text: ChangeText) -> Iterator[Problem]:
    """Targets of benefits that a plan does not have."""
    own = {row.code: keeping.plan_of_row(row).investment for row in rows}
    for one in text.targets:
        if one.plan in own and own[one.plan].profile_of(one.benefit) is None:
            yield Problem("measurement.no-benefit", one.plan, {"benefit": one.benefit[:64]})


def _lead_of(rights: Rights, rows: list[Investment]) -> str:
    """The lead body for which the author acts; where there is none, that of the first plan."""
    own = standing.acts_for(rights)
    leads = [row.lead.code for row in rows]
    return next((code for code in leads if code in own), leads[0])


def _consent(case: Case, _: Said, data: Mapping[str, Any]) -> None:
    """Who looks at it or agrees stands for every plan that is led by a body they act for."""
    if data:
        raise Refused(Problem("matter.says-nothing", "", {"verb": "agree"}))
    assert case.rights is not None
    own = standing.acting(case.rights)
    rows = Investment.objects.filter(code__in=case.matter.data["plans"]).select_related("lead")
    given = {row.code: own[row.lead.code] for row in rows.order_by("code") if row.lead.code in own}
    case.matter.data = {**case.matter.data, "consents": {**case.matter.data["consents"], **given}}


def _follows(piece: Work, case: Case, verb: str, said: Said) -> None:
    """The program notes that all agreed; what is approved it applies in the same work, or nothing at all."""
    if verb in {"preview", "agree"}:
        told = rules_of(case)
        if set(told.parties) <= told.consents:
            taken_by_program(piece, case, HANDLING, "settle")
    elif verb == "approve":
        rules = rules_of(case)
        taken_by_program(piece, case, HANDLING, "apply")
        applying.apply(piece, case, rules.request, said.document)


HANDLING = Handling(
    Noun.CHANGE,
    "draft",
    frozenset({Standing.LEAD}),
    _read,
    _why_not,
    says={"change": say, "preview": _consent, "agree": _consent},
    follows=_follows,
    asking=frozenset({"begin", "change", "preview"}),
    of_investment=False,
)
