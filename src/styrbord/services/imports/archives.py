"""How are the files that a reading wrote kept in one piece, and looked into?"""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any


def packed(folder: Path) -> bytes:
    """Files of a folder in one compressed archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    return out.getvalue()


class Archive:
    """Files of a reading; one of them is unpacked when it is asked for."""

    def __init__(self, content: bytes = b"") -> None:
        """Open what `packed` gave; nothing is an archive without files."""
        self._zip = zipfile.ZipFile(io.BytesIO(content)) if content else None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the files, sorted."""
        return tuple(sorted(self._zip.namelist())) if self._zip else ()

    def content(self, name: str) -> bytes:
        """Bytes of a file; none when it is not there."""
        return self._zip.read(name) if self._zip and name in self.names else b""

    def text(self, name: str) -> str:
        """Text of a file; empty when it is not there."""
        return self.content(name).decode("utf-8-sig")

    def json(self, name: str) -> Any:
        """Content of a JSON file; None when it is not there."""
        return json.loads(self.content(name)) if name in self.names else None

    def rows(self, name: str) -> list[dict[str, str]]:
        """Rows of a table; none when it is not there."""
        return list(csv.DictReader(io.StringIO(self.text(name), newline="")))

    def unpack(self, folder: Path) -> None:
        """Write every file into a folder."""
        if self._zip:
            self._zip.extractall(folder)
