"""Does the interval of an effect hold the effect that was put in, four times in five?"""

from bench.decision_effects import RHYTHMS, cases, shares


def test_about_four_in_five_intervals_hold_what_was_put_in() -> None:
    """A small part of the benchmark: of 90 cases, within three standard errors of four in five."""
    found = list(cases(90, seed=1))
    assert {case.rhythm for case in found} == {one.name for one in RHYTHMS}
    assert 0.67 <= shares(found)["all"] <= 0.93


def test_a_large_effect_is_seldom_called_missed() -> None:
    found = [case for case in cases(90, seed=2) if case.put_in]
    missed = sum(case.verdict == "missed" for case in found)
    assert missed / len(found) < 0.25
