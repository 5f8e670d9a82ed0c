"""Does what was read from a file become numbers that lead back to its cells?"""

from pathlib import Path

import pytest

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.facts import Query
from styrbord.services.board import indicators
from styrbord.services.loading import load_pack
from tests.contract.asking import counts, reading, values
from tests.contract.packs import Written
from tests.contract.refusing import refused
from tests.services.loading.readings import Reading

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def known(database: str, tmp_path: Path) -> None:
    """A tree of subjects, loaded before."""
    load_pack(
        Written().observe("people", "n1", {"2020": 10}).described(code="small").write(tmp_path / "small")
    )


def prices() -> Reading:
    """Two numbers of one sheet."""
    return (
        Reading()
        .indicator("21.6", "Индекс цен", "%")
        .observe("21.6", "n1", "2015", "99.7", "21.6.!Q7")
        .observe("21.6", "n2", "2015", "", "21.6.!Q8", status="O")
    )


@pytest.mark.usefixtures("known")
def test_a_number_leads_to_its_cell(tmp_path: Path) -> None:
    result = load_pack(prices().write(tmp_path / "read"))
    assert (result.subjects, result.new_observations, result.editions) == (0, 2, 1)
    found = reading()
    assert values(found, "21.6", "n1") == {"2015": 99.7}
    assert values(found, "21.6", "n2") == {"2015": "O"}
    [version] = indicators.provenance(found, "21.6", "n1", Period.parse("2015")).versions
    assert (version.file, version.line, version.place) == ("Цены 2019.xlsx", None, "21.6.!Q7")
    assert (version.decimals, version.edition.dataset) == (1, "Цены-2019")


@pytest.mark.usefixtures("known")
def test_a_number_of_a_pack_leads_to_its_line() -> None:
    [version] = indicators.provenance(reading(), "people", "n1", Period.parse("2020")).versions
    assert (version.file, version.line, version.place) == ("observations.csv", 2, "")


@pytest.mark.usefixtures("known")
def test_new_indicators_have_the_name_and_unit_that_were_printed(tmp_path: Path) -> None:
    load_pack(prices().indicator("21.7", "Индекс", "в процентах от").write(tmp_path / "read"))
    found = reading().register.indicators()
    assert (found["21.6"].names, found["21.6"].unit, found["21.6"].frequency) == (
        {"ru": "Индекс цен"},
        "%",
        "A",
    )
    assert found["21.7"].unit == ""


@pytest.mark.usefixtures("known")
def test_an_unknown_unit_is_told(tmp_path: Path) -> None:
    result = load_pack(prices().indicator("21.7", "Индекс", "попугаев").write(tmp_path / "read"))
    assert [str(problem) for problem in result.warnings] == [
        "indicators.csv: 'попугаев', printed with 1 indicators, is not a known unit. The indicators are kept"
        " without a unit; state it in pack.toml under [indicators]."
    ]


@pytest.mark.usefixtures("known")
def test_loading_a_reading_again_changes_nothing(tmp_path: Path) -> None:
    folder = prices().write(tmp_path / "read")
    load_pack(folder)
    before = counts()
    assert load_pack(folder).new_observations == 0
    assert counts() == {**before, "ledger_event": before["ledger_event"] + 1}


@pytest.mark.usefixtures("known")
def test_a_reading_leaves_definitions_as_they_are(tmp_path: Path) -> None:
    read = Reading(file={"name": "small.xlsx", "sha256": "b" * 64}).indicator(
        "people", "Население", "тыс. чел."
    )
    load_pack(read.observe("people", "n1", "2021", "11", "1!B2").write(tmp_path / "read"))
    found = reading()
    assert found.register.indicators()["people"].names == {"en": "People"}
    assert values(found, "people", "n1") == {"2020": 10.0, "2021": 11.0}


@pytest.mark.usefixtures("known")
def test_a_code_that_means_something_else_is_refused(tmp_path: Path) -> None:
    read = Reading().indicator("people", "Индекс").observe("people", "n1", "2021", "11", "1!B2")
    assert refused(read, tmp_path / "read") == [
        "indicators.csv, line 2: people is 'People' in dataset small already, and 'Индекс' here. Give the"
        " table another code in layout.toml; if both are one indicator, write code = 'small' under [pack]"
        " in a pack.toml and give it with --describe."
    ]


@pytest.mark.usefixtures("known")
def test_names_without_a_code_are_a_list_with_cells_and_proposals(tmp_path: Path) -> None:
    read = prices().observe("21.6", "", "2015", "3", "21.6.!Q9", "Fjordbi")
    read.observe("21.6", "", "2016", "4", "21.6.!R9", "Fjordbi").observe("21.6", "", "2016", "4", "21.6.!R10")
    before = counts()
    first, second = refused(read, tmp_path / "read")
    assert first.startswith("Цены 2019.xlsx, 21.6.!R10: 1 numbers stand beside no territory.")
    assert second.startswith(
        "Цены 2019.xlsx, 21.6.!Q9: 'Fjordbi', with 2 numbers, is no territory that is known here."
        " Perhaps Fjordby (n1)"
    )
    assert counts() == before


@pytest.mark.usefixtures("known")
def test_an_empty_alias_leaves_a_name_out_and_is_told(tmp_path: Path) -> None:
    read = prices().observe("21.6", "", "2015", "3", "21.6.!Q9", "Справочно:")
    read.aliases["Справочно:"] = ""
    result = load_pack(read.write(tmp_path / "read"))
    assert result.new_observations == 2
    assert [problem.code for problem in result.warnings] == ["pack.left-out"]


@pytest.mark.usefixtures("known")
def test_an_unknown_code_is_told_by_its_cell(tmp_path: Path) -> None:
    read = prices().observe("21.6", "n9", "2015", "3", "21.6.!Q9")
    told = refused(read, tmp_path / "read")
    assert told[-1].startswith("Цены 2019.xlsx, 21.6.!Q9: There is no subject 'n9'.")


def test_without_codes_anywhere_the_missing_tables_are_named(tmp_path: Path) -> None:
    assert refused(prices(), tmp_path / "read")[0].startswith("read: The pack has no territories.csv.")


def test_other_cells_of_one_file_are_kept_apart(known: None, tmp_path: Path) -> None:
    load_pack(prices().write(tmp_path / "one"))
    load_pack(prices().observe("21.6", "n1", "2016", "3", "21.6.!ZZ900").write(tmp_path / "two"))
    found = reading().facts.history(Query(("21.6",), ("n1",), Frequency("A")))
    assert [one.place for one in found] == ["21.6.!ZZ900", "21.6.!Q7"]


def test_statuses_of_a_reading_stay_as_they_were_read(known: None, tmp_path: Path) -> None:
    load_pack(prices().observe("21.6", "n1", "2016", "", "21.6.!R7", status="M").write(tmp_path / "one"))
    assert values(reading(), "21.6", "n1") == {"2015": 99.7, "2016": "M"}
