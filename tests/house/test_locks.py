"""Do the locks agree, and does the base set stay without the engine of forecasts?"""

import re

from tests.house.files import ROOT

PINNED = re.compile(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==([^ ;]+)", re.MULTILINE)


def pinned(lock: str) -> set[tuple[str, str]]:
    """Packages with their versions that a lock names."""
    return set(PINNED.findall((ROOT / lock).read_text(encoding="utf-8")))


def test_each_lock_contains_the_one_before() -> None:
    base, forecast = pinned("requirements.lock"), pinned("requirements-forecast.lock")
    assert base
    assert base < forecast
    assert forecast < pinned("requirements-dev.lock")


def test_the_base_set_has_no_engine_of_forecasts() -> None:
    names = {name for name, _ in pinned("requirements.lock")}
    assert not names & {"statsforecast", "numba", "pyarrow", "distributed"}
