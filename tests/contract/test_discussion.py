"""Does a question on a figure reach its owner, and do its words reach only those who may see the figure?"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.participation.talks import About
from styrbord.services import clock, discussion, memory, notices, pages, people
from styrbord.services.loading import load_pack
from styrbord.services.reading import PUBLIC, visible
from styrbord.services.rights import OPERATOR
from styrbord.store.clock import to_ms
from styrbord.store.ledger.models import Event
from styrbord.store.participation.models import Saying, SayingWords, Talk
from styrbord.store.spine.models import Edition
from tests.contract.asking import counts
from tests.contract.packs import Written
from tests.contract.people import BASIS, FIRST, Span, added, asked, signed_in

pytestmark = pytest.mark.usefixtures("board")
OPEN = About(indicator="people", subject="n1", period="2020")
INTERNAL = About(indicator="wages", subject="n1", period="2020")
RESTRICTED = About(indicator="debts", subject="n1", period="2020")
INSIDE = About(page="inside")


def pack() -> Written:
    """Three indicators of three classes, two of them with an owner, and two pages."""
    found = Written().described(code="county", vintage="2021")
    found.indicators = [
        {"indicator_code": "people", "name_en": "People", "owner": "planner", "rubrics": "people"},
        {"indicator_code": "wages", "name_en": "Wages", "owner": "planner", "access": "internal"},
        {"indicator_code": "debts", "name_en": "Debts", "access": "restricted", "rubrics": "money"},
    ]
    for number, indicator in enumerate(("people", "wages", "debts")):
        for subject in ("top", "north", "south", "n1", "s1"):
            found.observe(indicator, subject, {"2019": 6000 + number, "2020": 7000 + number})
    found.tables["posts"] = [{"code": "planner", "name_en": "Planner"}]
    found.texts["pages.toml"] = (
        '[[pages]]\ncode = "inside"\nkind = "page"\ntitle_en = "Inside"\n'
        '[[pages]]\ncode = "other"\nkind = "page"\ntitle_en = "Other"\n'
        '[[pages]]\ncode = "open"\nkind = "page"\npublicity = "public"\ntitle_en = "Open"\n'
    )
    return found


@pytest.fixture
def board(database: str, tmp_path: Path) -> None:
    """The small tree with numbers of three classes."""
    memory.forget()
    load_pack(pack().write(tmp_path / "pack"))


def ask(user: Any, about: About = OPEN, words: str = "Why so few?", **said: str) -> str:
    return discussion.begin(user, about, said="question", words=words, **said)


def sees(user: Any, token: str) -> bool:
    """Whether a user reads a talk: on its own page, beside its figure and in the list of the indicator."""
    try:
        note = discussion.talk(user, token)
    except Refused as refused:
        if [problem.code for problem in refused.problems] != ["talk.not-found"]:
            raise
        about = Talk.objects.get(token=token)
        found = About(indicator=about.indicator, subject=about.subject, period=about.period, page=about.page)
        assert token not in {one.token for one in discussion.on_figure(user, found).talks}
        return False
    assert token in {one.token for one in discussion.on_figure(user, note.about).talks}
    return True


def kinds(post: str) -> list[str]:
    return sorted(one.kind for one in notices.unread([post]))


@pytest.mark.requirement("R-056")
def test_a_question_reaches_the_owner_is_answered_and_read_by_those_with_access_only() -> None:
    planner = signed_in("planner", asked("owner", subject="north"))
    asker = signed_in("asker", asked("analyst", subject="south"), asked("editor", subject="north"))
    near = signed_in("near", asked("editor", subject="n1"))
    far = signed_in("far", asked("editor", subject="south"))
    token = ask(asker, INTERNAL)
    assert kinds("planner") == ["question.asked"]
    assert [one.token for one in discussion.questions(planner).to_answer] == [token]
    discussion.reply(planner, token, words="A mine closed.")
    assert kinds("asker") == ["question.answered"]
    note = discussion.talk(near, token)
    assert [(said.kind, said.words) for said in note.sayings] == [
        ("question", "Why so few?"),
        ("answer", "A mine closed."),
    ]
    assert not note.is_open
    assert [sees(user, token) for user in (planner, asker, near, far, None)] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_whoever_loses_the_figure_loses_its_talk_at_the_next_look() -> None:
    reader = signed_in("reader", asked("editor", subject="n1"))
    token = ask(signed_in("asker", asked("editor")), INTERNAL)
    assert sees(reader, token)
    (holding,) = people.post("reader").holders
    people.end_holding(holding.number, post="reader", by=OPERATOR)
    assert not sees(reader, token)


def test_a_talk_about_an_open_figure_is_read_by_everybody_and_joined_between_regions() -> None:
    north = signed_in("north-office", asked("analyst", subject="north"))
    south = signed_in("south-office", asked("analyst", subject="south"))
    token = ask(north, About(indicator="people", subject="s1", period="2020"))
    discussion.reply(south, token, words="With us it was the harbour.")
    assert sees(None, token)
    assert [one.kind for one in discussion.talk(None, token).sayings] == ["question", "comment"]
    assert discussion.on_indicator(visible(PUBLIC), "people").count == 1


@pytest.mark.parametrize(
    ("user", "about", "code"),
    [
        ("anonymous", OPEN, "sign-in.needed"),
        ("anonymous", INTERNAL, "talk.not-found"),
        ("nobody", OPEN, "rights.missing"),
        ("auditor", OPEN, "rights.missing"),
        ("editor", RESTRICTED, "talk.not-found"),
        ("editor", About(indicator="people", subject="nowhere", period="2020"), "talk.not-found"),
        ("editor", About(indicator="people", subject="n1", period="soon"), "period.unreadable"),
        ("editor", About(indicator="people"), "talk.not-found"),
        ("editor", About(page="nowhere"), "talk.not-found"),
    ],
)
def test_who_may_not_speak_is_refused_and_nothing_is_kept(user: str, about: About, code: str) -> None:
    speaker = {
        "anonymous": lambda: None,
        "nobody": lambda: signed_in("nobody"),
        "auditor": lambda: signed_in("auditor", asked("auditor")),
        "editor": lambda: signed_in("editor", asked("editor")),
    }[user]()
    before = counts()
    with pytest.raises(Refused) as refused:
        ask(speaker, about)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert counts() == before


def test_words_are_checked_all_at_once_and_too_many_are_refused() -> None:
    editor = signed_in("editor", asked("editor"))
    for words, code in ((" \x00\u200b ", "talk.no-words"), ("x" * 4001, "talk.too-long")):
        with pytest.raises(Refused, match=str(len(words)) if "long" in code else "no words"):
            ask(editor, words=words)
    for number in range(30):
        ask(editor, words=f"Question {number}")
    with pytest.raises(Refused) as refused:
        ask(editor, words="")
    assert [one.code for one in refused.value.problems] == ["talk.no-words", "talk.too-many"]


def test_a_question_sent_twice_is_one_question() -> None:
    editor = signed_in("editor", asked("editor"))
    assert ask(editor, key="k") == ask(editor, key="k")
    assert Talk.objects.count() == 1
    assert len(notices.unread(["planner"])) == 1
    token = ask(editor, key="other")
    assert discussion.reply(editor, token, words="More", key="r") == 2
    assert discussion.reply(editor, token, words="More", key="r") == 2
    assert Saying.objects.filter(talk__token=token).count() == 2


def test_a_post_that_is_named_is_told_only_if_it_may_see_the_figure() -> None:
    added("blind")
    signed_in("near", asked("editor", subject="n1"))
    signed_in("far", asked("editor", subject="south"))
    asker = signed_in("asker", asked("editor"))
    ask(asker, INTERNAL, words="@near, @far, @blind and @nobody-there: is that so? @asker")
    assert [kinds(post) for post in ("near", "far", "blind", "asker")] == [["mention.made"], [], [], []]
    ask(asker, OPEN, words="@far")
    assert kinds("far") == ["mention.made"]


def test_the_ledger_keeps_a_hash_and_words_can_be_erased() -> None:
    editor, other = signed_in("editor", asked("editor")), signed_in("other", asked("editor"))
    token = ask(editor, words="Anna Berg said so.")
    assert "Anna" not in str([event.data for event in Event.objects.all()])
    with pytest.raises(Refused, match="Others wrote this"):
        discussion.erase(other, token, 1)
    discussion.erase(editor, token, 1, key="e")
    assert not SayingWords.objects.exists()
    said = discussion.talk(other, token).first
    assert (said.words, said.is_erased) == ("", True)


def test_a_change_is_a_new_version_and_only_the_newest_is_shown() -> None:
    editor, other = signed_in("editor", asked("editor")), signed_in("other", asked("editor"))
    token = ask(editor)
    assert discussion.change(editor, token, 1, words="Why so many?", version=1) == 2
    said = discussion.talk(other, token).first
    assert (said.words, said.version) == ("Why so many?", 2)
    assert SayingWords.objects.count() == 2
    with pytest.raises(Refused, match="changed before"):
        discussion.change(editor, token, 1, words="Late", version=1)
    with pytest.raises(Refused, match="Others wrote"):
        discussion.change(other, token, 1, words="Mine", version=2)


def test_an_editor_hides_with_a_reason_and_others_may_not() -> None:
    asker, editor = (
        signed_in("asker", asked("analyst")),
        signed_in("editor", asked("editor", subject="north")),
    )
    token = ask(asker, words="Call 0700 123.")
    with pytest.raises(Refused, match="reason is missing"):
        discussion.hide(editor, token, 1, reason=" ")
    with pytest.raises(Refused, match="None of your posts"):
        discussion.hide(asker, token, 1, reason="mine")
    discussion.hide(editor, token, 1, reason="a telephone number")
    said = discussion.talk(asker, token).first
    assert (said.words, said.is_hidden, said.reason) == ("", True, "a telephone number")
    with pytest.raises(Refused, match="changed before"):
        discussion.change(asker, token, 1, words="Again", version=1)


def test_what_was_written_with_a_number_in_sight_is_hidden_from_who_sees_none() -> None:
    editor = signed_in("editor", asked("editor"))
    token = ask(editor)
    assert sees(None, token)
    Edition.objects.update(withdrawn_at=to_ms(clock.now()))
    Saying.objects.update(has_value=True)
    empty = About(indicator="people", subject="n1", period="2030")
    later = discussion.begin(editor, empty, said="question", words="When is it due?")
    assert sees(None, later)
    Saying.objects.filter(talk__token=later).update(has_value=True)
    assert not sees(None, later)


def test_words_that_rest_on_an_embargoed_edition_wait_for_its_moment() -> None:
    editor = signed_in("editor", asked("editor"))
    token = ask(editor)
    edition = Edition.objects.get()
    soon = Edition.objects.create(
        dataset=edition.dataset,
        vintage=edition.vintage + 1,
        vintage_label="next",
        recorded_at=edition.recorded_at,
        released_at=to_ms(clock.now() + timedelta(days=1)),
    )
    Saying.objects.update(early=[soon.pk])
    assert not sees(editor, token)
    Edition.objects.filter(pk=soon.pk).update(released_at=to_ms(clock.now() - timedelta(seconds=1)))
    assert sees(editor, token)


def test_a_question_without_an_owner_reaches_the_posts_with_the_role_and_the_list_of_unowned() -> None:
    owner = signed_in("treasurer", asked("owner", subject="north", rubrics=("money",)))
    asker = signed_in("asker", asked("analyst"))
    token = ask(asker, RESTRICTED)
    assert kinds("treasurer") == ["question.asked"]
    assert [one.token for one in discussion.questions(owner).to_answer] == [token]
    discussion.reply(owner, token, words="We owe less now.")
    assert not discussion.talk(asker, token).is_open
    assert [one.token for one in discussion.questions(asker).asked] == [token]


def test_open_questions_come_first_the_oldest_at_the_top() -> None:
    planner, asker = signed_in("planner", asked("owner")), signed_in("asker", asked("editor"))
    old, answered, new = (ask(asker, words=words) for words in ("old", "answered", "new"))
    discussion.reply(planner, answered, words="Yes.")
    ago = to_ms(datetime.now(UTC) - timedelta(days=9))
    Talk.objects.filter(token=old).update(begun_at=ago)
    found = discussion.questions(planner).to_answer
    assert [one.token for one in found] == [old, new, answered]
    assert found[0].age_days >= 8


@pytest.mark.requirement("R-057")
def test_an_expert_reads_and_comments_on_the_shared_page_only() -> None:
    editor = signed_in("editor", asked("editor"))
    expert = signed_in("guest", asked("expert", subject="north", rubrics=("inside",)))
    reading = discussion.seeing.now_for(expert)
    assert {page.code for page in pages.seen(reading, ["page"])} == {"inside", "open"}
    other = ask(editor, About(page="other"))
    assert not sees(expert, other)
    token = discussion.begin(expert, INSIDE, said="comment", words="I doubt it.")
    assert sees(editor, token)
    for about, code in (
        (OPEN, "rights.missing"),
        (INTERNAL, "talk.not-found"),
        (About(page="open"), "rights.missing"),
    ):
        with pytest.raises(Refused) as refused:
            ask(expert, about)
        assert [one.code for one in refused.value.problems] == [code]


@pytest.mark.requirement("R-057")
@pytest.mark.parametrize("end", ["its day", "a word"])
def test_an_experts_right_ends_and_with_it_the_pages(end: str) -> None:
    today = clock.now().date()
    expert = signed_in("guest", asked("expert", rubrics=("inside",), last=today))
    token = discussion.begin(expert, INSIDE, said="comment", words="I doubt it.")
    assert sees(expert, token)
    if end == "its day":
        clock.keep_shift(timedelta(days=2).total_seconds())
    else:
        (grant,) = people.post("guest").grants
        people.revoke(grant.number, post="guest", by=OPERATOR)
    with pytest.raises(Refused):
        discussion.reply(expert, token, words="Still here?")
    reading = discussion.seeing.now_for(expert)
    assert {page.code for page in pages.seen(reading, ["page"])} == {"open"}


def test_a_deputy_answers_for_the_owner() -> None:
    planner = signed_in("planner", asked("owner"))
    deputy = signed_in("deputy")
    people.name_deputy("planner", "deputy", span=Span(first=FIRST, basis=BASIS), by=OPERATOR)
    token = ask(planner, words="Do you know?")
    discussion.reply(deputy, token, words="Yes.")
    assert [one.kind for one in discussion.talk(None, token).sayings] == ["question", "answer"]
