"""Do the dates on a public page match the log?"""

import json
import re
import sqlite3
import tomllib
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from tests.journeys.site import Site

DATES = re.compile(r"Page published (\d+ \w+ \d+), updated (\d+ \w+ \d+)")


def _day(milliseconds: int) -> date:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date()


def _told(site: Site, verb: str, moment: str) -> dict[str, list[date]]:
    """Days that events of one kind name, by what the events are about; read beside the program."""
    with closing(sqlite3.connect(f"file:{site.database}?mode=ro", uri=True)) as reading:
        rows = reading.execute("SELECT about, data FROM ledger_event WHERE verb = ?", [verb]).fetchall()
    found: dict[str, list[date]] = {}
    for about, data in rows:
        found.setdefault(about, []).append(_day(json.loads(data)[moment]))
    return found


def _shown(site: Site, path: str) -> tuple[date, date]:
    found = DATES.search(site.get(path).words)
    assert found, f"{path} has no dates."
    first, last = (datetime.strptime(text, "%d %b %Y").date() for text in found.groups())  # noqa: DTZ007
    return first, last


def _with_numbers(site: Site) -> set[str]:
    pages = tomllib.loads((site.pack / "pages.toml").read_text(encoding="utf-8"))["pages"]
    return {
        page["code"] for page in pages if any(b.get("kind") not in {"text"} for b in page.get("blocks", []))
    }


@pytest.mark.requirement("R-271")
def test_every_public_page_has_the_dates_of_the_log(site: Site) -> None:
    published = _told(site, "page.published", "shown_from")
    released = [day for days in _told(site, "edition.released", "released_at").values() for day in days]
    listed = site.get("/api/v1/pages", limit=500).json()["items"]
    assert len(listed) > 20
    for page in listed:
        code, is_rubric = page["code"], page["kind"] == "rubric"
        path = f"/en/subjects/NV/{code}/" if is_rubric else f"/en/pages/{code}/"
        changes = [*published[code], *(released if code in _with_numbers(site) else [])]
        assert _shown(site, path) == (min(published[code]), max(changes)), path
    for path in ("", "subjects/", "subjects/NV/", "indicators/", "compare/", "map/", "editions/", "method/"):
        assert _shown(site, f"/en/{path}") == (min(released), max(released)), path


def test_the_calendar_lists_every_release_of_the_log(site: Site) -> None:
    released = _told(site, "edition.released", "released_at")
    words = site.get("/en/editions/").words
    for days in released.values():
        for day in days:
            assert f"{day.day} {day:%b %Y}" in words
