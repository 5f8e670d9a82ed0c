"""How does somebody ask, comment, answer, or change what they said?"""

import hashlib
import secrets

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.participation.cleaning import plain
from styrbord.core.participation.talks import About, Said, Sight
from styrbord.services.discussion.asking import answers, checked_about, problems_of, speaker
from styrbord.services.discussion.finding import own_saying, readable_talk
from styrbord.services.discussion.owners import owners_of, tell_asker, tell_mentioned, tell_owners
from styrbord.services.discussion.seeing import about_of, early_editions, now_for, sight
from styrbord.services.once import once
from styrbord.services.reading import Reading
from styrbord.services.rights import Actor, rights_of
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.participation.models import Saying, SayingWords, Talk

REALM = "talk"


def begin(user: object, about: About, *, said: str, words: str, key: str = "") -> str:
    """Ask or comment on a figure or page that the user sees; token of the talk.

    A question reaches the owner's post; every post named by `@code` that may see it is told.

    Raises
    ------
    Refused
        `talk.not-found` if there is no such figure for the user, `sign-in.needed`, `rights.missing`, or with
        everything that is wrong with the words.
    """
    reading, text = now_for(user), plain(words)
    about, seen, by = _place(user, reading, about)
    kind = Said.QUESTION if said == Said.QUESTION else Said.COMMENT

    def do(piece: Work, full: str | None) -> int:
        owners = owners_of(reading, about)
        talk = _talk(about, kind, owners[0] if owners else "", to_ms(piece.at))
        saying = _write(piece, talk, 1, kind, by=by, seen=seen, reading=reading, text=text)
        if kind is Said.QUESTION:
            tell_owners(piece, talk, 1, owners, sender=by.code)
        tell_mentioned(piece, talk, saying, about, text)
        told = {
            "row": saying.pk,
            "kind": str(kind),
            "indicator": about.indicator,
            "subject": about.subject,
            "period": about.period,
            "page": about.page,
            "by_person": by.person,
            "sha256": fingerprint(text),
        }
        piece.tell("talk.begun", talk.token, told, key=full)
        return int(saying.pk)

    row = once(by, key, do, problems_of(text, by.person), realm=REALM)
    return Saying.objects.select_related("talk").get(pk=row).talk.token


def place(user: object, about: About) -> About:
    """Figure or page that a user may speak about, in its one form; refuses as `begin` does."""
    return _place(user, now_for(user), about)[0]


def _place(user: object, reading: Reading, about: About) -> tuple[About, Sight, Actor]:
    meant = checked_about(about)
    seen = sight(reading, meant)
    if not seen.is_there:
        raise Refused(Problem("talk.not-found"))
    return meant, seen, speaker(user, meant, reading)


def reply(user: object, token: str, *, words: str, key: str = "") -> int:
    """Say something further in a talk; of whom the question was put to, it is the answer. Its number."""
    reading = now_for(user)
    talk, seen = readable_talk(reading, token)
    about, text = about_of(talk), plain(words)
    by = speaker(user, about, reading)

    def do(piece: Work, full: str | None) -> int:
        locked = Talk.objects.select_for_update().get(pk=talk.pk)
        kind = _kind(user, locked, about, reading, by)
        number = locked.sayings.count() + 1
        saying = _write(piece, locked, number, kind, by=by, seen=seen, reading=reading, text=text)
        _tell(piece, locked, saying, about)
        tell_mentioned(piece, locked, saying, about, text)
        told = {
            "row": saying.pk,
            "number": number,
            "kind": str(kind),
            "by_person": by.person,
            "sha256": fingerprint(text),
        }
        piece.tell("saying.added", talk.token, told, key=full)
        return int(saying.pk)

    row = once(by, key, do, problems_of(text, by.person), realm=REALM)
    return int(Saying.objects.get(pk=row).number)


def change(user: object, token: str, number: int, *, words: str, version: int, key: str = "") -> int:
    """Say it in other words: a new version, whose first words stay in the record; number of the version.

    Raises
    ------
    Refused
        `talk.not-own`, `talk.changed` if another version was shown, or what is wrong with the words.
    """
    reading = now_for(user)
    talk, seen, row = own_saying(user, reading, token, number)
    about, text = about_of(talk), plain(words)
    by = speaker(user, about, reading)

    def do(piece: Work, full: str | None) -> int:
        at = to_ms(piece.at)
        early = sorted({*row.early, *early_editions(reading)})
        mine = Saying.objects.filter(pk=row.pk, version=version, hidden_at=None)
        changed = {"version": version + 1, "changed_at": at, "early": early}
        if not mine.update(**changed, has_value=row.has_value or seen.has_value):
            raise Refused(Problem("talk.changed"))
        SayingWords.objects.create(saying=row, version=version + 1, words=text, at=at)
        row.refresh_from_db()
        tell_mentioned(piece, talk, row, about, text)
        told = {
            "row": row.pk,
            "number": number,
            "version": version + 1,
            "by_person": by.person,
            "sha256": fingerprint(text),
        }
        piece.tell("saying.changed", token, told, key=full)
        return int(row.pk)

    problems = problems_of(text, by.person)
    return int(Saying.objects.get(pk=once(by, key, do, problems, realm=REALM)).version)


def fingerprint(text: str) -> str:
    """What an event keeps of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _kind(user: object, talk: Talk, about: About, reading: Reading, by: Actor) -> Said:
    first = talk.sayings.order_by("number")[0]
    is_askers = first.person == by.person
    is_question = talk.kind == Said.QUESTION
    if is_question and not is_askers and answers(rights_of(user), talk.owner, about, reading):
        return Said.ANSWER
    return Said.COMMENT


def _tell(piece: Work, talk: Talk, saying: Saying, about: About) -> None:
    if saying.kind == Said.ANSWER:
        Talk.objects.filter(pk=talk.pk, answered_at=None).update(answered_at=to_ms(piece.at))
        tell_asker(piece, talk, saying, about)
    elif talk.kind == Said.QUESTION and talk.owner:
        tell_owners(piece, talk, saying.number, [talk.owner], sender=saying.by)


def _talk(about: About, kind: Said, owner: str, at: int) -> Talk:
    return Talk.objects.create(
        token=secrets.token_urlsafe(12),
        indicator=about.indicator,
        subject=about.subject,
        period=about.period,
        page=about.page,
        kind=kind,
        owner=owner,
        begun_at=at,
    )


def _write(
    piece: Work,
    talk: Talk,
    number: int,
    kind: Said,
    *,
    by: Actor,
    seen: Sight,
    reading: Reading,
    text: str,
) -> Saying:
    at = to_ms(piece.at)
    row = Saying.objects.create(
        talk=talk,
        number=number,
        kind=kind,
        by=by.code,
        person=by.person,
        at=at,
        has_value=seen.has_value,
        early=early_editions(reading),
    )
    SayingWords.objects.create(saying=row, version=1, words=text, at=at)
    return row
