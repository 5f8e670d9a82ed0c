"""Does no random walk lose money, change it alone, or slip past a gate?"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.dossier import Dossier
from styrbord.core.investments.portfolio.gates import after, why_not
from styrbord.core.investments.portfolio.guards import GUARDS
from styrbord.core.investments.portfolio.lock import applied
from styrbord.core.investments.portfolio.moving import Said, Who
from styrbord.core.investments.portfolio.opinions import Opinion
from styrbord.core.investments.portfolio.opinions import State as OpinionState
from styrbord.core.investments.portfolio.plans import Line, NoEffect, Plans, Request, Result
from styrbord.core.investments.portfolio.stopping import BLOCKING, Ground, Override, StopOrder
from styrbord.core.investments.portfolio.stopping import State as StopState
from styrbord.core.investments.portfolio.workflow import MOVES, Noun, Stage, Standing, move_of
from tests.core.investments.portfolio.test_lock import ABOVE, POLICY
from tests.core.investments.portfolio.worlds import DAY, DOSSIER, INVESTMENT, PROFILE, line_with, sek

VERBS = sorted({verb for _, verb in MOVES[Noun.INVESTMENT]})
STEPS = 1_000
SAIDS = (Said("why", "w", "doc", sek(0)), Said("why"), Said())
LINES = ("L1", "L2", "L3", "L4")
RESULTS = ("I1", "I2", "I3")


def plans_of(random: Random) -> Plans:
    lines = {
        code: Line(code, random.choice(("P1", "P2")), sek(random.randint(0, 500)), random.choice("EF"),
                   tuple(random.sample(RESULTS, random.randint(0, 2))))
        for code in LINES
    }  # fmt: skip
    results = {
        code: Result(code, random.choice(("P1", "P2")), Decimal(0), Decimal(50), random.random() < 0.5)
        for code in RESULTS
    }
    return Plans(lines, results, {"P1": 1, "P2": 1})


def request_of(random: Random, plans: Plans) -> Request:
    """A request that is often balanced and covered, and often not quite."""
    first, second = random.choices(LINES, k=2)
    amount = sek(Decimal(random.randint(-3000, 3000)) / 100)
    odd = sek(Decimal(random.choice((0, 0, 0, 1))) / 100)
    money = ((first, amount), (second, -amount + odd)) if random.random() < 0.9 else ()
    touched = {name for line, _ in money for name in plans.lines[line].results}
    named = [name for name in RESULTS if (name in touched) is (random.random() < 0.85)]
    results = tuple((name, Decimal(random.randint(-5, 5))) for name in named)
    signed = tuple(
        NoEffect(line, name, random.choice(("why", "")), random.choice(("head", "clerk")))
        for line, _ in money
        for name in plans.lines[line].results
        if random.random() < 0.3
    )
    versions = {plan: version - (random.random() < 0.05) for plan, version in plans.versions.items()}
    return Request("clerk", money, results, signed, versions)


def sums(plans: Plans) -> dict[str, Decimal]:
    return {
        envelope: sum(
            (one.money.amount for one in plans.lines.values() if one.envelope == envelope), Decimal(0)
        )
        for envelope in "EF"
    }


def assert_lawful(request: Request, before: Plans, now: Plans) -> None:
    """What was applied, judged by another way of counting than the lock's own."""
    assert sums(now) == sums(before)
    assert all(line.money.amount >= 0 for line in now.lines.values())
    signed = {
        (one.line, one.result) for one in request.no_effects if one.reason == "why" and one.signer == "head"
    }
    changed = {code for code in RESULTS if now.results[code].target != before.results[code].target}
    for code in LINES:
        if now.lines[code].money != before.lines[code].money:
            assert before.lines[code].results
            assert all(name in changed or (code, name) in signed for name in before.lines[code].results)
    moved = {one.plan for code, one in now.lines.items() if one != before.lines[code]}
    moved |= {one.plan for code, one in now.results.items() if one != before.results[code]}
    assert {plan for plan in now.versions if now.versions[plan] != before.versions[plan]} == moved
    assert moved


@given(st.integers(0, 10**9))
@settings(max_examples=12, deadline=None)
def test_no_random_request_loses_money_or_moves_it_alone(seed: int) -> None:
    random = Random(seed)
    plans = plans_of(random)
    for _step in range(STEPS):
        request = request_of(random, plans)
        try:
            now = applied(request, plans, policy=POLICY, above=ABOVE)
        except Refused:
            continue
        assert_lawful(request, plans, now)
        plans = now


