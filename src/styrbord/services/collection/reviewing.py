"""How is a submission approved level by level, sent back, or unlocked?"""

from collections.abc import Mapping

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.workflow import State, Verb
from styrbord.services.collection import notifying, packages
from styrbord.services.collection.moves import Moving, moved
from styrbord.services.rights import Actor


def approve(token: str, *, revision: int, by: Actor, reason: str = "", key: str = "") -> int:
    """New revision, once the level that is open has approved; the last one makes it approved."""

    def do(moving: Moving) -> None:
        levels, done = moving.one.form.levels, moving.row.approvals
        level = levels[min(done, len(levels) - 1)]
        is_last = done + 1 >= len(levels)
        moving.to(State.APPROVED if is_last else State.SUBMITTED, approvals=done + 1)
        moving.step(Verb.APPROVE, level=level)
        moving.tell("submission.approved", token, {"level": level, "is_last": is_last})
        (notifying.to_release if is_last else notifying.to_review)(moving.one, moving.piece.at)

    return moved(token, Verb.APPROVE, do, by=by, revision=revision, reason=reason, key=key)


def send_back(
    token: str,
    *,
    reason: str,
    revision: int,
    by: Actor,
    cells: Mapping[str, str] | None = None,
    key: str = "",
) -> int:
    """New revision, once the package is returned; `cells` are words by 'indicator|breakdown'.

    Raises
    ------
    Refused
        `submission.unknown-cell`, or what any move is refused with.
    """

    def do(moving: Moving) -> None:
        asked = {packages.key_text(item.key) for item in moving.one.form.items}
        if unknown := sorted(set(cells or {}) - asked):
            raise Refused(Problem("submission.unknown-cell", cell, {"cell": cell}) for cell in unknown)
        moving.to(State.RETURNED, approvals=0)
        moving.step(Verb.RETURN, cells=cells)
        moving.tell("submission.returned", token, {"cells": sorted(cells or {})})
        notifying.returned(moving.row, moving.piece.at)

    return moved(token, Verb.RETURN, do, by=by, revision=revision, reason=reason, key=key)


def unlock(token: str, *, reason: str, revision: int, by: Actor, key: str = "") -> int:
    """New revision, once the last level's approval is taken back; the levels below stay."""

    def do(moving: Moving) -> None:
        levels, left = moving.one.form.levels, max(moving.row.approvals - 1, 0)
        level = levels[min(left, len(levels) - 1)]
        moving.to(State.SUBMITTED, approvals=left)
        moving.step(Verb.UNLOCK, level=level)
        moving.tell("submission.unlocked", token, {"level": level})
        notifying.to_review(moving.one, moving.piece.at)

    return moved(token, Verb.UNLOCK, do, by=by, revision=revision, reason=reason, key=key)
