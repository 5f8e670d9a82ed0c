"""Does a reader of JSON find every number again?"""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.investments.appraisal.results import written


@given(st.decimals(min_value=-(10**30), max_value=10**30, places=4))
def test_a_decimal_is_written_whole(value: Decimal) -> None:
    assert json.loads(written({"x": value}), parse_float=Decimal, parse_int=Decimal)["x"] == value


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_found_again(value: float) -> None:
    assert json.loads(written({"x": [value]}))["x"] == [value]


@given(st.dictionaries(st.text(), st.text() | st.none() | st.booleans() | st.integers(-(10**9), 10**9)))
def test_words_are_found_again(value: dict[str, object]) -> None:
    assert json.loads(written({"x": value}))["x"] == value


def test_half_letters_do_not_hinder_the_writing() -> None:
    text = written({"\ud800": "Скåne"})
    assert json.loads(text.encode("utf-8")) == {"\ud800": "Скåne"}


def test_fractions_are_written_as_decimals() -> None:
    assert written({"x": Fraction(1, 4), "y": Fraction(1, 3)}).splitlines()[1:3] == [
        '"x": 0.25,',
        f'"y": 0.{"3" * 34}',
    ]


@pytest.mark.parametrize("text", ["1e-200", "1e200", "-0", "120", "1E+2"])
def test_sizes_and_signs_make_plain_numbers(text: str) -> None:
    assert json.loads(written({"x": Decimal(text)}))["x"] == float(text)


def test_no_results_are_an_empty_object() -> None:
    assert json.loads(written({})) == {}
