"""Does the board of architecture alone say which components are shared and what is asked of investments?"""

from datetime import date
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.services import clock
from styrbord.services.investments import catalogue, keeping
from styrbord.store.investments.models import Component, Requirement
from styrbord.store.ledger.models import Event
from tests.contract import investing as make
from tests.contract.investing import CODE, FIRST, begun
from tests.databases import Boards


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Any:
    """The small county on each database, with a user of each kind."""
    with boards.begun(database_kind, make.board) as found:
        yield found


def codes(refused: Refused) -> list[str]:
    """Codes of what is wrong."""
    return [one.code for one in refused.problems]


def test_the_board_of_architecture_keeps_the_catalogue(users: Any) -> None:
    begun(users)
    catalogue.keep_component(users["board"], "login", {"en": "Sign-in"}, keeper="north", offers=("identity",))
    catalogue.require(users["board"], "uses-login", {"en": "Uses sign-in"}, component="login")
    catalogue.require(users["board"], "joint-only", {"en": "Joint"}, scope="joint")
    asked = keeping.requirements_for(keeping.row_of(CODE), FIRST)
    assert asked == ()
    asked = keeping.requirements_for(keeping.row_of(CODE), date(2999, 1, 1))
    assert [(one.code, one.component) for one in asked] == [("uses-login", "login")]
    told = Event.objects.filter(verb__startswith="investment-").values_list("verb", "about")
    assert ("investment-component.kept", "login") in told
    assert ("investment-requirement.made", "uses-login") in told


def test_what_is_not_in_use_or_has_ended_is_asked_no_more(users: Any) -> None:
    begun(users)
    user = users["board"]
    catalogue.keep_component(user, "login", {"en": "Sign-in"})
    catalogue.require(user, "uses-login", {"en": "Uses it"}, component="login", first=FIRST)
    catalogue.require(user, "open-code", {"en": "Open code"}, first=FIRST)
    catalogue.end_requirement(user, "open-code")
    today = clock.now().date()
    assert [one.code for one in keeping.requirements_for(keeping.row_of(CODE), today)] == ["uses-login"]
    catalogue.keep_component(user, "login", {"en": "Sign-in"}, is_in_use=False)
    assert keeping.requirements_for(keeping.row_of(CODE), today) == ()
    assert Requirement.objects.count() == 2
    with pytest.raises(Refused) as refused:
        catalogue.end_requirement(user, "open-code")
    assert codes(refused.value) == ["catalogue.ended"]


@pytest.mark.parametrize("post", ["lead", "body", "reader"])
def test_nobody_else_may(users: Any, post: str) -> None:
    with pytest.raises(Refused) as refused:
        catalogue.keep_component(users[post], "login", {"en": "Sign-in"})
    assert codes(refused.value) == ["rights.missing"]
    assert not Component.objects.exists()


def test_everything_wrong_is_told_at_once(users: Any) -> None:
    with pytest.raises(Refused) as refused:
        catalogue.require(users["board"], "a b", {}, component="none", weight="heavy", scope="some")
    assert codes(refused.value) == [
        "plan.no-code",
        "catalogue.no-name",
        "catalogue.word",
        "catalogue.word",
        "catalogue.unknown-component",
    ]
    with pytest.raises(Refused) as refused:
        catalogue.keep_component(users["board"], "login", {"en": "x"}, keeper="nobody")
    assert codes(refused.value) == ["investment.unknown-body"]
