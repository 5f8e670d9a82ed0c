"""How are all records taken away at once, so that they can be read and checked without the program?

An archive (zip) with one file for each kind of record, a JSON object on each line, and `manifest.json`, which
tells the rows and the hash of each file and the newest head of the ledger.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from django.db import transaction
from django.db.models import QuerySet

from styrbord.services import clock
from styrbord.services.rights import Actor
from styrbord.services.work import work
from styrbord.store.collection import models as collection
from styrbord.store.investments import models as investments
from styrbord.store.ledger.models import Event, Seal
from styrbord.store.spine.models import Edition
from styrbord.store.steering import models as steering

FORM = "styrbord-records/1"
MANIFEST = "manifest.json"
BLOCK = 500


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive: its rows and its hash."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken away: files by name, and the hash of the manifest, which the ledger keeps."""

    files: Mapping[str, Member]
    sha256: str


def export(out: IO[bytes], *, by: Actor) -> Taken:
    """Write all records into an archive, as they stand at one moment; the ledger keeps that it was done."""
    at = clock.now()
    with transaction.atomic(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        files = {f"{name}.jsonl": _written(archive, f"{name}.jsonl", rows) for name, rows in _kinds().items()}
        text = _manifest(files, at.isoformat(), by.code)
        archive.writestr(MANIFEST, text)
    taken = Taken(files, hashlib.sha256(text.encode()).hexdigest())
    with work(by.code, at) as piece:
        rows = {name: one.rows for name, one in files.items()}
        said = {"rows": rows, "sha256": taken.sha256, "by_person": by.person}
        piece.tell("records.exported", "records", said)
    return taken


def _kinds() -> dict[str, Iterator[dict[str, Any]]]:
    """Rows of each kind, in the order in which they were made."""
    submission = {"form": "form__code", "subject": "subject__code"}
    named = {"submission": "submission__token"}
    place = {"indicator": "indicator__code", "subject": "subject__code"}
    return {
        "events": _rows(Event.objects.all(), drop=("idempotency_key",)),
        "submissions": _rows(collection.Submission.objects.all(), submission),
        "packages": _rows(collection.Package.objects.all(), named),
        "steps": _rows(collection.Step.objects.all(), named),
        "remarks": _rows(collection.Remark.objects.all()),
        "package-editions": _rows(collection.PackageEdition.objects.all()),
        "editions": _rows(Edition.objects.all(), {"dataset": "dataset__code"}),
        "deviations": _rows(steering.Deviation.objects.all(), place, drop=("seen",)),
        "deviation-steps": _rows(steering.DeviationStep.objects.all(), {"deviation": "deviation__token"}),
        "decisions": _rows(steering.Decision.objects.all(), {"subject": "subject__code"}),
        "decision-versions": _rows(steering.DecisionVersion.objects.all(), {"decision": "decision__token"}),
        "promises": _rows(steering.Promise.objects.all(), {"subject": "subject__code"}),
        "promise-steps": _rows(steering.PromiseStep.objects.all(), {"promise": "promise__token"}),
        "rating-versions": _rows(
            steering.RatingVersion.objects.all(), {"method": "method__code"}, drop=("drafters",)
        ),
        "rating-runs": _rows(steering.RatingRun.objects.all()),
        "rating-places": _rows(
            steering.RatingPlace.objects.all(), {"run": "run__token", "subject": "subject__code"}
        ),
        "rating-assessments": _rows(
            steering.RatingAssessment.objects.all(), {"method": "method__code", "subject": "subject__code"}
        ),
        "rating-appeals": _rows(
            steering.RatingAppeal.objects.all(), {"run": "run__token", "subject": "subject__code"}
        ),
        "rating-steps": _rows(steering.RatingStep.objects.all()),
        "meeting-steps": _rows(steering.MeetingStep.objects.all(), {"meeting": "meeting__token"}),
        **_invested(),
        "forms": _rows(collection.FormVersion.objects.all(), {"form": "form__code"}),
        "imports": _rows(collection.Upload.objects.all()),
        "seals": _rows(Seal.objects.all(), drop=("links",)),
    }


def _invested() -> dict[str, Iterator[dict[str, Any]]]:
    """Rows of investments: plans as they were written, steps, assents, money, seats, as they stand."""
    of = {"investment": "investment__code"}
    tables: dict[str, tuple[Any, dict[str, str]]] = {
        "investments": (investments.Investment, {"lead": "lead__code"}),
        "investment-plans": (investments.PlanVersion, of),
        "investment-baselines": (investments.Baseline, of),
        "investment-reports": (investments.Report, of),
        "investment-matters": (investments.Matter, of),
        "investment-steps": (investments.Step, {**of, "matter": "matter__token"}),
        "investment-assents": (investments.Assent, of),
        "investment-money": (investments.MoneyFact, {**of, "batch": "batch__token"}),
        "investment-funds": (investments.Fund, {}),
        "investment-fund-movements": (investments.FundMovement, {**of, "fund": "fund__code"}),
        "investment-fund-applications": (investments.FundApplication, {**of, "fund": "fund__code"}),
        "investment-policies": (investments.Policy, {}),
        "investment-programme-kinds": (investments.ProgrammeKind, {}),
        "investment-seats": (investments.Seat, {}),
    }
    return {name: _rows(table.objects.all(), said) for name, (table, said) in tables.items()}


def _rows(
    found: QuerySet[Any], said: Mapping[str, str] | None = None, drop: Iterable[str] = ()
) -> Iterator[dict[str, Any]]:
    """Columns of the rows; those in `said` as the codes of what they point to."""
    named = dict(said or {})
    columns = [field.attname for field in found.model._meta.concrete_fields if field.attname not in drop]
    columns = [name for name in columns if name.removesuffix("_id") not in named]
    for row in found.order_by("pk").values(*columns, *named.values()).iterator(chunk_size=BLOCK):
        yield {**{name: row[path] for name, path in named.items()}, **{name: row[name] for name in columns}}


def _written(archive: zipfile.ZipFile, name: str, rows: Iterable[Mapping[str, Any]]) -> Member:
    found, count = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as out:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str).encode() + b"\n"
            found.update(line)
            out.write(line)
            count += 1
    return Member(count, found.hexdigest())


def _manifest(files: Mapping[str, Member], at: str, post: str) -> str:
    head = Seal.objects.order_by("-sequence").values_list("sequence", "digest").first()
    said = {
        "format": FORM,
        "made_at": at,
        "by": post,
        "head": f"{head[0]} {head[1]}" if head else "",
        "files": {name: {"rows": one.rows, "sha256": one.sha256} for name, one in files.items()},
    }
    return json.dumps(said, indent=2, sort_keys=True) + "\n"
