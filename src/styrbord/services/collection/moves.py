"""How does one move of a submission get into the tables: state, step and event, or nothing?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.workflow import State, Verb, move, verbs_in
from styrbord.services.collection import acting, settling
from styrbord.services.collection.events import Reason, Telling, cleaned
from styrbord.services.collection.rows import Known, eyes_of, known
from styrbord.services.once import once
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.collection.models import Remark, Step, Submission
from styrbord.store.people.models import Post

define(
    "submission.changed",
    "{post} changed this submission at {at}; it is '{state}' now.",
    "Look at it again, then decide.",
)
define(
    "submission.not-possible",
    "A submission that is '{state}' cannot be moved by '{verb}'.",
    "Possible now: {possible}.",
)
define(
    "submission.own",
    "You handed this package in or approved it; someone else decides about it.",
    "Ask another person with the same right.",
)
define("submission.needs-reason", "The reason is missing.", "Write why.")


@dataclass(slots=True)
class Moving:
    """A submission on its way from one state to the next, inside a piece of work."""

    one: Known
    telling: Telling

    @property
    def piece(self) -> Work:
        """The work that it is part of."""
        return self.telling.piece

    @property
    def row(self) -> Submission:
        """The row, as it stands after the last change."""
        return self.one.row

    @property
    def token(self) -> str:
        """Name of the submission."""
        return str(self.row.token)

    def to(self, state: State, **columns: object) -> None:
        """Write the new state, unless somebody else has changed the row since it was read.

        Raises
        ------
        Refused
            `submission.changed`.
        """
        row = self.row
        said = {"state": state, "revision": row.revision + 1, "changed_at": to_ms(self.piece.at), **columns}
        same = Submission.objects.filter(pk=row.pk, revision=row.revision, state=row.state)
        if same.update(**said) != 1:
            raise Refused(changed(row.pk))
        for name, content in said.items():
            setattr(row, name, content)

    def step(self, verb: Verb, *, level: str = "", cells: Mapping[str, str] | None = None) -> None:
        """Add what was done, with the words that were said about it."""
        made = Step.objects.create(
            submission=self.row,
            package=self.row.package,
            verb=verb,
            state=self.row.state,
            level=level,
            at=to_ms(self.piece.at),
            by=self.telling.by.code,
            person=self.telling.by.person,
        )
        reason = self.telling.reason
        words, public = ("", reason) if isinstance(reason, Mapping) else (reason, {})
        if words or public or cells:
            Remark.objects.create(step=made, words=words, cells=dict(cells or {}), public=dict(public))

    def tell(self, verb: str, about: str, data: Mapping[str, Any]) -> None:
        """Tell the event of the move."""
        self.telling.tell(verb, about, data)


def begin(
    piece: Work,
    key: str | None,
    token: str,
    verb: Verb,
    *,
    by: Actor,
    revision: int | None = None,
    reason: Reason = "",
) -> Moving:
    """A move that is allowed to this person as the submission stands now.

    Raises
    ------
    Refused
        `submission.not-found`, `.changed`, `.not-possible`, `.own`, `.needs-reason`; `rights.missing`.
    """
    one = known(token)
    reason = cleaned(reason)
    rights = acting.rights_as(by)
    if not acting.sees(rights, one):
        raise Refused(Problem("submission.not-found"))
    if (revision is not None and one.row.revision != revision) or settling.is_behind(one):
        raise Refused(changed(one.row.pk))
    line = move(one.state, verb)
    if line is None or line.action is None:
        raise Refused(_not_possible(one, verb))
    if not acting.at(acting.due_place(one, verb) or (line.action, ""), rights, one.form):
        raise Refused(Problem("rights.missing"))
    if line.needs_other and (by.person or f"post:{by.code}") in eyes_of(one.row):
        raise Refused(_own(one.row))
    if line.needs_reason and not reason:
        raise Refused(Problem("submission.needs-reason", "reason"))
    return Moving(one, Telling(piece, one.row, by, reason, key))


def moved(
    token: str,
    verb: Verb,
    do: Callable[[Moving], None],
    *,
    by: Actor,
    revision: int | None,
    reason: Reason = "",
    key: str = "",
) -> int:
    """Revision after a move; with a key that was used before for it, the revision of then."""
    settling.settle_one(token)

    def work(piece: Work, full: str | None) -> int:
        moving = begin(piece, full, token, verb, by=by, revision=revision, reason=reason)
        do(moving)
        return int(moving.row.revision)

    return once(by, key_for(verb, token, key), work, realm="submission", answer="revision")


def key_for(verb: str, about: str, key: str) -> str:
    """Key of one request; the same one for another verb or submission is another key."""
    return f"{verb}:{about}:{key}" if key else ""


def changed(number: int) -> Problem:
    """That somebody else has changed a submission meanwhile: who, when, to what."""
    row = Submission.objects.get(pk=number)
    last = row.steps.order_by("-pk").first()
    by = last.by if last else ""
    names = Post.objects.filter(code=by).values_list("names", flat=True).first()
    at = from_ms(row.changed_at).isoformat(sep=" ", timespec="seconds")
    return Problem("submission.changed", "", {"post": names or by, "at": at, "state": row.state})


def _own(row: Submission) -> Problem:
    """That it needs other eyes, or that somebody has changed it since the row was read."""
    is_same = Submission.objects.filter(pk=row.pk, revision=row.revision).exists()
    return Problem("submission.own") if is_same else changed(row.pk)


def _not_possible(one: Known, verb: Verb) -> Problem:
    possible = ", ".join(f"'{verb}'" for verb in verbs_in(one.state)) or "-"
    return Problem("submission.not-possible", "", {"state": one.state, "verb": verb, "possible": possible})
