"""Are rights given, ended and told as they should, and do they work at the next question?"""

from datetime import date, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connections, transaction

from styrbord.core.base.problems import Refused
from styrbord.core.people.roles import Action
from styrbord.services import clock, people, rights, signing
from styrbord.services.loading import load_pack
from styrbord.services.people import Span
from styrbord.services.reading import PUBLIC
from styrbord.services.rights import OPERATOR, Actor
from styrbord.store.ledger.models import Event
from styrbord.store.people.models import Deputy, Grant, Holding, PersonName, Post
from tests.contract.asking import counts, reading, values
from tests.contract.people import BASIS, FIRST, added, administrator, asked, county, key_of, signed_in

pytestmark = pytest.mark.usefixtures("database")
SINCE = Span(first=FIRST, basis=BASIS)


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    """A small board with three posts."""
    load_pack(county(tmp_path / "county"))
    added("head", "office", "stranger")


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def verbs() -> list[str]:
    return [event.verb for event in Event.objects.order_by("pk")]


@pytest.mark.usefixtures("board")
def test_a_grant_shows_more_at_the_next_question_and_a_revoked_one_less() -> None:
    user = signed_in("office")
    assert values(reading(principal=signing.principal_of(user)), "debts", "n1") == {}
    number = people.grant("office", asked(subject="north"), by=OPERATOR)
    seen = signing.principal_of(user)
    assert values(reading(principal=seen), "debts", "n1") == {"2020": 7002}
    assert values(reading(principal=seen), "debts", "s1") == {}
    people.revoke(number, post="office", by=OPERATOR)
    assert values(reading(principal=signing.principal_of(user)), "debts", "n1") == {}


@pytest.mark.usefixtures("board")
def test_who_has_left_the_last_post_sees_what_everyone_does() -> None:
    user = signed_in("office", asked())
    (row,) = Holding.objects.filter(post__code="office")
    people.end_holding(row.pk, post="office", by=OPERATOR)
    assert signing.principal_of(user) == PUBLIC
    with pytest.raises(Refused) as refusal:
        signing.require_editor(user)
    assert codes(refusal) == ["rights.missing"]


@pytest.mark.usefixtures("board")
def test_a_deputy_has_the_rights_of_the_post_as_long_as_it_is_named() -> None:
    user = signed_in("office")
    people.grant("head", asked("editor"), by=OPERATOR)
    number = people.name_deputy("head", "office", span=SINCE, by=OPERATOR)
    assert signing.require_editor(user) == "office"
    people.end_deputy(number, post="head", by=OPERATOR)
    with pytest.raises(Refused):
        signing.require_editor(user)


@pytest.mark.usefixtures("board")
def test_an_editor_of_a_part_does_not_edit_the_whole_board() -> None:
    user = signed_in("office", asked("editor", subject="north"), asked("editor", rubrics=("work",)))
    with pytest.raises(Refused) as refusal:
        signing.require_editor(user)
    assert codes(refusal) == ["rights.missing"]
    assert rights.may(user, Action.EDIT, subject="n1")
    assert not rights.may(user, Action.EDIT, subject="s1")


@pytest.mark.usefixtures("board")
def test_every_work_tells_its_event_with_codes_and_hashes_only() -> None:
    user, by = administrator()
    people.appoint("head", name="Anna Svensson", span=SINCE, by=by)
    people.grant("head", asked(basis="Secret order of Anna Svensson"), by=by)
    people.name_deputy("head", "office", span=Span(first=FIRST, basis="Anna is ill"), by=by)
    told = [event for event in Event.objects.all() if event.data.get("by_person") == key_of(user)]
    assert [event.verb for event in told] == ["post.appointed", "right.granted", "deputy.named"]
    assert {event.actor for event in told} == {"keeper"}
    assert "Anna" not in str([event.data for event in Event.objects.all()])


@pytest.mark.usefixtures("board")
def test_a_repeated_key_gives_the_first_answer() -> None:
    _, by = administrator()
    numbers = {people.grant("head", asked(), by=by, key="k1") for _ in range(3)}
    assert len(numbers) == Grant.objects.filter(post__code="head").count() == 1
    assert people.grant("head", asked("owner"), by=by, key="k2") not in numbers
    assert people.grant("head", asked(), by=OPERATOR, key="k1") not in numbers
    ended = {people.revoke(*numbers, post="head", by=by, key="k3") for _ in range(2)}
    assert ended == numbers


