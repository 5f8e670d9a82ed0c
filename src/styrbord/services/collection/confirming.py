"""How does somebody confirm with one click what is known or holds unchanged, and take that back?

Nothing is copied silently: each cell is kept as a confirmation by the post that made it, with the period
whose value holds, before it is handed in as much as after it.
"""

from collections.abc import Sequence

from styrbord.core.collection.fill_sheet import confirmed, unchanged, unconfirmed
from styrbord.core.collection.packages import Entry, Package, with_entries
from styrbord.core.collection.workflow import Verb
from styrbord.services.collection import acting, filling, packages
from styrbord.services.collection.drafts import keep, open_for
from styrbord.services.collection.moves import Moving, moved
from styrbord.services.collection.rows import Known, known
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import rights_of_person

CHANNEL = "page"


def confirm_for(user: object, form: str, subject: str, period: str, *, key: str = "") -> str:
    """Token of a submission, opened where it was not yet, once all that may hold in it is confirmed.

    Raises
    ------
    Refused
        What opening and saving are refused with.
    """
    by = acting.actor_to_open(user, form, subject)
    token = open_for(form, subject, period, by=by, key=key)
    confirm(user, token, key=key)
    return token


def confirm(user: object, token: str, *, key: str = "") -> int:
    """New revision, once every open cell that is known, or may hold unchanged, is confirmed.

    What was typed, explained or confirmed before stays as it is; where nothing is left to confirm, nothing
    is saved.

    Raises
    ------
    Refused
        What any move of a submission is refused with.
    """
    by = acting.actor_for(user, Verb.SAVE, token)
    reading = visible(principal_for(rights_of_person(by.person)))
    before = known(token)
    if not confirmable(before, _kept(before), reading):
        return int(before.row.revision)

    def do(moving: Moving) -> None:
        kept = _kept(moving.one)
        _save(moving, kept, confirmable(moving.one, kept, reading))

    return moved(token, Verb.SAVE, do, by=by, revision=None, key=f"confirm:{key}" if key else "")


def take_back_confirmed(user: object, token: str, *, key: str = "") -> int:
    """New revision, once every confirmation is taken back; refused as soon as it is handed in.

    Raises
    ------
    Refused
        What any move of a submission is refused with.
    """
    by = acting.actor_for(user, Verb.SAVE, token)

    def do(moving: Moving) -> None:
        kept = _kept(moving.one)
        _save(moving, kept, unconfirmed(kept.entries))

    return moved(token, Verb.SAVE, do, by=by, revision=None, key=f"unconfirm:{key}" if key else "")


def confirmable(one: Known, kept: Package, reading: Reading) -> list[Entry]:
    """What one click would confirm in a submission."""
    sheet = filling.sheet(one.form, one.subject, one.row.period, reading=reading, package=kept)
    return [*confirmed(sheet), *unchanged(sheet)]


def _kept(one: Known) -> Package:
    return packages.content(packages.newest(one.row), one.row)


def _save(moving: Moving, kept: Package, entries: Sequence[Entry]) -> None:
    package = with_entries(kept, entries)
    moving.to(moving.one.state, package=moving.row.package + 1)
    saved = keep(moving, package, CHANNEL)
    moving.step(Verb.SAVE)
    still = sum(bool(one.unchanged_from) for one in entries)
    told = {"sha256": saved.sha256, "channel": CHANNEL, "confirmed": len(entries), "unchanged": still}
    moving.tell("submission.saved", moving.token, told)
