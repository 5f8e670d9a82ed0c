"""What is told of one benefit: claimed, confirmed, measured, and worth to date?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from styrbord.core.investments.portfolio.benefit_gates import target_of
from styrbord.core.investments.portfolio.model import BenefitLine, Investment
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.profile import BenefitProfile, Due, Measurement, Target, owed
from styrbord.core.people.rights import Rights
from styrbord.figures.investments import Way, Worth, realised_share, way_of
from styrbord.services.investments import keeping, told
from styrbord.services.investments.lining import worth_of
from styrbord.services.investments.matters import verbs_for
from styrbord.services.investments.naming import Names
from styrbord.services.investments.notes import BenefitNote, DueNote
from styrbord.services.investments.series import sees
from styrbord.services.reading import Reading
from styrbord.store.investments.models import Investment as Row
from styrbord.store.investments.models import Matter

UNKNOWN = Way(None, None, "not_computable", None)


@dataclass(frozen=True)
class Held:
    """An investment with the matters that its benefits are told from.

    `benefits` by code, `measurements` verified and not, in order of time.
    """

    row: Row
    plan: Plan
    own: Investment
    benefits: Mapping[str, Matter] = field(default_factory=dict)
    measurements: tuple[Measurement, ...] = ()


def held(row: Row) -> Held:
    """An investment with its benefits and measurements."""
    plan = keeping.plan_of_row(row)
    rows = Matter.objects.filter(investment=row, noun__in=("benefit", "measurement")).order_by("pk")
    matters = list(rows.select_related("investment", "investment__lead"))
    return Held(
        row,
        plan,
        keeping.overlaid(row, plan),
        {one.code: one for one in matters if one.noun == "benefit"},
        tuple(told.measurement_of(one) for one in matters if one.noun == "measurement"),
    )


def benefit_notes(
    reading: Reading, rights: Rights, found: Held, *, is_inside: bool
) -> tuple[BenefitNote, ...]:
    """Benefits of the preferred option, in the order of the plan."""
    names = Names(reading)
    return tuple(
        _note(reading, names, rights, found, line, is_inside=is_inside) for line in found.own.benefits
    )


@dataclass(frozen=True, slots=True)
class _Measured:
    """What is known of one benefit by a day: newest verified measurement after delivery, target, way."""

    profile: BenefitProfile
    newest: Measurement | None
    target: Target | None
    promised: Decimal | None

    @property
    def baseline(self) -> Decimal | None:
        """Value before the change, once it is approved."""
        found = self.profile.baseline
        return found.value if found and found.is_approved else None

    @property
    def way(self) -> Way:
        """Way from the value before the change to the last target."""
        now = self.newest.value if self.newest else None
        target = self.target.value if self.target else None
        return way_of(base=self.baseline, target=target, now=now, promised=self.promised)

    @property
    def share(self) -> Decimal | None:
        """Share of the change promised by the day of the measurement that the investment brought."""
        return realised_share(
            baseline=self.baseline,
            target=self.promised,
            value=self.newest.value if self.newest else None,
            counterfactual=self.newest.counterfactual if self.newest else None,
        )


def _measured(found: Held, profile: BenefitProfile, today: date) -> _Measured:
    since = found.row.delivered_on
    verified = [
        one
        for one in found.measurements
        if one.benefit == profile.benefit and one.is_verified and since and since < one.measured_on <= today
    ]
    newest = max(verified, key=lambda one: one.measured_on, default=None)
    last = max(profile.targets, key=lambda one: one.period.first_day, default=None)
    return _Measured(profile, newest, last, target_of(profile, newest))


def _note(
    reading: Reading, names: Names, rights: Rights, found: Held, line: BenefitLine, *, is_inside: bool
) -> BenefitNote:
    profile = found.own.profile_of(line.code) or BenefitProfile(line.code)
    matter = found.benefits.get(line.code)
    is_seen = sees(reading, profile.indicator, profile.subject)
    known = _measured(found, profile, reading.today)
    shown = known if is_seen else _Measured(BenefitProfile(line.code), None, None, None)
    claimed, planned = worth_of(line), planned_to_date(line, known.newest, reading.today)
    return BenefitNote(
        found.row.code,
        line.code,
        found.plan.line_names.get(line.code, {}),
        names.body(line.bearer),
        names.post(profile.owner or line.owner),
        line.kind,
        line.is_loss,
        line.is_confirmed,
        names.indicator(profile.indicator),
        names.body(profile.subject),
        profile.unit or line.unit,
        profile.more_is_better,
        line.quantity.likely if is_seen else None,
        line.unit_value,
        line.value_source,
        *_told(shown),
        profile.counterfactual if is_inside or found.row.decided_on else "",
        shown.way if is_seen else UNKNOWN,
        claimed,
        claimed if line.is_confirmed else Decimal(0) if claimed is not None else None,
        planned,
        _realised(planned, known.share) if is_seen else None,
        due_notes(names, found, profile, reading.today),
        matter.state if matter else "",
        matter.token if matter else "",
        matter.revision if matter else 0,
        verbs_for(rights, matter) if matter and is_inside and rights.posts else (),
    )


_Told = tuple[Decimal | None, str, Decimal | None, str, Decimal | None, date | None, Decimal | None]


def _told(shown: _Measured) -> _Told:
    """Baseline and target with their periods; value, day and counterfactual of the newest measurement."""
    baseline, target, newest = shown.profile.baseline, shown.target, shown.newest
    return (
        shown.baseline,
        str(baseline.period) if baseline and shown.baseline is not None else "",
        target.value if target else None,
        str(target.period) if target else "",
        newest.value if newest else None,
        newest.measured_on if newest else None,
        newest.counterfactual if newest else None,
    )


def planned_to_date(line: BenefitLine, newest: Measurement | None, today: date) -> Decimal | None:
    """Planned worth of the years up to that of the newest measurement, or of today where there is none."""
    last = newest.period.last_day.year if newest else today.year
    amounts = [line.amount_in(year) for year in line.ramp if year <= last]
    known = [one for one in amounts if one is not None]
    if len(known) < len(amounts) or not line.is_priced or line.unit_value is None:
        return None
    return sum(known, Decimal(0))


def _realised(planned: Decimal | None, share: Decimal | None) -> Decimal | None:
    return None if planned is None or share is None else planned * share


def due_notes(names: Names, found: Held, profile: BenefitProfile, today: date) -> tuple[DueNote, ...]:
    """Measurements that are owed after the end, or planned before it is known when that is."""
    since = found.row.delivered_on
    if since is None:
        plan = sorted(profile.follow_ups, key=lambda one: one.months)
        return tuple(DueNote(one.months, names.body(one.actor), None, "ahead") for one in plan)
    dues = owed(profile, (one for one in found.measurements if one.measured_on <= today), since)
    return tuple(_due(names, one, today) for one in dues)


def _due(names: Names, due: Due, today: date) -> DueNote:
    on = due.done.measured_on if due.done else None
    if on is not None:
        state = "done-late" if due.is_late else "done"
    elif due.is_overdue(today):
        state = "overdue"
    else:
        state = "due" if today == due.due_on else "ahead"
    return DueNote(due.months, names.body(due.actor), due.due_on, state, on)


def worth_from(note: BenefitNote, row: Row, line: BenefitLine) -> Worth:
    """What the sums need of a benefit."""
    return Worth(
        line.bearer,
        line.kind,
        line.is_confirmed,
        bool(note.owner.code),
        note.claimed,
        note.planned,
        note.realised,
        note.way.light,
        note.state,
        row.delivered_on is not None,
        line.starts_on,
    )


def worths(notes: Iterable[BenefitNote], found: Held) -> list[tuple[str, Worth]]:
    """Lead body and what the sums need of each benefit."""
    lines = {one.code: one for one in found.own.benefits}
    return [(found.plan.lead, worth_from(one, found.row, lines[one.code])) for one in notes]
