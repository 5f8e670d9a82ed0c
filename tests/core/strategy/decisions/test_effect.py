"""Is an effect what came less what was forecast, and judged by its whole interval?"""

import math

import pytest

from styrbord.core.strategy.decisions.effect import Effect, Verdict, effect_of, verdict_of, verdict_of_all


@pytest.mark.parametrize(
    ("low", "high", "expected", "verdict"),
    [
        (-2.0, 4.0, -5.0, Verdict.MISSED),  # five less was expected, two less at the most came
        (-7.0, -3.0, -5.0, Verdict.KEPT),
        (-9.0, -6.0, -5.0, Verdict.KEPT),  # more than expected
        (-6.0, 1.0, -5.0, Verdict.UNDECIDABLE),
        (1.0, 4.0, 5.0, Verdict.MISSED),  # something came, but less
        (-8.0, -1.0, 5.0, Verdict.MISSED),
        (1.0, 6.0, 5.0, Verdict.KEPT),
        (0.0, 6.0, 5.0, Verdict.UNDECIDABLE),
        (math.nan, 6.0, 5.0, Verdict.UNDECIDABLE),
    ],
)
def test_the_whole_interval_judges(low: float, high: float, expected: float, verdict: Verdict) -> None:
    assert verdict_of(Effect((low + high) / 2, low, high), expected=expected) is verdict


def test_an_effect_is_what_came_less_what_was_forecast() -> None:
    assert effect_of(7.0, mean=10.0, lower=8.0, upper=13.0) == Effect(-3.0, -6.0, -1.0)


def test_no_expected_change_is_refused() -> None:
    with pytest.raises(ValueError, match="0"):
        verdict_of(Effect(1.0, 0.0, 2.0), expected=0.0)


def test_bounds_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="above"):
        effect_of(1.0, mean=1.0, lower=2.0, upper=0.0)


def test_one_missed_effect_is_a_missed_decision() -> None:
    assert verdict_of_all([Verdict.KEPT, Verdict.MISSED]) is Verdict.MISSED
    assert verdict_of_all([Verdict.KEPT, Verdict.UNDECIDABLE]) is Verdict.UNDECIDABLE
    assert verdict_of_all([Verdict.KEPT]) is Verdict.KEPT
    assert verdict_of_all([]) is Verdict.UNDECIDABLE
