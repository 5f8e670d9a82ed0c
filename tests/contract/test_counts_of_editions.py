"""Does an edition tell each reader only of what it holds for them: its being, its size, its changes?"""

from pathlib import Path

import pytest
from django.test import Client

from styrbord.services import clock, memory, releases
from styrbord.services.loading import load_pack
from styrbord.services.reading import PUBLIC, Principal, visible
from styrbord.services.releases import ReleaseRow
from styrbord.services.signing import principal_of
from tests.contract.people import asked, county, signed_in
from tests.contract.releasing import released, row


@pytest.fixture(autouse=True)
def board(database: str, tmp_path: Path) -> None:
    """The small tree with an open, an internal and a restricted indicator of one dataset."""
    memory.forget()
    load_pack(county(tmp_path / "county"))


def cell(indicator: str, subject: str, value: float = 9.0) -> ReleaseRow:
    return row(value, indicator=indicator, subject=subject)


def counts(client: Client) -> dict[int, int]:
    found = client.get("/api/v1/editions?limit=100").json()["items"]
    return {one["id"]: one["observations"] for one in found}


def test_numbers_are_counted_for_each_reader_and_an_edition_without_any_is_not_there() -> None:
    (mixed,) = released(*(cell(one, code) for one in ("people", "wages", "debts") for code in ("n1", "s1")))
    (hidden,) = released(cell("debts", "n1", 8.0))
    public, near, everywhere = Client(), Client(), Client()
    near.force_login(signed_in("near", asked("analyst", subject="north")))
    everywhere.force_login(signed_in("everywhere", asked("analyst")))
    (first,) = counts(public).keys() - {mixed}
    assert counts(public) == {first: 6, mixed: 2}
    assert counts(near) == {first: 12, mixed: 4, hidden: 1}
    assert counts(everywhere) == {first: 18, mixed: 6, hidden: 1}
    for address in ("/en/editions/", "/en/editions/feed.atom"):
        assert f"/editions/{hidden}/" not in public.get(address).content.decode()
    missing = public.get(f"/en/editions/{hidden + 900}/")
    answer = public.get(f"/en/editions/{hidden}/")
    assert answer.status_code == missing.status_code == 404
    assert near.get(f"/en/editions/{hidden}/").status_code == 200


def test_changes_elsewhere_take_no_place_in_the_list_of_a_reader_and_leave_no_mark() -> None:
    (number,) = released(*(cell("wages", code, 5.0) for code in ("top", "south", "s1", "n2")))
    near = principal_of(signed_in("near", asked("analyst", subject="north")))
    said = releases.statement(visible(near), number, limit=1)
    assert [one.subject for one in said.changes] == ["n2"]
    assert not said.is_cut
    whole = releases.statement(visible(principal_of(signed_in("far", asked("analyst")))), number, limit=1)
    assert whole.is_cut


def test_a_reader_bound_to_a_subtree_is_told_of_its_numbers_only() -> None:
    bound = Principal("guest", is_signed_in=True, subtrees=("north",))
    ((number, note),) = visible(bound).counted.items()
    assert note.observations == 3
    assert visible(PUBLIC).counted[number].observations == 6
    assert clock.now() > note.released_at
