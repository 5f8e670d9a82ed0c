"""How does a test release numbers, and what does it begin with?"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from styrbord.services import clock, releases
from styrbord.services.loading import load_pack
from styrbord.services.reading import PUBLIC, Principal, Reading, end_of
from styrbord.services.releases import ReleaseRow
from styrbord.services.work import work
from styrbord.sources.pack.model import PackFile
from tests.contract.asking import moment
from tests.contract.packs import Written

FILE = PackFile("page", "0" * 64)
WHY = {"en": "A typing error", "sv": "Ett skrivfel", "ru": "Опечатка"}
BEGIN = "2022-01-01"


def board(folder: Path, *, dataset: str = "small") -> None:
    """Numbers of n1, n2 and s1 that were released long ago."""
    pack = Written().described(code=dataset, vintage="2021")
    pack.observe("people", "n1", {"2019": 10, "2020": 11}).observe("people", "n2", {"2019": 20, "2020": 21})
    pack.observe("people", "s1", {"2020": 5}).observe("jobs", "n1", {"2020": 4})
    load_pack(pack.write(folder), now=moment(BEGIN))


def row(value: float | None, subject: str = "n1", period: str = "2020", **said: Any) -> ReleaseRow:
    """A cell of `people`; no value is one that is not yet known."""
    said = {"indicator": "people", "status": "A" if value is not None else "O", **said}
    return ReleaseRow(subject=subject, period=period, value=value, **said)


def released(
    *rows: ReleaseRow, at: datetime | None = None, now: datetime | None = None, **said: Any
) -> list[int]:
    """Numbers of the editions that rows were released in."""
    moment_now = now or clock.now()
    said = {"source": "form", "file": FILE, **said}
    with work("releaser", moment_now) as piece:
        return releases.record(piece, rows, at=at or moment_now, **said)


def soon(hours: float = 1) -> datetime:
    """A moment still to come."""
    return clock.now() + timedelta(hours=hours)


def at(then: datetime, principal: Principal = PUBLIC, *, as_of: str = "", vintage: str = "") -> Reading:
    """A reading at a time still to come, when the clock has passed it."""
    chosen = end_of(as_of) if as_of else then
    return Reading(principal, then, min(chosen, then), end_of(vintage) if vintage else None, as_of, vintage)
