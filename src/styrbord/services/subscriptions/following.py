"""How does somebody begin, confirm and end to follow something?

Every address proves that it wants letters by a link in a first one, those of people with rights too: a
mistyped address never gets anything else. Unsubscribing needs nobody to sign in.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.core.validators import validate_email

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import LANGUAGES, Text
from styrbord.core.participation.pace import Pace
from styrbord.services import clock
from styrbord.services.once import once
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import Actor, rights_of, rights_of_person
from styrbord.services.subscriptions import letters
from styrbord.services.subscriptions.targets import NOTICES, Target, names_of, problems_of
from styrbord.services.work import Work, work
from styrbord.store.clock import to_ms
from styrbord.store.participation.models import Follower, FollowerAddress, Subscription

define("subscription.not-found", "The link leads to no subscription.", "It may have been ended already.")
define("subscription.no-address", "'{text}' is not a mail address.", "Write it as name@example.org.")
define("subscription.no-rhythm", "'{text}' is not a rhythm of letters.", "Choose one of daily, weekly.")
define(
    "subscription.too-many",
    "Many letters were asked for within the hour.",
    "Wait an hour, or look for the letter that was sent.",
)
RHYTHMS = ("daily", "weekly")
DAYS_TO_CONFIRM = 7
MOST_FOLLOWED = 100
LONGEST_ADDRESS = 254
PACE = Pace(most=10, span=timedelta(hours=1))
ADDRESS_PACE = Pace(most=3, span=timedelta(hours=1))
REALM = "subscription"
_READER = "reader"


@dataclass(frozen=True, slots=True)
class Followed:
    """One thing that is followed."""

    number: int
    target: Target
    names: Text
    subject_names: Text


@dataclass(frozen=True, slots=True)
class Mine:
    """What a person follows, and where the letters go."""

    address: str = ""
    language: str = ""
    rhythm: str = "weekly"
    is_confirmed: bool = False
    followed: tuple[Followed, ...] = ()


def follow(
    user: object,
    target: Target,
    *,
    address: str,
    language: str,
    rhythm: str,
    caller: str = "",
    key: str = "",
    day: int = 0,
    is_always: bool = False,
) -> bool:
    """Follow something by letters to an address; whether a letter went out that asks to confirm it.

    Of the letter of the week, `day` (0 Monday to 6 Sunday) is when it comes, `is_always` also when empty.

    Whoever has not signed in follows what is public. An address given anew by a person takes the place of
    the old one and is confirmed anew.

    Raises
    ------
    Refused
        With everything that is wrong.
    """
    rights = rights_of(user)
    by = Actor(rights.posts[0] if rights.posts else _READER, rights.person)
    place, reading = address.strip(), visible(principal_for(rights))
    problems = [*problems_of(reading, target), *_problems(place, rhythm, language)]
    problems += _pace(place, caller, by.person) if not problems else []

    def do(piece: Work, full: str | None) -> int:
        follower = _follower(piece, by, place, language, rhythm)
        row = _subscribe(follower, target, to_ms(piece.at))
        Subscription.objects.filter(pk=row.pk).update(day=min(max(day, 0), 6), is_always=is_always)
        told = {
            "row": row.pk,
            "kind": target.kind,
            "code": target.code,
            "subject": target.subject,
            "by_person": by.person,
        }
        piece.tell("subscription.asked", follower.token, told, key=full)
        return int(row.pk)

    found = once(by, key, do, problems, realm=REALM)
    follower = Follower.objects.get(subscriptions=found)
    if follower.confirmed_at is None and follower.ended_at is None:
        letters.send_confirmation(follower, place, confirm_token(follower))
        return True
    return False


def confirm(token: str) -> None:
    """Begin to send letters to the address that a first letter went to.

    Raises
    ------
    Refused
        `subscription.not-found` if the link is wrong, older than a week, or what it began was ended.
    """
    follower = check_confirmation(token)
    if follower.confirmed_at is not None:
        return
    with work(_READER, clock.now()) as piece:
        at = to_ms(piece.at)
        kept = _merged(follower, at)
        is_new = kept.seen_to == kept.asked_at
        seen_to = at if is_new else kept.seen_to
        Follower.objects.filter(pk=kept.pk, confirmed_at=None).update(confirmed_at=at, seen_to=seen_to)
        piece.tell("subscription.confirmed", follower.token, {"kept": kept.token})


def check_confirmation(token: str) -> Follower:
    """Follower that a link confirms; refuses as `confirm` does."""
    signer = TimestampSigner(salt="confirm")
    said, _, mark = _unsigned(signer, token, timedelta(days=DAYS_TO_CONFIRM)).rpartition(".")
    follower = _by_token(said)
    if mark != _mark(follower):
        raise Refused(Problem("subscription.not-found"))
    return follower


def end(token: str) -> None:
    """End all letters of a follower and forget the address; a second time changes nothing.

    Raises
    ------
    Refused
        `subscription.not-found` if the link is wrong.
    """
    follower = check_end(token)
    if follower.ended_at is None:
        with work(_READER, clock.now()) as piece:
            _end(follower, to_ms(piece.at))
            piece.tell("subscription.ended", follower.token, {})


def check_end(token: str) -> Follower:
    """Follower whose letters a link ends; refuses as `end` does."""
    return _by_token(_unsigned(Signer(salt="end"), token), is_ended_fine=True)


def stop(user: object, number: int) -> None:
    """Follow one thing no longer.

    Raises
    ------
    Refused
        `subscription.not-found` if it is not the user's.
    """
    person = rights_of(user).person
    row = Subscription.objects.filter(pk=number, follower__person=person, ended_at=None).first()
    if not person or row is None:
        raise Refused(Problem("subscription.not-found"))
    with work(_READER, clock.now()) as piece:
        Subscription.objects.filter(pk=number, ended_at=None).update(ended_at=to_ms(piece.at))
        piece.tell("subscription.stopped", row.follower.token, {"row": number, "by_person": person})


def mine(user: object) -> Mine:
    """What a user follows; nothing for who has not signed in."""
    rights = rights_of(user)
    row = _of_person(rights.person)
    if row is None:
        return Mine()
    reading = visible(principal_for(rights))
    found = row.subscriptions.filter(ended_at=None).order_by("pk")
    address = FollowerAddress.objects.filter(follower=row).values_list("address", flat=True).first() or ""
    followed = tuple(_followed(reading, one) for one in found)
    return Mine(address, row.language, row.rhythm, row.confirmed_at is not None, followed)


def wants_notices(user: object) -> bool:
    """Whether a user gets notices by mail, or has asked for it."""
    row = _of_person(rights_of(user).person)
    return row is not None and row.subscriptions.filter(ended_at=None, kind=NOTICES).exists()


def named(user: object, target: Target) -> tuple[Text, Text]:
    """Names of what somebody wants to follow."""
    return names_of(visible(principal_for(rights_of(user))), target)


def reading_for(follower: Follower) -> Reading:
    """What a follower may see at this moment."""
    return visible(principal_for(rights_of_person(follower.person))) if follower.person else visible()


def targets_of(follower: Follower) -> Sequence[tuple[Target, int]]:
    """What is followed, and since when in ms."""
    rows = follower.subscriptions.filter(ended_at=None).order_by("pk")
    return [(Target(one.kind, one.code, one.subject), one.begun_at) for one in rows]


def confirm_token(follower: Follower) -> str:
    """What the link in the first letter proves."""
    return TimestampSigner(salt="confirm").sign(f"{follower.token}.{_mark(follower)}")


def _mark(follower: Follower) -> str:
    """What a link knows of the address: that of an older one confirms nothing."""
    address = FollowerAddress.objects.filter(follower=follower).values_list("address", flat=True).first()
    return hashlib.sha256((address or "").encode()).hexdigest()[:16]


def _followed(reading: Reading, row: Subscription) -> Followed:
    target = Target(row.kind, row.code, row.subject)
    return Followed(row.pk, target, *names_of(reading, target))


def _problems(address: str, rhythm: str, language: str) -> list[Problem]:
    found = []
    try:
        validate_email(address)
        is_short = len(address) <= LONGEST_ADDRESS
    except ValidationError:
        is_short = False
    if not is_short:
        found.append(Problem("subscription.no-address", "address", {"text": address[:80]}))
    if rhythm not in RHYTHMS or language not in LANGUAGES:
        found.append(Problem("subscription.no-rhythm", "rhythm", {"text": rhythm[:20]}))
    return found


def _pace(address: str, caller: str, person: str) -> list[Problem]:
    now = clock.now()
    row = _of_person(person)
    if row is not None:
        if row.subscriptions.filter(ended_at=None).count() >= MOST_FOLLOWED:
            return [Problem("subscription.too-many")]
        if row.confirmed_at is not None and FollowerAddress.objects.filter(follower=row, address=address):
            return []
    is_fine = PACE.allows(person or caller, now) and ADDRESS_PACE.allows(address.casefold(), now)
    return [] if is_fine else [Problem("subscription.too-many")]


def _of_person(person: str) -> Follower | None:
    return Follower.objects.filter(person=person, ended_at=None).first() if person else None


def _follower(piece: Work, by: Actor, address: str, language: str, rhythm: str) -> Follower:
    at = to_ms(piece.at)
    row = _of_person(by.person)
    if row is not None:
        Follower.objects.filter(pk=row.pk).update(language=language, rhythm=rhythm)
        kept = FollowerAddress.objects.filter(follower=row)
        if not kept.filter(address=address).exists():
            kept.delete()
            FollowerAddress.objects.create(follower=row, address=address)
            Follower.objects.filter(pk=row.pk).update(confirmed_at=None)
        return row
    row = Follower.objects.create(
        token=secrets.token_urlsafe(16),
        person=by.person,
        language=language,
        rhythm=rhythm,
        asked_at=at,
        seen_to=at,
    )
    FollowerAddress.objects.create(follower=row, address=address)
    return row


def _subscribe(follower: Follower, target: Target, at: int) -> Subscription:
    said = {"kind": target.kind, "code": target.code, "subject": target.subject}
    found = follower.subscriptions.filter(ended_at=None, **said).first()
    return found or Subscription.objects.create(follower=follower, begun_at=at, **said)


def _merged(follower: Follower, at: int) -> Follower:
    """Follower that goes on: an address outside keeps one letter for all that it follows."""
    if follower.person:
        return follower
    address = follower.address.address
    others = Follower.objects.filter(person="", ended_at=None, confirmed_at__isnull=False)
    kept = others.filter(address__address=address).exclude(pk=follower.pk).first()
    if kept is None:
        return follower
    for target, _ in targets_of(follower):
        _subscribe(kept, target, at)
    _end(follower, at)
    Follower.objects.filter(pk=kept.pk).update(language=follower.language, rhythm=follower.rhythm)
    return kept


def _end(follower: Follower, at: int) -> None:
    Subscription.objects.filter(follower=follower, ended_at=None).update(ended_at=at)
    Follower.objects.filter(pk=follower.pk, ended_at=None).update(ended_at=at)
    FollowerAddress.objects.filter(follower=follower).delete()


def _unsigned(signer: Signer, token: str, max_age: timedelta | None = None) -> str:
    try:
        if isinstance(signer, TimestampSigner):
            return signer.unsign(token, max_age=max_age)
        return signer.unsign(token)
    except BadSignature:
        raise Refused(Problem("subscription.not-found")) from None


def _by_token(said: str, *, is_ended_fine: bool = False) -> Follower:
    row = Follower.objects.filter(token=said).first()
    if row is None or (row.ended_at is not None and not is_ended_fine):
        raise Refused(Problem("subscription.not-found"))
    return row
