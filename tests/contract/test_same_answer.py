"""Do two readers of the same number get the same value and edition, or a word that it is not theirs?"""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.services import memory
from styrbord.services.loading import load_pack
from tests.contract.people import asked, county, signed_in

pytestmark = pytest.mark.usefixtures("database")
NOT_YOURS = "not released at your level"


def browser(post: str, **limits: Any) -> Client:
    found = Client()
    found.force_login(signed_in(post, asked("analyst", **limits)))
    return found


def answer(client: Client, subject: str) -> tuple[bool, float | None, list[int]]:
    """Whether it is released to the reader, its value, and the editions it rests on."""
    found = client.get(f"/api/v1/figures?indicator=wages&subject={subject}").json()["items"][0]
    value = found["tile"]["value"]
    return found["is_released"], value["value"] if value else None, [one["id"] for one in found["editions"]]


@pytest.mark.requirement("R-053")
def test_readers_of_different_levels_get_the_same_value_and_edition_or_are_told(tmp_path: Path) -> None:
    memory.forget()
    load_pack(county(tmp_path))
    whole, north, south = (
        browser("state"),
        browser("north", subject="north"),
        browser("south", subject="south"),
    )
    assert answer(whole, "n1") == answer(north, "n1") == (True, 7001.0, answer(whole, "n1")[2])
    assert len(answer(whole, "n1")[2]) == 1
    assert answer(south, "n1") == (False, None, [])
    path = "/en/indicators/wages/values/n1/2020/"
    pages = [one.get(path).content.decode() for one in (whole, north, south)]
    assert [NOT_YOURS in page for page in pages] == [False, False, True]
    assert ["7,001" in page for page in pages] == [True, True, False]
    refused = Client().get("/api/v1/figures?indicator=wages&subject=n1")
    assert (refused.status_code, "for you to see" in refused.content.decode()) == (404, True)
