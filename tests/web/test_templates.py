"""Does every page say what it has to, without code or styles of its own?"""

import re

import pytest

from tests.web.rendering import LANGUAGES, PAGES, rendered

pytestmark = pytest.mark.usefixtures("sqlite_database")
EVERY = pytest.mark.parametrize("name", PAGES)


@EVERY
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_renders_in_each_language(name: str, language: str) -> None:
    page = rendered(name, language)
    assert f'<html lang="{language}"' in page
    assert page.count("<h1") == 1
    assert page.count("<main") == 1


@EVERY
def test_a_page_holds_no_code_or_style_of_its_own(name: str) -> None:
    page = rendered(name, "en")
    assert not re.search(r"<script(?! src=)|<style|\son[a-z]+=\"|\sstyle=\"|javascript:", page)


@EVERY
def test_a_page_names_no_other_host(name: str) -> None:
    page = rendered(name, "en").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|=\"//", page)


@EVERY
def test_each_id_stands_once(name: str) -> None:
    ids = re.findall(r"\sid=\"([^\"]+)\"", rendered(name, "en"))
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", ["overview", "indicator", "subject", "rubric", "compare", "map", "pages"])
def test_every_link_keeps_the_moment_and_the_look(name: str) -> None:
    page = rendered(name, "en", **{"as-of": "2026-10-21", "vintage": "2025", "theme": "slate"})
    links = [link for link in re.findall(r"<a[^>]* href=\"(/en/[^\"#]*)", page) if "format=" not in link]
    assert [link for link in links if "as-of=2026-" not in link or "vintage=2025" not in link] == []
    assert [link for link in links if "theme=slate" not in link and "theme=contrast" not in link] == []


def test_missing_is_never_zero() -> None:
    page = rendered("indicator", "en")
    row = re.search(r"<tr>\s*<th[^>]*>\s*<a[^>]*>Jun 2026</a>.*?</tr>", page, re.DOTALL)
    assert row
    assert "no data" in row[0]
    assert ">0<" not in row[0]


def test_the_overview_shows_twelve_deviations_each_with_its_evidence() -> None:
    page = rendered("overview", "en")
    rows = re.findall(r"<th scope=\"row\" class=\"ex-name\"><a href=\"(/en/indicators/[^\"]+)\"", page)
    assert len(rows) == 12
    assert "Norrvik County: 17 things deviate, 6 to act on" in page


def test_a_tile_answers_seven_questions_or_says_none() -> None:
    tile = rendered("overview", "en").split('<article class="tile">')[1]
    for question in ("Since: none", "Owner: none", "Decided: none", "Change", "Target", "Peers", "Fresh"):
        assert question in tile


def figures_of(page: str) -> list[str]:
    return re.findall(r">([^<>]*\d[^<>]*)<", page)


def test_another_look_changes_style_sheets_and_no_figure() -> None:
    usual, high = rendered("overview", "en"), rendered("overview", "en", theme="contrast")
    assert "vendor/themes/harbour.css" in usual
    assert "styrbord/themes/contrast.css" not in usual
    assert "styrbord/themes/contrast.css" in high
    assert 'data-theme="contrast"' in high
    assert figures_of(usual) == figures_of(high)
    assert "vendor/themes/slate.css" in rendered("overview", "en", theme="slate")


def test_an_unknown_look_is_the_usual_one() -> None:
    assert 'data-theme="harbour"' in rendered("overview", "en", theme="../x")
