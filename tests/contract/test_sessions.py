"""Are sessions that have run out forgotten, and others kept?"""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from styrbord.services.accounts import sessions
from styrbord.store.people.models import SignedIn
from tests.contract.accounts import by_link

pytestmark = pytest.mark.usefixtures("database")


def test_sessions_that_have_run_out_are_forgotten_and_others_stay() -> None:
    found, old = by_link("office"), by_link("office")
    past = timezone.now() - timedelta(seconds=1)
    Session.objects.filter(pk=old.session.session_key).update(expire_date=past)
    assert sessions.sweep() == 1
    assert [one.session for one in SignedIn.objects.all()] == [found.session.session_key]
    assert sessions.sweep() == 0
    assert found.get("/en/my-rights/").status_code == 200
    assert old.get("/en/my-rights/").status_code == 403
