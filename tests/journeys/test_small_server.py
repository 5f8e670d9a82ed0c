"""Does the whole board run on two cores and four gigabytes?"""

import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.site import CORES, LANGUAGES, MEMORY_LIMIT, Site
from tests.journeys.test_every_page import PAGES, WRONG


def _family(process: int) -> list[int]:
    """A process and all that it started."""
    below = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [process, *(one for child in below for one in _family(int(child)))]


def _peak_bytes(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


# Every journey of this folder runs against the limited server; this one walks all kinds of pages again.
@pytest.mark.requirement("R-284")
def test_the_journeys_run_on_two_cores_and_four_gigabytes(
    site: Site, record_testsuite_property: Callable[[str, object], None]
) -> None:
    assert site.server
    for process in _family(site.server.pid):
        assert resource.prlimit(process, resource.RLIMIT_DATA) == (MEMORY_LIMIT, MEMORY_LIMIT)
        assert len(os.sched_getaffinity(process)) <= CORES
    for language in LANGUAGES:
        for name, path in PAGES.items():
            assert site.get(f"/{language}/{path}").status == WRONG.get(name, 200), (language, name)
    peak = sum(_peak_bytes(process) for process in _family(site.server.pid))
    record_testsuite_property("peak_megabytes", round(peak / 1024**2))
    assert peak < MEMORY_LIMIT
    assert "Traceback" not in site.log()
