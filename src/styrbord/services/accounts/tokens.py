"""What may a program do with its token? At most what the post that made it may, and what the token says."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from styrbord.core.base import codes
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action, allows
from styrbord.services import clock, rights
from styrbord.services.once import once
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.people.models import ApiToken, Person, Post

define(
    "token.refused", "The token is not valid.", "Make a new one under My rights, and send it as it was shown."
)
define("token.scope", "The token is not for '{scope}'.", "Make one with this scope under My rights.")
define(
    "token.no-scope",
    "'{text}' is not a scope.",
    "Write read, stop, submit:FORM, observe:DATASET or steer:PART, one a line.",
)
define("token.no-scopes", "The token would be for nothing.", "Write at least one scope.")
define("token.no-post", "You do not hold the post '{code}' today.", "Choose one of your posts.")
define("token.days", "'{text}' is no number of days that a token may last.", "Write 1 to {longest}.")
define("token.not-found", "There is no such token.", "It may have been ended; load the page again.")
PREFIX = "sty_"
SCHEME = "bearer"
LONGEST_DAYS = 366
MOST_SCOPES = 40
OF_ALL = frozenset({"read", "stop"})
STEERED = ("deviations", "decisions", "promises", "meetings", "ratings", "investments")
"""Parts of the board that a program may move things in."""
NEEDS: Mapping[str, frozenset[Action]] = {
    "read": frozenset({Action.SEE_INTERNAL, Action.SEE_RESTRICTED}),
    "stop": frozenset({Action.GIVE_RIGHTS}),
    "submit": frozenset({Action.PREPARE}),
    "observe": frozenset({Action.PREPARE, Action.EDIT}),
    "steer": frozenset({Action.SEE_INTERNAL, Action.SEE_RESTRICTED, Action.OWN, Action.ANALYSE, Action.EDIT}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenNote:
    """A token as a page shows it; the secret is in nobody's hands but its maker's."""

    number: int
    post: str
    person: str
    note: str
    scopes: tuple[str, ...]
    made_at: datetime
    expires_at: datetime
    last_used: date | None
    state: str


def make(post: str, scopes: Iterable[str], *, days: int, note: str = "", by: Actor, key: str = "") -> str:
    """Secret of a new token of one of the maker's posts, shown this once; empty for a form sent twice.

    Raises
    ------
    Refused
        With everything that is wrong.
    """
    wanted = tuple(dict.fromkeys(filter(None, (one.strip() for one in scopes))))
    problems = [*_of_scopes(wanted), *_of_days(days), *_of_post(post, by)]
    secret = PREFIX + secrets.token_urlsafe(32)
    made = []

    def do(piece: Work, full: str | None) -> int:
        row = ApiToken.objects.create(
            secret_hash=fingerprint(secret),
            post=Post.objects.get(code=post),
            person=Person.objects.get(key=by.person),
            note=note.strip()[:120],
            scopes=list(wanted),
            made_at=to_ms(piece.at),
            expires_at=to_ms(piece.at + timedelta(days=days)),
        )
        told = {"row": row.pk, "scopes": list(wanted), "days": days, "by_person": by.person}
        piece.tell("api-token.made", post, told, key=full)
        made.append(row.pk)
        return int(row.pk)

    once(by, key, do, problems, realm="api-token")
    return secret if made else ""


def end(number: int, *, by: Actor, is_any: bool = False, key: str = "") -> int:
    """End a token of one's own, or with `is_any` of anybody; it works at the next request.

    Raises
    ------
    Refused
        `token.not-found`.
    """

    def do(piece: Work, full: str | None) -> int:
        rows = ApiToken.objects.filter(pk=number, ended_at=None)
        mine = rows if is_any else rows.filter(person__key=by.person)
        found = mine.select_related("post").first()
        if found is None or not mine.update(ended_at=to_ms(piece.at), ended_by=by.code):
            raise Refused(Problem("token.not-found"))
        piece.tell("api-token.ended", found.post.code, {"row": number, "by_person": by.person}, key=full)
        return number

    return once(by, key, do, realm="api-token")


def own(person: str) -> tuple[TokenNote, ...]:
    """Tokens that a person made, newest first."""
    return _notes(ApiToken.objects.filter(person__key=person))


def every() -> tuple[TokenNote, ...]:
    """All tokens, newest first."""
    return _notes(ApiToken.objects.all())


def actor_of_token(header: str) -> tuple[Actor, Rights, frozenset[str]]:
    """Who a program acts for, by its `Authorization` header: the post, the rights left to it, its scopes.

    The rights are those that the person has today through the post, of roles that the scopes need.

    Raises
    ------
    Refused
        `token.refused`, in the same words for a wrong, an expired, an ended token and one whose maker has
        left the post.
    """
    scheme, _, secret = header.strip().partition(" ")
    now = clock.now()
    live = ApiToken.objects.filter(
        secret_hash=fingerprint(secret.strip()), ended_at=None, expires_at__gt=to_ms(now)
    )
    row = live.select_related("post", "person__user").first() if scheme.lower() == SCHEME else None
    if row is None or row.person.user is None or not row.person.user.is_active:
        raise Refused(Problem("token.refused"))
    found = rights.rights_of_person(row.person.key)
    if row.post.code not in found.posts:
        raise Refused(Problem("token.refused"))
    if row.last_used != now.date():
        live.update(last_used=now.date())
    scopes = frozenset(row.scopes)
    return Actor(row.post.code, row.person.key), _left(found, row.post.code, scopes), scopes


def number_of(header: str) -> int:
    """Number of the token in an `Authorization` header, as the ledger names it; 0 when there is none."""
    secret = header.strip().partition(" ")[2].strip()
    found = ApiToken.objects.filter(secret_hash=fingerprint(secret)).values_list("pk", flat=True).first()
    return found or 0


def demand(scopes: frozenset[str], verb: str, code: str) -> None:
    """Refuse unless a token is for a verb and code, such as `submit` and a form's code; `stop` has none.

    Raises
    ------
    Refused
        `token.scope`.
    """
    wanted = verb if verb in OF_ALL else f"{verb}:{code}"
    if wanted not in scopes:
        raise Refused(Problem("token.scope", "", {"scope": wanted}))


def fingerprint(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _left(found: Rights, post: str, scopes: frozenset[str]) -> Rights:
    needed = frozenset().union(*(NEEDS[scope.partition(":")[0]] for scope in scopes))
    kept = tuple(
        one
        for one in found.rights
        if one.through == post and one.post == post and any(allows(one.role, action) for action in needed)
    )
    return Rights(found.person, (post,), (), kept)


def _of_scopes(wanted: tuple[str, ...]) -> list[Problem]:
    if not wanted:
        return [Problem("token.no-scopes", "scopes")]
    wrong = [one for one in wanted[: MOST_SCOPES + 1] if not is_scope(one)] or list(wanted[MOST_SCOPES:])
    return [Problem("token.no-scope", "scopes", {"text": one[:80]}) for one in wrong]


def is_scope(text: str) -> bool:
    """Whether a text is `read`, `stop`, `submit:FORM`, `observe:DATASET` or `steer:PART`."""
    verb, mark, code = text.partition(":")
    if verb in OF_ALL:
        return not mark
    if verb == "steer":
        return code in STEERED
    return verb in NEEDS and codes.is_code(code)


def _of_days(days: int) -> list[Problem]:
    if 1 <= days <= LONGEST_DAYS:
        return []
    return [Problem("token.days", "days", {"text": days, "longest": LONGEST_DAYS})]


def _of_post(post: str, by: Actor) -> list[Problem]:
    if by.person and post in rights.rights_of_person(by.person).posts:
        return []
    return [Problem("token.no-post", "post", {"code": post})]


def _notes(rows: QuerySet[ApiToken]) -> tuple[TokenNote, ...]:
    now = to_ms(clock.now())
    return tuple(
        TokenNote(
            number=row.pk,
            post=row.post.code,
            person=row.person.key,
            note=row.note,
            scopes=tuple(row.scopes),
            made_at=from_ms(row.made_at),
            expires_at=from_ms(row.expires_at),
            last_used=row.last_used,
            state="ended" if row.ended_at else "expired" if row.expires_at <= now else "now",
        )
        for row in rows.select_related("post", "person").order_by("-pk")
    )
