"""How does a body stand by its own line, the common picture, an agreement, or what it takes over?"""

from datetime import date

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.model import PartyRole
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.plan_text import hash_of
from styrbord.core.investments.portfolio.stopping import blocked
from styrbord.core.investments.portfolio.workflow import RULES
from styrbord.core.people.rights import Rights
from styrbord.services.investments import keeping, lining, standing, told
from styrbord.services.investments.cleaning import seen_marks
from styrbord.services.investments.marks import Kind, lines_of
from styrbord.services.investments.seeing import seen_row
from styrbord.services.investments.writing import LONGEST_LINE, REALM
from styrbord.services.once import once
from styrbord.services.rights import Actor, rights_of
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import Assent, Investment, Matter

define("investment.not-borne", "'{body}' does not bear '{item}'.", "Its bearer alone confirms a line.")
define("investment.not-a-party", "'{body}' takes no part in '{code}'.", "Add it to the parties first.")
define("investment.no-such-item", "'{code}' has no {kind} '{item}'.", "Choose one of its plan.")
define(
    "investment.not-the-operator",
    "'{body}' does not take over what '{code}' delivers.",
    "The body that runs it confirms it.",
)
define("investment.unknown-assent", "'{kind}' is nothing to stand by.", "Choose one of {known}.")
define(
    "investment.too-early",
    "'{code}' is {stage}; nothing is delivered yet.",
    "Confirm what is delivered while it is carried out.",
)
define("investment.day-ahead", "{on} has not come yet.", "Enter the day on which it was signed.")


def assent(
    user: object,
    code: str,
    kind: str,
    item: str = "",
    *,
    body: str,
    document: str = "",
    on: date | None = None,
    is_given: bool = True,
    key: str = "",
) -> int:
    """Say, or take back, that a body stands by something; number of the row. `item` is a line or deliverable.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing` for whoever does not act for the body, `investment.not-found`, or
        what there is nothing to stand by.
    """
    row = seen_row(rights_of(user), code)
    by, _, rights = standing.actor(user, row)
    post = standing.acting(rights).get(body)
    if post is None:
        raise Refused(Problem("rights.missing"))
    said = seen_marks(document)[:LONGEST_LINE]

    def do(piece: Work, full: str | None) -> int:
        found = keeping.locked(code)
        plan, day = keeping.plan_of_row(found), on or piece.at.date()
        if problems := _problems(
            found, plan, kind, item, body, said, day, piece.at.date(), is_given=is_given
        ):
            raise Refused(problems)
        one = Assent.objects.create(
            investment=found, kind=kind, code=item, body=body, mark=_mark(plan, kind, item), document=said,
            is_given=is_given, on=day, at=to_ms(piece.at), by=post, person=by.person,
        )  # fmt: skip
        if kind == Kind.LINE:
            lining.confirmed(found, keeping.overlaid(found, plan))
        _tell(piece, code, one, key=full)
        return int(one.pk)

    name = f"assent:{code}:{kind}:{item}:{body}:{key}" if key else ""
    return once(Actor(post, by.person), name, do, realm=REALM)


def _tell(piece: Work, code: str, one: Assent, *, key: str | None) -> None:
    told_of = {
        "row": one.pk, "kind": one.kind, "item": one.code, "body": one.body, "mark": one.mark,
        "document": one.document, "is_given": one.is_given, "by_person": one.person,
    }  # fmt: skip
    verb = "assented" if one.is_given else "dissented"
    piece.tell(f"{REALM}.{verb}", code, told_of, key=key, rules=RULES)


def may_assent(rights: Rights, row: Investment) -> tuple[tuple[str, str, str], ...]:
    """What somebody may stand by next: kind, item and body of each, given or not."""
    bodies = sorted(standing.acts_for(rights))
    plan = keeping.plan_of_row(row) if bodies else None
    if plan is None:
        return ()
    items = [(Kind.LINE, one.code) for one in lines_of(plan.investment) if one.bearer != plan.lead]
    items += [(Kind.PICTURE, ""), (Kind.AGREEMENT, "")]
    items += [(Kind.DELIVERABLE, one.code) for one in plan.deliverables]
    return tuple(
        (kind, item, body)
        for kind, item in items
        for body in bodies
        if not _of_kind(row, plan, kind, item, body)
    )


def _problems(
    row: Investment,
    plan: Plan,
    kind: str,
    item: str,
    body: str,
    document: str,
    on: date,
    today: date,
    *,
    is_given: bool,
) -> list[Problem]:
    if kind not in list(Kind):
        return [Problem("investment.unknown-assent", "kind", {"kind": kind[:16], "known": ", ".join(Kind)})]
    found = _of_kind(row, plan, kind, item, body)
    if on > today:
        found.append(Problem("investment.day-ahead", "on", {"on": on.isoformat()}))
    if kind == Kind.AGREEMENT and is_given and not document:
        found.append(Problem("portfolio.needs-document", "document"))
    if kind == Kind.DELIVERABLE and is_given:
        orders = [told.order_of(one) for one in Matter.objects.filter(investment=row, noun="stop")]
        found += blocked(orders, today)
    return found


def _of_kind(row: Investment, plan: Plan, kind: str, item: str, body: str) -> list[Problem]:
    own, told_of = plan.investment, {"code": row.code, "kind": kind, "item": item[:64], "body": body[:64]}
    if kind == Kind.LINE:
        line = next((one for one in lines_of(plan.investment) if one.code == item), None)
        if line is None:
            return [Problem("investment.no-such-item", "item", told_of)]
        return [] if line.bearer == body else [Problem("investment.not-borne", "body", told_of)]
    if kind == Kind.DELIVERABLE:
        if item not in {one.code for one in plan.deliverables}:
            return [Problem("investment.no-such-item", "item", told_of)]
        if body not in (own.bodies(PartyRole.OPERATOR) or own.bodies(PartyRole.LEAD)):
            return [Problem("investment.not-the-operator", "body", told_of)]
        if row.stage != "executing":
            return [Problem("investment.too-early", "", {"code": row.code, "stage": row.stage})]
        return []
    if body not in {one.body for one in own.parties}:
        return [Problem("investment.not-a-party", "body", told_of)]
    if kind == Kind.PICTURE and not own.picture:
        return [Problem("investment.no-such-item", "item", told_of)]
    return []


def _mark(plan: Plan, kind: str, item: str) -> str:
    """What exactly is assented to."""
    if kind == Kind.LINE:
        return next(hash_of(one) for one in lines_of(plan.investment) if one.code == item)
    return str(plan.investment.picture) if kind == Kind.PICTURE else ""
