"""Do those who signed in before rights belonged to posts keep what they could do?"""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from styrbord.core.people.roles import Action
from styrbord.services import rights

pytestmark = pytest.mark.usefixtures("database")


def _migrate(name: str) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([("people", name)])


def test_editors_stay_editors_and_the_others_hold_their_posts() -> None:
    _migrate("0001_initial")
    users = get_user_model()
    users.objects.create(username="planner", is_staff=True)
    users.objects.create(username="health-office")
    users.objects.create(username="gone", is_staff=True, is_active=False)
    users.objects.create(username="x" * 65)
    _migrate("0003_first_persons")
    planner, office = (users.objects.get(username=name) for name in ("planner", "health-office"))
    assert rights.rights_of(planner).posts == ("planner",)
    assert rights.may(planner, Action.EDIT)
    assert rights.rights_of(office).posts == ("health-office",)
    assert not rights.may(office, Action.EDIT)
    assert rights.rights_of(users.objects.get(username="gone")).posts == ()
