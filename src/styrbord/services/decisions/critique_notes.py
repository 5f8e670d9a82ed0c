"""Who was asked what speaks against a proposal, which concerns come first, and what still waits?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.roles import Action
from styrbord.core.strategy.decisions.critique import Ranked, agreement, ranked, unanswered
from styrbord.core.strategy.decisions.model import Proposal
from styrbord.core.strategy.decisions.workflow import OPEN
from styrbord.services import clock, rights
from styrbord.services.decisions.seeing import is_inside, rubrics_of
from styrbord.services.reading import Reading
from styrbord.services.rights import rights_of
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import Concern, ConcernScore, ConcernWords, Critique, Decision

define(
    "decision.critique-runs",
    "Posts are asked until {day} what speaks against it.",
    "Wait until they have ranked, or end the critique.",
)
define(
    "decision.concern-unanswered",
    "Concern {number} is among the first and is not answered.",
    "Accept it or reject it, with a reason.",
)
ASKING = (Action.OWN, Action.ANALYSE)


@dataclass(frozen=True, slots=True)
class ConcernNote:
    """A concern in its place, with what was answered; words are empty where they were erased."""

    number: int
    words: str
    by: str
    ranked: Ranked
    scores: Mapping[str, int]
    answer: str
    reply: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class CritiqueNote:
    """A critique: who was asked until when, who ranked, the concerns in order, and how far they agree.

    `agreement` is Kendall's W of those who ranked all; None where it cannot be told. `is_mine` says that a
    post of the reader was asked, `may_end` and `may_answer` what else the reader may do.
    """

    asked_at: datetime
    due_on: date
    is_over: bool
    critics: tuple[tuple[str, bool], ...]
    concerns: tuple[ConcernNote, ...]
    agreement: float | None
    unanswered: tuple[int, ...]
    own: Mapping[int, int]
    is_mine: bool = False
    may_end: bool = False
    may_answer: bool = False


def before_deciding(row: Decision) -> list[Problem]:
    """What of a critique keeps a proposal from being decided; nothing where nobody was asked."""
    one = row.critiques.order_by("-pk").first()
    if one is None:
        return []
    if not is_over(one):
        return [Problem("decision.critique-runs", "", {"day": one.due_on.isoformat()})]
    places, answers = _places(one)
    return [Problem("decision.concern-unanswered", "", {"number": at}) for at in unanswered(places, answers)]


def hold(row: Decision) -> None:
    """Refuse to decide what a critique keeps back, and let nobody add to it until the work ends."""
    list(row.critiques.select_for_update().order_by("pk"))
    if problems := before_deciding(row):
        raise Refused(problems)


def note(user: object, reading: Reading, row: Decision, said: Proposal) -> CritiqueNote | None:
    """Newest critique of a decision, for whoever sees what is internal about it.

    With a user also what they may do.
    """
    one = row.critiques.filter(asked_at__lte=to_ms(reading.as_of)).order_by("-pk").first()
    if one is None or not is_inside(reading, said.subject, said.series):
        return None
    found = _note(one)
    if user is None or row.state not in OPEN:
        return found
    rubrics = rubrics_of(reading, said.series)
    may = [action for action in ASKING if rights.may(user, action, subject=said.subject, rubrics=rubrics)]
    post = post_of(user, one)
    return CritiqueNote(
        **{name: getattr(found, name) for name in CritiqueNote.__dataclass_fields__ if name not in _OWN},
        own={each.number: each.scores[post] for each in found.concerns if post in each.scores},
        is_mine=bool(post) and not found.is_over,
        may_end=bool(may) and not found.is_over,
        may_answer=Action.OWN in may,
    )


def may_ask(user: object, reading: Reading, row: Decision, said: Proposal) -> bool:
    """Whether somebody may ask posts what speaks against a proposal."""
    rubrics = rubrics_of(reading, said.series)
    is_allowed = any(rights.may(user, action, subject=said.subject, rubrics=rubrics) for action in ASKING)
    return is_allowed and row.state in OPEN and running(row) is None


def erase_words(row: Decision) -> int:
    """Erase the words of all concerns of a decision, inside the caller's work; how many there were."""
    return ConcernWords.objects.filter(concern__critique__decision=row).delete()[0]


_OWN = {"own", "is_mine", "may_end", "may_answer"}


def _note(one: Critique) -> CritiqueNote:
    places, answers = _places(one)
    rows = {row.number: row for row in one.concerns.select_related("said").prefetch_related("scores")}
    numbers = [each.number for each in places]
    return CritiqueNote(
        from_ms(one.asked_at),
        one.due_on,
        is_over(one),
        tuple((each.post, each.ranked_at is not None) for each in one.critics.order_by("post")),
        tuple(_concern(rows[each.number], each) for each in places),
        agreement(numbers, _scores(one)),
        unanswered(places, answers),
        {},
    )


def _concern(row: Concern, place: Ranked) -> ConcernNote:
    said = getattr(row, "said", None)
    words, reply = (said.words, said.reply) if said is not None else ("", "")
    scores = {score.post: score.severity for score in row.scores.all()}
    return ConcernNote(row.number, words, row.by, place, scores, row.answer, reply, row.answered_by)


def _places(one: Critique) -> tuple[tuple[Ranked, ...], Mapping[int, str]]:
    answers = dict(one.concerns.order_by("number").values_list("number", "answer"))
    return ranked(list(answers), _scores(one)), answers


def _scores(one: Critique) -> Mapping[str, Mapping[int, int]]:
    found: dict[str, dict[int, int]] = {}
    rows = ConcernScore.objects.filter(concern__critique=one).order_by("post", "concern__number")
    for post, number, severity in rows.values_list("post", "concern__number", "severity"):
        found.setdefault(post, {})[number] = severity
    return found


def is_over(one: Critique) -> bool:
    """Whether it was ended, its day has passed, or every post has scored every concern that there is."""
    if one.closed_at is not None or one.due_on < clock.now().date():
        return True
    count, scores = one.concerns.count(), _scores(one)
    return bool(count) and all(len(scores.get(each.post, {})) == count for each in one.critics.all())


def running(row: Decision) -> Critique | None:
    """The critique that goes on, if there is one."""
    one = row.critiques.order_by("-pk").first()
    return one if one is not None and not is_over(one) else None


def post_of(user: object, one: Critique) -> str:
    """Post of a user that was asked; empty where none was."""
    found = rights_of(user)
    mine = {*found.posts, *found.acts_for}
    return next((each.post for each in one.critics.order_by("post") if each.post in mine), "")
