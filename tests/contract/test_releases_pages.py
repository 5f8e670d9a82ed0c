"""Do pages, feed and files tell of releases, corrections and withdrawals, each to those who may know?"""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from styrbord.services import clock, memory, releases
from styrbord.services.rights import OPERATOR
from styrbord.services.work import work
from styrbord.store.ledger.models import Event
from styrbord.store.spine.models import Edition
from tests.contract.asking import moment
from tests.contract.people import asked, signed_in
from tests.contract.releasing import WHY, board, released, row, soon

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def begin(database: str, tmp_path: Path) -> None:
    memory.forget()
    board(tmp_path)


def browser(post: str = "", *roles: Any) -> Client:
    found = Client(raise_request_exception=False)
    if post:
        found.force_login(signed_in(post, *roles))
    return found


def text(address: str, client: Client | None = None, status: int = 200) -> str:
    answer = (client or browser()).get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def corrected() -> tuple[int, int]:
    """An edition with an error, and the one that corrects it the next day."""
    [wrong] = released(row(1234, decimals=0), now=moment("2022-03-01"))
    [right] = released(row(4321, decimals=0), now=moment("2022-03-02"), corrects=wrong, reason=WHY)
    return wrong, right


def withdraw(*editions: int) -> None:
    with work("releaser", clock.now()) as piece:
        releases.withdraw(piece, editions, {"en": "Counted twice <b>", "sv": "Räknat två gånger"})


@pytest.mark.requirement("R-270")
def test_a_correction_shows_old_and_new_value_and_the_reason_and_is_in_the_feed() -> None:
    wrong, right = corrected()
    for language, reason in WHY.items():
        page = text(f"/{language}/editions/{right}/")
        assert reason in page
        assert "<del>" in page
        assert "<ins>" in page
        assert "1" in page
        assert f"/{language}/editions/{wrong}/" in page
        assert reason in text(f"/{language}/editions/")
    plain = text(f"/en/editions/{right}/?format=csv&block=changes")
    assert "1234" in plain
    assert "4321" in plain
    entries = feed()
    assert any(WHY["en"] in summary and "1,234" in summary for _, summary in entries), entries


