"""How is a submission handed in, checked, and taken back?"""

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.packages import Package
from styrbord.core.collection.workflow import State, Verb
from styrbord.services.collection import checking, notifying, packages
from styrbord.services.collection.drafts import keep
from styrbord.services.collection.moves import Moving, moved
from styrbord.services.collection.rows import Known
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import Actor, rights_of_person

define(
    "submission.blank",
    "{cell} is blank.",
    "Write a number, or choose the reason why there is none.",
)


def submit(token: str, *, revision: int, by: Actor, key: str = "") -> int:
    """New revision, once the package is handed in; everything that is wrong with it is refused at once.

    Raises
    ------
    Refused
        All problems of the checks, `submission.blank`, `submission.no-level`, or what any move is refused
        with.
    """

    def do(moving: Moving) -> None:
        row = moving.row
        before = packages.newest(row)
        package = packages.content(before, row)
        _demand_sound(moving.one, package, by)
        moving.to(State.SUBMITTED, package=row.package + 1, approvals=0)
        kept = keep(moving, package, before.channel if before else "page", is_handed_in=True)
        moving.step(Verb.SUBMIT)
        cells = len(package.entries)
        moving.tell("submission.submitted", token, {"sha256": kept.sha256, "cells": cells})
        notifying.to_review(moving.one, moving.piece.at)

    return moved(token, Verb.SUBMIT, do, by=by, revision=revision, key=key)


def take_back(token: str, *, revision: int, by: Actor, reason: str = "", key: str = "") -> int:
    """New revision, once a package that was handed in is a draft again."""

    def do(moving: Moving) -> None:
        moving.to(State.DRAFT, approvals=0)
        moving.step(Verb.TAKE_BACK)
        moving.tell("submission.taken-back", token, {})

    return moved(token, Verb.TAKE_BACK, do, by=by, revision=revision, reason=reason, key=key)


def _demand_sound(one: Known, package: Package, by: Actor) -> None:
    """Refuse with every problem that stops."""
    reading = visible(principal_for(rights_of_person(by.person)))
    found = checking.check(package, one.form, reading=reading)
    stopping = checking.open_problems(found, package)
    told = {(each.indicator, each.breakdown) for each in stopping}
    problems = [*(each.problem for each in stopping), *_blank(one, package, told), *_levels(one)]
    if problems:
        raise Refused(problems)


def _blank(one: Known, package: Package, told: set[tuple[str, str]]) -> list[Problem]:
    """Cells that are asked for and that no check has named."""
    entries = package.by_key
    blank = [
        item.key
        for item in one.form.items
        if item.is_required and (item.key not in entries or entries[item.key].is_blank)
    ]
    return [
        Problem("submission.blank", packages.key_text(key), {"cell": packages.key_text(key)})
        for key in blank
        if key not in told
    ]


def _levels(one: Known) -> list[Problem]:
    """Levels that nobody could ever approve, so that nothing gets stuck there."""
    levels = one.form.levels or ("",)
    return [
        Problem("submission.no-level", "", {"subject": one.subject, "level": level, "form": one.form.code})
        for number, level in enumerate(levels)
        if not one.over(number)
    ]
