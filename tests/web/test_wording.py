"""Do sentences agree with numbers, months and languages?"""

from dataclasses import replace

import pytest
from django.utils import translation

from styrbord.core.base.periods import Period
from styrbord.figures.pages import Overview
from styrbord.web import amounts, answers, readings, wording
from tests.web import sample_pages, samples


def deviating(act: int, watch: int) -> Overview:
    return replace(samples.overview(), act=act, watch=watch)


@pytest.mark.parametrize(
    ("language", "act", "watch", "heading"),
    [
        ("en", 0, 0, "N: nothing deviates"),
        ("en", 0, 1, "N: 1 thing deviates"),
        ("en", 2, 3, "N: 5 things deviate, 2 to act on"),
        ("ru", 1, 0, "N: 1 отклонение, 1 требует действий"),
        ("ru", 2, 0, "N: 2 отклонения, 2 требуют действий"),
        ("ru", 5, 6, "N: 11 отклонений, 5 требуют действий"),
        ("sv", 0, 2, "N: 2 avvikelser"),
    ],
)
def test_the_heading_counts_what_deviates(language: str, act: int, watch: int, heading: str) -> None:
    with translation.override(language):
        assert wording.overview_heading(deviating(act, watch), "N") == heading


def test_russian_months_after_since_take_the_genitive() -> None:
    tile = replace(sample_pages.indicator_page().tile, since=Period.parse("2026-03"))
    with translation.override("ru"):
        assert wording.course_heading(tile).startswith("Хуже цели с марта 2026: ")


def test_a_recent_day_goes_without_its_year() -> None:
    near, far, newest = (Period.parse(text) for text in ("2025-11-16", "2024-11-16", "2026-01-28"))
    with translation.override("en"):
        assert amounts.short_period(near, newest) == "16 Nov"
        assert amounts.short_period(far, newest) == "Nov 2024"


def test_a_change_over_a_year_says_so_and_another_names_its_start() -> None:
    tile = sample_pages.indicator_page().tile
    with translation.override("en"):
        assert answers.change_span(tile) == "on a year"
        assert answers.change_span(replace(tile, change_from=Period.parse("2026-09"))) == "since Sep 2026"


def test_a_line_is_told_by_its_ends_and_extremes() -> None:
    with translation.override("en"):
        told = readings.lines_reading(sample_pages.lines())
    assert told.startswith("From 5.2% (Jan 2021) to 7.3% (Oct 2026); lowest ")


def test_a_long_unit_is_said_once_in_a_tile() -> None:
    tile = sample_pages.indicator_page().tile
    target = replace(tile.target, target=samples.figure(472.2, "kSEK-per-person"))
    with translation.override("en"):
        assert answers.target_answer(replace(tile, target=target)) == "472.2, behind"
        assert answers.target_answer(tile) == "4.8%, behind"
