"""How is an investment begun, and its plan written anew by the body that leads it?"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db import IntegrityError

from styrbord.core.base.codes import is_code
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.bounds import bound_problems, result_problems
from styrbord.core.investments.portfolio.checking import problems_of
from styrbord.core.investments.portfolio.model import PartyRole
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.plan_text import hash_of, plan_of
from styrbord.core.investments.portfolio.workflow import Standing
from styrbord.services.investments import keeping, standing
from styrbord.services.investments.cleaning import cleaned
from styrbord.services.investments.fixing import locked_problems
from styrbord.services.investments.light import plan_from
from styrbord.services.investments.seeing import seen_row
from styrbord.services.investments.writing import REALM
from styrbord.services.once import once
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import Actor, rights_of
from styrbord.services.work import Work
from styrbord.store.investments.models import Investment
from styrbord.store.spine.models import Subject

define(
    "investment.code-taken",
    "There is an investment '{code}' already.",
    "Change it, or choose another code.",
)
define(
    "investment.code-of-page",
    "'{code}' is the address of a page of all investments.",
    "Choose another code.",
)
define(
    "investment.other-code",
    "This plan is of '{found}', not of '{code}'.",
    "An investment keeps its code: send the plan of this one.",
)
define(
    "investment.unknown-body",
    "There is no body '{body}'.",
    "Choose one from the list of subjects.",
)
define("investment.currency", "'{found}' is no currency.", "Use the three letters of ISO 4217, such as SEK.")
define(
    "investment.moved-on",
    "Somebody else has changed it since you read it.",
    "Load the page again and decide anew.",
)
define("investment.ended", "'{code}' is {stage}: nothing in it changes any more.", "Begin another one.")
define("investment.nothing-new", "The plan is the same as before.", "Change something, or leave it as it is.")
HARD = frozenset({"investment.twice", "investment.amount", "investment.price"})
"""What is refused at once, because sums could not be formed; all else may wait until it is proposed."""
PAGES = frozenset(
    {
        "benefits", "changes", "committee", "components", "experts", "funds", "guide", "import", "matters",
        "new", "portfolio.xlsx", "proposals", "seats", "spending", "stops",
    }
)  # fmt: skip
"""Words that stand where codes of investments stand in addresses."""
LONGEST = 64
LEAD = frozenset({Standing.LEAD})


def begin(user: object, data: object, *, key: str = "") -> str:
    """Begin an investment from the data of its plan, by somebody who acts for its lead; its code.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `investment.code-taken`, everything that cannot be read or kept.
    """
    return _begun(user, plan_of(cleaned(data)), key)


def begin_light(user: object, said: Mapping[str, str], *, key: str = "") -> str:
    """Begin a small internal investment from ten answers; its code.

    Raises
    ------
    Refused
        As of `begin`, or `investment.missing` for each answer that is not given.
    """
    return _begun(user, plan_from(cleaned(said), visible(principal_for(rights_of(user)))), key)


def change(user: object, code: str, data: object, *, revision: int, key: str = "") -> int:
    """Write the plan of an investment anew; the revision after it.

    Until it is decided everything may change; from then on money, results, targets and days are changed by
    requests alone.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `investment.not-found`, `investment.moved-on`,
        `investment.other-code`, `investment.locked`, `investment.ended`, `investment.nothing-new`, or as of
        `begin`.
    """
    row = seen_row(rights_of(user), code)
    plan = plan_of(cleaned(data))
    by = _lead(user, row)

    def do(piece: Work, full: str | None) -> int:
        found = keeping.locked(code)
        before = keeping.plan_of_row(found)
        demand_revision(found, revision)
        _demand_alive(found)
        if plan.code != found.code:
            told = {"found": plan.code, "code": found.code}
            raise Refused(Problem("investment.other-code", "investment.code", told))
        after = counted(plan, before)
        if hash_of(after) == hash_of(before):
            raise Refused(Problem("investment.nothing-new"))
        problems = list(locked_problems(before, after)) if keeping.is_decided(found) else []
        problems += keepable(after)
        if problems:
            raise Refused(problems)
        if after.lead != found.lead.code:
            _demand_acting(user, after)
        keeping.written(piece, found, after, by=by, key=full)
        return int(found.revision)

    name = f"change:{code}:{key}" if key else ""
    return once(by, name, do, realm=REALM, answer="revision")


def demand_revision(row: Investment, revision: int) -> None:
    """Refuse whoever read another state of it: `investment.moved-on`."""
    if row.revision != revision:
        raise Refused(Problem("investment.moved-on"))


def counted(plan: Plan, before: Plan | None) -> Plan:
    """A plan with the version of its common picture: another one as soon as its words are other ones."""
    had = before.investment.picture if before else 0
    is_same = before is not None and before.picture == plan.picture
    number = 0 if not any(plan.picture.values()) else had if is_same and had else had + 1
    return replace(plan, investment=replace(plan.investment, picture=number))


def keepable(plan: Plan) -> list[Problem]:
    """Everything that keeps a plan from being kept at all; what only matters at a gate is told there."""
    own = plan.investment
    found = [one for one in problems_of(own) if one.code in HARD]
    found += [*bound_problems(own), *result_problems(plan.results)]
    found += _of_lead(plan)
    found += _of_bodies(plan)
    found += _of_codes(plan)
    if not (len(own.price.currency) == 3 and own.price.currency.isascii() and own.price.currency.isupper()):
        found.append(Problem("investment.currency", "investment.price", {"found": own.price.currency[:10]}))
    return found + [
        Problem("plan.too-long", place, {"count": len(text), "most": LONGEST})
        for place, text in _short(plan)
        if len(text) > LONGEST
    ]


def _begun(user: object, plan: Plan, key: str) -> str:
    by = _demand_acting(user, plan)

    def do(piece: Work, full: str | None) -> int:
        if Investment.objects.filter(code=plan.code).exists():
            raise _taken(plan.code)
        after = counted(plan, None)
        if problems := keepable(after):
            raise Refused(problems)
        row = Investment()
        keeping.written(piece, row, after, by=by, key=full)
        return int(row.pk)

    try:
        number = once(by, f"begin:{key}" if key else "", do, realm=REALM)
    except IntegrityError as error:
        raise _taken(plan.code) from error
    return str(Investment.objects.values_list("code", flat=True).get(pk=number))


def _taken(code: str) -> Refused:
    return Refused(Problem("investment.code-taken", "investment.code", {"code": code}))


def _demand_acting(user: object, plan: Plan) -> Actor:
    """Post that acts for the lead that a plan names."""
    by, _, rights = standing.actor(user)
    if lacking := _of_lead(plan):
        raise Refused(lacking)
    post = standing.acting(rights).get(plan.lead)
    if post is None:
        raise Refused(Problem("rights.missing"))
    return replace(by, code=post)


def _lead(user: object, row: Investment) -> Actor:
    by, who, _ = standing.actor(user, row, wanted=LEAD)
    if Standing.LEAD not in who.standings:
        raise Refused(Problem("rights.missing"))
    return by


def _demand_alive(row: Investment) -> None:
    if row.stage in {"closed", "stopped"}:
        raise Refused(Problem("investment.ended", "", {"code": row.code, "stage": row.stage}))


def _of_lead(plan: Plan) -> list[Problem]:
    count = len(plan.investment.bodies(PartyRole.LEAD))
    if count != 1:
        return [Problem("investment.lead", "investment.parties", {"code": plan.code, "count": count})]
    return []


def _of_bodies(plan: Plan) -> list[Problem]:
    bodies = [one.body for one in plan.investment.parties]
    known = set(Subject.objects.filter(code__in=bodies).values_list("code", flat=True))
    return [
        Problem("investment.unknown-body", f"investment.parties[{place}].body", {"body": body[:64]})
        for place, body in enumerate(bodies)
        if body not in known
    ]


def _of_codes(plan: Plan) -> Iterator[Problem]:
    """Codes that stand once in an investment, and a code of its own that can stand in an address."""
    if not is_code(plan.code):
        yield Problem("plan.no-code", "investment.code", {"text": plan.code[:64]})
    if plan.code.lower() in PAGES:
        yield Problem("investment.code-of-page", "investment.code", {"code": plan.code})
    costs = {one.code for option in plan.investment.options for one in option.costs}
    benefits = {one.code for option in plan.investment.options for one in option.benefits}
    for code in sorted(costs & benefits):
        yield Problem("investment.twice", "investment.options", {"code": code})
    for name, told in (
        ("results", [one.code for one in plan.results]),
        ("deliverables", [one.code for one in plan.deliverables]),
        ("milestones", [one.code for one in plan.milestones]),
    ):
        for code in sorted({one for one in told if told.count(one) > 1}):
            yield Problem("investment.twice", name, {"code": code})
    if not any(plan.names.values()):
        yield Problem("investment.missing", "names", {"field": "names"})


def _short(plan: Plan) -> Iterator[tuple[str, str]]:
    """Texts that stand in a column, with their places."""
    own = plan.investment
    yield from (("investment.owner", own.owner), ("programme", plan.programme))
    named: Mapping[str, Any] = {
        "goals": plan.goals, "components": plan.components, "investment.needs": own.needs,
        "envelopes": plan.envelopes.values(), "systems": plan.systems.values(),
    }  # fmt: skip
    for place, codes in named.items():
        yield from ((place, code) for code in codes)
    for option in own.options:
        for cost in option.costs:
            yield from (
                (f"{cost.code}.{name}", getattr(cost, name)) for name in ("bearer", "result", "pool", "tower")
            )
        yield from (
            (f"{one.code}.{name}", getattr(one, name)) for one in option.benefits for name in _BENEFIT
        )
    for one in own.profiles:
        yield from ((f"{one.benefit}.{name}", getattr(one, name)) for name in ("benefit", "owner"))
    for result in plan.results:
        yield from ((f"{result.code}.{name}", getattr(result, name)) for name in _RESULT)


_BENEFIT = ("bearer", "owner")
_RESULT = ("indicator", "subject", "unit")
