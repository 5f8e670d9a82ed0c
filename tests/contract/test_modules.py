"""Does the dashboard stand alone when the rooms beyond it are switched off?"""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from styrbord.core.base.modules import modules_from
from styrbord.services import memory
from styrbord.services.loading import load_pack
from tests.contract.people import asked, county, signed_in

OFF = ("/en/forms/", "/en/collect/", "/en/requests/", "/en/questions/", "/en/feedback/", "/en/subscriptions/")
STARTS = ("/en/", "/en/pages/", "/en/indicators/", "/en/quality/", "/en/my-rights/", "/en/editing/")


def links(answer: Any) -> set[str]:
    found = re.findall(r'(?:href|action)="(/[^"#]*)', answer.content.decode())
    return {unescape(href) for href in found if not href.startswith("/static/") and "format=" not in href}


@pytest.mark.requirement("R-283")
def test_with_only_the_dashboard_every_link_leads_somewhere(
    database: str, tmp_path: Path, settings: Any
) -> None:
    memory.forget()
    load_pack(county(tmp_path))
    settings.STYRBORD_MODULES = modules_from("none")
    office = Client()
    office.force_login(signed_in("office", asked("editor"), asked("preparer"), asked("owner")))
    for browser in (Client(), office):
        asked_for: set[str] = set()
        waiting = set(STARTS)
        while waiting and len(asked_for) < 40:
            address = min(waiting, key=lambda one: (one not in STARTS, len(one), one))
            waiting.remove(address)
            asked_for.add(address)
            answer = browser.get(address)
            assert answer.status_code in (200, 302, 403, 405), address
            if answer.status_code == 200:
                here = {href for href in links(answer) if href.startswith("/en/")}
                assert not {href for href in here if href.startswith(OFF)}, address
                waiting |= here - asked_for
        for address in (*OFF, "/api/v1/forms", "/api/v1/submissions"):
            assert browser.get(address).status_code == 404, address


@pytest.mark.parametrize(("text", "rooms"), [("", 2), ("collection", 1), ("none", 0)])
def test_a_setting_names_the_rooms(text: str, rooms: int) -> None:
    assert len(modules_from(text)) == rooms


def test_a_wrong_room_is_refused_with_the_near_miss() -> None:
    with pytest.raises(ValueError, match="Did you mean 'collection'"):
        modules_from("colection")
