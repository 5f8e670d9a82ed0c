"""Do the small marks of a rating show place, span and class, in shape and not by colour alone?"""

import re

from styrbord.charts import places


def test_the_mark_stands_at_the_place_and_the_band_over_the_span() -> None:
    first, last = (places.place_strip(rank, low=1, high=18, count=18, name="middle") for rank in (1, 18))
    assert 'cx="7"' in first
    assert 'cx="281"' in last
    assert "M7 8H281" in first.replace("M7.0", "M7")


def test_a_span_beyond_the_last_place_is_drawn_to_the_last() -> None:
    assert places.place_strip(3, low=2, high=99, count=9, name="leader") == places.place_strip(
        3, low=2, high=9, count=9, name="leader"
    )


def test_classes_differ_in_shape_not_in_colour_alone() -> None:
    drawn = {name: places.class_mark(name) for name in ("leader", "middle", "lagging", "A")}
    bare = {re.sub(r"#[0-9A-F]{6}", "", svg) for svg in drawn.values()}
    assert len(bare) == 4


def test_marks_are_hidden_from_reading_aloud_and_carry_no_style() -> None:
    drawn = [
        places.place_strip(2, low=1, high=4, count=9, name="leader"),
        places.class_mark("lagging"),
        places.two_dots(3, 4.5, low=0, high=10),
    ]
    for svg in drawn:
        assert 'aria-hidden="true"' in svg
        assert "style=" not in svg


def test_one_subject_alone_has_a_strip_too() -> None:
    assert "<svg" in places.place_strip(1, low=1, high=1, count=1, name="middle")
