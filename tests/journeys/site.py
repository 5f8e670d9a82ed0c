"""How does a test reach the installation that all journeys share: over HTTP and by its command line?"""

import html
import http.client
import json
import os
import re
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import polars as pl

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "ru", "sv")
MEMORY_LIMIT = 4 * 1024**3
CORES = 2
PATIENCE_SECONDS = 60
GIVING = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "styrbord.conf.settings"
import django
django.setup()
from datetime import date
from styrbord.services import people, signing
from styrbord.services.people import Asked
from styrbord.services.rights import OPERATOR
rows = json.loads(sys.argv[1])
links = {post: signing.make_link(post) for post in dict.fromkeys(row[0] for row in rows)}
for post, role, subject in rows:
    asked = Asked(role=role, subject=subject, first=date(2020, 1, 1), basis="Order 1")
    people.grant(post, asked, by=OPERATOR)
print(json.dumps(links))
"""
"""Gives the roles and makes the links in one go: the command line would be asked sixteen times."""
_TAGS = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sent back; names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8")

    @property
    def words(self) -> str:
        """Text as it is read: no tags, no charts, single spaces."""
        return words_of(self.text)

    def json(self) -> Any:
        return json.loads(self.content)


def words_of(markup: str) -> str:
    """Words of a piece of a page."""
    return " ".join(html.unescape(_TAGS.sub(" ", markup)).split())


def panel(answer: Answer, identity: str) -> str:
    """Markup of the panel whose heading has an id."""
    parts = re.split(r"(?=<section\b)", answer.text)
    found = [part for part in parts if f'id="{identity}"' in part]
    assert found, f"The page has no panel '{identity}'."
    return found[0].split("</section>")[0]


@dataclass
class Site:
    """One installation: its pack, its database, and the server when it runs."""

    folder: Path
    port: int = 0
    server: subprocess.Popen[bytes] | None = None
    limits: dict[str, int] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def pack(self) -> Path:
        return self.folder / "pack"

    @property
    def database(self) -> Path:
        return self.folder / "board.sqlite3"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """Environment of the server and of the command line."""
        own = {"PYTHONPATH": str(ROOT / "src"), "STYRBORD_STATE": str(self.folder / "state"), **self.settings}
        return {**os.environ, "STYRBORD_RATE_LIMITS": "none", **own, "PYTHONUNBUFFERED": "1"}

    def command(self, *arguments: str | Path) -> str:
        """What the command line printed."""
        words = [sys.executable, "-m", "styrbord.cli", *map(str, arguments), "--database", str(self.database)]
        done = subprocess.run(
            words, cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def build(self) -> None:
        """Make the example county and load it."""
        words = [sys.executable, "-m", "example", str(self.pack)]
        subprocess.run(words, cwd=ROOT, env=self.environment(), check=True)
        self.command("load", self.pack)

    def given(self, grants: Iterable[tuple[str, str, str]]) -> dict[str, str]:
        """Give posts their roles in subjects; secret of a sign-in link of each post."""
        environment = {**self.environment(), "STYRBORD_DATABASE": str(self.database)}
        words = [sys.executable, "-c", GIVING, json.dumps(list(grants))]
        said = subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout
        return dict(json.loads(said))

    def start(self) -> None:
        """Serve on a free port with two cores and four gigabytes."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        words = [sys.executable, "-m", "styrbord.cli", "serve", "--port", str(self.port)]
        words += ["--database", str(self.database)]
        log = (self.folder / "server.log").open("wb")
        self.server = subprocess.Popen(
            words, cwd=ROOT, env=self.environment(), stdout=log, stderr=log, preexec_fn=_limited
        )
        log.close()
        self._wait()

    def stop(self) -> None:
        """End the server that was started here."""
        if self.server:
            self.server.terminate()
            self.server.wait(PATIENCE_SECONDS)

    def log(self) -> str:
        """What the server has written so far."""
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")

    def get(self, path: str, **query: object) -> Answer:
        """Answer to one request; the query's underscores stand for hyphens."""
        asked = urlencode({key.replace("_", "-"): value for key, value in query.items()}, doseq=True)
        mark = "&" if "?" in path else "?"
        target = quote(path, safe="/?&=%:;,.-_~") + (f"{mark}{asked}" if asked else "")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", target)
            response = connection.getresponse()
            headers = {name.lower(): said for name, said in response.getheaders()}
            return Answer(response.status, headers, response.read())
        finally:
            connection.close()

    def figure(self, indicator: str, subject: str, **query: object) -> dict[str, Any]:
        """The figure of one indicator as the API gives it."""
        items = self.get("/api/v1/figures", indicator=indicator, subject=subject, **query).json()["items"]
        assert len(items) == 1
        return dict(items[0])

    @cached_property
    def tables(self) -> Mapping[str, pl.DataFrame]:
        """Tables of the pack as text, by file name."""
        return {
            path.stem: pl.read_csv(path, infer_schema=False).fill_null("")
            for path in sorted(self.pack.glob("*.csv"))
        }

    def _wait(self) -> None:
        assert self.server
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            assert self.server.poll() is None, self.log()
            try:
                if self.get("/en/sign-in/").status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"The server did not answer within {PATIENCE_SECONDS} s.\n{self.log()}")


def _limited() -> None:
    """Limit the server to the smallest machine that is promised; runs in the child before it starts."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_LIMIT, MEMORY_LIMIT))
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
