"""Is what is published of delay and false alarms what the shipped detectors do?"""

from pathlib import Path

import pytest

from docs.generate.worked.delays import COUNT, FIXTURE, RELEASES, SHIPPED, curve, delays
from styrbord.services.signals.evaluating import SHARE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "method" / "signals.md"


@pytest.mark.requirement("R-059")
def test_the_published_curve_is_what_the_shipped_detectors_do_on_the_labelled_series() -> None:
    assert delays() in PAGE.read_text(encoding="utf-8")
    assert f"{COUNT} invented monthly series with a memory of {FIXTURE.memory:g}".replace("0.", ".") in (
        PAGE.read_text(encoding="utf-8")
    )
    assert (RELEASES, SHIPPED) == (6, SHARE)


def test_an_earlier_alarm_costs_more_false_ones_and_the_shipped_cut_fewer_than_plot_the_dots() -> None:
    *ours, dots = curve()
    assert [one.false for one in ours] == sorted(one.false for one in ours)
    assert [one.delay for one in ours] == sorted((one.delay for one in ours), reverse=True)
    shipped = next(one for one in ours if one.detector.endswith(f"{SHIPPED:.0%}"))
    assert shipped.delay <= 3
    assert shipped.found >= 0.7
    assert shipped.false < dots.false / 3
