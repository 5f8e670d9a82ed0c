"""Does the board work where no script runs?"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.looking import Look
from tests.journeys.site import Site


@pytest.fixture
def still(lonely_chromium: Any) -> Iterator[Look]:
    """A browser page that runs no script."""
    context = lonely_chromium.new_context(viewport={"width": 1366, "height": 768}, java_script_enabled=False)
    yield Look(context.new_page())
    context.close()


@pytest.mark.browser
def test_the_language_changes_and_the_page_stays(site: Site, still: Look) -> None:
    still.open(f"{site.address}/en/subjects/NV/demography/")
    still.page.click("nav ul.languages a[lang=ru]")
    assert still.page.url == f"{site.address}/ru/subjects/NV/demography/"
    assert still.words("h1").startswith("Демография")


@pytest.mark.browser
def test_the_moment_is_chosen_with_a_form(site: Site, still: Look) -> None:
    still.open(f"{site.address}/en/")
    still.page.select_option("#as-of", "2025-09-15")
    still.page.click("form.ask button")
    assert "as-of=2025-09-15" in still.page.url
    assert "Released by 15 Sep 2025" in still.words()


@pytest.mark.browser
def test_the_search_finds_subjects_indicators_and_pages(site: Site, still: Look) -> None:
    still.open(f"{site.address}/en/")
    for text, found in (
        ("stenfors", "Stenfors"),
        ("unemployment", "Unemployment"),
        ("demography", "Demography"),
    ):
        still.page.fill("#find", text)
        still.page.press("#find", "Enter")
        still.page.wait_for_url("**/en/search/**")
        assert found in still.words("ul.hits")


@pytest.mark.browser
def test_a_chart_opens_as_a_table(site: Site, still: Look) -> None:
    still.open(f"{site.address}/en/subjects/NV/demography/")
    table = still.page.locator("details.more table").first
    assert not table.is_visible()
    still.page.locator("details.more summary").first.click()
    assert table.is_visible()
    assert "2025" in table.inner_text()


@pytest.mark.browser
def test_subjects_are_compared_with_a_form(site: Site, still: Look) -> None:
    still.open(f"{site.address}/en/compare/?indicator=unemployment&subject=NV05&subject=NV01")
    assert "They are not ranked together." in still.words()
    still.page.click("text=labelled as mixed")
    assert "mixed=1" in still.page.url
    assert "mixes subjects of different types" in still.words()
