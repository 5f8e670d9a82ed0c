"""What waits for somebody, gathered plainly and slowly: thing by thing, by what the page of each one shows?

A test holds the list that is gathered fast against this one. It shares no query with it.
"""

from collections.abc import Iterator
from typing import Any

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.core.collection.requests import MOVERS
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.core.strategy.deviations.patience import due_on
from styrbord.core.strategy.deviations.workflow import State
from styrbord.core.strategy.week import sunday
from styrbord.services import clock, decisions, discussion, editing, promises
from styrbord.services.collection import duties, submissions
from styrbord.services.decisions import seeing as deciding
from styrbord.services.deviations import seeing
from styrbord.services.discussion.asking import answers
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import rights_of
from styrbord.services.week import Thing
from styrbord.store.clock import from_ms
from styrbord.store.collection.models import DataRequest, Notice
from styrbord.store.participation.models import Talk
from styrbord.store.steering.models import Critique, Decision, Deviation, Promise

Told = tuple[object, ...]
"""Part, why, name, day, since, post, words, who wrote them, moves and names of a thing."""
KEPT = ("kept", "missed", "undecidable")
AT_ONCE = ("keep", "accept", "take-over", "agree")


def told(one: Thing) -> Told:
    """A thing of the week as it is compared."""
    names = tuple(repr(sorted(title.items())) for title in one.titles)
    return (
        *(str(one.part), one.why, one.name, one.due_on, one.since, one.post, one.words, one.by),
        *(one.moves, names),
    )


def plain(user: Any) -> set[Told]:
    """All that waits for a user."""
    rights = rights_of(user)
    reading = visible(principal_for(rights))
    posts = [*rights.posts, *rights.acts_for]
    found: set[Told] = set()
    for room in (_handed_in, _asked, _promised, _deviating, _decided, _criticised, _wanted, _shown_to_more):
        found |= set(room(user, reading, rights, posts))
    return found


def _names(reading: Reading, *, indicator: str = "", subject: str = "", title: str = "") -> tuple[str, ...]:
    register = reading.register
    known = [register.indicators().get(indicator), register.subjects().get(subject)]
    names = [{"en": title}] if title else []
    return tuple(repr(sorted(one.items())) for one in (*names, *(one.names for one in known if one)))


def _handed_in(user: Any, reading: Reading, rights: Rights, posts: list[str]) -> Iterator[Told]:
    for duty in duties.duties_by(rights):
        is_own, period = duty.action is Action.PREPARE, Period.parse(duty.period)
        part, why = ("due", "begun" if duty.token else "not-begun") if is_own else ("asked", "to-review")
        since, words, by = period.shift(1).first_day, "", ""
        if duty.token:
            note = submissions.note(duty.token, user=user)
            since = since if is_own else note.changed_at.date()
            if duty.state == "returned":
                last = note.steps[-1]
                part, why, since, words, by = "returned", "returned", last.at.date(), last.words, last.by
        name = duty.token or f"{duty.form}/{duty.subject}/{duty.period}"
        moves = ("confirm",) if is_own else ()
        names = _names(reading, title="People and homes", subject=duty.subject)
        yield part, why, name, duty.due, since, duty.post, words, by, moves, names


def _asked(user: Any, reading: Reading, rights: Rights, posts: list[str]) -> Iterator[Told]:
    speaks = any(map(rights.may_anywhere, (Action.COMMENT, Action.ADVISE)))
    for row in Talk.objects.filter(kind="question"):
        try:
            one = discussion.talk(user, row.token)
        except Refused:
            continue
        is_mine = one.owner in posts if one.owner else answers(rights, "", one.about, reading)
        if one.is_open and is_mine:
            about = one.about
            names = _names(reading, indicator=about.indicator, subject=about.subject)
            why = "question" if one.owner else "question-open"
            said, moves = one.first, ("answer",) if speaks else ()
            yield (
                *("asked", why, one.token, None, one.begun_at.date(), one.owner),
                *(said.words, said.by, moves, names),
            )


def _promised(user: Any, reading: Reading, rights: Rights, posts: list[str]) -> Iterator[Told]:
    for row in Promise.objects.filter(state__in=("asked", "promised")):
        try:
            one = promises.one(user, row.token).note
        except Refused:
            continue
        if one.asked in posts:
            part, why, post = "asked", "promise-offered", one.asked
        elif one.holder in posts and one.state == "asked":
            part, why, post = "asked", "promise-asked", one.holder
        elif one.holder in posts:
            part, why, post = "promised", "broken" if one.broken else "promised", one.holder
        elif one.asked_by in posts and row.wished_on:
            part, why, post = "asked", "later-day", one.asked_by
        else:
            continue
        verbs = {"promise-offered": "take-over", "promise-asked": "accept", "later-day": "agree"}
        moves = tuple(verb for verb in AT_ONCE if verb in one.moves and verb == verbs.get(why, "keep"))
        by = one.asked_by if one.asked_by != post else ""
        names = _names(reading, subject=one.subject)
        yield part, why, one.token, one.due_on, one.state_at.date(), post, one.what, by, moves, names


