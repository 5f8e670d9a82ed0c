"""Where is a drawn chart kept, so that it is drawn once?"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

PRUNE_EVERY = 64  # of so many keys, one asks whether the folder has grown too large


class ChartCache(Protocol):
    """A store of drawings by key; it may forget any of them at any time."""

    def get(self, key: str) -> bytes | None:
        """Drawing of a key, or None."""
        ...

    def set(self, key: str, content: bytes) -> None:
        """Keep a drawing."""
        ...


class FolderCache:
    """Drawings as files of one folder; safe for several processes, at most `most_bytes` large."""

    def __init__(self, folder: Path, *, most_bytes: int = 256 * 1024 * 1024) -> None:
        self.folder = folder
        self.most_bytes = most_bytes

    def get(self, key: str) -> bytes | None:
        """Drawing of a key, or None when it is not there (any more)."""
        try:
            return self._place(key).read_bytes()
        except FileNotFoundError:
            return None

    def set(self, key: str, content: bytes) -> None:
        """Write beside, then rename: a reader sees a whole file or none."""
        place = self._place(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=place.parent, prefix=".")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).replace(place)
        if int(key[-4:], 16) % PRUNE_EVERY == 0:
            self.prune()

    def prune(self) -> None:
        """Remove the oldest files until nine tenths of the allowed size are left."""
        files = sorted(self._files())
        excess = sum(size for _, size, _ in files) - self.most_bytes
        if excess <= 0:
            return
        excess += self.most_bytes // 10
        for _, size, file in files:
            if excess <= 0:
                return
            file.unlink(missing_ok=True)
            excess -= size

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """Time, size and place of each file; one that another process removes meanwhile is passed over."""
        for file in self.folder.glob("??/[!.]*"):
            with suppress(FileNotFoundError):
                status = file.stat()
                yield status.st_mtime, status.st_size, file

    def _place(self, key: str) -> Path:
        """File of a key.

        Raises
        ------
        ValueError
            If the key is not hexadecimal: it would name a path of its own choosing.
        """
        if not key or set(key) - set("0123456789abcdef"):
            raise ValueError(f"key {key!r} is not hexadecimal")
        return self.folder / key[:2] / key
