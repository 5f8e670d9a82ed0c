"""Can an editor build a page in the browser without code, and do two persons make it public?"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.looking import Look
from tests.journeys.site import Site


def _signed_in(site: Site, chromium: Any, name: str, **options: Any) -> Look:
    printed = site.command("sign-in-link", name, "--editor", "--port", str(site.port))
    link = re.search(r"http://\S+", printed)
    assert link
    look = Look(chromium.new_context(viewport={"width": 1366, "height": 768}, **options).new_page())
    look.open(link[0])
    look.page.click("main form button")
    look.page.wait_for_url("**/en/")
    return look


@pytest.fixture
def editors(lonely_chromium: Any, other_site: Site) -> Iterator[tuple[Look, Look]]:
    """Two editors; the browser of the first runs no script."""
    one = _signed_in(other_site, lonely_chromium, "page-office", java_script_enabled=False)
    other = _signed_in(other_site, lonely_chromium, "second-office")
    yield one, other
    for look in (one, other):
        look.page.context.close()


def _add(look: Look, kind: str, number: int, *indicators: str) -> None:
    look.page.select_option("#add-kind", kind)
    look.page.click("button:has-text('Add the block')")
    if indicators:
        look.page.select_option(f"#b{number}-indicator", list(indicators))
        look.page.click(f"#block-{number} button[value=block]")


def _seen(look: Look, axe: str, folder: Path, name: str) -> None:
    for width in (1366, 390):
        look.resize(width)
        assert look.sideways() <= 0, (name, width)
        look.page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        assert look.violations(axe) == [], (name, width)
    look.resize(1366)


@pytest.mark.requirement("R-051")
@pytest.mark.browser
def test_a_page_with_three_tiles_is_built_published_and_made_public_without_code(
    other_site: Site, editors: tuple[Look, Look], axe: str, tmp_path: Path
) -> None:
    one, other = editors
    start = other_site.address
    one.open(f"{start}/en/pages/new/")
    one.page.fill("#code", "lives")
    one.page.check("input[name=kind][value=page]")
    for language, title in (("en", "How we live"), ("ru", "Как мы живём"), ("sv", "Hur vi lever")):
        one.page.fill(f"#title_{language}", title)
    one.page.click("button:has-text('Begin the draft')")
    _add(one, "tiles", 1, "net_migration_20_34", "children", "children_poverty")
    _add(one, "text", 2)
    one.page.fill("#b2-text_en", "Why **these** numbers.")
    one.page.click("#block-2 button[value=block]")
    one.page.click("#block-2 button[value=up]")
    assert "1. Text" in one.words("main")
    other.open(f"{start}/en/editing/lives/")
    _seen(other, axe, tmp_path, "edit")
    other.open(f"{start}/sv/editing/lives/preview/?as=anonymous")
    _seen(other, axe, tmp_path, "preview")
    assert other.page.locator("article.tile").count() == 3
    one.page.click("main button:has-text('Publish')")
    assert other_site.get("/en/pages/lives/").status == 404
    one.page.click("a:has-text('Change it')")
    one.page.fill("#reason", "Decision 4 of the board")
    one.page.click("button:has-text('Propose the change')")
    other.open(f"{start}/ru/editing/lives/readers/")
    _seen(other, axe, tmp_path, "readers")
    other.page.click("button[value=confirm]")
    answer = other_site.get("/en/pages/lives/")
    assert answer.status == 200
    assert "How we live" in answer.words
    other.open(f"{start}/ru/editing/lives/versions/")
    _seen(other, axe, tmp_path, "versions")
    other.open(f"{start}/en/editing/")
    _seen(other, axe, tmp_path, "drafts")
