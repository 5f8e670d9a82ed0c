"""What does the page of an investment show this reader?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from styrbord.core.base.text import Text
from styrbord.core.investments.portfolio.components import Standing, Weight
from styrbord.core.investments.portfolio.components import State as Met
from styrbord.core.investments.portfolio.matrix import Matrix
from styrbord.core.investments.portfolio.model import Investment as Economics
from styrbord.core.investments.portfolio.model import PartyRole
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.plans import METHODOLOGY as LOCK
from styrbord.core.investments.portfolio.rating import METHODOLOGY as RATING
from styrbord.core.investments.portfolio.sharing import COALITIONS
from styrbord.core.people.rights import Rights
from styrbord.figures.investment_money import MoneyPoint, money_points
from styrbord.figures.investments import Headline, Moved, Spread, headline
from styrbord.services.investments import baselines, keeping, matters, moving, rating_now
from styrbord.services.investments.benefits import LABELS, sums_of
from styrbord.services.investments.change_notes import VersionNote
from styrbord.services.investments.changed import change_notes
from styrbord.services.investments.gaining import Held, benefit_notes, held
from styrbord.services.investments.gating import gate_notes, wanting_notes
from styrbord.services.investments.listing import price_of
from styrbord.services.investments.mattering import notes_of, steps_on
from styrbord.services.investments.naming import Names
from styrbord.services.investments.notes import (
    BenefitNote,
    CardNote,
    ConditionNote,
    MatterNote,
    PartyNote,
    RatingsNote,
    ResultNote,
    WorthNote,
)
from styrbord.services.investments.resulting import begins_on, places_of, result_notes
from styrbord.services.investments.seeing import is_inside, seen_row
from styrbord.services.investments.series import sees, series_of
from styrbord.services.investments.spent import Spent, cost_notes, spent_on
from styrbord.services.investments.worths import labels, table_of, worth_of
from styrbord.services.reading import Reading
from styrbord.store.clock import from_ms
from styrbord.store.investments.models import Investment

BESIDE = ("measurement", "stop", "waiver", "conformity", "opinion", "advice", "obstacle", "item")
"""Matters that the page lists; benefits and changes have parts of their own."""


def card(reading: Reading, rights: Rights, code: str) -> CardNote:
    """Everything of an investment that a reader sees.

    Raises
    ------
    Refused
        `investment.not-found`.
    """
    row = seen_row(rights, code)
    whole = is_inside(rights, row)
    found, names = held(row), Names(reading)
    plan, own = found.plan, found.own
    spent = spent_on(row, reading.today)
    benefits = benefit_notes(reading, rights, found, is_inside=whole)
    results = result_notes(
        reading,
        plan,
        series_of(reading, places_of(plan)),
        begins=begins_on(plan, row.decided_on),
        paid=spent.paid_by_line,
    )
    steps, worth = steps_on(row, rights), worth_of(own)
    matrix, _, _ = table_of(own)
    return CardNote(
        row.code, plan.names, plan.purpose, row.stage, row.paused_in, row.revision, row.version, row.kind,
        row.process, row.programme, row.access, row.is_strategic, row.is_large, whole, price_of(row),
        names.post(row.owner), names.body(row.lead.code), row.ends_on, gate_notes(row, steps),
        _headline(reading, found, results, benefits, spent, worth), _money(own, spent), results, matrix,
        _bodies(names, own, matrix), benefits, _ratings(row, names, reading.today, is_inside=whole),
        wanting_notes(rights, row) if whole else (), change_notes(reading, rights, row),
        cost_notes(names, plan, own.options, spent), own.effects, _effect_names(plan, names),
        tuple(ConditionNote(one.code, one.kind, one.light or "", one.words) for one in own.conditions),
        party_notes(names, own), tuple(_matters(reading, rights, found)), steps,
        tuple(replace(one, author="", approver="") for one in baselines.history(row)),
        baselines.variances_of(row, reading.today) if row.decided_on else None,
        _versions(row) if whole else (), worth, tuple(names.goal(one) for one in plan.goals),
        tuple(names.component(one) for one in plan.components), plan.picture, plan.terms if whole else {},
        _labels(worth, matrix), moving.verbs_for(rights, row) if whole and rights.posts else (),
        plan if whole else None,
    )  # fmt: skip


def _headline(
    reading: Reading,
    found: Held,
    results: Sequence[ResultNote],
    benefits: Sequence[BenefitNote],
    spent: Spent,
    worth: WorthNote,
) -> Headline:
    told = [one for one in results if one.is_seen]
    own = worth.appraisals[0] if worth.appraisals else None
    draws = worth.simulated
    return headline(
        cost=found.row.cost,
        paid=spent.paid,
        result=_moved(told[0]) if told else None,
        worth=Spread(own.npv, draws.low if draws else None, draws.high if draws else None, own.years)
        if own
        else None,
        parts=parts_used(keeping.standing_of(found.row, reading.today), reading.today),
        at_risk_share=sums_of(reading, found, benefits).at_risk_share,
    )


def _moved(result: ResultNote) -> Moved:
    newest = result.measured[-1] if result.measured else None
    return Moved(
        result.code,
        result.base,
        result.target,
        Decimal(repr(newest.value)) if newest else None,
        str(newest.period) if newest else "",
        result.way.behind,
        result.cost,
        result.paid,
    )


def _money(own: Economics, spent: Spent) -> tuple[MoneyPoint, ...]:
    known = [(one.year, one.likely.amount) for one in own.costs if one.likely and one.price == own.price]
    return money_points(known, spent.payments)


def _bodies(names: Names, own: Economics, matrix: Matrix | None) -> Mapping[str, Text]:
    """Names of all that stand in the tables; a group outside has none."""
    rows = [one.bearer for one in matrix.rows] if matrix else []
    codes = dict.fromkeys([*rows, *(one.body for one in own.parties)])
    return {code: names.body(code).names for code in codes}


def _ratings(row: Investment, names: Names, today: date, *, is_inside: bool) -> RatingsNote | None:
    """Both ratings of what was decided; what the owner wrote is for those inside."""
    if row.decided_on is None:
        return None
    pair = rating_now.pair_of(row, today)
    if pair.owner and not is_inside:
        pair = replace(pair, owner=replace(pair.owner, words=""))
    return RatingsNote(pair, rating_now.is_frozen(row), names.post(row.owner), rating_now.LABEL)


def _effect_names(plan: Plan, names: Names) -> Mapping[str, Text]:
    """Names of nodes of the effect map: those of its benefits and goals; others are their codes."""
    nodes = [one.code for one in plan.investment.effects.nodes]
    told = {code: plan.line_names.get(code) or names.goal(code).names for code in nodes}
    return {code: found for code, found in told.items() if found}


def party_notes(names: Names, own: Economics) -> tuple[PartyNote, ...]:
    """Bodies that take part, in the order of the plan."""
    return tuple(
        PartyNote(
            names.body(one.body),
            tuple(role for role in PartyRole if role in one.roles),
            one.picture,
            one.picture == own.picture,
            one.agreement,
            one.signed_on,
            one.tasks,
            one.indicators,
        )
        for one in own.parties
    )


def _matters(reading: Reading, rights: Rights, found: Held) -> list[MatterNote]:
    """Matters beside the plan; measurements of series that the reader does not see are left out."""
    hidden = [one.benefit for one in found.own.profiles if not sees(reading, one.indicator, one.subject)]
    rows = (
        one
        for noun in BESIDE
        for one in matters.rows(rights, noun, investment=found.row)
        if not (noun == "measurement" and one.code in hidden)
    )
    return notes_of(reading, rights, rows)


def _versions(row: Investment) -> tuple[VersionNote, ...]:
    rows = row.versions.order_by("number").values_list("number", "at", "by", "change", "text_hash")
    return tuple(
        VersionNote(number, from_ms(at), by, change, text_hash) for number, at, by, change, text_hash in rows
    )


def parts_used(standing: Standing, on: date) -> tuple[int, int]:
    """Required shared components that are met, and those that apply on a day."""
    asked = [one.code for one in standing.requirements if one.weight is Weight.REQUIRED and one.component]
    states = [standing.state_of(code, on) for code in asked]
    return states.count(Met.MET), len(states) - states.count(Met.NOT_APPLICABLE)


def _labels(worth: WorthNote, matrix: Matrix | None) -> tuple[str, ...]:
    rules = (LOCK, RATING, *((matrix.methodology, COALITIONS) if matrix else ()))
    return tuple(dict.fromkeys((*worth.labels, *LABELS, *labels(rules))))
