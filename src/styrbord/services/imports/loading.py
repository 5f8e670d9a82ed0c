"""How does a file that was read become released numbers?"""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.base.progress import Progress, silent
from styrbord.services.imports import asking, territories
from styrbord.services.imports.archives import Archive
from styrbord.services.loading import Loaded, load_pack
from styrbord.sources.asking import Request
from styrbord.sources.pack.describing import code_of

_SHOWN = 10

define(
    "import.left-out",
    "Left out, as the layout says: {names}.",
    "Give a name a code under [territories], or take the row out of skip_rows, to take it in.",
    Severity.WARNING,
)
define(
    "import.no-layout",
    "Where the tables of this file stand was found, but nobody has said that it is right.",
    "Read it with `styrbord read`, look at account.md, and give the layout.toml with --layout.",
)


def load_file(
    request: Request,
    *,
    description: Path | None = None,
    actor: str = "operator",
    progress: Progress = silent,
) -> Loaded:
    """Read a file and release its numbers; the request's `out` is not used.

    Raises
    ------
    Refused
        With everything that stands against reading or loading it; nothing was changed.
    """
    with tempfile.TemporaryDirectory(prefix="styrbord-load-") as name:
        folder = Path(name) / code_of(request.name or request.path.name)
        known = request.territories or territories.of_database()
        words = {**request.as_json(), "out": folder, "territories": known}
        outcome = asking.read(Request.from_json(words), progress=progress)
        if not request.layout and any(part["table"] for part in outcome.account["parts"]):
            raise Refused(Problem("import.no-layout", request.path.name))
        return load_folder(outcome.directory, description=description, actor=actor, progress=progress)


def load_kept(kept: Archive, *, editor: str) -> Loaded:
    """Release the numbers of a reading that was kept.

    Raises
    ------
    Refused
        With everything that stands against it; nothing was changed.
    """
    with tempfile.TemporaryDirectory(prefix="styrbord-load-") as name:
        kept.unpack(Path(name))
        return load_folder(Path(name), actor=editor)


def load_folder(
    folder: Path,
    *,
    description: Path | None = None,
    actor: str = "operator",
    progress: Progress = silent,
) -> Loaded:
    """Release the numbers of a folder that a reading wrote; an error of the reading refuses them.

    Raises
    ------
    Refused
        With everything that stands against it; nothing was changed.
    """
    account = asking.account_of(folder)
    if errors := [one for one in asking.problems_of(account.get("problems", ())) if one.is_error]:
        raise Refused(errors)
    result = load_pack(folder, description=description, actor=actor, progress=progress)
    return replace(result, warnings=(*result.warnings, *_left_out(account)))


def _left_out(account: Mapping[str, Any]) -> Iterator[Problem]:
    """What the layout says not to take, sheet by sheet."""
    for part in account.get("parts", ()):
        for kept in part["taken"]:
            if kept["why"] == "by-layout" and kept["first"]:
                first = kept["first"][:_SHOWN]
                names = ", ".join(repr(one["text"]) for one in first)
                more = " ..." if kept["count"] > len(first) else ""
                yield Problem("import.left-out", first[0]["place"], {"names": f"{names}{more}"})
