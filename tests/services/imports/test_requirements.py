"""Do published files become released numbers without a hand, and again when they change?"""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from styrbord.core.base.problems import Refused
from styrbord.services.imports import asking
from styrbord.services.imports.loading import load_file
from styrbord.services.loading import load_pack
from styrbord.sources.asking import Request
from tests.contract.packs import Written
from tests.services.imports.files_of_office import json_stat, load_tree

pytestmark = pytest.mark.usefixtures("sqlite_database")

PLACES = [f"Town {letter}{other}" for letter in "ABCDEFGHIJ" for other in "klmno"]
KINDS = ("schools", "homes", "farms", "shops", "roads", "bridges", "parks", "clinics", "mills", "ports")
SERIES = [f"{first} {second}" for first in ("New", "Old", "Large") for second in KINDS]


def _fifty_towns(folder: Path) -> None:
    pack = Written().described(code="small")
    pack.observe("people", "top", {"2020": 10})
    pack.territories = [
        {"territory_code": "top", "name_en": "Country", "type": "country", "parent_code": ""},
        *(
            {"territory_code": f"t{number}", "name_en": name, "type": "municipality", "parent_code": "top"}
            for number, name in enumerate(PLACES)
        ),
    ]
    load_pack(pack.write(folder / "tree"))


def _report(path: Path, years: tuple[int, ...], places: list[str]) -> Path:
    """A workbook of thirty indicators, a sheet for each, and a row for each territory."""
    book = Workbook()
    book.remove(book.active)
    for number, series in enumerate(SERIES, start=1):
        sheet = book.create_sheet(f"1.{number}")
        for row in ([series], ["(units)"], ["Municipality", *years]):
            sheet.append(row)
        for at, place in enumerate(places):
            sheet.append([place, *(number * 1000 + at * 10 + year % 10 for year in years)])
    book.save(path)
    return path


def _layout(path: Path, folder: Path) -> str:
    """Layout that a reading of the file wrote."""
    request = Request(path, folder / f"read-{path.stem}")
    return (asking.read(request).directory / "layout.toml").read_text(encoding="utf-8")


@pytest.mark.requirement("R-017")
def test_a_report_of_thirty_indicators_and_fifty_territories_is_released_in_one_step(tmp_path: Path) -> None:
    _fifty_towns(tmp_path)
    report = _report(tmp_path / "report.xlsx", (2022, 2023), PLACES)
    loaded = load_file(Request(report, tmp_path / "unused", layout=_layout(report, tmp_path)))
    assert (loaded.indicators, loaded.observations, loaded.new_observations) == (30, 3_000, 3_000)


@pytest.mark.requirement("R-017")
def test_what_is_wrong_with_a_report_is_told_with_its_cells_and_nothing_is_released(tmp_path: Path) -> None:
    _fifty_towns(tmp_path)
    report = _report(tmp_path / "report.xlsx", (2022, 2023), [*PLACES[:-1], "Nowhere"])
    with pytest.raises(Refused) as refused:
        load_file(Request(report, tmp_path / "unused", layout=_layout(report, tmp_path)))
    assert "1.1!A53" in str(refused.value) or "1.1!B53" in str(refused.value)


@pytest.mark.requirement("R-018")
def test_sources_of_several_formats_are_processed_again_without_a_hand(tmp_path: Path) -> None:
    load_tree(tmp_path)
    sheet = tmp_path / "schools.csv"
    sheet.write_text("Region,2020,2021\nFjordby,11,12\nSkogby,13,..\n", encoding="utf-8")
    cube = tmp_path / "town-jobs.json"
    cube.write_bytes(json_stat())
    layout = _layout(sheet, tmp_path)
    requests = [Request(sheet, tmp_path / "unused", layout=layout), Request(cube, tmp_path / "unused")]
    assert [load_file(one).new_observations for one in requests] == [4, 4]
    assert [load_file(one).new_observations for one in requests] == [0, 0]

    sheet.write_text("Region,2020,2021,2022\nFjordby,11,12,21\nSkogby,13,..,22\n", encoding="utf-8")
    upstream = json.loads(cube.read_text(encoding="utf-8"))
    cube.write_text(json.dumps(upstream | {"value": [1, 8, None, 4]}), encoding="utf-8")
    again = [load_file(one) for one in requests]
    assert [(one.new_observations, one.editions) for one in again] == [(2, 1), (1, 1)]
    assert [load_file(one).new_observations for one in requests] == [0, 0]
