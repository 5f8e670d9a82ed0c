"""Can an editor bring a published workbook onto the board in the browser, and see what was taken for what?"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.journeys.looking import Look
from tests.journeys.site import LANGUAGES, Site

ROWS = (
    ("Dwellings completed",),
    ("(thousand square metres)",),
    ("", 2023, 2024, 2025),
    ("Norrvik County", 410.5, "415,2", "…"),
    ("Stenfors", 12.1, 13, "12,41)"),
    ("Granvikk", 8, 7.5, "-"),
    ("Not a place of ours", "n/a", 3, 4),
    ("______",),
    ("1) Preliminary count.",),
)
PATIENCE = 30_000  # ms
HEADINGS = {
    "en": "9 numbers read, 2 names to match",
    "ru": "Прочитано 9 чисел, 2 названия сопоставить",
    "sv": "9 tal lästa, 2 namn att koppla",
}


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workbook as an office might publish it."""
    book = openpyxl.Workbook()
    book.active.title = "Housing"
    for row in ROWS:
        book.active.append(row)
    book.create_sheet("Notes").append(["Made for a test."])
    path = tmp_path_factory.mktemp("import") / "housing.xlsx"
    book.save(path)
    return path


def _signed_in(site: Site, chromium: Any, **options: Any) -> Look:
    printed = site.command("sign-in-link", "statistics", "--editor", "--port", str(site.port))
    link = re.search(r"http://\S+", printed)
    assert link
    look = Look(chromium.new_context(viewport={"width": 1366, "height": 768}, **options).new_page())
    look.open(link[0])
    look.page.click("main form button")
    look.page.wait_for_url("**/en/")
    return look


@pytest.fixture
def editor(lonely_chromium: Any, other_site: Site) -> Iterator[Look]:
    """An editor at a desktop."""
    look = _signed_in(other_site, lonely_chromium)
    yield look
    look.page.context.close()


@pytest.fixture
def still(lonely_chromium: Any, other_site: Site) -> Iterator[Look]:
    """An editor whose browser runs no script."""
    look = _signed_in(other_site, lonely_chromium, java_script_enabled=False)
    yield look
    look.page.context.close()


def _hand_in(look: Look, site: Site, path: Path, language: str = "en", **said: str) -> str:
    look.open(f"{site.address}/{language}/imports/")
    look.page.set_input_files("#file", path)
    for field, text in said.items():
        look.page.fill(f"#{field}", text)
    look.page.click("main form button[type=submit]")
    return str(look.page.url)


def _wait(look: Look) -> None:
    look.page.wait_for_selector("table.sheet", timeout=PATIENCE)


def _reads_well(look: Look, axe: str) -> None:
    for width in (1366, 683, 390, 320):
        look.resize(width)
        assert look.sideways() <= 0, f"{width} wide"
        assert not look.too_small(), f"{width} wide"
        if width in (1366, 390):
            assert not look.violations(axe), f"{width} wide"
    look.resize(1366)


def _match(look: Look) -> None:
    """Say that Granvikk is Granvik and that the rest is left out."""
    look.page.fill("fieldset.one-name:has-text('Granvikk') input[name=code]", "NV06")
    look.page.check("input[name=rest]")
    look.page.click("section.names button[type=submit]")


@pytest.mark.requirement("R-017", "R-299")
@pytest.mark.browser
def test_a_workbook_is_handed_in_corrected_matched_and_loaded(
    other_site: Site, editor: Look, workbook: Path
) -> None:
    address = _hand_in(editor, other_site, workbook)
    _wait(editor)
    assert editor.words("h1") == HEADINGS["en"]
    assert editor.page.get_attribute("#cell-C3", "title") == "period: 2024"
    assert editor.page.get_attribute("#cell-D4", "title") == "missing mark: not yet known"
    assert "Preliminary" in editor.words("tr:has(#cell-A9)")

    editor.open(f"{address}load/")
    assert "2 names have no subject yet" in editor.words("main")
    assert editor.page.locator("main form button").count() == 0

    editor.open(f"{address}layout/")
    editor.page.fill("#t1-unit", "million square metres")
    editor.page.click("section[aria-labelledby=h-simple] button[type=submit]")
    _wait(editor)
    _match(editor)
    _wait(editor)
    assert editor.words("h1") == "7 numbers read, ready to load"

    editor.page.click(".head-actions a:has-text('Load')")
    assert "million square metres" in editor.words("main")
    assert "1 indicator, 1 of them new" in editor.words("main")
    editor.page.click("main form button[type=submit]")
    editor.page.wait_for_selector("#h-loaded", timeout=PATIENCE)
    editor.page.click("section[aria-labelledby=h-loaded] p a")
    assert "housing.xlsx" in editor.words("main")
    assert "Housing!B4" in editor.words("main")
    assert "410.5" in editor.words("h1")
    assert not editor.errors


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_an_import_reads_well(
    other_site: Site, editor: Look, workbook: Path, axe: str, language: str
) -> None:
    editor.open(f"{other_site.address}/{language}/imports/")
    _reads_well(editor, axe)
    address = _hand_in(editor, other_site, workbook, language)
    _wait(editor)
    assert editor.words("h1") == HEADINGS[language]
    _reads_well(editor, axe)
    for page in ("layout/", "load/"):
        editor.open(f"{address}{page}")
        _reads_well(editor, axe)
    assert not editor.errors
    assert editor.hosts() == {f"127.0.0.1:{other_site.port}"}


