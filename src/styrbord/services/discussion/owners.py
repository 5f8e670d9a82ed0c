"""Which posts does a question reach, and which of those that it names?"""

from collections.abc import Iterable

from django.db.models import F

from styrbord.core.participation.talks import About, mentioned
from styrbord.core.people.rights import Right
from styrbord.core.people.roles import Role
from styrbord.services import clock, notices
from styrbord.services.discussion.seeing import now_for_post, rubrics_of, sight
from styrbord.services.reading import Reading
from styrbord.services.rights import contains, grant_from, live
from styrbord.services.work import Work
from styrbord.store.participation.models import Saying, Talk
from styrbord.store.people.models import Grant, Post


def owners_of(reading: Reading, about: About) -> list[str]:
    """Posts that answer: the owner of the indicator, else those with the role; of a page its editors."""
    if about.is_figure:
        named = reading.register.indicators()[about.indicator].owner
        return [named] if named else _with_role(Role.OWNER, reading, about)
    return _with_role(Role.EDITOR, reading, about)


def _with_role(role: Role, reading: Reading, about: About) -> list[str]:
    rows = live(Grant, clock.now().date()).filter(role=role).select_related("post", "subject")
    rubrics = rubrics_of(reading, about)
    found = [grant_from(row) for row in rows.order_by(F("subject_id").asc(nulls_last=True), "pk")]
    near = [
        one.post
        for one in found
        if Right(one.role, one.subject, one.hierarchy, one.rubrics, one.post, one.post).covers(
            about.subject, rubrics, contains
        )
    ]
    return list(dict.fromkeys(near))


def tell_owners(piece: Work, talk: Talk, number: int, posts: Iterable[str], *, sender: str) -> None:
    """Tell posts that a question waits, once for each saying."""
    for post in posts:
        if post != sender:
            _notify(piece, talk, number, post, "question.asked")


def tell_asker(piece: Work, talk: Talk, saying: Saying, about: About) -> None:
    """Tell the post that asked that there is an answer, if it may still see the figure."""
    asker = talk.sayings.order_by("number").values_list("by", flat=True)[0]
    if asker != saying.by and _reads(asker, about, saying):
        _notify(piece, talk, saying.number, asker, "question.answered")


def tell_mentioned(piece: Work, talk: Talk, saying: Saying, about: About, words: str) -> None:
    """Tell the posts that are named, if they may see what it is about; the others hear nothing."""
    codes = mentioned(words)
    for post in Post.objects.filter(code__in=codes).exclude(code=saying.by).values_list("code", flat=True):
        if _reads(post, about, saying):
            _notify(piece, talk, saying.number, post, "mention.made")


def _reads(post: str, about: About, saying: Saying) -> bool:
    return sight(now_for_post(post), about).reads(has_value=saying.has_value, early=saying.early)


def _notify(piece: Work, talk: Talk, number: int, post: str, kind: str) -> None:
    params = {"indicator": talk.indicator, "subject": talk.subject, "period": talk.period, "page": talk.page}
    notices.notify(
        f"{kind}:{talk.token}:{number}:{post}",
        post,
        kind,
        at=piece.at,
        address=f"talks/{talk.token}/",
        params=params,
    )