def test_the_walk_of_requests_applies_many_and_refuses_many() -> None:
    random = Random(8)
    applied_ones = 0
    for _ in range(STEPS):
        plans = plans_of(random)
        try:
            applied(request_of(random, plans), plans, policy=POLICY, above=ABOVE)
            applied_ones += 1
        except Refused:
            continue
    assert STEPS // 50 < applied_ones < STEPS * 9 // 10


ORDERS: tuple[tuple[StopOrder, ...], ...] = (
    (),
    (),
    (),
    (StopOrder("S", Ground.NO_BENEFIT, StopState.IN_FORCE, since=DAY),),
    (StopOrder("S", Ground.NO_BENEFIT, StopState.IN_FORCE, since=DAY,
               overrides=(Override("minister", "harvest", DAY + timedelta(30)),)),),
    (StopOrder("S", Ground.NO_BENEFIT, StopState.LIFTED, since=DAY),),
)  # fmt: skip
INVESTMENTS = (INVESTMENT, INVESTMENT, INVESTMENT, line_with(result=""), replace(INVESTMENT, profiles=()),
               replace(INVESTMENT, profiles=(replace(PROFILE, baseline=None),)))  # fmt: skip
LATER = (replace(DOSSIER.measurements[0], measured_on=date(2027, 1, 1)),)
OPINIONS: tuple[tuple[Opinion, ...], ...] = ((), (), (Opinion("court", DAY, OpinionState.GIVEN),))


def shaken(dossier: Dossier, random: Random) -> Dossier:
    """The dossier with something of it there or missing, as writers change it between two moves."""
    return replace(
        dossier,
        investment=random.choice(INVESTMENTS),
        conclusion=random.choice((DOSSIER.conclusion, DOSSIER.conclusion, None)),
        opinions=random.choice(OPINIONS),
        measurements=random.choice((LATER, DOSSIER.measurements, ())),
        deliverables=random.choice((DOSSIER.deliverables, ())),
        orders=random.choice(ORDERS),
    )


def assert_guarded(dossier: Dossier, verb: str, who: Who, on: date, said: Said) -> None:
    """That a move which was let through has everything, looked at guard by guard."""
    line = move_of(Noun.INVESTMENT, dossier.stage, verb)
    assert line is not None
    assert line.who & who.standings
    assert not (line.is_other and who.person in dossier.asked_by)
    assert all(said.has(name) for name in line.needs)
    assert [one for name in line.guards for one in GUARDS[name](dossier, on)] == []
    if verb != "stop":
        assert not any(one.state in BLOCKING and not one.overrides for one in dossier.orders)


@given(st.integers(0, 10**9))
@settings(max_examples=10, deadline=None)
def test_no_random_walk_of_an_investment_skips_a_guard(seed: int) -> None:
    random = Random(seed)
    dossier = replace(DOSSIER, stage=Stage.IDEA, delivered_on=None)
    trail = [Stage.IDEA]
    for step in range(STEPS):
        dossier = shaken(dossier, random)
        verb = random.choice(VERBS if random.random() < 0.3 else [one for one in VERBS if one != "stop"])
        roles = random.sample(list(Standing), random.randint(1, 6))
        who, said, on = (
            Who(frozenset(roles), random.choice("abcdefgh")),
            random.choice(SAIDS),
            DAY + timedelta(step % 40),
        )
        if why_not(dossier, verb, who, on, said):
            continue
        assert_guarded(dossier, verb, who, on, said)
        before, dossier = dossier, after(dossier, verb, who, on)
        assert before.delivered_on in (None, dossier.delivered_on)
        trail.append(dossier.stage)
        if dossier.stage in (Stage.CLOSED, Stage.STOPPED):
            assert trail[-2] is Stage.REALISING or dossier.stage is Stage.STOPPED
            dossier, trail = replace(DOSSIER, stage=Stage.IDEA, delivered_on=None), [Stage.IDEA]
    assert trail


def test_the_walk_of_an_investment_gets_to_the_end() -> None:
    random, ends = Random(5), set()
    dossier = replace(DOSSIER, stage=Stage.IDEA, delivered_on=None)
    for step in range(6 * STEPS):
        who = Who(frozenset(Standing), f"p{step}")
        verb = random.choice([one for one in VERBS if one != "stop" or random.random() < 0.05])
        dossier = shaken(dossier, random)
        if not why_not(dossier, verb, who, DAY, SAIDS[0]):
            dossier = after(dossier, verb, who, DAY)
        if dossier.stage in (Stage.CLOSED, Stage.STOPPED):
            ends.add(dossier.stage)
            dossier = replace(DOSSIER, stage=Stage.IDEA, delivered_on=None)
    assert ends == {Stage.CLOSED, Stage.STOPPED}
