"""How does a file that was read become released numbers?"""

import tempfile
from pathlib import Path

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.services.imports import asking, territories
from styrbord.services.imports.archives import Archive
from styrbord.services.loading import Loaded, load_pack
from styrbord.sources.asking import Request
from styrbord.sources.pack.describing import code_of

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
    if errors := [problem for problem in asking.problems_of(account["problems"]) if problem.is_error]:
        raise Refused(errors)
    return load_pack(folder, description=description, actor=actor, progress=progress)
