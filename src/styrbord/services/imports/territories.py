"""Which names and codes may a file's territories be matched to?"""

import csv
import io
from pathlib import Path

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import LANGUAGES
from styrbord.core.spine.facts import ADMINISTRATIVE
from styrbord.services import clock
from styrbord.store.clock import to_ms
from styrbord.store.spine.register import register_at

define(
    "import.unreadable-text",
    "The file cannot be read: {reason}.",
    "Give a text file in UTF-8.",
)


def of_database() -> str:
    """Subjects of the database as the text of a territories.csv; a subject with two parents stands twice."""
    stored = register_at(to_ms(clock.now()))
    parents: dict[str, set[str]] = {}
    for link in stored.memberships(ADMINISTRATIVE):
        parents.setdefault(link.subject, set()).add(link.parent)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("territory_code", *(f"name_{one}" for one in LANGUAGES), "type", "parent_code"))
    for code, one in stored.subjects().items():
        names = [one.names.get(language, "") for language in LANGUAGES]
        writer.writerows(
            (code, *names, one.level, parent) for parent in sorted(parents.get(code, ())) or ("",)
        )
    return out.getvalue()


def text_of(path: Path | None) -> str:
    """Text of a file that a person gave; empty when none was.

    Raises
    ------
    Refused
        `import.unreadable-text`.
    """
    try:
        return path.read_text(encoding="utf-8-sig") if path else ""
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Refused(Problem("import.unreadable-text", str(path), {"reason": reason})) from error
