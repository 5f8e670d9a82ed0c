"""Can numbers be handed in, sent back, approved and released on the pages, each by those who may?"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from styrbord.core.collection.workflow import State
from styrbord.services import memory
from styrbord.services.loading import load_pack
from styrbord.store.collection.models import Notice, Package, Step, Submission
from tests.contract.asking import reading, values
from tests.contract.packs import Written
from tests.contract.submitting import PERIOD, Office, office, state

pytestmark = pytest.mark.usefixtures("database")
BEGIN = f"/en/collect/labour/n1/{PERIOD}/"
GOOD = {"value jobs|_T": "100", "value vacancies|_T": "5"}


@pytest.fixture
def small(database: str, tmp_path: Path) -> Office:
    """A board with one form and a person on each post."""
    memory.forget()
    return office(tmp_path / "county")


def browser(small: Office, post: str) -> Client:
    found = Client(raise_request_exception=False)
    found.force_login(small.user(post))
    return found


def fields(page: Any) -> dict[str, str]:
    """Key and revision that a page hands on."""
    text = page.content.decode()
    found = {}
    for name in ("key", "revision"):
        match = re.search(rf'name="{name}" value="([^"]*)"', text)
        if match:
            found[name] = match[1]
    return found


def begun(preparer: Client) -> str:
    """Token of a draft that was opened on its page."""
    answer = preparer.post(BEGIN, {"key": "begin"})
    assert answer.status_code == 302
    return str(answer["Location"].rstrip("/").rpartition("/")[2])


def sent(client: Client, token: str, verb: str, **said: str) -> Any:
    """A form of a submission's page, with the key and revision that stand there."""
    page = client.get(f"/en/collect/{token}/")
    return client.post(f"/en/collect/{token}/{verb}/", {**fields(page), **said})


def filled(client: Client, token: str, do: str = "submit", **said: str) -> Any:
    return sent(client, token, "save", do=do, **{**GOOD, **said})


def test_a_number_goes_from_the_page_to_the_board(small: Office) -> None:
    preparer, municipality, county, releaser = (
        browser(small, post) for post in ("n1-preparer", "n1-reviewer", "north-reviewer", "releaser")
    )
    assert b"Fill it in here" in preparer.get(BEGIN).content
    token = begun(preparer)
    assert filled(preparer, token).status_code == 302
    assert state(token) is State.SUBMITTED
    said = {"reason": "Look again", "cell jobs|_T": "Too many"}
    assert sent(municipality, token, "return", **said).status_code == 302
    page = preparer.get(f"/en/collect/{token}/").content.decode()
    assert "Look again" in page
    assert "Too many" in page
    assert filled(preparer, token, **{"value jobs|_T": "90"}).status_code == 302
    for reviewer in (municipality, county):
        assert sent(reviewer, token, "approve").status_code == 302
    assert values(reading(), "jobs", "n1", "M") == {}
    look = releaser.get("/en/collect/release/", {"token": token})
    assert b"2 figures become visible" in look.content
    assert releaser.post("/en/collect/release/", {"token": token, **fields(look)}).status_code == 302
    assert values(reading(), "jobs", "n1", "M") == {PERIOD: 90.0}


def test_what_is_wrong_stands_at_its_cell_and_nothing_that_was_typed_is_lost(small: Office) -> None:
    preparer = browser(small, "n1-preparer")
    token = begun(preparer)
    answer = filled(preparer, token, **{"value jobs|_T": "many", "value vacancies|_T": "-5"})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "2 things to mend" in text
    assert re.search(r'value="many"[^>]*aria-invalid="true"[^>]*aria-describedby="say-1"', text)
    assert 'id="say-1"' in text
    assert state(token) is State.DRAFT
    both = filled(preparer, token, **{"reason jobs|_T": "O"})
    assert both.status_code == 400
    assert "The row has a value and a reason" in both.content.decode()
    assert re.search(r'<option value="O" selected>', both.content.decode())


def test_two_people_at_one_draft_are_told_of_each_other(small: Office) -> None:
    preparer = browser(small, "n1-preparer")
    token = begun(preparer)
    first = preparer.get(f"/en/collect/{token}/")
    assert filled(preparer, token, "save").status_code == 302
    late = {**fields(first), "do": "save", **GOOD, "value jobs|_T": "77"}
    answer = preparer.post(f"/en/collect/{token}/save/", late)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "N1-Preparer changed this submission" in text
    assert 'value="77"' in text
    assert "Kept meanwhile: 100" in text
    assert preparer.post(f"/en/collect/{token}/save/", {**late, **fields(answer)}).status_code == 302


def test_a_form_that_is_sent_twice_is_one_move(small: Office) -> None:
    preparer, reviewer = browser(small, "n1-preparer"), browser(small, "n1-reviewer")
    token = begun(preparer)
    assert begun(preparer) == token
    assert Submission.objects.count() == 1
    said = {**fields(preparer.get(f"/en/collect/{token}/")), "do": "submit", **GOOD}
    assert [preparer.post(f"/en/collect/{token}/save/", said).status_code for _ in range(2)] == [302, 302]
    assert Package.objects.filter(is_handed_in=True).count() == 1
    said = fields(reviewer.get(f"/en/collect/{token}/"))
    assert [reviewer.post(f"/en/collect/{token}/approve/", said).status_code for _ in range(2)] == [302, 302]
    assert Step.objects.filter(verb="approve").count() == 1


