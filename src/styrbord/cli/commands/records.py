"""How are the records exported, a figure rebuilt, and old words erased from the terminal?"""

from argparse import Namespace
from pathlib import Path
from typing import TextIO

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.rights import Right, Rights
from styrbord.core.people.roles import Role
from styrbord.core.records.retention import RULES
from styrbord.services import clock, records
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import OPERATOR

define(
    "records.no-words",
    "The words of `styrbord records {action}` are not whole.",
    "Write `styrbord records {usage}`.",
)
USAGE = {
    "export": "export --archive FILE",
    "rebuild": "rebuild INDICATOR SUBJECT PERIOD",
    "classes": "classes",
    "retire": "retire --class NAME --archive FILE",
    "erase-person": "erase-person KEY",
}


def run(words: Namespace, out: TextIO) -> None:
    """Do one thing with the records."""
    does = {
        "export": _export,
        "rebuild": _rebuild,
        "classes": _classes,
        "retire": _retire,
        "erase-person": _erase_person,
    }
    does[words.action](words, out)


def _export(words: Namespace, out: TextIO) -> None:
    path: Path | None = words.archive
    _demand(path is not None, words)
    try:
        with open(str(path), "xb") as file:
            taken = records.export(file, by=OPERATOR)
    except OSError as cause:
        params = {"path": path, "reason": cause.strerror or str(cause)}
        raise Refused(Problem("records.archive-failed", "archive", params)) from cause
    for name, one in taken.files.items():
        print(f"{name}: {one.rows:,}", file=out)
    print(f"Manifest: {taken.sha256}", file=out)


def _rebuild(words: Namespace, out: TextIO) -> None:
    """Say whether a figure follows from the packages; end with 1 when it does not."""
    _demand(len(words.what) == 3, words)
    indicator, subject, period = words.what
    found = records.rebuild(_reading(), indicator, subject, period)
    print(f"shown {found.shown} {found.shown_status}".rstrip(), file=out)
    print(f"made anew {found.rebuilt} {found.rebuilt_status}".rstrip(), file=out)
    for one in found.sources:
        print(f"package {one.number} of {one.token}, {one.sha256}", file=out)
    for number in found.editions:
        print(f"edition {number} of loaded files", file=out)
    if not found.is_same:
        print("It does not follow from what was handed in.", file=out)
        raise SystemExit(1)
    print("It follows from what was handed in.", file=out)


def _classes(_: Namespace, out: TextIO) -> None:
    today = clock.now().date()
    for one in RULES.values():
        print(f"{one.name}: {one.days} days, so from {one.limit(today)} on; {one.what}", file=out)


def _retire(words: Namespace, out: TextIO) -> None:
    _demand(bool(words.name) and words.archive is not None, words)
    done = records.retire(words.name, words.archive, before=words.before, by=OPERATOR)
    if not done.count:
        print(f"Nothing of the class {done.name} is from before {done.before}.", file=out)
        return
    print(f"Erased {done.count:,} of the class {done.name} from before {done.before}.", file=out)
    print(f"Archive {words.archive}: {done.sha256}", file=out)


def _erase_person(words: Namespace, out: TextIO) -> None:
    _demand(len(words.what) == 1, words)
    counts = records.erase_person(words.what[0], by=OPERATOR)
    told = ", ".join(f"{name} {count}" for name, count in counts.items())
    print(f"Erased the name and words of {words.what[0]}: {told}.", file=out)


def _reading() -> Reading:
    """What an auditor of the whole board sees."""
    right = Right(Role.AUDITOR, "", "", frozenset(), OPERATOR.code, OPERATOR.code)
    return visible(principal_for(Rights("", (OPERATOR.code,), (), (right,))))


def _demand(is_whole: bool, words: Namespace) -> None:
    if not is_whole:
        params = {"action": words.action, "usage": USAGE[words.action]}
        raise Refused(Problem("records.no-words", "", params))
