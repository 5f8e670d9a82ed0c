"""Does the name of a rubric that a reader may not see stay away from every page and table?"""

from pathlib import Path

import pytest
from django.test import Client

from styrbord.services import memory, pages
from styrbord.services.loading import load_pack
from tests.contract.people import asked, county, signed_in

HIDDEN = """
[[pages]]
code = "tension"
kind = "rubric"
publicity = "signed-in"
restricted_only = true
title_en = "Tension between groups"

[[pages]]
code = "people"
kind = "rubric"
publicity = "signed-in"
title_en = "Households inside"
[[pages.blocks]]
kind = "tiles"
indicators = ["people"]
"""
ADDRESSES = (
    "/en/",
    "/en/compare/",
    "/en/map/",
    "/en/search/?q=te",
    "/en/indicators/",
    "/en/indicators/people/?subject=n1",
    "/en/indicators/people/values/n1/2020/",
    "/en/quality/",
    "/en/subjects/n1/",
    "/en/pages/",
)


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    memory.forget()
    load_pack(county(tmp_path))
    pages.import_pages(HIDDEN)


def seen(client: Client) -> str:
    return "".join(client.get(address).content.decode() for address in ADDRESSES)


@pytest.mark.usefixtures("board")
def test_names_of_rubrics_are_told_to_those_alone_who_may_see_them() -> None:
    everyone, member, trusted = Client(), Client(), Client()
    member.force_login(signed_in("reader", asked("editor", subject="n1")))
    trusted.force_login(signed_in("trusted", asked("auditor")))
    assert "Tension between groups" not in seen(everyone) + seen(member)
    assert "Households inside" not in seen(everyone)
    assert "Households inside" in seen(member)
    assert "Households inside" in seen(trusted)
