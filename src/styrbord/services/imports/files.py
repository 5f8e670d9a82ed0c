"""What happens to an uploaded file: read, corrected, loaded, cancelled or deleted?"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from styrbord.core.base.catalogue import module_in
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import clock
from styrbord.services.imports import background
from styrbord.services.imports.archives import Archive
from styrbord.services.imports.asking import problems_of
from styrbord.services.imports.background import READING, WAITING
from styrbord.services.work import work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.collection.models import Result, Upload, UploadedFile

if TYPE_CHECKING:  # loading brings polars, which a page that only shows a reading does not need
    from styrbord.services.loading import Loaded

LARGEST = 64 * 2**20
DAYS = 30
SILENCE = timedelta(seconds=30)
_LISTED = 50

define(
    "import.too-large",
    "The file has {size} bytes; {most} are taken.",
    "Split it, or read it on the server with `styrbord load`.",
)
define("import.no-file", "No file came with the form, or it is empty.", "Choose a file and send it again.")
define(
    "import.unknown",
    "There is no such import.",
    "Look it up in the list of imports; it may have been deleted.",
)
define(
    "import.not-read",
    "The file is {status}; it can be loaded once it has been read.",
    "Wait for the reading to end, or start it again.",
)
define("import.busy", "The file is being read.", "Wait for the reading to end, or cancel it.")


@dataclass(frozen=True, slots=True)
class Told:
    """One problem as it is shown, with the parameters that its words were made with."""

    code: str
    place: str
    message: str
    advice: str
    is_error: bool
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """One import in the list.

    `status` is waiting, reading, read, refused, loaded, cancelled, or stopped when the server that
    read it has died: it can be started again.
    """

    token: str
    name: str
    size: int
    sha256: str
    post: str
    uploaded_at: datetime
    status: str
    done: int
    total: int
    stage: str


@dataclass(frozen=True, slots=True)
class State:
    """One import as its page shows it.

    `account` is `account.json`, `preview` is `preview.json`, `layout` is the text of the layout in
    force, `unmatched` are the rows of `unmatched.csv`; all are empty until the file has been read.
    """

    listed: Listed
    problems: tuple[Told, ...]
    account: Mapping[str, Any]
    account_text: str
    preview: Any
    layout: str
    unmatched: tuple[Mapping[str, str], ...]
    files: tuple[str, ...]


def upload(name: str, content: bytes, *, editor: str, sheet: str = "", layout: str = "") -> str:
    """Keep a file and begin to read it; returns the token that its page is found by.

    `sheet` names the only sheet to be read, empty for all; `layout` is the text of a layout.toml.

    Raises
    ------
    Refused
        `import.no-file` or `import.too-large`.
    """
    if not content:
        raise Refused(Problem("import.no-file"))
    if len(content) > LARGEST:
        params = {"size": f"{len(content):,}", "most": f"{LARGEST:,}"}
        raise Refused(Problem("import.too-large", name, params))
    now, token = clock.now(), secrets.token_urlsafe(16)
    said = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    with work(editor, now) as piece:
        row = Upload.objects.create(
            token=token,
            name=PurePath(name.replace("\\", "/")).name[:300],
            post=editor,
            uploaded_at=to_ms(now),
            sheet=sheet[:100],
            layout=layout,
            **said,
        )
        UploadedFile.objects.create(upload=row, content=content)
        piece.tell("import.uploaded", token, said)
    start(token)
    return token


def start(token: str) -> None:
    """Read the file in the background, from the beginning; a reading that is on its way is left."""
    row = _row(token)
    if _status(row) not in (WAITING, READING) or not row.run:
        background.start(row.pk)


def state(token: str) -> State:
    """Where an import stands, with everything that its page shows.

    Raises
    ------
    Refused
        `import.unknown` if there is none.
    """
    row = _row(token)
    kept = _kept(row) if row.status in ("read", "loaded") else Archive()
    account = kept.json("account.json") or {}
    said = problems_of(row.problems or account.get("problems", ()))
    return State(
        _listed(row),
        tuple(map(_told, said)),
        account,
        kept.text("account.md"),
        kept.json("preview.json"),
        row.layout or kept.text("layout.toml"),
        tuple(kept.rows("unmatched.csv")),
        kept.names,
    )


def progress(token: str) -> Listed:
    """Where an import stands, without its results: cheap enough to be asked every second."""
    return _listed(_row(token))


def recent() -> tuple[Listed, ...]:
    """The newest imports, the last one first; those never loaded are forgotten after 30 days."""
    forget_old()
    return tuple(map(_listed, Upload.objects.order_by("-uploaded_at", "-pk")[:_LISTED]))


def result(token: str, name: str) -> bytes:
    """One file that the reading wrote, such as observations.csv.

    Raises
    ------
    Refused
        `import.unknown` if there is none of the name.
    """
    kept = _kept(_row(token))
    if name not in kept.names:
        raise Refused(Problem("import.unknown", name))
    return kept.content(name)


def set_layout(token: str, text: str, *, editor: str) -> None:
    """Keep a corrected layout and read the file again by it; an empty one lets the file be recognised.

    Raises
    ------
    Refused
        `import.busy` while it is being read.
    """
    row = _row(token)
    if _status(row) in (WAITING, READING):
        raise Refused(Problem("import.busy", row.name))
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    with work(editor, clock.now()) as piece:
        Upload.objects.filter(pk=row.pk).update(layout=text, status=WAITING, run="", problems=[])
        piece.tell("import.layout-corrected", token, {"layout": fingerprint})
    start(token)


def load(token: str, *, editor: str) -> "Loaded":
    """Release the numbers that were read, all of them or none.

    Raises
    ------
    Refused
        `import.not-read` before it has been read, else everything that stands against the load.
    """
    row = _row(token)
    if row.status not in ("read", "loaded"):
        raise Refused(Problem("import.not-read", row.name, {"status": _status(row)}))
    loading = module_in("styrbord.services.imports", "loading")
    loaded: Loaded = loading.load_kept(_kept(row), editor=editor)
    now = clock.now()
    with work(editor, now) as piece:
        Upload.objects.filter(pk=row.pk).update(status="loaded", ended_at=to_ms(now))
        piece.tell("import.loaded", token, {"new": loaded.new_observations, "editions": loaded.editions})
    return loaded


def cancel(token: str, *, editor: str) -> None:
    """Stop the reading of a file; it is kept and can be read again."""
    row = _row(token)
    if row.status in (WAITING, READING):
        with work(editor, clock.now()) as piece:
            Upload.objects.filter(pk=row.pk).update(status="cancelled", run="")
            piece.tell("import.cancelled", token, {})


def delete(token: str, *, editor: str) -> None:
    """Remove a file and what was read from it; numbers that were loaded from it stay."""
    row = _row(token)
    with work(editor, clock.now()) as piece:
        row.delete()
        piece.tell("import.deleted", token, {})


def forget_old() -> int:
    """Remove files that were not loaded within 30 days; returns how many."""
    now = clock.now()
    old = Upload.objects.filter(uploaded_at__lt=to_ms(now - timedelta(days=DAYS))).exclude(status="loaded")
    tokens = list(old.values_list("token", flat=True))
    if tokens:
        with work("site", now) as piece:
            Upload.objects.filter(token__in=tokens).delete()
            for token in tokens:
                piece.tell("import.forgotten", token, {})
    return len(tokens)


def _row(token: str) -> Upload:
    row = Upload.objects.filter(token=token).first()
    if row is None:
        raise Refused(Problem("import.unknown"))
    return row


def _kept(row: Upload) -> Archive:
    found = Result.objects.filter(upload=row).first()
    return Archive(bytes(found.archive) if found else b"")


def _listed(row: Upload) -> Listed:
    return Listed(
        row.token,
        row.name,
        row.size,
        row.sha256,
        row.post,
        from_ms(row.uploaded_at),
        _status(row),
        row.done,
        row.total,
        row.stage,
    )


def _status(row: Upload) -> str:
    """Status; a reading without a sign of life has stopped."""
    is_silent = to_ms(clock.now()) - row.beat_at > SILENCE // timedelta(milliseconds=1)
    return "stopped" if row.status in (WAITING, READING) and row.run and is_silent else str(row.status)


def _told(problem: Problem) -> Told:
    return Told(
        problem.code, problem.place, problem.message, problem.advice, problem.is_error, dict(problem.params)
    )
