"""Where do the processes of one server find pages that another of them has written?

One file for each page, in a folder that only the server's own user may read. A file is whole or not there,
and one that cannot be read is as good as none.
"""

import hashlib
import json
import logging
import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from styrbord.services.memory.shelf import KeptPage, Key

MOST = 192 * 1024 * 1024
EACH = 64
"""Pages that a process puts down before it looks whether there is still room."""


class Files:
    """Pages as files in a folder; the oldest go when they take more bytes than they may."""

    def __init__(self, folder: Path, most: int = MOST) -> None:
        """Use a folder, made when it is missing."""
        self._folder, self._most, self._count = folder, most, 0
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def find(self, key: Key) -> KeptPage | None:
        """Page that some process has written under the key."""
        try:
            head, _, content = self._at(key).read_bytes().partition(b"\n")
            said = json.loads(head)
            headers = tuple((str(name), str(value)) for name, value in said["headers"])
            return KeptPage(content, headers, datetime.fromisoformat(said["made"]), frozenset(said["saw"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            logging.getLogger(__name__).warning("a kept page cannot be read", exc_info=True)
            return None

    def put(self, key: Key, page: KeptPage) -> None:
        """Write a page; when the disk does not take it, it is written anew by whoever needs it."""
        said = {"headers": page.headers, "made": page.made_at.isoformat(), "saw": sorted(page.saw)}
        try:
            self._write(self._at(key), json.dumps(said).encode() + b"\n" + page.content)
            self._count += 1
            if self._count % EACH == 0:
                self._make_room()
        except OSError:
            logging.getLogger(__name__).warning("a page cannot be kept", exc_info=True)

    def _at(self, key: Key) -> Path:
        return self._folder / hashlib.sha256(repr(key).encode()).hexdigest()

    def _write(self, path: Path, content: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _make_room(self) -> None:
        """Leave the newest files that fit; another process may take some away at the same time."""
        found = []
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):
                told = path.stat()
                found.append((-told.st_mtime, told.st_size, path))
        total = 0
        for _, size, path in sorted(found):
            total += size
            if total > self._most:
                path.unlink(missing_ok=True)
