"""Can every chart and table be taken away, and is nothing in a file run as a formula?"""

import csv
import io
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from openpyxl import load_workbook

from tests.journeys.site import Answer, Site
from tests.journeys.small_packs import TERRITORIES, let_it_be, load, observations, pack_toml

PAGES = (
    "/en/",
    "/en/subjects/NV/demography/",
    "/en/subjects/NV05/housing/",
    "/en/indicators/unemployment/?subject=NV05",
    "/en/compare/?indicator=unemployment&subject=NV05&subject=NV06",
    "/en/map/?indicator=unemployment",
    "/en/editions/",
    "/en/quality/",
)
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def _links(site: Site, path: str) -> list[str]:
    return [
        link.replace("&amp;", "&")
        for link in re.findall(r'href="([^"]*format=\w+[^"]*)"', site.get(path).text)
    ]


def _is_sound(form: str, answer: Answer) -> bool:
    if form == "svg":
        drawing: Element = fromstring(answer.text)
        return drawing.tag.endswith("svg") and "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", answer.text)
    if form == "png":
        return answer.content.startswith(b"\x89PNG") and len(answer.content) > 1000
    if form == "xlsx":
        return bool(load_workbook(io.BytesIO(answer.content)).worksheets)
    return len(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))) > 1


@pytest.mark.parametrize("path", PAGES)
def test_everything_that_is_offered_can_be_taken_away(site: Site, path: str) -> None:
    links = _links(site, path)
    assert links
    for link in links:
        answer = site.get(link)
        form = re.search(r"format=(\w+)", link)
        assert answer.status == 200, link
        assert form
        assert "attachment" in answer.headers["content-disposition"]
        assert _is_sound(form[1], answer), link


def test_each_chart_is_offered_in_four_forms_and_each_table_in_two(site: Site) -> None:
    page = site.get("/en/indicators/unemployment/?subject=NV05").text
    for chart in set(re.findall(r'<figure class="chart[^"]*" id="block-(\w+)"', page)):
        forms = set(re.findall(rf"format=(\w+)&amp;block={chart}\b", page))
        assert forms == {"svg", "png", "csv", "xlsx"}, chart
    assert set(re.findall(r"format=(\w+)&amp;block=periods\b", page)) == {"csv", "xlsx"}


def test_a_workbook_says_when_it_was_released_and_that_it_is_invented(site: Site) -> None:
    content = site.get("/en/subjects/NV/demography/", format="xlsx", block="b3").content
    said = " ".join(_cells("xlsx", content))
    assert "Invented data" in said
    assert "30 Jan 2026" in said


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_name_that_looks_like_a_formula_stays_words(board: None, tmp_path: Path, form: str) -> None:
    files = {
        "pack.toml": pack_toml(today="2025-03-01"),
        "territories.csv": TERRITORIES.replace("Northtown", '"=HYPERLINK(""x"")"').replace(
            "Southtown", "@sum"
        ),
        "indicators.csv": "indicator_code,name,frequency,over_subjects\nvisits,+cmd,A,sum\n",
        "observations.csv": observations(
            (place, "visits", "2024", -5, "2025-01-10") for place in ("M1", "M2")
        ),
    }
    load(tmp_path / "pack", files)
    let_it_be("2025-03-01")
    content = (
        Client().get("/en/indicators/visits/", {"subject": "C", "format": form, "block": "members"}).content
    )
    cells = _cells(form, content)
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [
        cell for cell in cells if cell.startswith(DANGEROUS) and not re.fullmatch(r"-?\d+(\.\d+)?", cell)
    ]


def _cells(form: str, content: bytes) -> list[str]:
    if form == "csv":
        return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    book = load_workbook(io.BytesIO(content))
    found = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert not [cell for cell in found if cell.data_type == "f"]
    quoted = [cell for cell in found if str(cell.value).startswith(DANGEROUS) and cell.quotePrefix]
    return [str(cell.value) for cell in found if cell not in quoted]