@pytest.mark.usefixtures("board")
def test_a_key_used_by_two_at_once_makes_one_row() -> None:
    _, by = administrator()
    settings, start = connections.settings["default"], Barrier(4)
    found: list[int] = []

    def ask() -> None:
        connections.settings["default"] = settings
        try:
            start.wait()
            found.append(people.grant("head", asked(), by=by, key="same"))
        finally:
            connections["default"].close()

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == Grant.objects.filter(post__code="head").count() == 1


@pytest.mark.usefixtures("board")
def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_kept() -> None:
    before = counts()
    wrong = asked(
        "analist", subject="nort", hierarchy="sektor", rubrics=("wrok",), basis=" ", last=date(2019, 1, 1)
    )
    with pytest.raises(Refused) as refusal:
        people.grant("head", wrong, by=OPERATOR)
    assert codes(refusal) == [
        "people.unknown-role",
        "people.unknown-subject",
        "people.unknown-hierarchy",
        "people.unknown-rubric",
        "people.backwards",
        "people.no-basis",
    ]
    assert "Did you mean 'north'?" in str(refusal.value)
    assert counts() == before


@pytest.mark.usefixtures("board")
def test_a_post_that_is_not_there_is_refused_with_the_near_one() -> None:
    with pytest.raises(Refused, match="Did you mean 'office'"):
        people.grant("ofice", asked(), by=OPERATOR)


@pytest.mark.usefixtures("board")
def test_an_administrator_is_one_of_the_whole_board() -> None:
    with pytest.raises(Refused) as refusal:
        people.grant("head", asked("administrator", subject="north"), by=OPERATOR)
    assert codes(refusal) == ["people.whole-only"]


@pytest.mark.usefixtures("board")
def test_nobody_gives_rights_to_themselves() -> None:
    user, by = administrator()
    people.name_deputy("head", "keeper", span=SINCE, by=OPERATOR)
    works = [
        lambda: people.grant("keeper", asked(), by=by),
        lambda: people.grant("head", asked(), by=by),
        lambda: people.appoint("office", person=key_of(user), span=SINCE, by=by),
        lambda: people.name_deputy("office", "keeper", span=SINCE, by=by),
    ]
    for work in works:
        with pytest.raises(Refused) as refusal:
            work()
        assert codes(refusal) == ["people.own"]


@pytest.mark.usefixtures("board")
def test_the_last_administrator_stays() -> None:
    administrator()
    (grant,) = Grant.objects.filter(role="administrator")
    (holding,) = Holding.objects.filter(post__code="keeper")
    for work in (people.revoke, people.end_holding):
        with pytest.raises(Refused) as refusal:
            work(grant.pk if work is people.revoke else holding.pk, post="keeper", by=OPERATOR)
        assert codes(refusal) == ["people.last-administrator"]
    administrator("second")
    people.revoke(grant.pk, post="keeper", by=OPERATOR)


@pytest.mark.usefixtures("board")
def test_an_expert_is_invited_up_to_a_day() -> None:
    _, by = administrator()
    last = clock.now().date() + timedelta(days=10)
    said = {"title": "Guest", "name": "Eva", "by": by}
    with pytest.raises(Refused) as refusal:
        people.invite_expert("guest-1", asked=asked("expert"), **said)
    assert codes(refusal) == ["people.no-end"]
    number = people.invite_expert("guest-1", asked=asked("expert", subject="north", last=last), **said)
    holding = Holding.objects.get(pk=number)
    user = signing.use_link(people.invite(holding.person.key, by=by))
    assert values(reading(principal=signing.principal_of(user)), "wages", "n1") == {"2020": 7001}
    assert values(reading(principal=signing.principal_of(user)), "wages", "s1") == {}
    assert rights.rights_of(user, last).posts == ("guest-1",)
    assert rights.rights_of(user, last + timedelta(days=1)).posts == ()
    with pytest.raises(Refused) as refusal:
        people.invite(holding.person.key, by=by)
    assert codes(refusal) == ["people.has-signed-in"]