def feed(address: str = "/en/editions/feed.atom", client: Client | None = None) -> list[tuple[str, str]]:
    """Identities and summaries of a feed; what an Atom feed must have is there."""
    root = ElementTree.fromstring(text(address, client))  # noqa: S314
    for one in (root, *root.findall(f"{ATOM}entry")):
        assert all(one.find(ATOM + name) is not None for name in ("id", "title", "updated"))
    links = [link.get("href", "") for link in root.iter(f"{ATOM}link")]
    assert links
    assert all(link.startswith("http://testserver/") for link in links)
    ids = [one.findtext(f"{ATOM}id", "") for one in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    return [
        (one.findtext(f"{ATOM}id", ""), one.findtext(f"{ATOM}summary", ""))
        for one in root.findall(f"{ATOM}entry")
    ]


def test_a_withdrawal_says_day_and_reason_everywhere_and_no_number_anywhere() -> None:
    _, right = corrected()
    withdraw(right)
    day = clock.now().year
    for address in (f"/en/editions/{right}/", "/en/editions/", "/en/indicators/people/values/n1/2020/"):
        page = text(address)
        assert "Counted twice &lt;b&gt;" in page
        assert str(day) in page
        assert "4,321" not in page
        assert "4321" not in page
    summaries = dict(feed())
    assert [id_ for id_ in summaries if id_.endswith(f"/{right}/#withdrawn")]
    assert "4,321" not in "".join(summaries.values())


def test_a_held_edition_is_nowhere_until_its_moment() -> None:
    [held] = released(row(9876), at=soon())
    for address in ("/en/editions/", "/en/editions/feed.atom", "/en/subjects/n1/", "/api/v1/editions"):
        assert "9876" not in text(address)
        assert f"editions/{held}" not in text(address)
    assert text(f"/en/editions/{held}/", status=404)


def test_releasers_and_auditors_see_what_is_coming_but_not_its_numbers() -> None:
    [held] = released(row(9876), at=soon())
    for role in ("releaser", "auditor"):
        reader = browser(f"{role}-post", asked(role))
        assert f"/en/editions/{held}/" in text("/en/editions/", reader)
        page = text(f"/en/editions/{held}/", reader)
        assert "9,876" not in page
        assert "9876" not in page
    assert text(f"/en/editions/{held}/", browser("planner", asked("analyst")), 404)


def test_a_releaser_moves_opens_and_withdraws_a_held_edition_by_forms() -> None:
    [held] = released(row(9876), at=soon())
    releaser = browser("chief", asked("releaser"))
    signed_in("minister")
    act = f"/en/editions/{held}/"
    for verb, said in (
        ("give-early", {"post": "minister", "reason": "Press meeting"}),
        ("move", {"at": "2222-01-01T08:00"}),
        ("end-early", {"entry": "1"}),
        ("withdraw", {"reason": "Not ready"}),
    ):
        answer = releaser.post(f"{act}{verb}/", {"key": f"k-{verb}", **said})
        again = releaser.post(f"{act}{verb}/", {"key": f"k-{verb}", **said})
        assert (answer.status_code, again.status_code) == (302, 302), (verb, answer.content.decode()[:3000])
    verbs = Event.objects.filter(about__in=["small", str(held)]).order_by("pk").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb.startswith("edition.")][1:] == [
        "edition.scheduled",
        "edition.opened-early",
        "edition.rescheduled",
        "edition.handled",
        "edition.closed-early",
        "edition.unscheduled",
        "edition.handled",
    ]


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("move", {"at": "soon"}),
        ("move", {"at": ""}),
        ("withdraw", {"reason": " "}),
        ("give-early", {"post": "nobody", "reason": "x"}),
        ("end-early", {"entry": "x"}),
    ],
)
def test_what_is_wrong_with_a_form_is_told_and_nothing_changes(verb: str, said: dict[str, str]) -> None:
    [held] = released(row(9876), at=soon())
    before = Event.objects.count()
    releaser = browser("chief", asked("releaser"))
    after_sign_in = Event.objects.count()
    answer = releaser.post(f"/ru/editions/{held}/{verb}/", said)
    assert answer.status_code == 400
    assert 'class="problem' in answer.content.decode()
    assert Event.objects.count() == after_sign_in > before


def test_only_whoever_releases_all_of_it_may_withdraw() -> None:
    [one] = released(row(5, subject="n1"))
    [both] = released(row(6, subject="n1"), row(7, subject="s1"))
    north = browser("north-chief", asked("releaser", subject="north"))
    for number, status in ((one, 302), (both, 403), (10**6, 403)):
        answer = north.post(f"/en/editions/{number}/withdraw/", {"reason": "Wrong"})
        assert answer.status_code == status
    for other in (browser("chief2", asked("reviewer")), browser("auditor", asked("auditor")), browser()):
        assert other.post(f"/en/editions/{both}/withdraw/", {"reason": "Wrong"}).status_code == 403
    assert Edition.objects.filter(withdrawn_at__isnull=False).count() == 1


def test_an_early_reader_is_told_so_on_every_page_and_the_opening_is_kept() -> None:
    [held] = released(row(9876, decimals=0), at=soon())
    minister = browser("minister")
    releases.give_early(held, "minister", "Press meeting", by=OPERATOR)
    page = text("/en/indicators/people/values/n1/2020/", minister)
    assert "9,876" in page
    assert "not to be passed on" in page
    assert "not to be passed on" not in text("/en/indicators/people/values/n1/2020/")
    answer = minister.get("/api/v1/observations?indicator=people&subject=n1").content.decode()
    assert "9876" in answer
    assert "9876" not in text("/api/v1/observations?indicator=people&subject=n1")
    assert Event.objects.filter(verb="edition.seen-early").count() == 1
    auditor = browser("auditor", asked("auditor"))
    listed = text(f"/en/editions/{held}/", auditor)
    assert "Press meeting" in listed
    assert clock.now().date().isoformat() in listed


def test_a_number_too_large_for_an_edition_is_not_found() -> None:
    assert browser().get(f"/en/editions/{10**30}/").status_code == 404
