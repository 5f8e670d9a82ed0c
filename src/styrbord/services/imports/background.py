"""Who reads an uploaded file while its page waits, and how does everybody see how far it is?

A thread of the server waits for the child process that reads. What it knows stands in the database,
with a sign of life, so that any other server process can show it, and tell when it has stopped.
"""

import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Event, Thread

from django.db import connection

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import clock
from styrbord.services.imports import archives, asking, territories
from styrbord.services.work import work
from styrbord.sources.asking import Request
from styrbord.store.clock import to_ms
from styrbord.store.collection.models import Result, Upload, UploadedFile

WAITING, READING = "waiting", "reading"
AT_ONCE = 2
BEAT = 5.0
_GAP = 400  # ms between two notes of progress
_TURN = BoundedSemaphore(AT_ONCE)

define(
    "import.failed",
    "The reading broke off: {reason}.",
    "Read the file again; if it breaks off again, tell who runs this installation.",
)


class LeftError(Exception):
    """The reading was cancelled, or another one has begun."""


def start(upload: int) -> Thread:
    """Read an upload in a thread of this process; an earlier reading of it says no more."""
    run = secrets.token_hex(8)
    Upload.objects.filter(pk=upload).update(
        status=WAITING, run=run, done=0, total=0, stage="", problems=[], beat_at=to_ms(clock.now())
    )
    thread = Thread(target=_Reading(upload, run).whole, daemon=True, name=f"import-{upload}")
    thread.start()
    return thread


class _Reading:
    """One reading of one upload."""

    def __init__(self, upload: int, run: str) -> None:
        self._mine = Upload.objects.filter(pk=upload, run=run)
        self._ended = Event()
        self._noted = 0

    def whole(self) -> None:
        """Wait for a turn, read, and keep the outcome; whatever happens is told."""
        beat = Thread(target=self._beat, daemon=True)
        beat.start()
        try:
            with _TURN:
                self._note(status=READING)
                self._read()
        except LeftError:
            pass
        except Refused as refusal:
            self._refuse(refusal)
        except Exception as error:  # noqa: BLE001  (a page waits: it must be told)
            self._refuse(Refused(Problem("import.failed", "", {"reason": type(error).__name__})))
        finally:
            self._ended.set()
            beat.join()
            connection.close()

    def _read(self) -> None:
        row = self._mine.get()
        with tempfile.TemporaryDirectory(prefix="styrbord-import-") as name:
            path, out = Path(name) / "file", Path(name) / "out"
            path.write_bytes(bytes(UploadedFile.objects.get(upload=row).content))
            known = territories.of_database()
            request = Request(path, out, sheet=row.sheet, layout=row.layout, territories=known, name=row.name)
            asking.read(request, progress=self._progress)
            archive = archives.packed(out)
        with work(row.post, clock.now()) as piece:
            self._note(status="read")
            Result.objects.update_or_create(upload=row, defaults={"archive": archive})
            piece.tell("import.read", row.token, {"sha256": row.sha256})

    def _progress(self, done: int, total: int, stage: str) -> None:
        now = to_ms(clock.now())
        if now - self._noted >= _GAP or done == total:
            self._noted = now
            self._note(done=done, total=total, stage=stage[:40], beat_at=now)

    def _note(self, **fields: object) -> None:
        if not self._mine.update(**fields):
            raise LeftError

    def _refuse(self, refusal: Refused) -> None:
        said = [
            {
                "code": one.code,
                "place": one.place,
                "params": {name: str(word) for name, word in one.params.items()},
            }
            for one in refusal.problems
        ]
        row = self._mine.first()
        if row is None:
            return
        with work(row.post, clock.now()) as piece:
            self._note(status="refused", problems=said)
            piece.tell("import.refused", row.token, {"codes": sorted({one["code"] for one in said})})

    def _beat(self) -> None:
        """Say that the reading lives, until it has ended."""
        with suppress(LeftError):
            while not self._ended.wait(BEAT):
                self._note(beat_at=to_ms(clock.now()))
        connection.close()
