"""How are the files that a reading wrote kept in one piece, and looked into?"""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def packed(folder: Path) -> bytes:
    """Files of a folder in one compressed archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    return out.getvalue()


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Files of an archive of ours, by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return {name: found.read(name) for name in found.namelist()}


def text_of(files: Mapping[str, bytes], name: str) -> str:
    """Text of one of the files; empty when it is not there."""
    return files.get(name, b"").decode("utf-8-sig")


def json_of(files: Mapping[str, bytes], name: str) -> Any:
    """Content of one of the files; None when it is not there."""
    return json.loads(files[name]) if name in files else None


def rows_of(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """Rows of one of the tables; none when it is not there."""
    return list(csv.DictReader(io.StringIO(text_of(files, name), newline="")))
