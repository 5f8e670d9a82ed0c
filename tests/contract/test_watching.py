"""Is every view of restricted numbers written down, and can what is restricted be made public?"""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from styrbord.core.base.problems import Refused
from styrbord.services import memory, pages, watching
from styrbord.services.loading import load_pack
from styrbord.services.watching import Filters
from styrbord.store.ledger.models import Event
from tests.contract.packs import Written
from tests.contract.people import asked, county, key_of, signed_in


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    """The small tree with an open, an internal and a restricted indicator."""
    memory.forget()
    load_pack(county(tmp_path))


def browser(user: Any) -> Client:
    found = Client(raise_request_exception=False)
    found.force_login(user)
    return found


def entries() -> int:
    return Event.objects.filter(verb="restricted.seen").count()


SHOWING = [
    "/en/subjects/n1/money/",
    "/en/indicators/debts/?subject=n1",
    "/en/indicators/debts/values/n1/2020/",
    "/api/v1/observations?indicator=debts&subject=n1",
    "/api/v1/observations?indicator=debts&subject=n1&format=csv",
    "/en/compare/?indicator=debts&mixed=1",
]


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize("address", SHOWING)
def test_every_view_of_a_restricted_number_is_one_entry_also_when_it_was_kept_in_memory(address: str) -> None:
    user = signed_in("analyst", asked("analyst"))
    for number in (1, 2):
        assert browser(user).get(address).status_code == 200
        assert entries() == number
    found, has_more = watching.seen(Filters())
    assert {(one.post, one.person, one.indicators) for one in found} == {
        ("analyst", key_of(user), ("debts",))
    }
    assert not has_more


@pytest.mark.usefixtures("board")
def test_who_may_not_see_it_leaves_no_entry_and_open_numbers_leave_none() -> None:
    editor = browser(signed_in("editor", asked("editor")))
    for address in SHOWING:
        editor.get(address)
        Client().get(address)
    browser(signed_in("analyst", asked("analyst"))).get("/en/indicators/people/?subject=n1")
    assert entries() == 0


@pytest.mark.usefixtures("board")
def test_entries_are_found_by_post_person_indicator_and_day() -> None:
    one, other = (signed_in(code, asked("analyst")) for code in ("one", "other"))
    browser(one).get(SHOWING[1])
    browser(other).get(SHOWING[1])
    assert len(watching.seen(Filters())[0]) == 2
    assert [entry.post for entry in watching.seen(Filters(post="one"))[0]] == ["one"]
    assert [entry.post for entry in watching.seen(Filters(person=key_of(other)))[0]] == ["other"]
    assert len(watching.seen(Filters(indicator="wages"))[0]) == 0


TENSION = """
[[pages]]
code = "tension"
kind = "rubric"
publicity = "{publicity}"
restricted_only = {mark}
title_en = "Tension"
"""


@pytest.mark.requirement("R-011")
@pytest.mark.usefixtures("board")
def test_a_domain_that_is_never_public_cannot_be_made_so_and_every_view_is_written_down(
    tmp_path: Path,
) -> None:
    pages.import_pages(TENSION.format(publicity="signed-in", mark="true"))
    for mark in ("true", "false"):
        with pytest.raises(Refused) as refused:
            pages.import_pages(TENSION.format(publicity="public", mark=mark))
        assert [one.code for one in refused.value.problems] == ["pages.never-public"]
    below = '[[pages]]\ncode = "below"\nparent = "tension"\npublicity = "public"\ntitle_en = "Below"\n'
    with pytest.raises(Refused):
        pages.import_pages(below)
    pack = Written().described(code="more", vintage="2021")
    pack.indicators = [{"indicator_code": "protests", "name_en": "Protests", "rubrics": "tension"}]
    with pytest.raises(Refused) as refused:
        load_pack(pack.observe("protests", "n1", {"2020": 3}).write(tmp_path / "open"))
    assert [one.code for one in refused.value.problems] == ["pages.open-indicator"]
    pack.indicators = [{**pack.indicators[0], "access": "restricted"}]
    load_pack(pack.write(tmp_path / "restricted"))
    for user, status in ((None, 404), (signed_in("editor", asked("editor")), 404)):
        answer = (browser(user) if user else Client()).get("/en/subjects/n1/tension/")
        assert answer.status_code == status
    assert entries() == 0
    assert browser(signed_in("analyst", asked("analyst"))).get("/en/subjects/n1/tension/").status_code == 200
    assert entries() == 1


PERSONAL = {
    "surname",
    "first_name",
    "birth",
    "born",
    "gender",
    "nationality",
    "ethnicity",
    "religion",
}


def test_no_table_of_numbers_has_a_field_for_a_natural_person() -> None:
    own = [model for model in apps.get_models() if model.__module__.startswith("styrbord.store.")]
    fields = {(model._meta.label, field.name) for model in own for field in model._meta.get_fields()}
    assert not {one for one in fields if set(one[1].split("_")) & PERSONAL or one[1] in PERSONAL}
    spine = [model for model in own if model.__module__ == "styrbord.store.spine.models"]
    to_people = {
        (model._meta.label, field.name)
        for model in spine
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model._meta.app_label in ("people", "auth")
    }
    assert not to_people
