"""Do folders of real statistics load unchanged, and do their totals add up as published?"""

import gzip
import shutil
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.facts import Query
from styrbord.services.loading import Loaded, load_pack
from styrbord.services.reading import Reading
from tests.conftest import ROOT
from tests.contract.asking import counts, moment, reading
from tests.databases import using

DESCRIPTION = ROOT / "docs" / "howto" / "ru_regions.toml"
KEY = ["territory_code", "indicator_code", "period"]
DISTRICTS = ("FD-C", "FD-FE", "FD-NC", "FD-NW", "FD-S", "FD-SIB", "FD-U", "FD-V")
MOVED = ("RU-BU", "RU-ZAB")
GRP = "RS9_1"


@pytest.fixture(scope="module")
def published(shared: Path) -> pl.DataFrame:
    """The observations as they were published, as text."""
    return pl.read_csv(shared / "data/ru_regions/observations.csv.gz", infer_schema_length=0)


@pytest.fixture(scope="module")
def regions(
    shared: Path, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[Loaded]:
    """The regions, loaded once for the tests of this file; none of them changes anything."""
    path = tmp_path_factory.mktemp("regions") / "regions.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with django_db_blocker.unblock(), using(str(path)):
        yield load_pack(shared / "data/ru_regions", description=DESCRIPTION, now=moment("2022-01-01"))


def years(found: Reading, subjects: tuple[str, ...], indicator: str = GRP, *, computed: bool = False) -> Any:
    """A panel of one indicator over all years."""
    query = Query((indicator,), subjects, Frequency.ANNUAL)
    return (found.numbers.computed if computed else found.numbers.panel)(query)


def at(panel: Any, subject: str, year: int, name: str = "value") -> Any:
    """One cell of a panel."""
    return panel[name].sel(subject=subject, period=year).values[0].item()


def test_everything_is_read(regions: Loaded) -> None:
    assert (regions.subjects, regions.indicators, regions.observations) == (94, 75, 122_992)
    assert (regions.new_observations, regions.editions, regions.warnings) == (122_992, 2, ())
    assert counts()["observation"] == 122_992


@pytest.mark.parametrize("folder", ["ru_regions", "se_municip", "egdi"])
def test_a_folder_loads_unchanged_and_again_without_a_trace(
    folder: str, shared: Path, sqlite_database: str
) -> None:
    first = load_pack(shared / "data" / folder)
    before = counts()
    again = load_pack(shared / "data" / folder)
    assert first.new_observations == first.observations == before["observation"]
    assert (again.observations, again.new_observations, again.editions) == (first.observations, 0, 0)
    assert {name for name, count in counts().items() if count != before[name]} == {"ledger_event"}


@pytest.mark.requirement("R-002")
@pytest.mark.parametrize(("year", "reported"), [(2000, 79), (2010, 80), (2013, 80)])
def test_the_country_is_exactly_the_sum_of_its_counting_members(
    year: int, reported: int, regions: Loaded, published: pl.DataFrame
) -> None:
    told = _told(published, "2019", year)
    panel = years(reading(vintage="2019"), ("RU", *DISTRICTS))
    check = years(reading(vintage="2019"), ("RU",), computed=True)
    assert (
        sum(told[code] for code in DISTRICTS)
        == told["RU"]
        == sum(told[code] for code in _regions() if code in told)
    )
    assert at(panel, "RU", year) == float(told["RU"])
    assert at(check, "RU", year) == float(told["RU"])
    assert (at(check, "RU", year, "reported"), at(check, "RU", year, "expected")) == (reported, 80)
    missing = [code for code in _regions() if code not in told]
    assert missing == (["RU-CE"] if year == 2000 else [])


@pytest.mark.parametrize("parent", ["RU-ARK", "RU-TYU"])
def test_nested_okrugs_and_the_rest_belong_to_a_region_and_do_not_count(parent: str, regions: Loaded) -> None:
    tree = reading().register.tree()
    day = moment("2013-01-01").date()
    assert len(tree.members(parent, day)) >= 2
    assert tree.members(parent, day, counting=True) == ()
    assert np.isnan(years(reading(), (parent,), computed=True)["value"].values).all()


@pytest.mark.parametrize("year", range(2000, 2021))
def test_a_region_that_moved_counts_once_in_the_district_of_the_first_day(year: int, regions: Loaded) -> None:
    tree = reading().register.tree()
    day = Period.parse(str(year)).first_day
    home = "FD-SIB" if year <= 2018 else "FD-FE"
    for code in MOVED:
        holders = [
            district
            for district in DISTRICTS
            for link in tree.members(district, day, counting=True)
            if link.subject == code
        ]
        assert holders == [home]


@pytest.mark.parametrize("year", range(2000, 2020))
def test_the_districts_add_up_to_all_regions_in_every_year(
    year: int, regions: Loaded, published: pl.DataFrame
) -> None:
    told = _newest(published, "P_POP", year)
    check = years(reading(), DISTRICTS, "P_POP", computed=True)
    by_district: dict[str, Decimal] = defaultdict(Decimal)
    for code in _regions():
        by_district[_home(code, year)] += told.get(code, Decimal(0))
    found = {district: at(check, district, year) for district in DISTRICTS}
    assert {code: round(value, 6) for code, value in found.items()} == {
        code: round(float(value), 6) for code, value in by_district.items()
    }


BEDS = "RS5_1_1"  # of 2017 in the borders of 2018, while the product of 2017 is in the old ones


@pytest.mark.parametrize(("indicator", "is_mixed"), [(GRP, False), (BEDS, True)])
@pytest.mark.parametrize("district", ["FD-FE", "FD-SIB"])
def test_of_2017_both_the_published_and_the_computed_district_are_shown(
    indicator: str, is_mixed: bool, district: str, regions: Loaded, published: pl.DataFrame
) -> None:
    told = _told(published, "2019", 2017, indicator)
    panel = years(reading(vintage="2019"), DISTRICTS, indicator)
    check = years(reading(vintage="2019"), DISTRICTS, indicator, computed=True)
    members = sum(told[code] for code in _regions() if _home(code, 2017) == district)
    assert at(panel, district, 2017) == float(told[district])
    assert at(check, district, 2017) == float(members)
    assert (told[district] != members) is is_mixed


@pytest.mark.parametrize("order", [("2019", "2021"), ("2021", "2019")], ids="-then-".join)
def test_values_that_two_vintages_tell_differently_show_both(
    order: tuple[str, str], shared: Path, published: pl.DataFrame, tmp_path: Path, sqlite_database: str
) -> None:
    for day, vintage in enumerate(order, start=1):
        folder = _only(vintage, shared / "data/ru_regions", published, tmp_path / vintage)
        load_pack(folder, description=DESCRIPTION, now=moment(f"2022-01-{day:02}"))
    earlier, later = (published.filter(pl.col("vintage") == vintage) for vintage in ("2019", "2021"))
    both = earlier.join(later, on=KEY, suffix="_later").filter(pl.col("value") != pl.col("value_later"))
    assert both.height == 170
    for indicator, rows in both.group_by("indicator_code"):
        subjects = tuple(rows["territory_code"].unique())
        query = Query((str(indicator[0]),), subjects, Frequency.ANNUAL)
        then, after, now = (
            found.facts.panel(query)
            for found in (reading(vintage="2019"), reading(vintage="2021"), reading())
        )
        for row in rows.to_dicts():
            place = (row["territory_code"], int(row["period"]))
            assert at(then, *place) == float(row["value"])
            assert at(after, *place) == at(now, *place) == float(row["value_later"])


def _only(vintage: str, source: Path, published: pl.DataFrame, folder: Path) -> Path:
    """The pack with the observations of one vintage."""
    shutil.copytree(source, folder)
    folder.chmod(0o755)
    (folder / "observations.csv.gz").unlink()
    text = published.filter(pl.col("vintage") == vintage).write_csv()
    (folder / "observations.csv.gz").write_bytes(gzip.compress(text.encode(), 1))
    return folder


def _told(published: pl.DataFrame, vintage: str, year: int, indicator: str = GRP) -> dict[str, Decimal]:
    rows = published.filter(
        (pl.col("indicator_code") == indicator)
        & (pl.col("vintage") == vintage)
        & (pl.col("period") == str(year))
        & pl.col("value").is_not_null()
    )
    return {code: Decimal(value) for code, value in rows.select("territory_code", "value").rows()}


def _newest(published: pl.DataFrame, indicator: str, year: int) -> dict[str, Decimal]:
    rows = published.filter(
        (pl.col("indicator_code") == indicator)
        & (pl.col("period") == str(year))
        & pl.col("value").is_not_null()
    ).sort("vintage")
    return {code: Decimal(value) for code, value in rows.select("territory_code", "value").rows()}


def _regions() -> list[str]:
    """Regions that count, from the file itself: each stands once, whatever its rows."""
    rows = pl.read_csv(ROOT.parent / "shared/data/ru_regions/territories.csv", infer_schema_length=0)
    return sorted(set(rows.filter(pl.col("type") == "region")["territory_code"]))


def _home(code: str, year: int) -> str:
    """District of a region on the first day of a year, from the file itself."""
    rows = pl.read_csv(ROOT.parent / "shared/data/ru_regions/territories.csv", infer_schema_length=0)
    day = f"{year}-01-01"
    mine = rows.filter(
        (pl.col("territory_code") == code)
        & (pl.col("valid_from").fill_null("0000") <= day)
        & (pl.col("valid_to").fill_null("9999") >= day)
    )
    return str(mine["parent_code"].item())
