"""Which invented investment is whole, so that a test can take one thing away?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from styrbord.core.base.periods import Period
from styrbord.core.investments.benefits import BenefitClass
from styrbord.core.investments.lights import Light
from styrbord.core.investments.portfolio.components import Answer, Conformity, Requirement, Standing
from styrbord.core.investments.portfolio.dossier import Deliverable, Dossier
from styrbord.core.investments.portfolio.effect_map import Edge, EffectMap, Node, NodeKind
from styrbord.core.investments.portfolio.model import (
    BenefitLine,
    Condition,
    ConditionKind,
    CostLine,
    Investment,
    Option,
    OptionKind,
    Participation,
    PartyRole,
    Spread,
)
from styrbord.core.investments.portfolio.money import Money, Price
from styrbord.core.investments.portfolio.moving import Who
from styrbord.core.investments.portfolio.opinions import Opinion
from styrbord.core.investments.portfolio.opinions import State as OpinionState
from styrbord.core.investments.portfolio.profile import (
    Baseline,
    BaselinePlan,
    BenefitProfile,
    Measurement,
    MeasurementState,
    PlannedFollowUp,
    Target,
)
from styrbord.core.investments.portfolio.reviewing import Conclusion, Outcome, Subcommittee, Vote
from styrbord.core.investments.portfolio.workflow import Standing as Role

DAY = date(2026, 3, 1)
PRICE = Price("SEK", 2025)
NOW = Period.parse("2026")


def sek(amount: int | str | Decimal) -> Money:
    return Money(Decimal(amount), PRICE)


def spread(likely: int) -> Spread:
    return Spread(Decimal(likely) / 2, Decimal(likely), Decimal(likely) * 2)


def party(body: str, *roles: PartyRole) -> Participation:
    return Participation(body, frozenset(roles), 2, f"agreement-{body}", DAY)


EFFECTS = EffectMap(
    (
        Node("system", NodeKind.ENABLER),
        Node("ask-once", NodeKind.BUSINESS_CHANGE, "head"),
        Node("hours", NodeKind.BENEFIT),
        Node("service", NodeKind.OBJECTIVE),
    ),
    (Edge("system", "ask-once"), Edge("ask-once", "hours"), Edge("hours", "service")),
)
PROFILE = BenefitProfile(
    "hours",
    "waiting-hours",
    "town",
    formula="hours per case",
    unit="h",
    more_is_better=False,
    owner="head",
    baseline_plan=BaselinePlan("from the register", DAY),
    baseline=Baseline(Decimal(10), NOW, "from the register", "clerk", "controller"),
    targets=(Target(Period.parse("2027"), Decimal(6)),),
    data_source="case register",
    follow_ups=tuple(PlannedFollowUp(months, "office") for months in (6, 12, 24)),
)
INVESTMENT = Investment(
    "case-system",
    "One case system",
    PRICE,
    "digital-head",
    parties=(
        party("town", PartyRole.LEAD, PartyRole.FOLLOW_UP),
        party("region", PartyRole.OPERATOR, PartyRole.USER),
    ),
    options=(
        Option("usual", OptionKind.AS_USUAL),
        Option(
            "new",
            OptionKind.PREFERRED,
            "A new one",
            (CostLine("C1", "town", 2026, spread(900), PRICE, "R1", pool="staff", tower="applications"),),
            (
                BenefitLine(
                    "hours", "town", BenefitClass.REDEPLOYED_OWN, spread(400), "h", PRICE,
                    Decimal(500), "collective agreement", owner="head",
                ),
            ),
        ),
    ),
    effects=EFFECTS,
    profiles=(PROFILE,),
    conditions=(
        Condition("money", ConditionKind.ECONOMIC, Light.GREEN),
        Condition("secrecy", ConditionKind.LEGAL, Light.YELLOW),
    ),
    picture=2,
    start_year=2026,
    horizon_years=5,
    methodology="green-book/1",
    needs=frozenset({"case-handling", "archive"}),
)  # fmt: skip
COMMITTEE = Subcommittee(frozenset("abcde"), 3)
CONCLUSION = Conclusion(
    "case-system",
    Outcome.SUPPORTED,
    frozenset("abc"),
    votes=(("a", Vote.FOR), ("b", Vote.FOR), ("c", Vote.AGAINST)),
    document="2026-17",
)
DOSSIER = Dossier(
    INVESTMENT,
    is_large=True,
    committee=COMMITTEE,
    conclusion=CONCLUSION,
    opinions=(Opinion("police", DAY, OpinionState.ANSWERED), Opinion("court", DAY, OpinionState.SILENT)),
    components=Standing(
        (Requirement("sign-in", component="identity"),),
        (Conformity("sign-in", Answer.MET, "test report", is_approved=True),),
    ),
    deliverables=(Deliverable("system", "region"),),
    delivered_on=date(2025, 6, 1),
    measurements=(
        Measurement(
            "hours", DAY, NOW, Decimal(5), "office", MeasurementState.VERIFIED, Decimal(9), "register"
        ),
    ),
)
"""Passes every gate."""


def line_with(**changed: object) -> Investment:
    """The investment with its cost line changed."""
    option = INVESTMENT.options[1]
    line = replace(option.costs[0], **changed)  # type: ignore[arg-type]
    return replace(INVESTMENT, options=(INVESTMENT.options[0], replace(option, costs=(line,))))


def benefit_with(**changed: object) -> Investment:
    """The investment with its benefit line changed."""
    option = INVESTMENT.options[1]
    line = replace(option.benefits[0], **changed)  # type: ignore[arg-type]
    return replace(INVESTMENT, options=(INVESTMENT.options[0], replace(option, benefits=(line,))))


def profile_with(**changed: object) -> Investment:
    """The investment with the profile of its benefit changed."""
    return replace(INVESTMENT, profiles=(replace(PROFILE, **changed),))  # type: ignore[arg-type]


def somebody(*roles: Role, person: str = "p1") -> Who:
    return Who(frozenset(roles), person)
