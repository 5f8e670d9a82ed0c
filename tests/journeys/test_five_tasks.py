"""Can ministers find, compare, explain, export and comment with the keyboard alone, also on a phone?"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.looking import Look
from tests.journeys.site import Site
from tests.journeys.talking import signed_in, small_board

FOCUSED = """() => {
  const one = document.activeElement;
  return [one.getAttribute("href") || "", one.id || one.name || "", one.innerText || one.value || ""];
}"""
RING = "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.boxShadow; }"
WIDTHS = {"desk": 1366, "phone": 390}


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A board of this file's own."""
    made = small_board(tmp_path_factory.mktemp("tasks"))
    yield made
    made.stop()


@pytest.fixture(params=WIDTHS)
def minister(request: pytest.FixtureRequest, board: Site, lonely_chromium: Any) -> Iterator[Look]:
    """Somebody at a desk or with a phone, who touches no mouse from here on."""
    look = signed_in(board, lonely_chromium, "asker", width=WIDTHS[request.param])
    yield look
    look.page.context.close()


def tab_to(look: Look, part: str, *, at_most: int = 150) -> None:
    """Press Tab until something is reached by a part of its address or words, or by its name; it shows so."""
    for _ in range(at_most):
        look.page.keyboard.press("Tab")
        address, name, words = look.page.evaluate(FOCUSED)
        if part in address or part == name or (part[0].isupper() and part in words):
            assert look.page.evaluate(RING) != "nonenone", f"'{part}' does not show that it is reached."
            return
    raise AssertionError(f"No Tab in {at_most} reaches '{part}' on {look.page.url}.")


def follow(look: Look, part: str) -> None:
    """Reach a link or button and press it; nothing runs out of the window on the page it leads to."""
    tab_to(look, part)
    with look.page.expect_navigation():
        look.page.keyboard.press("Enter")
    assert look.sideways() <= 0, look.page.url


def choose(look: Look, name: str, words: str) -> None:
    """Reach a list and choose by typing the first letters."""
    tab_to(look, name)
    look.page.keyboard.type(words)


def find(look: Look) -> None:
    if look.page.locator("#find").is_visible():
        tab_to(look, "find")
    else:
        follow(look, "/en/search/")
        tab_to(look, "q")
    look.page.keyboard.type("people")
    with look.page.expect_navigation():
        look.page.keyboard.press("Enter")
    follow(look, "/en/indicators/people/")
    assert look.words("h1").startswith("People")


def compare(look: Look) -> None:
    follow(look, "/en/compare/")
    choose(look, "c-indicator", "People")
    choose(look, "c-subject", "n1")
    follow(look, "Show")
    assert "People" in look.words("main")


def explain(look: Look, board: Site) -> None:
    look.open(f"{board.address}/en/indicators/people/?subject=n1")
    follow(look, "/en/indicators/people/values/n1/2020/")
    assert "7,000" in look.words("h1").replace("\u2009", ",").replace("\u202f", ",")
    assert "come from" in look.words("h1")


def export(look: Look) -> None:
    tab_to(look, "format=xlsx")
    with look.page.expect_download() as got:
        look.page.keyboard.press("Enter")
    assert got.value.suggested_filename.endswith(".xlsx")
    assert got.value.path().stat().st_size > 1000


def comment(look: Look, words: str) -> None:
    follow(look, "kind=comment")
    tab_to(look, "words")
    look.page.keyboard.type(words)
    follow(look, "Send")
    assert words in look.words("main")


@pytest.mark.requirement("R-058")
@pytest.mark.browser
def test_five_tasks_are_done_with_the_keyboard_alone(board: Site, minister: Look) -> None:
    find(minister)
    minister.open(f"{board.address}/en/")
    compare(minister)
    explain(minister, board)
    export(minister)
    comment(minister, f"Read at {minister.page.viewport_size['width']} pixels.")
    assert not minister.errors