def _deviating(user: Any, reading: Reading, rights: Rights, posts: list[str]) -> Iterator[Told]:
    for row in Deviation.objects.exclude(state="closed").filter(explained_by=None):
        try:
            line = seeing.one(reading, row.token)
        except Refused:
            continue
        state = State(row.state)
        holder = row.holder or line.signal.owner
        since = from_ms(row.opened_at if row.state_at is None else row.state_at).date()
        day = due_on(state, row.last.frequency, since, row.action_on)
        names = _names(reading, indicator=row.indicator.code, subject=row.subject.code)
        notices = Notice.objects.filter(kind="deviation.to-accept", post__in=posts).order_by("pk")
        judging = next((one.post for one in notices if one.address.endswith(f"/{row.token}/")), "")
        to_judge = judging and state is State.EXPLAINED and row.accepted_at is None
        if row.asked in posts:
            what: tuple[object, ...] = "asked", "deviation-offered", row.asked, ("consent",)
        elif holder in posts:
            moves = ("take-up",) if state is State.NEW else ()
            what = "deviating", f"deviation-{state}", holder, moves
        elif to_judge:
            what = "asked", "deviation-to-accept", judging, ()
        else:
            continue
        part, why, post, can = what
        yield part, why, row.token, day, since, post, "", "", can, names


def _decided(user: Any, reading: Reading, rights: Rights, posts: list[str]) -> Iterator[Told]:
    until = sunday(reading.today)
    for row in Decision.objects.filter(owner__in=posts):
        try:
            _, version, said = deciding.seen_row(reading, row.token)
        except Refused:
            continue
        review = row.reviews.filter(done_at=None).order_by("number").first()
        day = said.check_on if row.state == "in-force" else None
        is_due = row.state in ("under-review", *KEPT) or (day is not None and day <= until)
        if row.state == "reviewed" and review is not None and review.due_on <= until:
            day, is_due = review.due_on, True
        if is_due:
            part = "asked" if row.state == "under-review" else "checking"
            names = _names(reading, title=said.title, subject=said.subject)
            since = from_ms(version.at).date()
            yield part, f"decision-{row.state}", row.token, day, since, row.owner, "", "", (), names


def _criticised(user: Any, reading: Reading, rights: Rights, posts: list[str]) -> Iterator[Told]:
    for critique in Critique.objects.filter(closed_at=None, due_on__gte=clock.now().date()):
        try:
            page = decisions.one(user, reading, critique.decision.token)
        except Refused:
            continue
        note = page.critique
        mine = sorted(set(posts) & {post for post, _ in note.critics}) if note else []
        left = [post for post in mine if note and not _has_ranked(note, post)]
        if note and not note.is_over and left and critique.decision.state in ("proposed", "under-review"):
            names = _names(reading, title=page.title, subject=page.subject)
            name = f"critique/{critique.decision.token}"
            since = note.asked_at.date()
            asker = critique.asked_by
            yield "asked", "critique", name, note.due_on, since, left[0], "", asker, (), names


def _has_ranked(note: Any, post: str) -> bool:
    return bool(note.concerns) and all(post in one.scores for one in note.concerns)


def _wanted(user: Any, reading: Reading, rights: Rights, posts: list[str]) -> Iterator[Told]:
    if not any(one.role in MOVERS for one in rights.rights):
        return
    for row in DataRequest.objects.filter(state__in=("wanted", "found", "mapped"), seeker__in=["", *posts]):
        why, at = (f"request-{row.state}", row.changed_at) if row.seeker else ("request-open", row.made_at)
        names = _names(reading, title=row.title)
        yield "asked", why, row.token, None, from_ms(at).date(), row.seeker, "", row.by, (), names


def _shown_to_more(user: Any, reading: Reading, rights: Rights, posts: list[str]) -> Iterator[Told]:
    for one in editing.proposals(user):
        if not one.is_own:
            names = _names(reading, indicator=one.code)
            name = f"{one.kind}/{one.code}"
            yield (
                *("asked", f"publicity-{one.kind}", name, None, one.at.date(), ""),
                *(one.reason, one.by, (), names),
            )


def told_of(user: Any, things: tuple[Thing, ...]) -> set[Told]:
    """The fast list as it is compared; meetings have their own tests."""
    return {told(one) for one in things if str(one.part) != "meeting"}
