"""Which talks does a page list, and which questions wait for a reader?"""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.participation.talks import About, Said, Sight
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.services.discussion.asking import answers, may_speak, right_to_hide
from styrbord.services.discussion.finding import readable_talk
from styrbord.services.discussion.notes import Listed, Questions, SayingNote, TalkNote
from styrbord.services.discussion.seeing import about_of, now_for, now_of, readable, sight, sights
from styrbord.services.reading import Reading
from styrbord.services.rights import rights_of
from styrbord.store.clock import from_ms
from styrbord.store.participation.models import Saying, SayingWords, Talk

NEWEST = 10
LOOKED_AT = 300  # talks of one place that a listing looks at, the newest


def talk(user: object, token: str) -> TalkNote:
    """One talk with what its reader may do.

    Raises
    ------
    Refused
        `talk.not-found`.
    """
    reading = now_for(user)
    row, seen = readable_talk(reading, token)
    rights, about = rights_of(user), about_of(row)
    speaks = may_speak(user, about, reading)
    return _note(
        row,
        readable(_sayings([row])[row.pk], seen),
        reading,
        rights,
        may_answer=speaks and answers(rights, row.owner, about, reading),
        may_speak=speaks,
        may_hide=right_to_hide(rights, about, reading) is not None,
        may_erase=rights.may_anywhere(Action.GIVE_RIGHTS),
    )


def on_figure(user: object, about: About) -> Listed:
    """Talks about one figure or page, newest first."""
    reading = now_for(user)
    return _listed(user, reading, Talk.objects.filter(**_where(about)), about)


def on_indicator(reading: Reading, indicator: str) -> Listed:
    """Newest talks about an indicator of any subject and period; counts hold what the reader may read."""
    return _listed(None, now_of(reading), Talk.objects.filter(indicator=indicator), None)


def questions(user: object) -> Questions:
    """Questions that wait for the posts of a user, those without an owner, and the user's own.

    Raises
    ------
    Refused
        `sign-in.needed`.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    reading, rights = now_for(user), rights_of(user)
    asked = Talk.objects.filter(kind=Said.QUESTION)
    mine = _notes(reading, asked.filter(owner__in=_all_posts(rights)), rights)
    own = (
        asked.filter(sayings__number=1, sayings__person=rights.person)
        if rights.person
        else Talk.objects.none()
    )
    left = _notes(reading, asked.filter(owner="", answered_at=None), rights)
    answered = [one for one in left if answers(rights, "", one.about, reading)]
    return Questions(_open_first(mine), _open_first(answered), _open_first(_notes(reading, own, rights)))


def _all_posts(rights: Rights) -> list[str]:
    return [*rights.posts, *rights.acts_for]


def answered_since(
    reading: Reading, places: Q, *, first: int, last: int
) -> Sequence[tuple[About, SayingNote, str]]:
    """Answers given in a span, ms, on some places, that the reader may read; with the talk's token."""
    rows = Saying.objects.filter(kind=Said.ANSWER, at__gt=first, at__lte=last, hidden_at=None)
    talks = list(Talk.objects.filter(places, pk__in=rows.values("talk_id")).order_by("begun_at", "pk"))
    found = []
    for note in _notes(reading, talks, Rights()):
        for said in note.sayings:
            is_meant = said.kind == Said.ANSWER and first < _ms(said) <= last and not said.is_hidden
            if is_meant:
                found.append((note.about, said, note.token))
    return found


def _ms(said: SayingNote) -> int:
    return round(said.at.timestamp() * 1000)


def _where(about: About) -> dict[str, str]:
    if about.page:
        return {"page": about.page}
    return {"indicator": about.indicator, "subject": about.subject, "period": about.period}


def _listed(user: object, reading: Reading, rows: QuerySet[Talk], about: About | None) -> Listed:
    rights = rights_of(user) if user is not None else Rights()
    found = _notes(reading, rows, rights)
    speaks = about is not None and sight(reading, about).is_there and may_speak(user, about, reading)
    return Listed(tuple(found[:NEWEST]), len(found), sum(one.is_open for one in found), speaks)


def _notes(reading: Reading, rows: QuerySet[Talk] | list[Talk], rights: Rights) -> list[TalkNote]:
    """Talks that the reader may read, newest first."""
    if isinstance(rows, QuerySet):
        rows = list(rows.order_by("-begun_at", "-pk")[:LOOKED_AT])
    seen: Mapping[About, Sight] = sights(reading, map(about_of, rows))
    said = _sayings(rows)
    found = [(row, readable(said[row.pk], seen[about_of(row)])) for row in rows]
    return [_note(row, sayings, reading, rights) for row, sayings in found if sayings]


def _sayings(talks: Iterable[Talk]) -> dict[int, list[Saying]]:
    found: dict[int, list[Saying]] = {one.pk: [] for one in talks}
    for row in Saying.objects.filter(talk_id__in=found).order_by("number").prefetch_related("words"):
        found[row.talk_id].append(row)
    return found


def _open_first(found: Iterable[TalkNote]) -> tuple[TalkNote, ...]:
    """Open ones first, the oldest of them at the top."""
    return tuple(sorted(found, key=lambda one: (not one.is_open, one.begun_at)))


def _note(row: Talk, sayings: Sequence[Saying], reading: Reading, rights: Rights, **may: bool) -> TalkNote:
    begun = from_ms(row.begun_at)
    told = tuple(_saying(one, rights.person) for one in sayings)
    answers_shown = [one.at for one in told if one.kind == Said.ANSWER and not one.is_hidden]
    return TalkNote(
        row.token,
        about_of(row),
        row.kind,
        row.owner,
        begun,
        min(answers_shown, default=None),
        (reading.now - begun).days,
        told,
        **may,
    )


def _saying(row: Saying, person: str) -> SayingNote:
    words: dict[int, SayingWords] = {one.version: one for one in row.words.all()}
    is_hidden = row.hidden_at is not None
    newest, reason = words.get(row.version), words.get(0)
    return SayingNote(
        row.number,
        row.kind,
        row.by,
        from_ms(row.at),
        row.version,
        from_ms(row.changed_at) if row.changed_at is not None else None,
        "" if is_hidden or newest is None else newest.words,
        is_hidden,
        is_erased=newest is None,
        reason=reason.words if reason else "",
        is_own=bool(person) and row.person == person,
    )
