"""Do published files of statistical formats yield what their description says of them, file by file?

The figures stand in shared/data/messy/EXPECT.md, or were counted in the files as plain text.
"""

from collections import Counter
from collections.abc import Callable

import pytest

from tests.sources.expectations.outcome import Outcome

Messy = Callable[..., Outcome]


def statuses(outcome: Outcome) -> Counter[str]:
    """How many observations have which status."""
    return Counter(row["obs_status"] for row in outcome.observations)


@pytest.mark.parametrize("structure", ["", "sdmx_ecb_exr_structure.xml"])
def test_exchange_rates_are_252_months(messy: Messy, structure: str) -> None:
    rows = sorted(messy("sdmx_ecb_exr.xml", structure).observations, key=lambda row: row["period"])
    assert len({row["period"] for row in rows}) == len(rows) == 252
    assert (rows[0]["period"], rows[0]["value"]) == ("1999-01", "1.16078")
    assert (rows[-1]["period"], rows[-1]["value"]) == ("2019-12", "1.111345")
    assert {row["obs_status"] for row in rows} == {"A"}


def test_demography_has_55_observations_with_their_statuses(messy: Messy) -> None:
    outcome = messy("sdmx_estat_demography-xs.xml", "sdmx_estat_demography-structure.xml")
    valued = [row for row in outcome.observations if row["value"]]
    assert (len(valued), len(outcome.observations)) == (55, 60)
    assert {row["obs_status"] for row in outcome.observations if not row["value"]} == {"O"}  # M there
    assert {"A", "P"} <= {row["obs_status"] for row in valued}
    assert statuses(outcome)["P"] == 23
    assert len(outcome.indicators) > 1  # each Obs is another measure


def test_a_flat_message_in_json_has_four_observations(messy: Messy) -> None:
    outcome = messy("sdmx_ecb_flat.json")
    assert {(row["period"], row["value"]) for row in outcome.observations} == {
        ("2013-01-18", "1.5931"),
        ("2013-01-21", "1.5925"),
        ("2013-01-18", "40.3426"),
        ("2013-01-21", "40.3000"),
    }


def test_a_message_in_json_by_observations_is_read(messy: Messy) -> None:
    outcome = messy("sdmx_oecd_part2.json")
    assert outcome.observations
    assert {row["obs_status"] for row in outcome.observations} <= {"A", "E", "P", "O", "B"}


@pytest.mark.parametrize(
    ("name", "count", "missing"),
    [
        ("jsonstat_statswe.json", 1120, 0),
        ("jsonstat_galicia-2.0.json", 3960, 4),
        ("jsonstat_us-labor-ds.json", 12880, 0),
    ],
)
def test_a_cube_in_json_stat_is_read_whole(messy: Messy, name: str, count: int, missing: int) -> None:
    outcome = messy(name)
    assert len(outcome.observations) == count
    assert len([row for row in outcome.observations if not row["value"]]) == missing
    assert len({(row["territory_code"], row["territory_name"], row["indicator_code"], row["period"],
                 row["breakdown"]) for row in outcome.observations}) == count  # fmt: skip


def test_swedish_deaths_are_of_one_county_20_ages_two_sexes_and_28_years(messy: Messy) -> None:
    rows = messy("jsonstat_statswe.json").observations
    assert {row["territory_code"] for row in rows} == {"25"}
    assert {row["territory_name"].removeprefix("25 ") for row in rows} == {"Norrbottens län"}
    assert len({row["period"] for row in rows}) == 28
    assert len({row["breakdown"] for row in rows}) in {40, 20 * 2 + 1}
    assert len({row["indicator_code"] for row in rows}) == 1


def test_a_bundle_gives_both_of_its_datasets(messy: Messy) -> None:
    outcome = messy("jsonstat_oecd-canada.json")
    assert len(outcome.observations) == 432 + 120
    assert statuses(outcome)["E"] == 72


@pytest.mark.parametrize(
    ("name", "count", "numbers"),
    [("px_14001.px", 8064, 5804), ("px_27067.px", 812, 352), ("px_swiss_0602000000_107.px", 60800, 60800)],
)
def test_a_px_file_is_read_whole(messy: Messy, name: str, count: int, numbers: int) -> None:
    outcome = messy(name)
    assert len(outcome.observations) == count
    assert statuses(outcome)["A"] == numbers


def test_two_dots_are_secret_where_the_note_says_so(messy: Messy) -> None:
    assert statuses(messy("px_27067.px"))["Q"] == 208


def test_spanish_letters_of_a_px_file_are_right(messy: Messy) -> None:
    found = {row["territory_name"] for row in messy("px_14001.px").observations}
    assert {"Andalucía", "Cataluña", "Castilla y León", "País Vasco"} <= found
    assert len(found) == 21


def test_a_note_with_html_becomes_a_note_without(messy: Messy) -> None:
    outcome = messy("px_27067.px")
    told = [row["note"] for row in outcome.indicators.values()] + [
        row["note"] for row in outcome.observations
    ]
    assert any("secreto estad" in note for note in told)
    assert not any("<A" in note or "HREF" in note for note in told)


def test_a_px_file_in_four_languages_tells_them_all(messy: Messy) -> None:
    account = messy("px_swiss_0602000000_107.px").account
    assert [language for language in ("de", "fr", "it", "en") if language not in account] == []