@pytest.mark.usefixtures("board")
def test_what_has_ended_is_not_ended_again_nor_through_another_post() -> None:
    number = people.grant("head", asked(), by=OPERATOR)
    with pytest.raises(Refused) as refusal:
        people.revoke(number, post="office", by=OPERATOR)
    assert codes(refusal) == ["people.row-not-found"]
    people.revoke(number, post="head", by=OPERATOR)
    with pytest.raises(Refused) as refusal:
        people.revoke(number, post="head", by=OPERATOR)
    assert codes(refusal) == ["people.ended"]


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize(
    "change",
    [
        lambda: Grant.objects.update(role="administrator"),
        lambda: Grant.objects.update(valid_to=None, valid_from="2000-01-01"),
        lambda: Grant.objects.update(ended_at=None),
        lambda: Grant.objects.all().delete(),
        lambda: Holding.objects.update(person_id=1),
        lambda: Holding.objects.all().delete(),
        lambda: Deputy.objects.update(deputy_id=1),
        lambda: Deputy.objects.all().delete(),
    ],
)
def test_the_database_refuses_to_change_or_delete_what_was_given(change: object) -> None:
    signed_in("office", asked())
    people.name_deputy("head", "office", span=SINCE, by=OPERATOR)
    people.revoke(Grant.objects.get().pk, post="office", by=OPERATOR)
    with pytest.raises(DatabaseError), transaction.atomic():
        change()  # type: ignore[operator]


@pytest.mark.usefixtures("board")
def test_a_name_is_erased_and_the_rights_stay() -> None:
    number = people.appoint("head", name="Anna Svensson", span=SINCE, by=OPERATOR)
    key = Holding.objects.get(pk=number).person.key
    people.erase_name(key, by=OPERATOR)
    assert not PersonName.objects.exists()
    (entry,) = people.post("head").holders
    assert (entry.person, entry.name, entry.state) == (key, "", "now")
    Grant.objects.update(basis="")


@pytest.mark.usefixtures("board")
def test_a_post_shows_what_it_was_given_with_what_has_ended_last() -> None:
    first = people.grant("head", asked(), by=OPERATOR)
    people.grant("head", asked("owner", first=clock.now().date() + timedelta(days=3)), by=OPERATOR)
    people.revoke(first, post="head", by=OPERATOR)
    assert [(one.role, one.state) for one in people.post("head").grants] == [
        ("owner", "coming"),
        ("analyst", "ended"),
    ]
    assert people.posts()[0].code == "head"


def test_the_first_administrator_gets_links_until_one_was_used() -> None:
    first, second = people.first_administrator(), people.first_administrator()
    assert first
    assert second
    user = signing.use_link(second)
    assert rights.may(user, Action.GIVE_RIGHTS)
    assert not rights.may(user, Action.EDIT)
    assert people.first_administrator() is None
    assert Post.objects.count() == Holding.objects.count() == Grant.objects.count() == 1


def test_a_link_for_a_post_with_two_holders_asks_for_the_person() -> None:
    signed_in("office")
    people.appoint("office", name="Second", span=SINCE, by=OPERATOR)
    with pytest.raises(Refused) as refusal:
        signing.make_link("office")
    assert codes(refusal) == ["people.several-holders"]
    key = people.post("office").holders[1].person
    assert rights.rights_of(signing.use_link(signing.make_link(key))).posts == ("office",)


def test_a_user_who_was_turned_off_cannot_use_a_link() -> None:
    user = signed_in("office")
    secret = signing.make_link("office")
    user.is_active = False
    user.save()
    with pytest.raises(Refused):
        signing.use_link(secret)


@pytest.mark.usefixtures("board")
def test_two_administrators_cannot_end_each_other_at_once() -> None:
    _, first = administrator("keeper")
    _, second = administrator("second")
    of = {row.post.code: row.pk for row in Grant.objects.filter(role="administrator").select_related("post")}
    settings, start = connections.settings["default"], Barrier(2)
    ended: list[str] = []

    def end(post: str, by: Actor) -> None:
        connections.settings["default"] = settings
        try:
            start.wait()
            people.revoke(of[post], post=post, by=by)
            ended.append(post)
        except Refused:
            pass
        finally:
            connections["default"].close()

    threads = [Thread(target=end, args=pair) for pair in (("keeper", second), ("second", first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ended) == 1
    assert Grant.objects.filter(role="administrator", ended_at=None).count() == 1
