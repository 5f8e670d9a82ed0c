"""May a benefit, or a measurement of it, go on to its next state, and what is missing?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.portfolio.moving import Said, Standpoint, Who, judged
from styrbord.core.investments.portfolio.profile import MONTHS, BenefitProfile, Measurement
from styrbord.core.investments.portfolio.workflow import Noun

define("benefit.no-owner", "The benefit '{benefit}' has no owner.", "Name the post that takes it home.")
define(
    "benefit.no-indicator",
    "The benefit '{benefit}' has no {what}.",
    "Say by which series, how and in which unit it shows.",
)
define(
    "benefit.no-baseline",
    "The value of '{benefit}' before the change is neither measured and approved nor waived until a day.",
    "Measure it and let another person approve it.",
)
define("benefit.no-targets", "The benefit '{benefit}' has no target.", "Say what is to be reached by when.")
define(
    "benefit.no-follow-up",
    "Nobody is named to measure '{benefit}' {months} months after the end.",
    "Plan it, with the body that does it.",
)
define("benefit.not-delivered", "What '{benefit}' comes from is not delivered yet.", "Wait for the delivery.")
define(
    "benefit.not-verified",
    "'{benefit}' has no verified measurement after the delivery.",
    "Let the body that follows up measure it, and another person verify it.",
)
define(
    "benefit.not-reached",
    "'{benefit}' was measured at {value}; its target is {target}.",
    "Say that it came in part, or wait for a later measurement.",
)
define(
    "measurement.missing",
    "The measurement of '{benefit}' says no {what}.",
    "Fill it in.",
)
define(
    "measurement.stranger",
    "'{by}' measured '{benefit}' and is not named to follow it up.",
    "Let {named} measure it.",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A benefit as the rules see it."""

    profile: BenefitProfile
    state: str = "identified"
    delivered_on: date | None = None
    measurements: tuple[Measurement, ...] = ()
    asked_by: frozenset[str] = frozenset()

    @property
    def newest(self) -> Measurement | None:
        """Newest verified measurement after the delivery."""
        since = self.delivered_on
        told = [
            one
            for one in self.measurements
            if one.is_verified and one.benefit == self.profile.benefit and since and one.is_after(since)
        ]
        return max(told, key=lambda one: one.measured_on, default=None)


def _owner(case: Case, _: date) -> Iterator[Problem]:
    if not case.profile.owner:
        yield Problem("benefit.no-owner", "owner", {"benefit": case.profile.benefit})


def _indicator(case: Case, _: date) -> Iterator[Problem]:
    for name in ("indicator", "formula", "unit", "data_source"):
        if not getattr(case.profile, name):
            yield Problem("benefit.no-indicator", name, {"benefit": case.profile.benefit, "what": name})


def _baseline(case: Case, on: date) -> Iterator[Problem]:
    if not case.profile.has_baseline(on):
        yield Problem("benefit.no-baseline", "baseline", {"benefit": case.profile.benefit})


def _targets(case: Case, _: date) -> Iterator[Problem]:
    if not case.profile.targets:
        yield Problem("benefit.no-targets", "targets", {"benefit": case.profile.benefit})


def _follow_ups(case: Case, _: date) -> Iterator[Problem]:
    named = {one.months for one in case.profile.follow_ups if one.actor}
    for months in MONTHS:
        if months not in named:
            told = {"benefit": case.profile.benefit, "months": months}
            yield Problem("benefit.no-follow-up", "follow_ups", told)


def _delivered(case: Case, on: date) -> Iterator[Problem]:
    if case.delivered_on is None or case.delivered_on > on:
        yield Problem("benefit.not-delivered", "delivered_on", {"benefit": case.profile.benefit})


def _verified(case: Case, _: date) -> Iterator[Problem]:
    if case.newest is None:
        yield Problem("benefit.not-verified", "measurements", {"benefit": case.profile.benefit})


def _reached(case: Case, _: date) -> Iterator[Problem]:
    """The newest measurement is held against the last target whose period has begun by then."""
    newest, target = case.newest, target_of(case.profile, case.newest)
    if newest is None:
        return
    told = {"benefit": case.profile.benefit, "value": str(newest.value)}
    if target is None:
        yield Problem("benefit.not-reached", "targets", {**told, "target": "?"})
    elif newest.value < target if case.profile.more_is_better else newest.value > target:
        yield Problem("benefit.not-reached", "measurements", {**told, "target": str(target)})


def target_of(profile: BenefitProfile, measurement: Measurement | None) -> Decimal | None:
    """Target that a measurement is held against: that of its period, else the last one before it.

    Returns
    -------
    Decimal or None
        None where none was set so early.
    """
    if measurement is None:
        return None
    told = [one for one in profile.targets if one.period.first_day <= measurement.period.last_day]
    found = max(told, key=lambda one: one.period.first_day, default=None)
    return found.value if found else None


GUARDS: Mapping[str, Callable[[Case, date], Iterator[Problem]]] = {
    "owner": _owner,
    "indicator": _indicator,
    "baseline": _baseline,
    "targets": _targets,
    "follow-ups": _follow_ups,
    "delivered": _delivered,
    "verified": _verified,
    "reached": _reached,
}
"""What each guard of the table of benefits looks at."""


def why_not(case: Case, verb: str, who: Who, on: date, said: Said | None = None) -> list[Problem]:
    """Why somebody may not move a benefit; everything at once.

    Returns
    -------
    list of Problem
    """
    checks = {name: partial(guard, case, on) for name, guard in GUARDS.items()}
    return judged(Standpoint(Noun.BENEFIT, case.state, case.asked_by), verb, who, said=said, checks=checks)


def measurement_problems(measurement: Measurement, profile: BenefitProfile) -> list[Problem]:
    """What keeps a measurement from being handed in and verified.

    Returns
    -------
    list of Problem
        The value without the investment has to be stated, and whoever measures be named to follow up.
    """
    told = {"benefit": measurement.benefit}
    found = [
        Problem("measurement.missing", name, {**told, "what": name})
        for name, said in (
            ("counterfactual", measurement.counterfactual is not None),
            ("method", measurement.method),
        )
        if not said
    ]
    named = sorted({one.actor for one in profile.follow_ups if one.actor})
    if measurement.by not in named:
        words = {**told, "by": measurement.by, "named": ", ".join(named) or "?"}
        found.append(Problem("measurement.stranger", "by", words))
    return found


def why_not_measured(
    measurement: Measurement,
    profile: BenefitProfile,
    verb: str,
    who: Who,
    *,
    asked_by: frozenset[str],
    said: Said,
) -> list[Problem]:
    """Why somebody may not move a measurement.

    Parameters
    ----------
    asked_by : persons who wrote it; none of them verifies it.

    Returns
    -------
    list of Problem
    """
    standpoint = Standpoint(Noun.MEASUREMENT, measurement.state, asked_by)
    checks = {"whole": partial(measurement_problems, measurement, profile)}
    return judged(standpoint, verb, who, said=said, checks=checks)
