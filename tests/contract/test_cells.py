"""Does the page of a number, and what is taken away from it, name the cell it was read from?"""

from pathlib import Path

import pytest
from django.test import Client

from styrbord.services.loading import load_pack
from tests.contract.packs import Written
from tests.services.loading.readings import Reading

pytestmark = pytest.mark.usefixtures("database")
ADDRESS = "/en/indicators/{}/values/n1/2020/"


@pytest.fixture
def client(database: str, tmp_path: Path) -> Client:
    """A reader of a board with a pack and a reading."""
    load_pack(
        Written().observe("people", "n1", {"2020": 10}).described(code="small").write(tmp_path / "pack")
    )
    read = Reading().indicator("21.6", "Индекс цен", "%").observe("21.6", "n1", "2020", "99.7", "21.6.!Q7")
    load_pack(read.write(tmp_path / "read"))
    return Client()


def test_the_page_names_file_and_cell(client: Client) -> None:
    page = client.get(ADDRESS.format("21.6")).content.decode()
    assert "<code>Цены 2019.xlsx</code> <code>21.6.!Q7</code>" in page


def test_the_page_of_a_number_from_a_pack_names_file_and_line(client: Client) -> None:
    page = client.get(ADDRESS.format("people")).content.decode()
    assert "<code>observations.csv</code> line 2" in page


def test_the_table_of_versions_names_the_cell(client: Client) -> None:
    asked = {"format": "csv", "block": "versions"}
    told = b"".join(client.get(ADDRESS.format("21.6"), asked)).decode("utf-8-sig")
    assert "Цены 2019.xlsx,21.6.!Q7" in told
