"""Do figures of benefits, services, grades and agreement keep what is undefined undefined?"""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.investments.agreement import cohen_kappa, kendall_w
from styrbord.core.investments.benefits import BenefitClass, Claimed, Realised, cashable, realisation
from styrbord.core.investments.earned_value import EarnedValue
from styrbord.core.investments.grades import graded
from styrbord.core.investments.lock import default_change
from styrbord.core.investments.net_present_value import Worth, best_first
from styrbord.core.investments.programme_efficiency import efficiency, efficiency_class
from styrbord.core.investments.rationalisation import System, time_scores
from styrbord.core.investments.service_figures import net_promoter_score, satisfaction
from tests.core.investments.worlds import CENTS

FIGURES = [name for name, value in vars(EarnedValue).items() if isinstance(value, property)]
AMOUNT = st.none() | CENTS


@given(AMOUNT, AMOUNT, AMOUNT, AMOUNT)
def test_no_figure_of_earned_value_is_made_of_what_is_not_known(
    planned: Decimal | None, earned: Decimal | None, actual: Decimal | None, budget: Decimal | None
) -> None:
    found = EarnedValue(planned, earned, actual, budget)
    told = {name: getattr(found, name) for name in FIGURES}
    assert len(told) == 11
    if earned is None:
        assert set(told.values()) == {None}
    if planned is None:
        assert told["schedule_variance"] is told["schedule_performance"] is told["at_completion_late"] is None
    if told["at_completion"] is not None and budget:
        assert told["variance_at_completion"] == budget - told["at_completion"]
        assert abs(told["to_complete"] + (actual or 0) - told["at_completion"]) < Decimal("1e-15")


def test_a_decimal_border_is_met_exactly() -> None:
    found = efficiency(Decimal("0.96"), Decimal("0.9375"))
    assert (found, efficiency_class(found)) == (Decimal("0.9"), "high")
    assert efficiency_class(efficiency(Decimal(1), None)) is None


def test_a_missing_amount_is_not_nought() -> None:
    own = Realised(BenefitClass.CASHABLE_OWN, Decimal(100), Decimal(50))
    unmeasured = Realised(BenefitClass.REDEPLOYED_OWN, Decimal(100), None)
    found = realisation([own, unmeasured])
    assert found.by_class == {own.kind: Decimal("0.5"), unmeasured.kind: None}
    assert found.in_money is None


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(BenefitClass), CENTS, st.booleans())))
def test_every_cashable_benefit_is_counted_or_waits(
    lines: list[tuple[str, BenefitClass, Decimal, bool]],
) -> None:
    claimed = [Claimed(*line) for line in lines]
    counted, waiting = cashable(claimed, lead="A")
    of_others = [one for one in claimed if one.bearer == "B" and not one.is_confirmed]
    assert waiting == sum(one.planned for one in of_others if one.kind is BenefitClass.CASHABLE_OWN)
    own = [one.planned for one in claimed if one.kind is BenefitClass.CASHABLE_OWN]
    assert counted + waiting == sum(own)
    confirmed, none = cashable([Claimed(*line[:3], True) for line in lines], lead="A")
    assert (confirmed, none) == (counted + waiting, 0)


@given(st.integers(1, 1000), st.integers(0, 1200), st.integers(1, 20))
def test_a_grade_rounds_half_up(planned: int, achieved: int, step: int) -> None:
    found = graded(Decimal(planned), Decimal(achieved), step=Decimal(step))
    percent = int(Fraction(100 * achieved, planned * step) + Fraction(1, 2)) * step
    letters = [letter for letter, least in zip("ABCD", (90, 80, 70, 60), strict=True) if percent >= least]
    assert found.letter == [*letters, "F"][0]


@given(CENTS.filter(bool), CENTS, CENTS)
def test_all_money_taken_away_brings_an_indicator_back_to_its_base(
    money: Decimal, base: Decimal, target: Decimal
) -> None:
    assert default_change(money, base, target, -money).new_target == base


def test_an_option_without_cost_has_no_place_by_ratio() -> None:
    free, dear = Worth(Decimal(5), Decimal(0)), Worth(Decimal(9), Decimal(3))
    assert best_first([free, dear], lambda one: one.bcr) == (1,)
    assert best_first([free, dear], lambda one: one.npv) == (1, 0)


def test_a_system_without_an_axis_is_listed_and_moves_no_other() -> None:
    whole = [System("A", Decimal(40), Decimal(10)), System("C", Decimal(80), Decimal(30))]
    weights = {"value_weight": Decimal(1), "risk_weight": Decimal(1)}
    alone = time_scores(whole, **weights)
    found = time_scores([*whole, System("B", Decimal(900), None)], **weights)
    assert (found.scores, found.not_assessed) == (alone.scores, ("B",))
    assert time_scores([], **weights).constant_axes == ()


@given(st.lists(st.permutations(range(1, 6)), min_size=2, max_size=6))
def test_agreement_of_judges_lies_between_nought_and_one(ranks: list[list[int]]) -> None:
    found = kendall_w(ranks)
    assert found is not None
    assert 0 <= found <= 1
    assert (found == 1) == all(one == ranks[0] for one in ranks)


def test_ties_that_are_numbered_otherwise_are_the_same_ties() -> None:
    others = [[1.0, 2.0, 3.0], [2.0, 1.0, 3.0]]
    assert kendall_w([[1.0, 1.0, 3.0], *others]) == kendall_w([[1.5, 1.5, 3.0], *others])
    assert kendall_w([[1, 1], [2, 2]]) is None


@given(*[st.integers(0, 50)] * 4)
def test_coders_agree_by_at_most_one(yy: int, yn: int, ny: int, nn: int) -> None:
    found = cohen_kappa(yy, yn, ny, nn)
    assert (found.kappa is None) == (found.reason is not None)
    assert found.kappa is None or -1 <= found.kappa <= 1
    assert found.kappa is None or (found.kappa == 1) == (yn == ny == 0)


def test_nobody_asked_is_no_data() -> None:
    assert net_promoter_score(0, 0, 0) is None
    assert satisfaction({}, Decimal(4)).rate is None
