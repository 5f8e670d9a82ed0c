"""Do the files of our own hold what their expectations point to?"""

import re
from io import BytesIO

import pytest
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook

from tests.sources.expectations.layouts.catalogue import LAYOUTS

WORKBOOKS = [name for name, layout in LAYOUTS.items() if layout().file.ending in (".xlsx", ".ods")]


def test_there_are_many_layouts_and_each_yields_something() -> None:
    assert len(LAYOUTS) >= 50
    assert [name for name, layout in LAYOUTS.items() if not layout().expected] == []


@pytest.mark.parametrize("name", WORKBOOKS)
def test_each_expected_number_stands_in_its_cell(name: str) -> None:
    case = LAYOUTS[name]()
    book = CalamineWorkbook.from_filelike(BytesIO(case.file.content))
    sheets = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
    }
    first = next(iter(sheets))
    for wanted in case.expected:
        sheet, _, place = wanted.cell.rpartition("!")
        column, row, _, _ = range_boundaries(place)
        printed = str(sheets.get(sheet, sheets[first])[row - 1][column - 1])
        digits = re.sub(r"\D", "", wanted.value).rstrip("0")
        assert digits in re.sub(r"\D", "", printed), wanted
        assert printed.strip() or wanted.status == "O", wanted
