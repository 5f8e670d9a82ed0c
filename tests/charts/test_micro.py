"""Do the small charts say the same by shape as by colour?"""

import itertools
import re

import pytest

from styrbord.charts import micro
from styrbord.charts.theme import CATEGORY, MAP_FILL, RAMP, STATE_COLOUR
from styrbord.figures.model import State, Verdict

Colour = tuple[float, float, float]


def linear(colour: str) -> Colour:
    r, g, b = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (r, g, b))  # type: ignore[return-value]


def lab(rgb: Colour) -> Colour:
    """CIE L*a*b* of linear sRGB, D65."""
    r, g, b = (min(max(c, 0.0), 1.0) for c in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    f = [c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in (x, y, z)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def deutan(rgb: Colour) -> Colour:
    """What a reader without green cones sees: Machado, Oliveira, Fernandes 2009, severity 1."""
    rows = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881))
    return tuple(sum(k * c for k, c in zip(row, rgb, strict=True)) for row in rows)  # type: ignore[return-value]


def distance(a: Colour, b: Colour) -> float:
    return sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5


def shape(svg: str) -> str:
    """A mark's drawing without its colour."""
    return re.sub(r'"#\w+"', "", svg)


def test_each_state_has_a_shape_of_its_own() -> None:
    assert len({shape(micro.state_mark(state)) for state in State}) == len(State)


def test_a_sparkline_ends_in_the_mark_of_its_state() -> None:
    assert len({shape(micro.sparkline([1, 2, 3], state=state)) for state in State}) == len(State)


@pytest.mark.parametrize("seen", [lambda rgb: rgb, deutan], ids=["usual", "deutan"])
def test_state_colours_stay_apart_for_every_eye(seen) -> None:  # type: ignore[no-untyped-def]
    for colours, least in ((STATE_COLOUR, 9.0), (MAP_FILL, 8.0)):
        found = [lab(seen(linear(colour))) for colour in sorted(set(colours.values()))]
        pairs = [(a, b) for n, a in enumerate(found) for b in found[:n]]
        assert min(distance(a, b) for a, b in pairs) > least


def test_the_ramp_of_classes_darkens_by_clear_steps() -> None:
    lightness = [lab(linear(colour))[0] for colour in RAMP]
    assert all(before - after > 10 for before, after in itertools.pairwise(lightness))


def test_compared_lines_are_dark_enough_on_white() -> None:
    for colour in CATEGORY:
        r, g, b = linear(colour)
        assert 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) >= 3


def test_a_missing_value_breaks_the_sparkline() -> None:
    whole, broken = micro.sparkline([1, 2, 3, 4]), micro.sparkline([1, 2, None, 4])
    assert whole.count("M") < broken.count("M")
    assert "<path" not in micro.sparkline([None, None])
    assert "<path" not in micro.sparkline([])


def test_a_sparkline_of_equal_values_runs_through_the_middle() -> None:
    assert "M1.5 14L" in micro.sparkline([3, 3, 3])


@pytest.mark.parametrize("size", [micro.SPARK, micro.SPARK_ROW])
def test_sparklines_have_the_sizes_of_tiles_and_rows(size: tuple[int, int]) -> None:
    assert f'width="{size[0]}" height="{size[1]}"' in micro.sparkline([1, 2], target=1, size=size)


def test_the_target_is_dotted() -> None:
    assert "stroke-dasharray" in micro.sparkline([1, 2], target=1.5)
    assert "stroke-dasharray" not in micro.sparkline([1, 2])


def test_small_charts_are_hidden_from_screen_readers_and_carry_no_style() -> None:
    drawn = [
        micro.sparkline([1, 2], target=1),
        micro.rank_strip(2, 3, 9),
        micro.progress_bar(0.4, plan=0.5),
        micro.progress_bar(None),
        micro.state_mark(State.ACT),
        micro.arrow(1, verdict=Verdict.WORSE),
    ]
    for svg in drawn:
        assert svg.startswith("<svg ")
        assert 'aria-hidden="true"' in svg
        assert "style" not in svg
        assert svg.count("http") == 1


def test_arrows_follow_the_number_and_colours_the_verdict() -> None:
    up, down, same = (micro.arrow(change, verdict=Verdict.WORSE) for change in (1, -1, 0))
    assert len({shape(up), shape(down), shape(same)}) == 3
    assert "#AF264A" in up
    assert micro.arrow(None) == ""
    assert micro.arrow(float("nan")) == ""


def test_progress_beyond_the_whole_stays_inside_the_bar() -> None:
    assert 'width="88" height="8"' in micro.progress_bar(1.7)
    assert 'width="0" height="8"' in micro.progress_bar(-0.2)
    assert "stroke-dasharray" in micro.progress_bar(None)


def test_a_rank_strip_shows_the_span() -> None:
    assert micro.rank_strip(1, 9, 9) != micro.rank_strip(5, 5, 9)
    assert "<svg" in micro.rank_strip(1, 1, 1)
