"""Which plan does an investment have, what is kept beside it, and how is a new version kept?"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.components import Requirement, Standing, Weight
from styrbord.core.investments.portfolio.dossier import Deliverable, Dossier
from styrbord.core.investments.portfolio.model import BenefitLine, Option, Participation, PartyRole
from styrbord.core.investments.portfolio.model import Investment as Economics
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.plan_text import canonical, hash_of, plan_of
from styrbord.core.investments.portfolio.profile import BenefitProfile
from styrbord.core.investments.portfolio.workflow import Noun, Stage
from styrbord.services.investments import borders, fixing, lining, marks, told, writing
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import Investment, Matter, PlanVersion
from styrbord.store.investments.models import Requirement as RequirementRow
from styrbord.store.spine.models import Subject

define(
    "investment.not-found",
    "There is no investment '{code}' for you to see.",
    "See the list of investments.",
)
EARLY = (Stage.IDEA, Stage.APPRAISING)
"""Stages before the decision, in which the lead edits the whole plan."""


def not_found(code: str) -> Refused:
    """That there is no such investment for the reader, whether it is there or not."""
    return Refused(Problem("investment.not-found", "", {"code": code[:64]}))


def row_of(code: str) -> Investment:
    """Row of an investment, whoever asks.

    Raises
    ------
    Refused
        `investment.not-found`.
    """
    row = Investment.objects.select_related("lead").filter(code=code[:64]).first()
    if row is None:
        raise not_found(code)
    return row


def locked(code: str) -> Investment:
    """Row of an investment that nobody else moves until the work is done.

    Raises
    ------
    Refused
        `investment.not-found`.
    """
    rows = Investment.objects.select_related("lead").select_for_update(of=("self",))
    row = rows.filter(code=code[:64]).first()
    if row is None:
        raise not_found(code)
    return row


@lru_cache(maxsize=512)
def plan_of_text(text: str) -> Plan:
    """Plan from its canonical text."""
    return plan_of(json.loads(text))


def plan_of_row(row: Investment) -> Plan:
    """Newest plan of an investment."""
    return plan_of_text(
        PlanVersion.objects.values_list("text", flat=True).get(investment=row, number=row.version)
    )


def is_decided(row: Investment) -> bool:
    """Whether it was ever decided on, so that its money moves by change requests alone."""
    return row.decided_on is not None


def overlaid(row: Investment, plan: Plan | None = None) -> Economics:
    """The newest plan with what is kept beside it: assents, measured baselines and waivers of them."""
    found = plan or plan_of_row(row)
    given = marks.assents_of(row)
    said = {
        one.code: one.data
        for one in Matter.objects.filter(investment=row, noun=Noun.BENEFIT).exclude(data={}).order_by("pk")
    }
    own = found.investment
    return replace(
        own,
        parties=tuple(_signed(one, given) for one in own.parties),
        options=tuple(_confirmed(one, found.lead, given) for one in own.options),
        profiles=tuple(_measured(one, said) for one in own.profiles),
    )


def _signed(party: Participation, given: marks.Assents) -> Participation:
    picture = given.get((marks.Kind.PICTURE, "", party.body))
    agreement = given.get((marks.Kind.AGREEMENT, "", party.body))
    return replace(
        party,
        picture=int(picture.mark or 0) if picture else 0,
        agreement=agreement.document if agreement else "",
        signed_on=agreement.on if agreement else None,
    )


def _confirmed(option: Option, lead: str, given: marks.Assents) -> Option:
    return replace(
        option,
        costs=tuple(replace(one, is_confirmed=marks.is_confirmed(one, lead, given)) for one in option.costs),
        benefits=tuple(
            replace(one, is_confirmed=marks.is_confirmed(one, lead, given)) for one in option.benefits
        ),
    )


def _measured(profile: BenefitProfile, said: dict[str, told.Data]) -> BenefitProfile:
    return told.profile_with(profile, said[profile.benefit]) if profile.benefit in said else profile


def dossier_of(row: Investment, on: date) -> Dossier:
    """Everything that is looked at when an investment moves on a day."""
    plan = plan_of_row(row)
    matters = list(Matter.objects.filter(investment=row).order_by("pk"))
    item = _item(plan, _of(matters, Noun.ITEM))
    economics = overlaid(row, plan)
    return Dossier(
        economics,
        Stage(row.stage),
        Stage(row.paused_in) if row.paused_in else None,
        frozenset(row.asked_by),
        borders.is_big(economics),
        borders.light_below(),
        told.committee_of(item.data) if item else None,
        told.conclusion_of(row.code, item.data) if item else None,
        tuple(told.opinion_of(one) for one in _of(matters, Noun.OPINION)),
        row.terms_version,
        standing_of(row, on, matters),
        _deliverables(row, plan),
        row.delivered_on,
        tuple(told.measurement_of(one) for one in _of(matters, Noun.MEASUREMENT)),
        tuple(told.order_of(one) for one in _of(matters, Noun.STOP)),
    )


def standing_of(row: Investment, on: date, matters: Iterable[Matter] | None = None) -> Standing:
    """Where an investment stands with the requirements that hold for it on a day."""
    rows = Matter.objects.filter(investment=row).order_by("pk") if matters is None else matters
    return answered(requirements_for(row, on), list(rows))


def answered(asked: tuple[Requirement, ...], matters: list[Matter]) -> Standing:
    """What some matters of an investment answer to requirements."""
    return Standing(
        asked,
        told.conformities_of(_of(matters, Noun.CONFORMITY)),
        tuple(told.waiver_of(one) for one in _of(matters, Noun.WAIVER)),
    )


def requirements_for(row: Investment, on: date) -> tuple[Requirement, ...]:
    """Requirements that hold for an investment on a day, in the order of their codes."""
    rows = RequirementRow.objects.filter(scope__in=("all", row.kind), valid_from__lte=on)
    rows = rows.exclude(valid_to__lt=on).exclude(component__is_in_use=False)
    return tuple(
        Requirement(one.code, Weight(one.weight), one.component.code if one.component else "")
        for one in rows.select_related("component").order_by("code")
    )


def _of(matters: Iterable[Matter], noun: Noun) -> list[Matter]:
    return [one for one in matters if one.noun == noun]


def _item(plan: Plan, items: list[Matter]) -> Matter | None:
    """The newest conclusion on the plan as it is; one on another content is none any more."""
    content = fixing.fingerprint(plan)
    told_of = [one for one in items if one.state == "concluded" and one.data.get("content") == content]
    return told_of[-1] if told_of else None


def _deliverables(row: Investment, plan: Plan) -> tuple[Deliverable, ...]:
    own = plan.investment
    operators = own.bodies(PartyRole.OPERATOR) or own.bodies(PartyRole.LEAD)
    given = marks.assents_of(row)
    by = {
        one.code: next((body for body in operators if (marks.Kind.DELIVERABLE, one.code, body) in given), "")
        for one in plan.deliverables
    }
    return tuple(Deliverable(code, body) for code, body in by.items())


def written(
    piece: Work, row: Investment, plan: Plan, *, by: Actor, change: str = "", key: str | None = None
) -> PlanVersion:
    """Keep a plan as the newest version of an investment, with all that lists read out of it, and tell it.

    The row is new, or locked; it is saved. Whoever writes has asked for what is decided next. The event is
    `investment.begun` or `investment.planned`, with `key`; nothing more has to be told.
    """
    is_new = row.pk is None
    before = None if is_new else plan_of_row(row)
    text = canonical(plan)
    _columns(row, plan, before)
    row.asked_by = sorted({*row.asked_by, by.person} - {""})
    if not is_new:
        row.version, row.revision = row.version + 1, row.revision + 1
    saved(row)
    version = PlanVersion.objects.create(
        investment=row,
        number=row.version,
        text=text,
        text_hash=hash_of(plan),
        at=to_ms(piece.at),
        by=by.code,
        person=by.person,
        change=change,
    )
    lining.rewritten(row, plan, overlaid(row, plan))
    _owners(row, plan)
    said = {"text_hash": version.text_hash, **({"change": change} if change else {})}
    verb, past = ("begin", "begun") if is_new else ("plan", "planned")
    writing.row_stepped(piece, row, verb, past, by=by, before=row.stage, told=said, key=key)
    return version


def owner_of(own: Economics, line: BenefitLine) -> str:
    """Post that owns a benefit: that of its line, else that of its profile."""
    profile = own.profile_of(line.code)
    return line.owner or (profile.owner if profile else "")


def _owners(row: Investment, plan: Plan) -> None:
    """Let benefits that have begun belong to the posts and bodies that the plan names now."""
    for line in plan.investment.benefits:
        rows = Matter.objects.filter(investment=row, noun=Noun.BENEFIT, code=line.code)
        rows.update(post=owner_of(plan.investment, line), body=line.bearer)


def saved(row: Investment) -> None:
    """Save a row; its identity is never written again, as the database asks."""
    if row.pk is None:
        row.save(force_insert=True)
        return
    row.save(update_fields=[one.name for one in row._meta.concrete_fields if one.name not in {"id", "code"}])


def _columns(row: Investment, plan: Plan, before: Plan | None) -> None:
    own = plan.investment
    row.code, row.names, row.owner = own.code, dict(plan.names), own.owner
    row.lead = Subject.objects.get(code=plan.lead)
    row.kind, row.process = own.kind, borders.process(own)
    row.programme, row.access, row.ends_on = plan.programme, plan.access, plan.ends_on
    row.is_strategic, row.is_large, row.cost = own.is_strategic, borders.is_big(own), borders.cost_of(own)
    row.currency, row.price_year, row.prices = own.price.currency, own.price.year, own.price.prices
    if before is not None and before.terms != plan.terms:
        row.terms_version += 1
