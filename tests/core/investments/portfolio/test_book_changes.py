"""Is what a plan says anew of money and results told as a change, and nothing of it lost or smuggled in?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from styrbord.core.base.periods import Period
from styrbord.core.investments.portfolio.book_changes import asked_and_rest, change_data, differing
from styrbord.core.investments.portfolio.model import Investment, Spread
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.profile import Target
from styrbord.core.investments.portfolio.request_text import change_text
from styrbord.core.investments.portfolio.results import PlannedResult
from tests.core.investments.portfolio.worlds import INVESTMENT, benefit_with, line_with, profile_with, spread

RESULT = PlannedResult(
    "R1", "case-system", "waiting", "town", "h", Decimal(10), Decimal(6), date(2027, 1, 1), "register", False
)
CODE = "case-system"
MORE = replace(spread(900), likely=Decimal(1000))


def plan(investment: Investment = INVESTMENT, **said: object) -> Plan:
    told = {"names": {"en": "One"}, "results": (RESULT,), "ends_on": date(2027, 1, 1), **said}
    return Plan(investment, **told)  # type: ignore[arg-type]


def test_the_same_plan_asks_for_nothing() -> None:
    asked, rest = asked_and_rest(plan(), plan())
    assert not asked
    assert rest == plan()
    assert list(differing(plan(), plan())) == []


def test_money_results_targets_and_days_are_asked_for_and_all_else_is_the_rest() -> None:
    wanted = replace(
        plan(line_with(spread=MORE)),
        results=(replace(RESULT, target=Decimal(5)),),
        ends_on=date(2027, 6, 1),
        names={"en": "Another name"},
    )
    asked, rest = asked_and_rest(plan(), wanted)
    assert asked.money == ((f"{CODE}/C1", Decimal(100)),)
    assert asked.results == ((f"{CODE}/R1", Decimal(-1)),)
    assert asked.ends_on == date(2027, 6, 1)
    assert rest == replace(plan(), names={"en": "Another name"})
    assert list(differing(plan(), rest)) == ["names.en"]


def test_targets_of_a_benefit_are_asked_for_by_period() -> None:
    year = Period.parse("2027")
    asked, rest = asked_and_rest(plan(), plan(profile_with(targets=(Target(year, Decimal(4)),))))
    assert asked.targets == (("hours", year, Decimal(4)),)
    assert rest == plan()


def test_what_no_request_moves_stays_in_the_rest_with_its_place() -> None:
    for wanted, place in (
        (plan(line_with(bearer="region")), "investment.options[1].costs[0].bearer"),
        (plan(line_with(year=2027)), "investment.options[1].costs[0].year"),
        (plan(benefit_with(unit="days")), "investment.options[1].benefits[0].unit"),
        (plan(results=()), "results"),
        (plan(profile_with(targets=())), "investment.profiles[0].targets"),
    ):
        asked, rest = asked_and_rest(plan(), wanted)
        assert not asked
        assert list(differing(plan(), rest)) == [place]
    low = line_with(spread=replace(spread(900), low=Decimal(1)))
    asked, rest = asked_and_rest(plan(), plan(low))
    assert not asked
    assert list(differing(plan(), rest)) == ["investment.options[1].costs[0].spread.low"]


def test_the_rest_and_what_is_asked_for_are_all_that_differs() -> None:
    wanted = plan(line_with(spread=MORE, bearer="region"))
    asked, rest = asked_and_rest(plan(), wanted)
    assert asked.money == ((f"{CODE}/C1", Decimal(100)),)
    assert list(differing(plan(), rest)) == ["investment.options[1].costs[0].bearer"]
    assert list(differing(rest, wanted)) == ["investment.options[1].costs[0].spread.likely"]


def test_estimates_that_move_with_the_likely_one_go_with_it_and_others_do_not() -> None:
    together = Spread(Decimal(550), Decimal(1000), Decimal(1900))
    asked, rest = asked_and_rest(plan(), plan(line_with(spread=together)))
    assert asked.money == ((f"{CODE}/C1", Decimal(100)),)
    assert rest == plan()
    _, rest = asked_and_rest(plan(), plan(line_with(spread=replace(together, low=Decimal(7)))))
    assert list(differing(plan(), rest)) == ["investment.options[1].costs[0].spread.low"]


def test_what_several_plans_ask_for_is_one_request_that_can_be_read() -> None:
    asked, _ = asked_and_rest(plan(), replace(plan(line_with(spread=MORE)), ends_on=date(2028, 1, 1)))
    text = change_text(change_data({CODE: asked}, {CODE: 3, "other": 1}))
    assert [(one.line, one.amount) for one in text.money] == [(f"{CODE}/C1", Decimal(100))]
    assert (text.ends_on, text.versions, text.plans) == ({CODE: date(2028, 1, 1)}, {CODE: 3}, (CODE,))
