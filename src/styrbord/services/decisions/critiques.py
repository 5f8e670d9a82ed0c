"""What do several posts find wrong with a proposal, in which order, and what does whoever decides answer?

Some posts are asked for a few days. Each may name concerns and says how severe each one is; the order comes
by the published rule. A proposal is not decided while they are at it, nor before each of the first concerns
is answered. Who sees what is internal about the subject sees the concerns; words can be erased.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.participation.cleaning import plain
from styrbord.core.people.roles import Action
from styrbord.core.strategy.decisions.critique import NONE, STOPS, Reply
from styrbord.core.strategy.decisions.model import Proposal
from styrbord.core.strategy.decisions.workflow import OPEN, State
from styrbord.services import clock, rights
from styrbord.services.decisions.critique_notes import ASKING, is_over, post_of, running
from styrbord.services.decisions.seeing import is_seen, newest, rubrics_of, seen_row
from styrbord.services.notices import notify
from styrbord.services.once import once
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import Actor, rights_of, rights_of_post
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.people.models import Post
from styrbord.store.steering.models import (
    Concern,
    ConcernScore,
    ConcernWords,
    Critic,
    Critique,
    Decision,
)

define("critique.not-open", "A proposal that is {state} is not criticised.", "It must not be decided yet.")
define("critique.running", "Posts have been asked already.", "End that critique before you ask anew.")
define("critique.none", "Nobody has been asked what speaks against it.", "Ask some posts first.")
define("critique.over", "The critique is over.", "Ask anew if there is more to say.")
define("critique.nobody", "No post is named.", "Choose at least one post.")
define("critique.cannot-see", "There is no post '{post}' that may see it.", "Choose a post that may see it.")
define("critique.days", "{days} days are not possible.", "Choose 1 to {most} days.")
define("critique.not-asked", "None of your posts was asked.", "Ask whoever answers for the proposal.")
define("critique.no-words", "The words are missing.", "Say in a sentence or two what speaks against it.")
define("critique.too-long", "These are {count} letters; {most} are the most.", "Say it shorter.")
define("critique.too-many", "There are {most} concerns already.", "Rank those that are there.")
define("critique.no-concern", "There is no concern {number}.", "See the list of concerns.")
define("critique.severity", "A severity of {severity} is not possible.", "Choose 0 (none) to 4 (stops it).")
define("critique.no-answer", "'{text}' is no answer.", "Accept the concern or reject it.")
MOST_DAYS, MOST_POSTS, MOST_CONCERNS, LONGEST = 30, 20, 30, 2_000
REALM = "decision"


def ask(user: object, token: str, posts: Sequence[str], *, days: int = 3, key: str = "") -> int:
    """Ask posts what speaks against a proposal, for some days; number of the critique.

    Raises
    ------
    Refused
        `decision.not-found`, `rights.missing`, or everything that is wrong.
    """
    row, said = _open_row(user, token)
    by = _required(user, said)
    named = tuple(dict.fromkeys(post.strip() for post in posts if post.strip()))
    problems = _wrong(row, named, days)

    def do(piece: Work, full: str | None) -> int:
        Decision.objects.select_for_update().get(pk=row.pk)
        if running(row) is not None:
            raise Refused(Problem("critique.running"))
        row.critiques.filter(closed_at=None).update(closed_at=to_ms(piece.at))
        one = Critique.objects.create(
            decision=row, asked_at=to_ms(piece.at), asked_by=by.code,
            due_on=piece.at.date() + timedelta(days=days),
        )  # fmt: skip
        Critic.objects.bulk_create(Critic(critique=one, post=post) for post in named)
        for post in named:
            key = f"decision:{row.token}:critique:{one.pk}:{post}"[:200]
            notify(key, post, "decision.critique-asked", at=piece.at, address=f"/decisions/{row.token}/")
        _tell(piece, row, "critique-asked", {"row": one.pk, "posts": list(named), "days": days}, by, full)
        return int(one.pk)

    return once(by, key, do, problems, realm=REALM)


def raise_concern(user: object, token: str, words: str, *, key: str = "") -> int:
    """Name a concern for a post that was asked; its number.

    Raises
    ------
    Refused
        `decision.not-found`, `critique.none`, `.over`, `.not-asked`, `.no-words`, `.too-long`, `.too-many`.
    """
    row, _ = _open_row(user, token)
    one, by, post = _asked(user, row)
    text = plain(words)

    def do(piece: Work, full: str | None) -> int:
        _held(one)
        number = one.concerns.count() + 1
        if number > MOST_CONCERNS:
            raise Refused(Problem("critique.too-many", "", {"most": MOST_CONCERNS}))
        concern = Concern.objects.create(critique=one, number=number, by=post, at=to_ms(piece.at))
        ConcernWords.objects.create(concern=concern, words=text)
        told = {"row": concern.pk, "critique": one.pk, "number": number, "post": post}
        _tell(piece, row, "concern-raised", told, by, full)
        return number

    return once(by, key, do, _of_words(text, "words"), realm=REALM, answer="number")


def rank(user: object, token: str, severities: Mapping[int, int], *, key: str = "") -> int:
    """Say for a post that was asked how severe concerns are; how many it has scored by now.

    Raises
    ------
    Refused
        As `raise_concern`, `critique.no-concern` or `critique.severity`.
    """
    row, _ = _open_row(user, token)
    one, by, post = _asked(user, row)
    concerns = {concern.number: concern for concern in one.concerns.all()}
    problems = [
        Problem("critique.no-concern", "", {"number": number})
        for number in severities
        if number not in concerns
    ]
    problems += [
        Problem("critique.severity", str(number), {"severity": severity})
        for number, severity in severities.items()
        if not NONE <= severity <= STOPS
    ]

    def do(piece: Work, full: str | None) -> int:
        _held(one)
        for number, severity in severities.items():
            ConcernScore.objects.update_or_create(
                concern=concerns[number], post=post, defaults={"severity": severity}
            )
        one.critics.filter(post=post).update(ranked_at=to_ms(piece.at))
        count = ConcernScore.objects.filter(concern__critique=one, post=post).count()
        said = {str(number): severity for number, severity in severities.items()}
        told = {"row": one.pk, "post": post, "severities": said, "count": count}
        _tell(piece, row, "concerns-ranked", told, by, full)
        return count

    return once(by, key, do, problems, realm=REALM, answer="count")


def end(user: object, token: str, *, key: str = "") -> None:
    """End a critique before its day, by whoever may ask for one.

    Raises
    ------
    Refused
        `decision.not-found`, `rights.missing`, `critique.none` or `critique.over`.
    """
    row, said = _open_row(user, token)
    by, one = _required(user, said), _newest(row)
    problems = [Problem("critique.over")] if is_over(one) else []

    def do(piece: Work, full: str | None) -> int:
        Critique.objects.filter(pk=one.pk).update(closed_at=to_ms(piece.at))
        _tell(piece, row, "critique-ended", {"row": one.pk}, by, full)
        return int(one.pk)

    once(by, key, do, problems, realm=REALM)


def answer(user: object, token: str, number: int, reply: str, words: str, *, key: str = "") -> None:
    """Accept or reject a concern with a reason, by whoever may decide; an answer may be given anew.

    Raises
    ------
    Refused
        `decision.not-found`, `rights.missing`, `critique.none`, or everything that is wrong.
    """
    row, said = _open_row(user, token)
    rubrics = rubrics_of(visible(principal_for(rights_of(user))), said.series)
    by = rights.require(user, Action.OWN, subject=said.subject, rubrics=rubrics)
    text, concern = plain(words), _newest(row).concerns.filter(number=number).first()
    problems = _of_words(text, "reply")
    if concern is None:
        problems.append(Problem("critique.no-concern", "", {"number": number}))
    if reply not in set(Reply):
        problems.append(Problem("critique.no-answer", "answer", {"text": reply[:20]}))

    def do(piece: Work, full: str | None) -> int:
        assert concern is not None
        Concern.objects.filter(pk=concern.pk).update(
            answer=reply, answered_by=by.code, answered_at=to_ms(piece.at)
        )
        ConcernWords.objects.filter(concern=concern).update(reply=text)
        _tell(
            piece, row, "concern-answered", {"row": concern.pk, "number": number, "answer": reply}, by, full
        )
        return int(concern.pk)

    once(by, key, do, problems, realm=REALM)


def _newest(row: Decision) -> Critique:
    one = row.critiques.order_by("-pk").first()
    if one is None:
        raise Refused(Problem("critique.none"))
    return one


def _held(one: Critique) -> None:
    """Hold a critique until the work ends, so that numbers are given once; refuse it once it was ended."""
    if Critique.objects.select_for_update().get(pk=one.pk).closed_at is not None:
        raise Refused(Problem("critique.over"))


def _asked(user: object, row: Decision) -> tuple[Critique, Actor, str]:
    """The critique that goes on, who acts, and the post that was asked."""
    one = _newest(row)
    post = post_of(user, one)
    if not post:
        raise Refused(Problem("critique.not-asked"))
    if one.closed_at is not None or one.due_on < clock.now().date():
        raise Refused(Problem("critique.over"))
    return one, Actor(post, rights_of(user).person), post


def _open_row(user: object, token: str) -> tuple[Decision, Proposal]:
    row, _, said = seen_row(visible(principal_for(rights_of(user))), token)
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    if row.state not in OPEN:
        raise Refused(Problem("critique.not-open", "", {"state": str(State(row.state))}))
    return row, said


def _required(user: object, said: Proposal) -> Actor:
    rubrics = rubrics_of(visible(principal_for(rights_of(user))), said.series)
    return rights.require(user, *ASKING, subject=said.subject, rubrics=rubrics)


def _wrong(row: Decision, posts: Sequence[str], days: int) -> list[Problem]:
    problems = [] if posts else [Problem("critique.nobody", "posts")]
    if not 1 <= days <= MOST_DAYS:
        problems.append(Problem("critique.days", "days", {"days": days, "most": MOST_DAYS}))
    known = set(Post.objects.filter(code__in=posts[:MOST_POSTS]).values_list("code", flat=True))
    said = newest(row)
    for post in posts:
        if post not in known or not is_seen(visible(principal_for(rights_of_post(post))), row, said):
            problems.append(Problem("critique.cannot-see", "posts", {"post": post[:80]}))
    return problems


def _of_words(text: str, place: str) -> list[Problem]:
    if not text:
        return [Problem("critique.no-words", place)]
    told = {"count": len(text), "most": LONGEST}
    return [Problem("critique.too-long", place, told)] if len(text) > LONGEST else []


def _tell(
    piece: Work, row: Decision, verb: str, data: Mapping[str, object], by: Actor, key: str | None
) -> None:
    piece.tell(f"decision.{verb}", row.token, {**data, "by_person": by.person}, key=key)
