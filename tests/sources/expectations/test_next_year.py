"""Does the next year's file of the same form need no hand, and is one of another form refused?"""

from collections.abc import Callable

import pytest

from styrbord.core.base.problems import Refused
from tests.sources.expectations.expected import Case, K, R, T
from tests.sources.expectations.files import Page, one, xlsx
from tests.sources.expectations.layouts.years import FORMS
from tests.sources.expectations.outcome import Outcome, differences

ReadCase = Callable[..., Outcome]


def layout_of(outcome: Outcome) -> str:
    """The recognised layout."""
    return (outcome.folder / "layout.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMS)
def test_a_file_read_again_by_its_own_layout_yields_the_same(name: str, read_case: ReadCase) -> None:
    case = FORMS[name].this
    first = read_case(case)
    assert differences(case, first) == []
    again = read_case(case, layout=layout_of(first))
    assert again.observations == first.observations
    assert layout_of(again) == layout_of(first)


@pytest.mark.parametrize("name", FORMS)
def test_the_next_year_with_more_years_rows_and_titles_needs_no_hand(name: str, read_case: ReadCase) -> None:
    form = FORMS[name]
    first = read_case(form.this)
    following = read_case(form.following, layout=layout_of(first))
    assert differences(form.following, following) == []
    assert first.indicators.keys() <= following.indicators.keys()
    assert following.problems == []


def test_what_a_person_has_corrected_holds_for_the_next_year(read_case: ReadCase) -> None:
    form = FORMS["years_across"]
    layout = layout_of(read_case(form.this))
    assert 'code = "Лист1"' in layout
    following = read_case(form.following, layout=layout.replace('code = "Лист1"', 'code = "schools"'))
    assert {row["indicator_code"] for row in following.observations} == {"schools"}
    assert len(following.observations) == len(form.following.expected)


OTHER_FORMS = {
    "another sheet": xlsx(Page([["Число школ"], ["Территория", 2022], [R, 1], [T, 2]], name="Данные")),
    "other columns": one([["Число школ"], ["(единиц)"], ["Вид", "Число", "Доля"], ["Лицеи", 5, 6]]),
    "no header": one([[R, 310, 305], [T, 420, 418], [K, 200, 199]]),
    "nothing": one([["Данные будут опубликованы позже"]]),
}


@pytest.mark.parametrize("name", OTHER_FORMS)
def test_a_file_of_another_form_is_refused_with_the_place_named(name: str, read_case: ReadCase) -> None:
    layout = layout_of(read_case(FORMS["years_across"].this))
    with pytest.raises(Refused) as refusal:
        read_case(Case(OTHER_FORMS[name], ()), layout=layout)
    places = [problem.place for problem in refusal.value.problems]
    assert places
    assert [place for place in places if "!" not in place] == []
    assert all(problem.advice for problem in refusal.value.problems)
