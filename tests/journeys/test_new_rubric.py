"""Can a rubric be added without code, in the browser and as text, and does it last?"""

import re
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.looking import Look
from tests.journeys.site import Site

TEXT = """
[[pages]]
code = "water"
order = 210
kind = "rubric"
publicity = "public"
title_en = "Water"
title_ru = "Вода"
title_sv = "Vatten"

[[pages.blocks]]
kind = "tiles"
indicators = ["pipe_breaks", "asset_value"]

[[pages.blocks]]
kind = "chart"
indicators = ["pipe_breaks"]
chart = "line"
"""


@pytest.fixture
def editor(lonely_chromium: Any, other_site: Site) -> Iterator[Look]:
    """An editor who signed in by the link that the terminal printed."""
    printed = other_site.command(
        "sign-in-link", "strategy-office", "--editor", "--port", str(other_site.port)
    )
    context = lonely_chromium.new_context()
    look = Look(context.new_page())
    link = re.search(r"http://\S+", printed)
    assert link
    look.open(link[0])
    look.page.click("main form button")
    look.page.wait_for_url("**/en/")
    yield look
    context.close()


def _add(look: Look, site: Site) -> None:
    look.open(f"{site.address}/en/pages/new/")
    look.page.fill("#code", "young-people")
    look.page.check("input[name=kind][value=rubric]")
    for language, title in (("en", "Young people"), ("ru", "Молодёжь"), ("sv", "Unga")):
        look.page.fill(f"#title_{language}", title)
    look.page.select_option("#indicator", ["net_migration_20_34", "children", "children_poverty"])
    look.page.click("main form button[type=submit]")
    look.page.wait_for_url("**/editing/young-people/**")
    look.page.click("main button:has-text('Publish')")
    look.open(f"{site.address}/en/subjects/NV/young-people/")


@pytest.mark.requirement("R-044")
@pytest.mark.browser
def test_a_rubric_from_the_browser_and_one_from_text_survive_export_and_import(
    other_site: Site, editor: Look, tmp_path: Path
) -> None:
    _add(editor, other_site)
    assert "Children" in editor.words("main")
    assert editor.page.locator("svg.chart:visible").count() >= 1
    written = tmp_path / "water.toml"
    written.write_text(TEXT, encoding="utf-8")
    other_site.command("pages", "import", written)
    before = {code: _words(editor, other_site, code) for code in ("young-people", "water")}
    exported = tmp_path / "all.toml"
    other_site.command("pages", "export", exported)
    codes = {page["code"] for page in tomllib.loads(exported.read_text(encoding="utf-8"))["pages"]}
    assert {"young-people", "water", "demography"} <= codes
    _forget_pages(other_site)
    assert other_site.get("/en/subjects/NV/water/").status == 404
    other_site.command("pages", "import", exported)
    assert {code: _words(editor, other_site, code) for code in before} == before
    assert "0 pages changed" in other_site.command("pages", "import", exported)


def _words(look: Look, site: Site, code: str) -> str:
    assert look.open(f"{site.address}/en/subjects/NV/{code}/") == 200
    return re.sub(r"Page published.*", "", look.words().split("Show", 1)[1], flags=re.DOTALL)


def _forget_pages(site: Site) -> None:
    """Take all pages out of the database, as if the installation were new, and tell the running site."""
    with closing(sqlite3.connect(site.database, timeout=30)) as writing, writing:
        writing.execute("DELETE FROM steering_pageversion")
        writing.execute("DELETE FROM steering_page")
        writing.execute("INSERT INTO spine_change (at, token) VALUES (0, 'all pages forgotten')")


@pytest.mark.browser
def test_the_form_is_closed_to_those_who_have_not_signed_in(site: Site, look: Look) -> None:
    assert look.open(f"{site.address}/en/pages/new/") == 403
    assert "sign-in-link" in look.words()


@pytest.mark.browser
def test_a_code_that_is_taken_is_refused_and_nothing_is_lost(other_site: Site, editor: Look) -> None:
    editor.open(f"{other_site.address}/en/pages/new/")
    editor.page.fill("#code", "demography")
    editor.page.fill("#title_en", "Another demography")
    editor.page.click("main form button[type=submit]")
    assert editor.page.input_value("#title_en") == "Another demography"
    assert "demography" in editor.words(".problem, .ds-error-summary")