@pytest.mark.browser
def test_the_main_path_needs_no_script(other_site: Site, still: Look, workbook: Path) -> None:
    _hand_in(still, other_site, workbook)
    _wait(still)
    _match(still)
    _wait(still)
    assert still.words("h1") == "7 numbers read, ready to load"


@pytest.mark.browser
def test_a_layout_that_cannot_be_meant_is_refused_and_nothing_is_lost(
    other_site: Site, editor: Look, workbook: Path
) -> None:
    address = _hand_in(editor, other_site, workbook)
    _wait(editor)
    editor.open(f"{address}layout/")
    text = editor.page.input_value("#text").replace('role = "value"', 'role = "valve"')
    editor.page.fill("#text", text)
    editor.page.click("section[aria-labelledby=h-text] button[type=submit]")
    assert "Did you mean 'value'?" in editor.words(".problem")
    assert 'role = "valve"' in editor.words(".wrong-line")
    assert editor.page.input_value("#text") == text
    editor.page.fill("#t1-header", "three")
    editor.page.fill("#t1-period", "2020")
    editor.page.click("section[aria-labelledby=h-simple] button[type=submit]")
    assert "Table 1: Rows of the header" in editor.words(".problem")
    assert editor.page.get_attribute("#t1-header", "aria-invalid") == "true"
    assert editor.page.input_value("#t1-header") == "three"
    assert editor.page.input_value("#t1-period") == "2020"


@pytest.mark.browser
def test_what_cannot_be_read_is_refused_with_the_reason(
    other_site: Site, editor: Look, tmp_path: Path
) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"\x00\x01 no workbook at all")
    _hand_in(editor, other_site, path)
    editor.page.wait_for_selector(".problem", timeout=PATIENCE)
    assert editor.words("h1") == "letter.xlsx was refused"
    assert "Traceback" not in editor.words()


@pytest.mark.browser
def test_text_of_a_file_is_shown_and_never_run(other_site: Site, editor: Look, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    evil = "<img src=x onerror=alert(1)>"
    for row in ((evil,), ("", 2023, 2024), (evil, 1, 2), ("Stenfors", 3, 4)):
        sheet.append(row)
    book.save(tmp_path / "evil.xlsx")
    _hand_in(editor, other_site, tmp_path / "evil.xlsx")
    _wait(editor)
    assert evil in editor.words("#cell-A3")
    assert editor.page.locator("main img").count() == 0
    assert not editor.errors


@pytest.mark.browser
def test_the_page_is_open_to_editors_only(site: Site, look: Look) -> None:
    assert look.open(f"{site.address}/en/imports/") == 403
    look.open(f"{site.address}/en/pages/")
    assert "Import a file" not in look.words()


@pytest.mark.browser
def test_a_published_workbook_of_25_sheets_is_shown_beside_its_account(
    other_site: Site, editor: Look, shared: Path, axe: str
) -> None:
    path = shared / "data" / "messy" / "rosstat_pril2019_21_ceny.xlsx"
    _hand_in(editor, other_site, path)
    _wait(editor)
    editor.page.click("nav[aria-label=Sheets] a:has-text('21.6.')")
    assert editor.words("#cell-Q7").startswith("99,72)")
    assert editor.words("tr:has(#cell-B6) > th") == "header 6"
    assert editor.words("thead th:has-text('territory')") == "A territory"
    for width in (1366, 390):
        editor.resize(width)
        assert editor.sideways() <= 0
        assert not editor.violations(axe)
