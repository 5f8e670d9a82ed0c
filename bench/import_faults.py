"""Is a pack loaded whole or not at all, whatever page or call of the system fails while it is written?

`python -m bench.import_faults --trials 500` on a new SQLite file. `styrbord load` runs on a copy of a small
county while the n-th new page of the file is refused, n = 0, 1, 2, ... until it is loaded untouched; with
--calls while the n-th `fdatasync` or `pwrite` fails. After each, every row must be as it was before, or all
of the load must be there; the terminal says what is wrong; and once the disk is well the same load goes
through and leaves what an undisturbed one leaves.
"""

import argparse
import hashlib
import io
import json
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, connections

from bench.disk_faults import MOST_SHOWN, ask, leave_room, told
from bench.failing_calls import Fault, Sweep, under_fiu
from bench.site import migrate
from styrbord.cli.main import main as command
from styrbord.core.base.problems import KINDS
from styrbord.services import clock, ledger
from styrbord.services.loading import load_pack
from styrbord.services.trouble import Trouble
from styrbord.store.clock import to_ms
from tests.contract.packs import Written, everything
from tests.contract.people import county

WORDS = {trouble: KINDS[trouble.value].message for trouble in Trouble}
OBSERVATIONS = "observation"
SUBJECTS = ("top", "north", "south", "n1", "n2", "s1")
MOMENT, KEY = re.compile(r"\b\d{13}\b"), re.compile(r"'[0-9a-f]{24}'")


def newer(folder: Path, size: int) -> Path:
    """A pack that adds an edition of the same county, other texts, and so many indicators."""
    pack = everything(Written().described(code="county", vintage="2022"))
    more = [f"more-{number}" for number in range(size)]
    pack.indicators += [{"indicator_code": code, "name_en": code.title()} for code in more]
    for indicator in ("people", "jobs", *more):
        for number, subject in enumerate(SUBJECTS):
            pack.observe(indicator, subject, {str(year): 100 * year + number for year in range(2000, 2022)})
    return pack.write(folder)


@dataclass
class Board:
    """A database file, what it was before the load, and the pack that is loaded."""

    file: Path
    old: Path
    pack: Path
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)

    def begin(self) -> int:
        """Let it be as it was before; the moment from which on all is new."""
        connections.close_all()
        for end in ("-wal", "-shm"):
            Path(f"{self.file}{end}").unlink(missing_ok=True)
        shutil.copyfile(self.old, self.file)
        return to_ms(clock.now())

    def measure(self, size: int) -> None:
        """Keep what is there before and after an undisturbed load of so many more indicators."""
        shutil.rmtree(self.pack, ignore_errors=True)
        newer(self.pack, size)
        began = self.begin()
        self.before = state(began)
        if self.load()[0]:
            raise SystemExit("the pack cannot be loaded at all")
        self.after = state(began)

    def load(self) -> tuple[int, str]:
        """Load the pack as in a terminal: how it ended, and what was said."""
        said = io.StringIO()
        with redirect_stderr(said), redirect_stdout(io.StringIO()):
            code = command(["load", str(self.pack)])
        return code, said.getvalue()


def made(folder: Path) -> Board:
    """The small county in a file, and a pack that brings more."""
    migrate()
    load_pack(county(folder / "county"))
    ask("PRAGMA wal_checkpoint(TRUNCATE)")
    ask("VACUUM")
    connections.close_all()
    board = Board(Path(settings.DATABASES["default"]["NAME"]), folder / "old.sqlite3", folder / "newer")
    shutil.copyfile(board.file, board.old)
    return board


def state(began: int) -> dict[str, str]:
    """Hash of all rows of each table; moments after the beginning and new keys are all the same."""
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})
    found = {}
    with connection.cursor() as cursor:
        for table in [*tables, OBSERVATIONS]:
            cursor.execute(f'SELECT * FROM "{table}"')
            text = KEY.sub("key", "\n".join(sorted(map(repr, cursor.fetchall()))))
            alike = MOMENT.sub(lambda found: "now" if int(found[0]) >= began else found[0], text)
            found[table] = hashlib.sha256("\n".join(sorted(alike.split("\n"))).encode()).hexdigest()
    return found


@dataclass
class Page:
    """The n-th new page of the file is refused, and all that follow."""

    at: int
    fired: int = 0

    @contextmanager
    def on(self) -> Iterator[None]:
        """Let it happen meanwhile."""
        leave_room(self.at - 1)
        yield
        leave_room(None)


def wrong_with(board: Board, fault: Fault | Page, code: int, said: str, began: int) -> Iterator[str]:
    """What should not be after a load that met a fault."""
    now = state(began)
    is_old, is_new = now == board.before, now == board.after
    if code and not is_old:
        yield "refused, but not as it was before"
    if not code and not is_new:
        yield "told as loaded, but not all is there"
    expected = (WORDS[Trouble.FULL],) if isinstance(fault, Page) else tuple(WORDS.values())
    if code and not any(words in said for words in expected):
        yield f"told as {said!r}"
    if code and not fault.fired and not isinstance(fault, Page):
        yield f"stopped without a fault: {said!r}"
    if problem := ledger.verify(chain_alone=True).problem:
        yield str(problem)


def tried(board: Board, fault: Fault | Page) -> tuple[int, list[str]]:
    """How a load ended that met a fault, and what was wrong then or when it was repeated."""
    began = board.begin()
    with fault.on():
        code, said = board.load()
    if isinstance(fault, Page):
        fault.fired = int(bool(code))
    found = list(wrong_with(board, fault, code, said, began))
    again, said = board.load()
    if again or (code and state(began) != board.after):
        found.append(f"not as an undisturbed load when repeated: {said}")
    return code, [f"{fault}: {one}" for one in found]


def run(trials: int, seed: int, folder: Path, *, is_of_calls: bool) -> dict[str, object]:
    """Fail at every place in turn; each sweep loads a pack of another size."""
    board, failures, ended = made(folder), list[str](), Counter[str]()
    sweep, size = Sweep(), seed % 5
    board.measure(size)
    while ended.total() < trials and len(failures) < MOST_SHOWN:
        fault = sweep.fault() if is_of_calls else Page(sweep.at)
        code, wrong = tried(board, fault)
        failures += wrong
        if fault.fired:
            what = f"{fault.call.rsplit('/', 1)[1]} {os.strerror(fault.error)}" if is_of_calls else "page"
            ended[f"{what}: {'refused, old state' if code else 'borne, new state'}"] += 1
        else:
            size += 1
            board.measure(size)
        sweep.next(is_untouched=not fault.fired)
    what = "the n-th fdatasync or pwrite fails" if is_of_calls else "disk full, n-th page"
    return {**told(f"loading a pack: {what}", trials, ended, failures, seed), "whole_sweeps": sweep.ends}


def main() -> int:
    """Try them all and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.import_faults")
    parser.add_argument("--trials", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--calls", action="store_true", help="let calls of the system fail; needs fiu-run")
    asked = parser.parse_args()
    if asked.calls:
        under_fiu("bench.import_faults")
    with tempfile.TemporaryDirectory() as folder:
        found = run(asked.trials, asked.seed, Path(folder), is_of_calls=asked.calls)
    print(json.dumps(found))
    return 1 if found["failures"] or found["fired"] != asked.trials else 0


if __name__ == "__main__":
    sys.exit(main())
