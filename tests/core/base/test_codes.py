"""Are codes, breakdowns and near misses recognised?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.codes import (
    breakdown_codes,
    breakdown_text,
    canonical_breakdown,
    checked,
    is_code,
    nearest,
    suggestions,
)
from styrbord.core.base.problems import Refused

codes = st.text("abcXYZ019._-жЖ", min_size=1, max_size=12).filter(is_code)


@pytest.mark.parametrize("text", ["RU-BEL", "share75_", "_T", "e-gov-index", "школы.дети", "1", "a" * 64])
def test_codes_are_accepted(text: str) -> None:
    assert checked(text) == text


@pytest.mark.parametrize(
    "text", ["", "a b", "a/b", "..", "-1", "=A1", "a;b", "a" * 65, "a\n", "²", "a\u0306"]
)
def test_other_texts_are_no_codes(text: str) -> None:
    with pytest.raises(Refused, match="is not a code"):
        checked(text, "indicators.csv, line 2")


@given(st.dictionaries(codes, codes, max_size=4))
def test_a_breakdown_reads_back_without_its_totals(parts: dict[str, str]) -> None:
    kept = {dimension: code for dimension, code in parts.items() if code != "_T"}
    assert breakdown_codes(breakdown_text(parts)) == kept


def test_the_text_of_a_breakdown_does_not_depend_on_order_or_spaces() -> None:
    assert canonical_breakdown(" SEX=F ; AGE=Y15 ") == canonical_breakdown("AGE=Y15;SEX=F") == "AGE=Y15;SEX=F"
    assert canonical_breakdown("") == canonical_breakdown("SEX=_T") == "_T"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SEX", "breakdown.unreadable"),
        ("SEX=", "breakdown.unreadable"),
        ("SEX=F;", "breakdown.unreadable"),
        ("SEX=F M", "breakdown.unreadable"),
        ("SEX=F;SEX=M", "breakdown.repeated"),
    ],
)
def test_a_broken_breakdown_is_refused(text: str, kind: str) -> None:
    with pytest.raises(Refused) as refusal:
        breakdown_codes(text, "observations.csv, line 7, column breakdown")
    assert refusal.value.problems[0].code == kind
    assert str(refusal.value).startswith("observations.csv, line 7, column breakdown: ")


def test_the_near_miss_is_suggested() -> None:
    assert nearest("POPULATON", ["population", "poverty"]) == ""
    assert nearest("POPULATION", ["population", "poverty"]) == "population"
    assert nearest("populaton", {"population", "poverty"}) == "population"
    assert suggestions("populaton", {"population", "poverty", "area"})[0] == "population"
    assert suggestions("x", []) == ()
