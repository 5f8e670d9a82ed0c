"""Is every number of the layouts and of published workbooks taken once, or told?"""

from pathlib import Path

import pytest

from styrbord.core.collection.grid import Workbook
from styrbord.sources.formats._format import Wanted
from styrbord.sources.recognising import read_content
from tests.core.collection.reading_sheets import lost, read, taken_twice
from tests.sources.expectations.files import File
from tests.sources.expectations.layouts.catalogue import LAYOUTS
from tests.sources.expectations.layouts.made import made

FILES: dict[str, File] = {name: layout().file for name, layout in LAYOUTS.items()} | {
    f"made {seed}": made(seed).file for seed in range(100, 200)
}
WORKBOOKS = (
    "rosstat806_239-244_housing_prices.xls",
    "rosstat806_365-367_small_business.xls",
    "rosstat_creative_economy.xlsx",
    "rosstat_gos_fin_nalog_2023.xls",
    "rosstat_information_society.xlsx",
    "rosstat_innovations_1.xls",
    "rosstat_kadry_VO.xls",
    "rosstat_ppt-2.xls",
    "rosstat_pril2019_05_zdrav.xlsx",
    "rosstat_pril2019_09_vrp.xlsx",
    "rosstat_pril2019_21_ceny.xlsx",
)


def _wrong(path: Path) -> list[str]:
    """Cells that were lost or taken twice; files with named dimensions have none."""
    content = read_content(path, Wanted())
    sheets = content.sheets if isinstance(content, Workbook) else []
    return [cell for one in map(read, sheets) for cell in [*lost(one), *taken_twice(one)]]


@pytest.mark.parametrize("name", FILES)
def test_no_number_of_a_layout_is_lost(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"file{FILES[name].ending}"
    path.write_bytes(FILES[name].content)
    assert _wrong(path) == []


@pytest.mark.parametrize("name", WORKBOOKS)
def test_no_number_of_a_published_workbook_is_lost(name: str, shared: Path) -> None:
    assert _wrong(shared / "data" / "messy" / name) == []
