"""From when on do names of a second pack hold?"""

from pathlib import Path

import pytest

from styrbord.services.loading import load_pack
from styrbord.services.reading import end_of, visible
from tests.contract.packs import Written

pytestmark = pytest.mark.usefixtures("database")


def load(folder: Path, code: str, *, first: str, invented: bool) -> None:
    """A pack of one indicator whose numbers came out year by year."""
    pack = Written().described(code=code, release="vintage", invented=invented)
    pack.indicators = [{"indicator_code": code, "name_en": code.title(), "decimals": 0}]
    for year in range(int(first), 2024):
        pack.observe(code, "n1", {str(year - 1): year}, vintage=f"{year}-01-20")
    load_pack(pack.write(folder / code))


def known(day: str) -> set[str]:
    """Indicators that were known by the end of a day."""
    return set(visible(as_of=end_of(day)).register.indicators())


def test_a_later_pack_of_invented_data_has_its_past_from_the_first_day_of_the_board(tmp_path: Path) -> None:
    load(tmp_path, "people", first="2021", invented=True)
    load(tmp_path, "jobs", first="2019", invented=True)
    assert known("2021-01-19") == set()
    assert known("2021-01-21") == {"people", "jobs"}


def test_names_of_real_data_hold_from_the_day_on_which_they_were_loaded(tmp_path: Path) -> None:
    load(tmp_path, "people", first="2021", invented=False)
    load(tmp_path, "jobs", first="2019", invented=False)
    assert known("2021-01-21") == {"people"}
    assert set(visible().register.indicators()) == {"people", "jobs"}


def test_a_later_pack_that_names_something_known_dates_nothing_back(tmp_path: Path) -> None:
    load(tmp_path, "people", first="2021", invented=True)
    pack = Written().described(code="both", release="vintage", invented=True)
    pack.indicators = [
        {"indicator_code": code, "name_en": f"Other {code}", "decimals": 0} for code in ("people", "jobs")
    ]
    pack.observe("jobs", "n1", {"2021": 1}, vintage="2022-01-20")
    load_pack(pack.write(tmp_path / "both"))
    assert known("2022-02-01") == {"people"}