def test_a_submission_is_found_and_moved_only_by_those_of_its_subject(small: Office) -> None:
    token = small.submitted()
    stranger, anonymous = browser(small, "n2-preparer"), Client(raise_request_exception=False)
    paths = ("", "files/receipt.json", "files/package.json", "files/copy.xlsx")
    for path in paths:
        assert stranger.get(f"/en/collect/{token}/{path}").status_code == 404, path
        assert anonymous.get(f"/en/collect/{token}/{path}").status_code in {403, 404}, path
    for verb in ("save", "take-back", "return", "approve", "unlock", "correct", "withdraw", "reschedule"):
        assert stranger.post(f"/en/collect/{token}/{verb}/", {"revision": "1"}).status_code == 404, verb
        assert anonymous.post(f"/en/collect/{token}/{verb}/").status_code == 403, verb
    assert stranger.get("/en/collect/release/", {"token": token}).status_code == 403
    assert browser(small, "n1-reviewer").post(f"/en/collect/{token}/withdraw/").status_code == 403
    assert state(token) is State.SUBMITTED


def test_a_return_without_a_reason_keeps_the_words_to_the_cells(small: Office) -> None:
    token, reviewer = small.submitted(), browser(small, "n1-reviewer")
    answer = sent(reviewer, token, "return", **{"cell jobs|_T": "Too many"})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "The reason is missing" in text
    assert "Too many</textarea>" in text


def test_a_released_number_is_corrected_and_withdrawn_with_words_for_everyone(small: Office) -> None:
    token = small.released()
    preparer, releaser = browser(small, "n1-preparer"), browser(small, "releaser")
    assert sent(preparer, token, "correct").status_code == 400
    answer = sent(preparer, token, "correct", reason_sv="En cell var fel")
    correction = str(answer["Location"].split("?")[0].rstrip("/").rpartition("/")[2])
    assert correction != token
    assert b"En cell var fel" in preparer.get(f"/sv/collect/{token}/").content
    assert sent(releaser, token, "withdraw", reason_en="Made up").status_code == 302
    assert state(token) is State.WITHDRAWN
    assert values(reading(), "jobs", "n1", "M") == {}


def test_a_moment_is_set_moved_and_taken_away(small: Office) -> None:
    token, releaser = small.approved(), browser(small, "releaser")
    look = releaser.get("/en/collect/release/", {"token": token, "at": "2099-01-01T08:00"})
    said = {**fields(look), "token": token, "at": "2099-01-01T08:00:00"}
    assert releaser.post("/en/collect/release/", said).status_code == 302
    assert b"1 Jan 2099, 08:00:00 UTC" in releaser.get(f"/en/collect/{token}/").content
    assert sent(releaser, token, "reschedule", at="soon", reason="Why").status_code == 400
    moved = sent(releaser, token, "reschedule", at="2098-01-01T08:00", reason="Earlier")
    assert moved.status_code == 302
    assert sent(releaser, token, "unschedule", reason="Not yet").status_code == 302
    assert state(token) is State.APPROVED


def test_a_receipt_is_checked_by_anyone_with_and_without_its_package(small: Office) -> None:
    token, preparer = small.submitted(), browser(small, "n1-preparer")
    receipt = preparer.get(f"/en/collect/{token}/files/receipt.json").content.decode()
    package = preparer.get(f"/en/collect/{token}/files/package.json").content.decode()
    anyone = Client(raise_request_exception=False)
    address = "/en/collect/receipts/check/"
    for said in ({"receipt": receipt}, {"receipt": receipt, "package": package}):
        assert b"The receipt is true" in anyone.post(address, said).content
    forged = json.dumps({**json.loads(receipt), "post": "someone"})
    for said in ({"receipt": forged}, {"receipt": "x"}, {"receipt": receipt, "package": "{}"}, {}):
        assert anyone.post(address, said).status_code == 400
    file = SimpleUploadedFile("receipt.json", receipt.encode())
    assert b"The receipt is true" in anyone.post(address, {"receipt_file": file}).content


def test_a_file_that_is_no_workbook_is_refused_by_name(small: Office) -> None:
    preparer = browser(small, "n1-preparer")
    answer = preparer.post("/en/collect/", {"file": SimpleUploadedFile("notes.xlsx", b"notes")})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "notes.xlsx" in text
    assert "Nothing of this file was taken" in text
    assert Submission.objects.count() == 0


def test_notices_wait_until_they_are_read_by_their_post(small: Office) -> None:
    small.submitted()
    reviewer, stranger = browser(small, "n1-reviewer"), browser(small, "n2-preparer")
    page = reviewer.get("/en/collect/").content.decode()
    assert "Waits for your approval" in page
    numbers = re.findall(r'name="notice" value="(\d+)"', page)
    assert stranger.post("/en/collect/notices/", {"notice": numbers}).status_code == 302
    assert Notice.objects.filter(read_at=None, pk__in=numbers).count() == len(numbers)
    assert reviewer.post("/en/collect/notices/", {"notice": numbers}).status_code == 302
    assert "No new notices" in reviewer.get("/en/collect/").content.decode()
    stranger_sees = browser(small, "north-reviewer").get("/en/notices/").content.decode()
    assert "Labour, Jan 2026" not in stranger_sees
    assert "Labour, Jan 2026" in reviewer.get("/en/notices/").content.decode()


def test_a_cell_that_the_page_fills_in_is_not_told_to_be_blank(small: Office, tmp_path: Path) -> None:
    pack = Written().described(code="survey", vintage="2026-06", source="The survey")
    pack.indicators = [{**pack.indicators[1], "indicator_code": "jobs", "frequency": "M"}]
    load_pack(pack.observe("jobs", "n1", {PERIOD: 90}).write(tmp_path / "survey"))
    preparer = browser(small, "n1-preparer")
    token = begun(preparer)
    assert filled(preparer, token, "save", **{"value jobs|_T": ""}).status_code == 302
    page = preparer.get(f"/en/collect/{token}/").content.decode()
    assert "1 cell is known already" in page
    assert 'name="value jobs|_T" value="90"' in page
    assert "the cell is blank" not in page
