"""Are the parts that the other tests stand on there: browser, PostgreSQL, page assets?"""

from pathlib import Path
from typing import Any

import psycopg
import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "styrbord"


@pytest.mark.browser
def test_the_browser_renders_a_page_and_runs_axe(page: Any, axe: str) -> None:
    page.set_content("<html lang=en><title>t</title><main><h1>Board</h1></main></html>")
    page.evaluate(axe)
    assert page.evaluate("axe.run().then(found => found.violations.map(v => v.id))") == []


@pytest.mark.postgresql
def test_postgresql_answers_on_a_socket_and_on_no_address(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        assert connection.info.server_version >= 150000
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_the_theme_has_the_colours_of_the_visual_rules() -> None:
    theme = (PACKAGE / "web/static/vendor/theme.css").read_text(encoding="utf-8").lower()
    for token, colour in {
        "neutral-text-default": "#1e2d36",
        "neutral-text-subtle": "#535f66",
        "accent-base-default": "#0b5566",
        "accent-text-subtle": "#226575",
        "act-text-subtle": "#af264a",
        "watch-text-subtle": "#825300",
        "good-text-subtle": "#0b5fa5",
    }.items():
        assert f"--ds-color-{token}: {colour};" in theme


def test_the_fonts_cover_latin_and_cyrillic_and_come_from_this_site() -> None:
    css = (PACKAGE / "web/static/vendor/inter.css").read_text(encoding="utf-8")
    assert css.count("@font-face") == 6
    assert "U+0400-045F" in css
    assert "//" not in css
    assert len(list((PACKAGE / "charts/fonts").glob("Inter_*.ttf"))) == 3
