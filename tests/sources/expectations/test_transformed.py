"""Does a table yield the same when the same is printed otherwise?"""

from collections.abc import Callable

import pytest

from tests.sources.expectations.layouts.catalogue import LAYOUTS
from tests.sources.expectations.outcome import Outcome, differences
from tests.sources.expectations.transforming import CHANGES, has_dates, pages_of

LOOKS = {"indents_by_style", "hidden_rows", "hidden_sheet", "marks_raised_by_style", "errors_of_formulas"}
WORKBOOKS = [
    name for name, layout in LAYOUTS.items() if layout().file.ending == ".xlsx" and name not in LOOKS
]
ONE_SHEET = {"in_xml_of_2003", "in_a_page"}
KEPT_APART = {
    ("indents_by_spaces", "with_hard_spaces"),  # its spaces are hard ones already
    ("indents_by_spaces", "in_a_page"),  # a page prints no leading spaces
    ("years_as_the_names_of_sheets", "in_a_page"),
}


def pairs() -> list[tuple[str, str]]:
    """Layouts with the changes that leave them what they are."""
    several = {name for name in WORKBOOKS if len(pages_of(LAYOUTS[name]())) > 1}
    return [
        (name, change)
        for name in WORKBOOKS
        for change in CHANGES
        if (name, change) not in KEPT_APART and not (change in ONE_SHEET and name in several)
    ]


@pytest.mark.parametrize(("name", "change"), pairs())
def test_a_layout_printed_otherwise_yields_the_same(
    name: str, change: str, read_case: Callable[..., Outcome]
) -> None:
    case = LAYOUTS[name]()
    pages = pages_of(case)
    if has_dates(pages) and change not in {"moved", "with_hard_spaces"}:
        return
    changed = CHANGES[change](case, pages)
    assert differences(changed, read_case(changed)) == []
