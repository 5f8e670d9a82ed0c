"""What does a file hold, and what was taken for what?"""

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.collection.account import Account
from styrbord.sources.asking import Request
from styrbord.sources.formats._format import Wanted
from styrbord.sources.recognising import read_content

__all__ = ["Request", "read"]

define(
    "reading.no-table",
    "No table of numbers was found: {looked_at}.",
    "Give the sheet with --sheet, or say with --layout where the table stands.",
)


def read(request: Request, progress: Progress = silent) -> Account:
    """Read a file into the directory `request.out`, which must not exist."""
    request.out.mkdir(parents=True)
    read_content(request.path, Wanted(request.sheet, request.structure, request.language, progress=progress))
    raise Refused(Problem("reading.no-table", params={"looked_at": "nothing is looked for yet"}))
