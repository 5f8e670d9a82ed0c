"""Does every right come from a recorded document that gives the power?"""

import hashlib
from pathlib import Path

import pytest
from django.test import Client

from styrbord.core.base.problems import Refused
from styrbord.core.people.roles import Action
from styrbord.services import people, rights
from styrbord.services.people import Asked
from styrbord.services.rights import OPERATOR
from styrbord.store.ledger.models import Event
from styrbord.store.people.models import Grant
from tests.contract.people import FIRST, administrator, signed_in


@pytest.mark.requirement("R-305")
def test_rights_derive_from_the_recorded_powers_document_and_end_with_it(
    database: str, tmp_path: Path
) -> None:
    keeper, _ = administrator()
    officer = signed_in("digital-officer")
    powers = "Order 12 of 2026, clauses 3 and 4"
    with pytest.raises(Refused) as refused:
        people.grant("digital-officer", Asked(role="releaser", first=FIRST, basis=" "), by=OPERATOR)
    assert [one.code for one in refused.value.problems] == ["people.no-basis"]
    assert not rights.may(officer, Action.RELEASE)
    asked = Asked(role="releaser", first=FIRST, basis=powers)
    number = people.grant("digital-officer", asked, by=OPERATOR)
    allowed = {action for action in Action if rights.may(officer, action)}
    assert Action.RELEASE in allowed
    assert Action.EDIT not in allowed
    assert not Grant.objects.filter(basis="").exists()
    told = Event.objects.get(verb="right.granted", about="digital-officer").data
    assert told["basis_sha256"] == hashlib.sha256(powers.encode()).hexdigest()
    browser = Client()
    browser.force_login(keeper)
    page = browser.get("/en/people/posts/digital-officer/").content.decode()
    entry = page.split('<ul class="given">', 1)[1].split("</li>", 1)[0]
    assert powers in entry
    assert "Releaser" in entry
    people.revoke(number, post="digital-officer", by=OPERATOR)
    assert not any(rights.may(officer, action) for action in Action)
