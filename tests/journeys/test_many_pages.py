"""Do 200 pages in a tree stay quick to walk and to search?"""

import re
import time
from pathlib import Path

import pytest
from django.test import Client

from styrbord.services import pages
from tests.journeys.reading import rows
from tests.journeys.small_packs import TERRITORIES, let_it_be, load, observations, pack_toml

COUNT = 200
BUDGET_SECONDS = 0.5  # stated in docs/howto/write-pages.md
INDICATORS = "indicator_code,name,frequency,over_subjects,over_time\nvisits,Visits,A,sum,sum\n"
ROWS = [("M1", "visits", str(year), year, "2025-01-10") for year in range(2000, 2025)]


def _text() -> str:
    """Pages ten to a branch: page 7 stands under page 0, page 70 under page 7."""
    return "\n".join(
        f'[[pages]]\ncode = "page-{n}"\nkind = "page"\norder = {COUNT - n}\npublicity = "public"\n'
        f'title_en = "Story {n:03d}"\n'
        + (f'parent = "page-{n // 10}"\n' if n >= 10 else "")
        + '[[pages.blocks]]\nkind = "tiles"\nindicators = ["visits"]\n'
        for n in range(COUNT)
    )


@pytest.fixture
def library(board: None, tmp_path: Path) -> Client:
    files = {
        "territories.csv": TERRITORIES,
        "indicators.csv": INDICATORS,
        "observations.csv": observations(ROWS),
    }
    load(tmp_path / "pack", {**files, "pack.toml": pack_toml(today="2025-03-01")})
    let_it_be("2025-03-01")
    pages.import_pages(_text())
    return Client()


def _timed(client: Client, path: str) -> str:
    start = time.process_time()  # of this process alone: the site answers in it, and others may be busy
    answer = client.get(path)
    assert answer.status_code == 200
    assert time.process_time() - start < BUDGET_SECONDS, path
    return str(answer.content.decode())


@pytest.mark.requirement("R-045")
def test_two_hundred_pages_are_walked_in_order_and_searched_in_time(library: Client) -> None:
    library.get("/en/method/")
    listed = re.findall(r'href="/en/pages/(page-\d+)/"', _timed(library, "/en/pages/"))
    assert len(set(listed)) == COUNT
    tops = [code for code in listed if len(code) == len("page-0")]
    assert tops == [f"page-{n}" for n in range(9, -1, -1)]
    assert listed.index("page-7") < listed.index("page-70") < listed.index("page-6")
    inner = _timed(library, "/en/pages/page-170/")
    crumbs = inner.split('class="crumbs"')[1].split("</nav>")[0]
    assert re.findall(r'href="/en/pages/(page-\d+)/"', crumbs) == ["page-1", "page-17"]
    assert 'href="/en/pages/page-170/"' in _timed(library, "/en/pages/page-17/")
    assert "page-123" in _timed(library, "/en/search/?q=story 123")
    assert rows(inner) == []
