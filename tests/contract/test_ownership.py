"""Does an indicator that falls silent say so by itself, to its owner and to every reader?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from styrbord.services import clock
from styrbord.services.collection import ownership
from styrbord.services.loading import load_pack
from styrbord.services.reading import visible
from styrbord.store.collection.models import Notice
from tests.contract.packs import Written
from tests.contract.people import asked, signed_in

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def small(database: str, tmp_path: Path) -> None:
    """A board with a yearly indicator of the planner's, told for 2020 and silent since."""
    pack = Written().described(code="small", vintage="2021")
    pack.tables["posts"] = [{"code": "planner", "name_en": "Planner"}]
    pack.indicators = [{**pack.indicators[0], "owner": "planner", "lag_days": 30}, pack.indicators[1]]
    pack.observe("people", "n1", {"2020": 10}).observe("jobs", "n1", {"2020": 4})
    load_pack(pack.write(tmp_path / "pack"))


def told() -> list[tuple[str, str, str]]:
    return list(Notice.objects.order_by("pk").values_list("kind", "post", "params__indicator"))


def state_of(indicator: str) -> str:
    return str(ownership.ownership(visible(ownership.WHOLE))[indicator].state)


def test_a_silence_is_told_to_the_owner_once_and_seen_by_all() -> None:
    signed_in("planner")
    assert (state_of("people"), state_of("jobs")) == ("overdue", "no-owner")
    days = [datetime(2026, 5, day, 9, tzinfo=UTC) for day in (1, 1, 2, 3)]
    assert [ownership.tell_owners(day) for day in days] == [1, 0, 0, 0]
    assert told() == [("owner.silent", "planner", "people")]
    notice = Notice.objects.get()
    assert notice.params["period"] == "2021"
    assert notice.address == "/indicators/people/"
    assert Client().get("/en/quality/").status_code == 200


def test_a_number_that_comes_ends_the_silence(tmp_path: Path) -> None:
    signed_in("planner")
    pack = Written().described(code="small", vintage="2026")
    pack.tables["posts"] = [{"code": "planner", "name_en": "Planner"}]
    pack.indicators = [{**pack.indicators[0], "owner": "planner", "lag_days": 30}, pack.indicators[1]]
    pack.observe("people", "n1", {str(clock.now().year - 1): 12})
    load_pack(pack.write(tmp_path / "newer"))
    assert state_of("people") == "ok"
    assert ownership.tell_owners(datetime(2026, 5, 1, tzinfo=UTC)) == 0


def test_a_vacant_owner_post_is_told_to_the_editors_of_the_whole_board() -> None:
    signed_in("office", asked("editor"))
    signed_in("corner", asked("editor", subject="n1"))
    assert state_of("people") == "no-owner"
    ownership.tell_owners(datetime(2026, 5, 1, tzinfo=UTC))
    assert ("owner.missing", "office", "people") in told()
    assert "corner" not in {post for _, post, _ in told()}
