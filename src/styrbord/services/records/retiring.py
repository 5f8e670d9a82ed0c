"""How are the words of old records erased, once an archive of them has been written?"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.records.retention import first_kept
from styrbord.services import clock
from styrbord.services.records.classes import (
    CLASSES,
    Class,
    erase_names,
    erase_remarks,
    erase_texts,
    lines,
)
from styrbord.services.rights import Actor
from styrbord.services.work import work
from styrbord.store.clock import to_ms
from styrbord.store.collection import models as collection
from styrbord.store.investments import models as investments
from styrbord.store.participation import models as participation
from styrbord.store.people import models as people
from styrbord.store.steering import models as steering

define("records.archive-there", "There is a file {path} already.", "Name a new one.")
define("records.archive-failed", "{path} cannot be written: {reason}.", "Name a place with room.")
define("records.no-person", "There is no person '{key}'.", "Take the key as the list of posts tells it.")
FORM = "styrbord-retired/1"


@dataclass(frozen=True, slots=True)
class Retired:
    """How many records of a class from before a day were erased, and the hash of their archive."""

    name: str
    before: date
    count: int
    sha256: str = ""


def retire(name: str, archive: Path, *, before: date | None = None, by: Actor) -> Retired:
    """Write the records of a class from before a day into an archive, then erase their words.

    Nothing is erased unless the archive is on the disk. With nothing to erase no archive is written.

    Raises
    ------
    Refused
        `records.no-class`, `records.too-early`, `records.archive-there`, `records.archive-failed`.
    """
    now = clock.now()
    day = first_kept(name, today=now.date(), before=before)
    found = CLASSES[name]
    limit = to_ms(datetime.combine(day, time(), UTC))
    if archive.exists():
        raise Refused(Problem("records.archive-there", "archive", {"path": archive}))
    if not found.rows(limit).exists():
        return Retired(name, day, 0)
    with work(by.code, now) as piece:
        rows = list(found.rows(limit).order_by("pk").select_for_update(of=("self",)))
        content = _content(name, day, lines(found, rows))
        _write(archive, content)
        told = Retired(name, day, len(rows), hashlib.sha256(content).hexdigest())
        _erase(found, rows, piece)
        said = {"class": name, "before": day.isoformat(), "count": told.count, "sha256": told.sha256}
        piece.tell("records.retired", name, {**said, "by_person": by.person})
    return told


def erase_person(key: str, *, by: Actor) -> dict[str, int]:
    """Erase a person's name, sign-in name and every free text of theirs; how many of each.

    What they did stays, under a key that names nobody.

    Raises
    ------
    Refused
        `records.no-person`.
    """
    person = people.Person.objects.filter(key=key).first()
    if person is None:
        raise Refused(Problem("records.no-person", "", {"key": key}))
    with work(by.code, clock.now()) as piece:
        remarks = list(collection.Remark.objects.filter(step__person=key).exclude(words="", cells={}))
        kept = list(
            collection.Package.objects.filter(person=key, bare_sha256=None).select_related("submission")
        )
        sayings = participation.SayingWords.objects.filter(saying__person=key)
        counts = {"remarks": len(remarks), "packages": len(kept), "sayings": sayings.count()}
        erase_names([person], piece)
        erase_remarks(remarks, piece)
        erase_texts(kept, piece)
        sayings.delete()
        for name, words in _steered(key).items():
            counts[name] = words.delete()[0]
        people.ApiToken.objects.filter(person=person).update(note="")
        participation.FollowerAddress.objects.filter(follower__person=key).delete()
        piece.tell("person.erased", key, {**counts, "by_person": by.person})
    return counts


def _steered(key: str) -> dict[str, QuerySet[Any]]:
    """Words that a person said about deviations, promises, grades and investments and in meetings.

    Those of a decision, of a published rating or of a step with a registered document are the post's.
    """
    return {
        "deviations": steering.DeviationWords.objects.filter(step__person=key),
        "promises": steering.PromiseWords.objects.filter(step__person=key),
        "meetings": steering.MeetingWords.objects.filter(step__person=key),
        "investments": investments.StepWords.objects.filter(step__person=key, step__document=""),
        "ratings": steering.RatingWords.objects.filter(
            step__person=key, step__about_kind__in=("assessment", "appeal")
        ),
    }


def _erase(found: Class, rows: Sequence[Any], piece: Any) -> None:
    found.erase(rows, piece)


def _content(name: str, before: date, rows: Iterable[dict[str, Any]]) -> bytes:
    head = {"format": FORM, "class": name, "before": before.isoformat()}
    said = (json.dumps(row, ensure_ascii=False, sort_keys=True, default=str) for row in (head, *rows))
    return "".join(f"{line}\n" for line in said).encode()


def _write(path: Path, content: bytes) -> None:
    """Write a new file that is for its owner's eyes only, and wait until the disk has it."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    except FileExistsError as cause:
        raise Refused(Problem("records.archive-there", "archive", {"path": path})) from cause
    except OSError as cause:
        path.unlink(missing_ok=True)
        params = {"path": path, "reason": cause.strerror or str(cause)}
        raise Refused(Problem("records.archive-failed", "archive", params)) from cause
