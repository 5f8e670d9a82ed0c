"""Does every gate name exactly what is missing, and open when it is there?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from styrbord.core.base.periods import Period
from styrbord.core.investments.lights import Light
from styrbord.core.investments.portfolio.components import Standing, Waiver
from styrbord.core.investments.portfolio.dossier import Deliverable, Dossier
from styrbord.core.investments.portfolio.gates import after, why_not
from styrbord.core.investments.portfolio.guards import GUARDS
from styrbord.core.investments.portfolio.light import Answers, investment_from
from styrbord.core.investments.portfolio.model import ConditionKind, Investment, Spread
from styrbord.core.investments.portfolio.moving import Said
from styrbord.core.investments.portfolio.opinions import Opinion
from styrbord.core.investments.portfolio.opinions import State as OpinionState
from styrbord.core.investments.portfolio.profile import MeasurementState, PlannedFollowUp
from styrbord.core.investments.portfolio.reviewing import Outcome
from styrbord.core.investments.portfolio.stopping import Ground, StopOrder
from styrbord.core.investments.portfolio.stopping import State as StopState
from styrbord.core.investments.portfolio.workflow import MOVES, Noun, Stage
from styrbord.core.investments.portfolio.workflow import Standing as Role
from tests.core.investments.portfolio.worlds import (
    COMMITTEE,
    CONCLUSION,
    DAY,
    DOSSIER,
    INVESTMENT,
    PRICE,
    PROFILE,
    benefit_with,
    line_with,
    party,
    profile_with,
    sek,
    somebody,
)

SAID = Said("why", "words", "2026-18", sek(0))
ANY = somebody(*Role, person="decider")
LATER = date(2026, 4, 1)
Broken = Callable[[Dossier], Dossier]


def of(investment: Investment) -> Broken:
    return lambda dossier: replace(dossier, investment=investment)


def with_(**changed: object) -> Broken:
    return lambda dossier: replace(dossier, **changed)  # type: ignore[arg-type]


UNSIGNED = (party("town"), replace(party("region"), agreement=""))
OLD_PICTURE = tuple(replace(one, picture=2 - place) for place, one in enumerate(INVESTMENT.parties))
UNJUDGED = (replace(INVESTMENT.conditions[0], light=None), INVESTMENT.conditions[1])
RED = (INVESTMENT.conditions[0], replace(INVESTMENT.conditions[1], light=Light.RED))
EARLY = replace(DOSSIER.measurements[0], measured_on=date(2025, 6, 1))
UNVERIFIED = replace(DOSSIER.measurements[0], state=MeasurementState.SUBMITTED)
OF_BEFORE = replace(DOSSIER.measurements[0], period=Period.parse("2024"))
ORDER = StopOrder("S1", Ground.NON_CONFORMITY, StopState.IN_FORCE, since=DAY)
GIVEN = Opinion("police", DAY, OpinionState.GIVEN)
OF_OTHER = replace(CONCLUSION, item="other")
UNREGISTERED = replace(CONCLUSION, document="")
RETURNED = replace(CONCLUSION, outcome=Outcome.RETURNED)
NO_NUMBER = Spread(None, None, None)
UNMEASURABLE = replace(benefit_with(quantity=NO_NUMBER), profiles=(replace(PROFILE, indicator=""),))
WITHOUT_LEAD = replace(INVESTMENT, parties=INVESTMENT.parties[1:])
CASES: list[tuple[str, Broken, str, str]] = [
    ("free", with_(orders=(ORDER,)), "stop.in-force", "S1"),
    ("free", with_(orders=(replace(ORDER, state=StopState.APPEALED),)), "stop.in-force", "S1"),
    ("form", of(replace(INVESTMENT, title=" ")), "investment.missing", "title"),
    ("results", of(line_with(result="")), "gate.no-result", "C1"),
    ("owners", of(replace(benefit_with(owner=""), profiles=())), "gate.no-owner", "hours"),
    ("baseline-plans", of(replace(INVESTMENT, profiles=())), "gate.no-baseline-plan", "hours"),
    ("baseline-plans", of(profile_with(baseline=None, baseline_plan=None)), "gate.no-baseline-plan", "hours"),
    ("conditions", of(replace(INVESTMENT, conditions=RED)), "gate.condition", "secrecy"),
    ("conditions", of(replace(INVESTMENT, conditions=UNJUDGED)), "gate.condition", "money"),
    ("conditions", of(replace(INVESTMENT, conditions=RED[:1])), "gate.no-condition", ConditionKind.LEGAL),
    ("opinions", with_(opinions=(Opinion("police", DAY),)), "opinion.waiting", "police"),
    ("opinions", with_(opinions=(GIVEN,)), "opinion.unanswered", "police"),
    ("conclusion", with_(conclusion=None), "gate.no-conclusion", "case-system"),
    ("conclusion", with_(conclusion=OF_OTHER), "gate.no-conclusion", "case-system"),
    ("conclusion", with_(conclusion=UNREGISTERED), "gate.no-document-of-conclusion", "case-system"),
    ("conclusion", with_(conclusion=RETURNED), "gate.not-supported", "returned"),
    ("conclusion", with_(committee=replace(COMMITTEE, quorum=4)), "review.no-quorum", "case-system"),
    ("light", with_(), "gate.needs-procurement", "case-system"),
    ("agreement", of(replace(INVESTMENT, picture=0)), "gate.no-picture", "case-system"),
    ("agreement", of(replace(INVESTMENT, parties=OLD_PICTURE)), "gate.picture", "region"),
    ("agreement", of(replace(INVESTMENT, parties=UNSIGNED)), "gate.no-agreement", "region"),
    ("baselines", of(profile_with(baseline=None)), "gate.no-baseline", "hours"),
    ("baselines", of(profile_with(baseline=replace(PROFILE.baseline, approved_by="clerk"))), "gate.no-baseline", "hours"),  # type: ignore[type-var]  # noqa: E501
    ("components", with_(components=Standing(DOSSIER.components.requirements)), "gate.component", "sign-in"),
    ("deliverables", with_(deliverables=()), "gate.no-deliverables", "case-system"),
    ("deliverables", with_(deliverables=(Deliverable("system", "town"),)), "gate.unconfirmed", "system"),
    ("deliverables", of(replace(INVESTMENT, parties=())), "gate.no-operator", "case-system"),
    ("follow-up-actor", of(WITHOUT_LEAD), "gate.no-follow-up-actor", "case-system"),
    ("measured", with_(measurements=()), "gate.not-measured", "hours"),
    ("measured", of(UNMEASURABLE), "gate.nothing-measurable", "case-system"),
    ("measured", with_(measurements=(EARLY,)), "gate.not-measured", "hours"),
    ("measured", with_(measurements=(UNVERIFIED,)), "gate.not-measured", "hours"),
    ("measured", with_(measurements=(OF_BEFORE,)), "gate.not-measured", "hours"),
    ("measured", with_(delivered_on=None), "gate.not-measured", "hours"),
    ("follow-ups", of(profile_with(follow_ups=PROFILE.follow_ups[:2])), "gate.no-follow-up", "24 months"),
    ("follow-ups", of(profile_with(follow_ups=(PlannedFollowUp(6, ""),))), "gate.no-follow-up", "6 months"),
]  # fmt: skip


@pytest.mark.parametrize(("guard", "broken", "code", "item"), CASES)
def test_the_refusal_of_every_guard_names_what_is_missing(
    guard: str, broken: Broken, code: str, item: str
) -> None:
    dossier = broken(DOSSIER)
    told = [one for one in GUARDS[guard](dossier, LATER) if one.code == code]
    assert told
    assert any(item in one.message for one in told)
    lines = [one for one in MOVES[Noun.INVESTMENT].values() if guard in one.guards]
    assert lines
    for line in lines:
        here = replace(dossier, stage=Stage(line.state), paused_in=Stage.IDEA)
        refused = why_not(here, line.verb, ANY, LATER, SAID)
        assert code in [one.code for one in refused]


def test_every_guard_is_broken_by_a_case() -> None:
    assert {guard for guard, *_ in CASES} == set(GUARDS)


def test_a_whole_investment_goes_from_the_idea_to_the_end() -> None:
    dossier = replace(DOSSIER, stage=Stage.IDEA, delivered_on=None)
    steps = ["propose", "approve", "procure", "start", "deliver", "realise"]
    deciders = {"approve": "q1", "start": "q2"}
    for place, verb in enumerate(steps):
        who = somebody(*Role, person=deciders.get(verb, f"p{place}"))
        assert why_not(dossier, verb, who, date(2025, 6, 1), SAID) == []
        dossier = after(dossier, verb, who, date(2025, 6, 1))
    assert (dossier.stage, dossier.delivered_on) == (Stage.REALISING, date(2025, 6, 1))
    author = somebody(Role.BODY, person="p0")
    assert [one.code for one in why_not(dossier, "close", author, LATER, SAID)] == ["portfolio.own"]
    assert why_not(dossier, "close", ANY, LATER, SAID) == []
    assert after(dossier, "close", ANY, LATER).stage is Stage.CLOSED


def test_everything_that_is_missing_is_told_at_once() -> None:
    bare = replace(
        DOSSIER, stage=Stage.APPRAISING, conclusion=None, investment=line_with(result="", bearer="")
    )
    told = {one.code for one in why_not(bare, "approve", ANY, LATER, Said())}
    assert told == {
        "portfolio.needs-document", "investment.bearer", "gate.no-result", "gate.no-conclusion",
    }  # fmt: skip


def test_a_pause_leads_back_to_where_it_came_from_and_moves_no_day() -> None:
    paused = after(replace(DOSSIER, stage=Stage.DELIVERED), "pause", ANY, LATER)
    assert (paused.stage, paused.paused_in) == (Stage.PAUSED, Stage.DELIVERED)
    back = after(paused, "resume", ANY, LATER)
    assert (back.stage, back.paused_in, back.delivered_on) == (Stage.DELIVERED, None, DOSSIER.delivered_on)
    with pytest.raises(ValueError, match="paused_in"):
        after(replace(paused, paused_in=None), "resume", ANY, LATER)
    with pytest.raises(ValueError, match="close"):
        after(paused, "close", ANY, LATER)


def test_a_waiver_holds_to_its_last_day_and_no_longer() -> None:
    waived = Waiver("sign-in", "late", "low", "own sign-in", LATER, is_granted=True)
    bare = replace(
        DOSSIER, stage=Stage.PROCURING, components=Standing(DOSSIER.components.requirements, (), (waived,))
    )
    assert why_not(bare, "start", ANY, LATER, SAID) == []
    told = why_not(bare, "start", ANY, LATER + timedelta(1), SAID)
    assert [one.code for one in told] == ["gate.component"]
    late = replace(
        bare,
        components=DOSSIER.components,
        investment=profile_with(baseline=None, baseline_waived_until=LATER),
    )
    assert why_not(late, "start", ANY, LATER, SAID) == []
    assert [one.code for one in why_not(late, "start", ANY, LATER + timedelta(1), SAID)] == [
        "gate.no-baseline"
    ]


LIGHT = Answers(
    "printers",
    "New printers",
    "town",
    "it-head",
    Decimal(90_000),
    2026,
    Decimal(80),
    "pages",
    "clerk-head",
    DAY,
)


def test_a_small_internal_investment_passes_with_ten_answers_and_without_procurement() -> None:
    assert len(Answers.__dataclass_fields__) <= 10
    dossier = Dossier(investment_from(LIGHT, PRICE))
    assert dossier.is_light
    for verb, person in (("propose", "p1"), ("approve", "p2"), ("start", "p2")):
        who = somebody(*Role, person=person)
        assert why_not(dossier, verb, who, DAY, SAID) == []
        dossier = after(dossier, verb, who, DAY)
    assert dossier.stage is Stage.EXECUTING
    paper = replace(DOSSIER.measurements[0], benefit="B1", measured_on=LATER)
    handed_over = replace(dossier, deliverables=(Deliverable("printers", "town"),), measurements=(paper,))
    for verb, person in (("deliver", "p1"), ("realise", "p1"), ("close", "p2")):
        who = somebody(*Role, person=person)
        assert why_not(handed_over, verb, who, DAY, SAID) == []
        handed_over = after(handed_over, verb, who, DAY)
    assert handed_over.stage is Stage.CLOSED
    dear = Dossier(investment_from(replace(LIGHT, cost=Decimal(1_000_000)), PRICE))
    told = {
        one.params.get("field", one.params.get("layer")) for one in why_not(dear, "propose", ANY, DAY, SAID)
    }
    assert {"pool", "tower", "methodology", "start_year", "horizon_years"} <= told


@pytest.mark.parametrize("name", ["title", "lead", "owner", "benefit_owner"])
def test_a_small_one_without_one_of_its_answers_is_not_approved(name: str) -> None:
    dossier = Dossier(investment_from(replace(LIGHT, **{name: ""}), PRICE), Stage.APPRAISING)  # type: ignore[arg-type]
    assert why_not(dossier, "approve", ANY, DAY, SAID)


def test_a_benefit_without_a_number_is_measured_by_its_series() -> None:
    unpriced = replace(DOSSIER, investment=benefit_with(quantity=NO_NUMBER))
    assert list(GUARDS["measured"](unpriced, LATER)) == []
    unmeasured = GUARDS["measured"](replace(unpriced, measurements=()), LATER)
    assert [one.code for one in unmeasured] == ["gate.not-measured"]
    bare = replace(unpriced, investment=replace(unpriced.investment, profiles=()))
    assert [one.code for one in GUARDS["baseline-plans"](bare, LATER)] == ["gate.no-baseline-plan"]
