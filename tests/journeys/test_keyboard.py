"""Can the board be used with the keyboard alone?"""

import pytest

from tests.journeys.looking import Look
from tests.journeys.site import Site

FOCUSED = "() => [document.activeElement.tagName, document.activeElement.getAttribute('href') || '']"
RING = "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.boxShadow; }"


def _tab_to(look: Look, part: str, *, at_most: int = 120) -> str:
    for _ in range(at_most):
        look.page.keyboard.press("Tab")
        _, address = look.page.evaluate(FOCUSED)
        if part in address:
            return str(address)
    raise AssertionError(f"No Tab in {at_most} reaches a link with '{part}'.")


@pytest.mark.browser
def test_the_first_tab_skips_to_the_content(site: Site, look: Look) -> None:
    look.open(f"{site.address}/en/")
    look.page.keyboard.press("Tab")
    assert look.page.evaluate(FOCUSED) == ["A", "#main"]
    assert look.page.locator(".ds-skip-link").bounding_box()["height"] > 10
    look.page.keyboard.press("Enter")
    assert look.page.evaluate("() => document.activeElement.id") == "main"


@pytest.mark.browser
def test_an_exception_is_reached_and_followed_with_the_keyboard(site: Site, look: Look) -> None:
    look.open(f"{site.address}/en/")
    look.page.keyboard.press("Tab")
    look.page.keyboard.press("Enter")
    address = _tab_to(look, "/en/indicators/unemployment/?subject=NV05")
    assert look.page.evaluate(RING) != "nonenone"
    look.page.keyboard.press("Enter")
    look.page.wait_for_url(f"**{address}")
    assert look.words("h1").startswith("Unemployment, Stenfors")


@pytest.mark.browser
def test_a_mark_of_a_map_is_a_link_that_the_keyboard_reaches(site: Site, look: Look) -> None:
    look.open(f"{site.address}/en/map/?indicator=unemployment")
    marks = look.page.locator("svg.chart:visible a")
    assert marks.count() >= 41
    marks.first.focus()
    look.page.keyboard.press("Enter")
    look.page.wait_for_url("**/en/indicators/unemployment/**")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "subjects/NV/demography/", "compare/?indicator=unemployment"])
def test_whatever_is_pressed_is_at_least_24_high(site: Site, look: Look, path: str) -> None:
    look.open(f"{site.address}/en/{path}")
    script = """all => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 23.5)
      .map((one) => one.outerHTML.slice(0, 80))"""
    assert look.page.eval_on_selector_all("button, select, input:not([type=hidden]), summary", script) == []
