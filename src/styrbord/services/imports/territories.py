"""Which names and codes may a file's territories be matched to?"""

import csv
import io

from styrbord.core.base.text import LANGUAGES
from styrbord.core.spine.facts import ADMINISTRATIVE
from styrbord.services import clock
from styrbord.store.clock import to_ms
from styrbord.store.spine.register import register_at


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
