"""How is a circle founded, and how does it change who sits in it and when it meets?"""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import LANGUAGES
from styrbord.core.participation.cleaning import plain
from styrbord.core.strategy.meetings.rhythm import MOST_WEEKS, WEEK
from styrbord.core.strategy.meetings.workflow import RULES
from styrbord.services import clock, rights
from styrbord.services.meetings.seeing import LEADING, asker_of, circle_row, post_of, who_is
from styrbord.services.once import once
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.people.models import Post
from styrbord.store.spine.models import Subject
from styrbord.store.steering.models import Circle, CircleMember

define("circle.no-name", "The circle has no name.", "Name it in one language at least.")
define("circle.too-long", "These are {count} letters; {most} are the most.", "Say it shorter.")
define("circle.no-chair", "Nobody leads the circle.", "Choose at least one post that leads it.")
define("circle.no-such-post", "There is no post '{code}'.", "Choose one from the list of posts.")
define("circle.no-such-subject", "There is no subject '{code}'.", "Choose one from the list of subjects.")
define(
    "circle.no-such-day", "The days of the meetings cannot be read.", "Choose a weekday, and 1 to 13 weeks."
)
define("circle.no-such-hour", "'{text}' is no hour.", "Write it as 09:30, or leave it empty.")
define("circle.too-many", "There are {count} posts; {most} are the most.", "Keep those that are to decide.")
define("circle.changed", "Somebody else has changed this circle meanwhile.", "Load the page again.")
LONGEST_NAME, MOST_SEATS = 120, 40
REALM = "circle"
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True)
class CircleSaid:
    """What is said of a circle: its names by language, its posts and who of them lead, and its rhythm."""

    names: Mapping[str, str]
    posts: Sequence[str]
    chairs: Sequence[str]
    weekday: int = 1
    weeks: int = 1
    hour: str = ""


def found(user: object, subject: str, said: CircleSaid, *, key: str = "") -> str:
    """Token of a new circle over a subject.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, or with everything that is wrong.
    """
    where = Subject.objects.filter(code=subject).first()
    by = rights.require(user, *LEADING, subject=subject if where else "")
    problems = _wrong(said)
    if where is None:
        problems.append(Problem("circle.no-such-subject", "subject", {"code": subject[:64]}))

    def do(piece: Work, full: str | None) -> int:
        assert where is not None
        row = Circle.objects.create(
            token=secrets.token_urlsafe(9), subject=where, since=clock.now().date(),
            founded_at=to_ms(piece.at), founded_by=by.code, **_columns(said),
        )  # fmt: skip
        _seated(row, said, to_ms(piece.at))
        _tell(piece, row, "circle.founded", said, by, full)
        return int(row.pk)

    return str(Circle.objects.get(pk=once(by, key, do, problems, realm=REALM)).token)


def change(user: object, token: str, said: CircleSaid, *, revision: int, key: str = "") -> int:
    """Revision of a circle after its names, posts or rhythm have changed.

    Whoever leaves keeps what they saw of earlier meetings only by their other rights.

    Raises
    ------
    Refused
        `circle.not-found`, `.changed`, `rights.missing`, or with everything that is wrong.
    """
    asker = asker_of(user)
    row, seats = circle_row(asker, token)
    is_leader = who_is(asker, seats).is_chair
    by = post_of(asker, seats)[0] if is_leader else rights.require(user, *LEADING, subject=row.subject.code)

    def do(piece: Work, full: str | None) -> int:
        fresh = Circle.objects.select_for_update().get(pk=row.pk)
        if fresh.revision != revision:
            raise Refused(Problem("circle.changed"))
        columns = _columns(said)
        if (fresh.weekday, fresh.weeks) != (columns["weekday"], columns["weeks"]):
            columns["since"] = clock.now().date()
        for name, value in {**columns, "revision": revision + 1}.items():
            setattr(fresh, name, value)
        fresh.save()
        _seated(fresh, said, to_ms(piece.at))
        _tell(piece, fresh, "circle.changed", said, by, full)
        return int(fresh.revision)

    return once(by, f"{token}:{key}" if key else "", do, _wrong(said), realm=REALM, answer="revision")


def _columns(said: CircleSaid) -> dict[str, object]:
    return {
        "names": _names(said),
        "weekday": said.weekday,
        "weeks": said.weeks,
        "hour": said.hour.strip(),
    }


def _names(said: CircleSaid) -> dict[str, str]:
    texts = ((code, " ".join(plain(said.names.get(code, "")).split())) for code in LANGUAGES)
    return {code: text for code, text in texts if text}


def _seated(row: Circle, said: CircleSaid, at: int) -> None:
    """End the seats that are no longer said, and begin the new ones."""
    wanted = {post: post in said.chairs for post in said.posts}
    for seat in row.members.filter(to_at=None):
        if wanted.get(seat.post) != seat.is_chair:
            CircleMember.objects.filter(pk=seat.pk).update(to_at=at)
        else:
            del wanted[seat.post]
    CircleMember.objects.bulk_create(
        CircleMember(circle=row, post=post, is_chair=is_chair, from_at=at)
        for post, is_chair in wanted.items()
    )


def _tell(piece: Work, row: Circle, verb: str, said: CircleSaid, by: Actor, key: str | None) -> None:
    data = {
        "row": row.pk, "revision": row.revision, "subject": row.subject.code, "posts": list(said.posts),
        "chairs": list(said.chairs), "weekday": row.weekday, "weeks": row.weeks, "hour": row.hour,
        "by_person": by.person,
    }  # fmt: skip
    piece.tell(verb, row.token, data, key=key, rules=RULES)


def _wrong(said: CircleSaid) -> list[Problem]:
    names = _names(said)
    found = [] if names else [Problem("circle.no-name", "name")]
    for text in names.values():
        if len(text) > LONGEST_NAME:
            found.append(Problem("circle.too-long", "name", {"count": len(text), "most": LONGEST_NAME}))
    known = set(Post.objects.filter(code__in=said.posts).values_list("code", flat=True))
    found += [
        Problem("circle.no-such-post", "posts", {"code": one[:80]}) for one in said.posts if one not in known
    ]
    if not set(said.chairs) & set(said.posts):
        found.append(Problem("circle.no-chair", "chairs"))
    if len(said.posts) > MOST_SEATS:
        found.append(Problem("circle.too-many", "posts", {"count": len(said.posts), "most": MOST_SEATS}))
    if not (1 <= said.weekday <= WEEK and 1 <= said.weeks <= MOST_WEEKS):
        found.append(Problem("circle.no-such-day", "weekday"))
    if said.hour.strip() and not _HOUR.fullmatch(said.hour.strip()):
        found.append(Problem("circle.no-such-hour", "hour", {"text": said.hour.strip()[:20]}))
    return found
