"""Which components are shared, what do they ask for, and who meets it?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from styrbord.core.investments.methodology import HOUSE_LABEL
from styrbord.core.investments.portfolio.components import (
    Requirement,
    Standing,
    State,
    Weight,
    form_problems,
    reuse_rate,
)
from styrbord.core.people.rights import Rights
from styrbord.services.investments import keeping, matters, told
from styrbord.services.investments.matter_notes import (
    ComponentNote,
    ConformityNote,
    RequirementNote,
    ReuseNote,
)
from styrbord.services.investments.mattering import notes
from styrbord.services.investments.naming import Names
from styrbord.services.investments.notes import Named
from styrbord.services.investments.seeing import is_inside, seen, seen_row
from styrbord.services.reading import Reading
from styrbord.store.investments.models import Component, Investment, PlanTag
from styrbord.store.investments.models import Requirement as Row

REUSE = f"component-reuse/1, {HOUSE_LABEL}"


def catalogue(reading: Reading, rights: Rights) -> tuple[ComponentNote, ...]:
    """Shared components in the order of their codes, with what holds today or will.

    `users` counts the investments that the reader sees.
    """
    names = Names(reading)
    tags = PlanTag.objects.filter(kind="component", investment__in=seen(rights).order_by().values("pk"))
    users = Counter(tags.values_list("code", flat=True))
    asked: dict[int, list[Row]] = defaultdict(list)
    for one in Row.objects.exclude(valid_to__lt=reading.today).order_by("code"):
        asked[one.component_id or 0].append(one)
    return tuple(
        ComponentNote(
            one.code,
            one.names,
            one.words,
            names.body(one.keeper),
            one.is_in_use,
            tuple(one.offers),
            tuple(_requirement(row, one.code) for row in asked[one.pk]),
            users[one.code],
        )
        for one in Component.objects.order_by("code")
    )


def frameworks(reading: Reading) -> tuple[RequirementNote, ...]:
    """Requirements of no component: those of a framework."""
    rows = Row.objects.filter(component=None).exclude(valid_to__lt=reading.today).order_by("code")
    return tuple(_requirement(one, "") for one in rows)


def _requirement(row: Row, component: str) -> RequirementNote:
    return RequirementNote(
        row.code, row.names, row.weight, row.scope, component, row.valid_from, row.valid_to
    )


def conformity(reading: Reading, rights: Rights, code: str) -> ConformityNote:
    """What is asked of an investment today, and what it answers; outsiders see what is approved.

    Raises
    ------
    Refused
        `investment.not-found`.
    """
    row = seen_row(rights, code)
    standing, whole = keeping.standing_of(row, reading.today), is_inside(rights, row)
    forms = notes(reading, rights, "conformity", investment=code)
    return ConformityNote(
        row.code,
        row.names,
        tuple(_answered(reading.today, standing, whole=whole)),
        forms[-1] if forms else None,
        notes(reading, rights, "waiver", investment=code),
        tuple(standing.unmet(reading.today)),
        tuple(form_problems(standing)) if whole else (),
        _candidates(reading, row),
    )


def _answered(today: date, standing: Standing, *, whole: bool) -> Iterable[RequirementNote]:
    rows = {one.code: one for one in Row.objects.filter(code__in=[one.code for one in standing.requirements])}
    for one in standing.requirements:
        found, row = standing.answer_to(one.code), rows[one.code]
        is_told = whole or found.is_approved
        held = [
            waiver.expires
            for waiver in standing.waivers
            if waiver.requirement == one.code and waiver.holds(today)
        ]
        yield RequirementNote(
            row.code,
            row.names,
            row.weight,
            row.scope,
            one.component,
            row.valid_from,
            row.valid_to,
            found.answer if is_told else "",
            found.evidence if whole else "",
            found.is_approved,
            standing.state_of(one.code, today),
            max((day for day in held if day), default=None),
        )


def _candidates(reading: Reading, row: Investment) -> tuple[Named, ...]:
    """Components in use that meet a need of the investment and that it does not name."""
    tags = defaultdict(set)
    for kind, code in PlanTag.objects.filter(investment=row).values_list("kind", "code"):
        tags[kind].add(code)
    names = Names(reading)
    return tuple(
        names.component(one.code)
        for one in Component.objects.filter(is_in_use=True).order_by("code")
        if tags["need"].intersection(one.offers) and one.code not in tags["component"]
    )


def reuse(reading: Reading, rights: Rights) -> ReuseNote:
    """How far required components are used by the investments that a reader sees, stopped ones left out."""
    today = reading.today
    found = _standings(rights, today)
    states = [
        (code, one.code, standing.state_of(one.code, today))
        for code, standing in found.items()
        for one in standing.requirements
        if one.weight is Weight.REQUIRED and one.component
    ]
    return ReuseNote(
        reuse_rate(found.values(), today),
        len({code for code, _, _ in states}),
        sum(state is State.WAIVED for _, _, state in states),
        tuple((code, one) for code, one, state in states if state is State.NOT_MET),
        REUSE,
    )


def _standings(rights: Rights, today: date) -> Mapping[str, Standing]:
    """Standing of each investment by its code; forms, waivers and requirements asked once for all."""
    rows = Row.objects.filter(valid_from__lte=today).exclude(valid_to__lt=today)
    rows = rows.exclude(component__is_in_use=False).select_related("component").order_by("code")
    asked = [(one.scope, Requirement(one.code, Weight(one.weight), _code(one))) for one in rows]
    told_of = defaultdict(list)
    for noun in ("conformity", "waiver"):
        for one in matters.rows(rights, noun):
            told_of[one.investment_id, noun].append(one)
    return {
        row.code: Standing(
            tuple(one for scope, one in asked if scope in ("all", row.kind)),
            told.conformities_of(told_of[row.pk, "conformity"]),
            tuple(told.waiver_of(one) for one in told_of[row.pk, "waiver"]),
        )
        for row in seen(rights).exclude(stage="stopped").order_by("code")
    }


def _code(row: Row) -> str:
    return row.component.code if row.component else ""
