"""Are unchanged figures confirmed with one click: those that may hold, by name, and never silently?"""

from pathlib import Path
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.collection.packages import Entry, Package, fingerprint
from styrbord.core.spine.observations import TOTAL
from styrbord.services import people, signing
from styrbord.services.collection import submissions
from styrbord.services.collection.progress import Place, Progress, progress
from styrbord.services.loading import load_pack
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import OPERATOR, Actor, rights_of
from styrbord.store.collection.models import Package as Kept
from styrbord.store.ledger.models import Event
from tests.contract.forms import published
from tests.contract.packs import Written
from tests.contract.people import added, asked, key_of

pytestmark = pytest.mark.usefixtures("database")
PERIOD = "2026-01"
RULES = {"jobs": "last", "vacancies": "mean", "layoffs": "sum", "share": "none", "known": "sum"}
ITEMS = "".join(f'[[forms.items]]\nindicator = "{code}"\n' for code in RULES)
FORM = f"""\
[[forms]]
code = "labour"
name_en = "Labour"
frequency = "M"
first = "{PERIOD}"
last = "{PERIOD}"
levels = ["municipality"]
[forms.obliged]
subjects = ["n1", "n2"]
[forms.due]
days = 10
{ITEMS}"""


@pytest.fixture
def clerk(database: str, tmp_path: Path) -> Any:
    """Preparer of n1, whose board has last month's numbers, and one of this month."""
    pack = Written().described(code="county", vintage="2021")
    pack.indicators = [
        {"indicator_code": code, "name_en": code.title(), "frequency": "M", "over_time": rule, "decimals": 0}
        for code, rule in RULES.items()
    ]
    for number, code in enumerate(RULES):
        pack.observe(code, "n1", {"2025-12": 10 + number})
        pack.observe(code, "n2", {"2025-11": 10 + number})
    pack.observe("known", "n1", {PERIOD: 99})
    load_pack(pack.write(tmp_path / "pack"))
    added("clerk", "reviewer")
    people.grant("clerk", asked("preparer"), by=OPERATOR)
    people.grant("reviewer", asked("reviewer"), by=OPERATOR)
    published(FORM)
    return signing.use_link(signing.make_link("clerk"))


def kept(user: Any, token: str) -> dict[str, tuple[float | None, bool, str]]:
    entries = submissions.note(token, user=user).entries
    return {one.indicator: (one.value, one.is_confirmed, one.unchanged_from) for one in entries}


def how_far(user: Any, subject: str, token: str = "") -> Progress:
    reading = visible(principal_for(rights_of(user)))
    return progress(reading, [Place("labour", subject, PERIOD, token)])[0]


def test_one_click_confirms_what_is_known_and_what_may_hold_and_nothing_else(clerk: Any) -> None:
    assert how_far(clerk, "n1") == Progress(5, confirmable=3)
    token = submissions.confirm_for(clerk, "labour", "n1", PERIOD, key="once")
    assert kept(clerk, token) == {
        "jobs": (10.0, True, "2025-12"),
        "vacancies": (11.0, True, "2025-12"),
        "known": (99.0, True, ""),
    }
    assert how_far(clerk, "n1", token) == Progress(5, filled=3, confirmed=3)
    package = Kept.objects.get(submission__token=token)
    assert (package.by, package.person) == ("clerk", key_of(clerk))


def test_an_older_value_than_that_of_the_period_before_never_holds(clerk: Any) -> None:
    assert how_far(clerk, "n2") == Progress(5)
    token = submissions.confirm_for(clerk, "labour", "n2", PERIOD)
    assert kept(clerk, token) == {}
    assert not Event.objects.filter(verb="submission.saved").exists()


def test_what_was_typed_or_explained_stays_when_the_rest_is_confirmed(clerk: Any) -> None:
    by = Actor("clerk", key_of(clerk))
    token = submissions.open_for("labour", "n1", PERIOD, by=by)
    typed = [Entry("jobs", value=7.0, text="7"), Entry("vacancies", status="O")]
    submissions.save(token, typed, revision=0, channel="page", by=by)
    submissions.confirm(clerk, token)
    assert kept(clerk, token)["jobs"] == (7.0, False, "")
    assert kept(clerk, token)["vacancies"] == (None, False, "")
    assert kept(clerk, token)["known"] == (99.0, True, "")


def test_the_event_counts_what_was_confirmed_and_a_repeated_click_adds_nothing(clerk: Any) -> None:
    for _ in range(2):
        token = submissions.confirm_for(clerk, "labour", "n1", PERIOD, key="once")
    (event,) = Event.objects.filter(verb="submission.saved")
    assert (event.data["confirmed"], event.data["unchanged"], event.actor) == (3, 2, "clerk")
    assert Kept.objects.filter(submission__token=token).count() == 1


def test_it_is_taken_back_until_it_is_handed_in_and_not_after(clerk: Any) -> None:
    token = submissions.confirm_for(clerk, "labour", "n1", PERIOD)
    submissions.take_back_confirmed(clerk, token)
    assert {one[0] for one in kept(clerk, token).values()} == {None}
    assert how_far(clerk, "n1", token) == Progress(5, confirmable=3)
    revision = submissions.confirm(clerk, token)
    rest = [Entry("layoffs", value=11.0), Entry("share", value=14.0)]
    by = Actor("clerk", key_of(clerk))
    revision = submissions.save(token, rest, revision=revision, channel="page", by=by)
    submissions.submit(token, revision=revision, by=by)
    with pytest.raises(Refused) as refused:
        submissions.take_back_confirmed(clerk, token)
    assert [one.code for one in refused.value.problems] == ["submission.not-possible"]
    assert submissions.receipt(token, user=clerk).cells.confirmed == 3


def test_nobody_confirms_where_they_may_not_hand_in(clerk: Any) -> None:
    token = submissions.confirm_for(clerk, "labour", "n1", PERIOD)
    reviewer = signing.use_link(signing.make_link("reviewer"))
    for user in (reviewer, None):
        for do in (submissions.confirm, submissions.take_back_confirmed):
            with pytest.raises(Refused):
                do(user, token)
        with pytest.raises(Refused):
            submissions.confirm_for(user, "labour", "n2", PERIOD)


def test_what_was_handed_in_before_keeps_its_hash() -> None:
    entry = Entry("jobs", TOTAL, 5.0, is_confirmed=True)
    package = Package("labour", "n1", PERIOD, (entry,))
    assert fingerprint(package) == "ec6d5e2bea21d0bf3756906e7da82b3b78b9da94e78ba36fd1276e818253706a"
