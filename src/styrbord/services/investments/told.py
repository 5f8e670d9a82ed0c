"""What does a matter say in the words of the rules: a measurement, an order, a waiver, an opinion?"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from styrbord.core.base.periods import Period
from styrbord.core.investments.portfolio.components import Answer, Conformity, Waiver
from styrbord.core.investments.portfolio.opinions import Opinion
from styrbord.core.investments.portfolio.opinions import State as OpinionState
from styrbord.core.investments.portfolio.profile import (
    Baseline,
    BenefitProfile,
    Measurement,
    MeasurementState,
)
from styrbord.core.investments.portfolio.reviewing import Conclusion, Condition, Outcome, Subcommittee, Vote
from styrbord.core.investments.portfolio.stopping import Ground, Override, StopOrder
from styrbord.core.investments.portfolio.stopping import State as StopState
from styrbord.store.investments.models import Matter

Data = Mapping[str, Any]


def day(text: object) -> date | None:
    """Day from its text; None for nothing."""
    return date.fromisoformat(str(text)) if text else None


def number(text: object) -> Decimal | None:
    """Number from its text; None for nothing."""
    return None if text in (None, "") else Decimal(str(text))


def measurement_of(matter: Matter) -> Measurement:
    """Measurement of a benefit."""
    data = matter.data
    return Measurement(
        matter.code,
        date.fromisoformat(data["measured_on"]),
        Period.parse(data["period"]),
        Decimal(data["value"]),
        matter.body,
        MeasurementState(matter.state),
        number(data.get("counterfactual")),
        data.get("method", ""),
    )


def baseline_of(data: Data) -> Baseline | None:
    """The value before the change, from what a benefit says."""
    told = data.get("baseline")
    if not told:
        return None
    return Baseline(
        Decimal(told["value"]),
        Period.parse(told["period"]),
        told.get("method", ""),
        told["measured_by"],
        told.get("approved_by", ""),
    )


def profile_with(profile: BenefitProfile, data: Data) -> BenefitProfile:
    """A profile with the baseline that was measured, or waived until a day."""
    return replace(profile, baseline=baseline_of(data), baseline_waived_until=day(data.get("waived_until")))


def order_of(matter: Matter) -> StopOrder:
    """Stop order with its overrides; their reasons stand apart, so that they can be erased."""
    data = matter.data
    reasons = data.get("override_reasons", {})
    overrides = tuple(
        Override(one.get("authority", ""), reasons.get(str(place), "erased"), day(one.get("expires")))
        for place, one in enumerate(data.get("overrides", ()))
    )
    return StopOrder(
        matter.token,
        Ground(data["ground"]),
        StopState(matter.state),
        tuple(data.get("missing", ())),
        matter.due_on,
        day(data.get("since")),
        overrides,
    )


def waiver_of(matter: Matter) -> Waiver:
    """Waiver of a requirement; granted ones alone count."""
    data = matter.data
    return Waiver(
        matter.code,
        data.get("reason", ""),
        data.get("risk", ""),
        data.get("compensation", ""),
        matter.due_on,
        matter.state == "granted",
    )


def conformities_of(matters: Iterable[Matter]) -> tuple[Conformity, ...]:
    """Answers of forms, those of the newest form last."""
    return tuple(
        Conformity(code, Answer(told.get("answer", "")), told.get("evidence", ""), one.state == "approved")
        for one in matters
        for code, told in one.data.get("answers", {}).items()
    )


def opinion_of(matter: Matter) -> Opinion:
    """That a body was asked for its opinion."""
    assert matter.due_on is not None
    return Opinion(matter.body, matter.due_on, OpinionState(matter.state), int(matter.data.get("version", 1)))


def conclusion_of(item: str, data: Data, document: str = "") -> Conclusion:
    """What was concluded on an item, or is about to be."""
    return Conclusion(
        item,
        Outcome(data["outcome"]),
        frozenset(data.get("present", ())),
        frozenset(data.get("recused", ())),
        tuple((one["member"], Vote(one["vote"])) for one in data.get("votes", ())),
        tuple(
            Condition(one.get("words", ""), one.get("owner", ""), day(one.get("due")))
            for one in data.get("conditions", ())
        ),
        document or data.get("document", ""),
    )


def committee_of(data: Data) -> Subcommittee | None:
    """The subcommittee as it was made up when it concluded."""
    told = data.get("committee")
    return Subcommittee(frozenset(told["members"]), int(told["quorum"])) if told else None
