"""What does `pack.toml` say about a pack?"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from styrbord.core.base.problems import Problem
from styrbord.core.spine.subjects import SubjectType
from styrbord.sources.pack.model import Description
from styrbord.sources.pack.tables import texts


def described(folder: Path, file: Path | None, problems: list[Problem]) -> Description:
    """Description from the given file, else from the folder's own `pack.toml`, else from defaults.

    Without a description status M means plainly missing and is stored as O.
    """
    path = file or folder / "pack.toml"
    if not path.is_file():
        return Description(code=folder.name, names={"en": folder.name}, statuses={"M": "O"})
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(Problem("pack.toml", path.name, {"reason": str(error)}))
        return Description(code=folder.name)
    return _from(said, folder.name)


def _from(said: Mapping[str, Any], fallback: str) -> Description:
    pack = said.get("pack", {})
    languages = tuple(pack.get("languages", ["en"]))
    return Description(
        code=pack.get("code", fallback),
        names=texts(pack, "name", languages[0]) or {"en": pack.get("code", fallback)},
        languages=languages,
        licence=pack.get("licence", ""),
        source=pack.get("source", ""),
        is_invented=bool(pack.get("invented", False)),
        vintage=str(pack.get("vintage", "")),
        release=pack.get("release", "now"),
        today=str(pack.get("today", "")),
        root=pack.get("root", ""),
        projection=said.get("geometry", {}).get("projection", "geographic"),
        statuses=said.get("statuses", {}),
        datasets=said.get("datasets", {}),
        types=tuple(_type(code, row) for code, row in said.get("types", {}).items()),
        levels={code: texts(row, "name", languages[0]) for code, row in said.get("levels", {}).items()},
        columns=said.get("columns", {}),
        defaults=said.get("defaults", {}),
        indicators=said.get("indicators", {}),
    )


def _type(code: str, row: Mapping[str, Any]) -> SubjectType:
    return SubjectType(code, texts(row, "name", "en"), int(row.get("order", 0)))
