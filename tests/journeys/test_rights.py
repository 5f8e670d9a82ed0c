"""Does a person see more at the next step when an administrator gives a role, and less when it is revoked?"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.looking import Look
from tests.journeys.site import LANGUAGES, Site


def _signed_in(site: Site, chromium: Any, *words: str, **options: Any) -> Look:
    link = re.search(r"http://\S+", site.command("sign-in-link", *words, "--port", str(site.port)))
    assert link
    look = Look(chromium.new_context(viewport={"width": 1366, "height": 768}, **options).new_page())
    look.open(link[0])
    look.page.click("main form button")
    look.page.wait_for_url("**/en/")
    return look


@pytest.fixture
def keeper(lonely_chromium: Any, other_site: Site) -> Iterator[Look]:
    """An administrator whose browser runs no script: the pages need none."""
    look = _signed_in(other_site, lonely_chromium, "keeper", "--administrator", java_script_enabled=False)
    yield look
    look.page.context.close()


@pytest.fixture
def watching(lonely_chromium: Any, other_site: Site) -> Iterator[Look]:
    """An administrator at a desktop."""
    look = _signed_in(other_site, lonely_chromium, "keeper", "--administrator")
    yield look
    look.page.context.close()


@pytest.fixture
def reader(lonely_chromium: Any, other_site: Site) -> Iterator[Look]:
    """Someone who has signed in for a post without a role."""
    look = _signed_in(other_site, lonely_chromium, "labour-office")
    yield look
    look.page.context.close()


@pytest.mark.requirement("R-047")
@pytest.mark.browser
def test_a_role_works_at_the_next_step_and_so_does_its_end(
    other_site: Site, keeper: Look, reader: Look
) -> None:
    site = other_site.address
    assert reader.open(f"{site}/en/imports/") == 403
    keeper.open(f"{site}/en/people/")
    keeper.page.click("main a:has-text('Labour office')")
    keeper.page.click("summary:has-text('Give a role')")
    keeper.page.select_option("#grant-role", "editor")
    keeper.page.fill("#grant-subject", "NV99")
    keeper.page.fill("#grant-basis", "Order 12 of 2026")
    keeper.page.click("button:has-text('Give the role')")
    assert "There is no subject 'NV99'" in keeper.words(".problem")
    assert keeper.page.input_value("#grant-basis") == "Order 12 of 2026"
    keeper.page.fill("#grant-subject", "")
    keeper.page.click("button:has-text('Give the role')")
    assert "Done." in keeper.words("[role=status]")
    assert reader.open(f"{site}/en/imports/") == 200
    reader.open(f"{site}/en/my-rights/")
    assert "edit pages and load files" in reader.words("main")
    assert "Order 12 of 2026" in reader.words("main")
    keeper.page.click("section[aria-labelledby=h-roles] button:has-text('Revoke')")
    assert "ended" in keeper.words("section[aria-labelledby=h-roles]")
    assert reader.open(f"{site}/en/imports/") == 403


@pytest.mark.browser
def test_an_invited_person_comes_in_and_is_taken_out(
    other_site: Site, keeper: Look, lonely_chromium: Any
) -> None:
    site = other_site.address
    keeper.open(f"{site}/en/people/posts/finance-office/")
    keeper.page.click("summary:has-text('Appoint someone')")
    keeper.page.fill("#appoint-name", "Anna Berg")
    keeper.page.click("section[aria-labelledby=h-holders] button:text-is('Appoint')")
    keeper.page.click("button:has-text('Make a link')")
    link = keeper.words(".secret")
    context = lonely_chromium.new_context()
    anna = Look(context.new_page())
    anna.open(link)
    anna.page.click("main form button")
    anna.page.wait_for_url("**/en/")
    anna.open(f"{site}/en/my-rights/")
    assert "You hold 1 post today." in anna.words("main")
    keeper.open(f"{site}/en/people/posts/finance-office/")
    keeper.page.click("section[aria-labelledby=h-holders] button:has-text('End')")
    anna.open(f"{site}/en/my-rights/")
    assert "You hold no post today" in anna.words("main")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_rights_read_well_in_every_width(
    other_site: Site, watching: Look, axe: str, language: str
) -> None:
    other_site.command("grant", "school-office", "analyst", "--subject", "NV05", "--basis", "Order 3")
    for path in ("people/", "people/posts/school-office/", "people/guest/", "my-rights/"):
        watching.open(f"{other_site.address}/{language}/{path}")
        for summary in watching.page.locator("main details.more > summary").all():
            summary.click()
        for width in (1366, 683, 390, 320):
            watching.resize(width)
            assert watching.sideways() <= 0, f"{path} {width} wide"
            assert not watching.too_small(), f"{path} {width} wide"
            if width in (1366, 390):
                assert not watching.violations(axe), f"{path} {width} wide"
        watching.resize(1366)
    assert not watching.errors
    assert watching.hosts() == {f"127.0.0.1:{other_site.port}"}


@pytest.mark.browser
def test_the_pages_of_rights_are_closed_to_others(site: Site, look: Look) -> None:
    for path in ("people/", "people/guest/", "people/posts/labour-office/", "my-rights/"):
        assert look.open(f"{site.address}/en/{path}") == 403
