"""Does every layout of our own yield exactly what stands in it?"""

from collections.abc import Callable

import pytest

from tests.sources.expectations.layouts.catalogue import LAYOUTS
from tests.sources.expectations.outcome import Outcome, differences


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_yields_exactly_what_stands_in_it(name: str, read_case: Callable[..., Outcome]) -> None:
    case = LAYOUTS[name]()
    assert differences(case, read_case(case)) == []
