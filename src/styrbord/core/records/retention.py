"""How many days is each class of record kept before its words may be erased?

The table is the rule: nothing is erased earlier. The ledger, released numbers, keys and values of what was
handed in are in no class and are kept for good.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from styrbord.core.base.codes import nearest
from styrbord.core.base.problems import Problem, Refused, define

define("records.no-class", "'{name}' is no class of records.{hint}", "Write one of {allowed}.")
define(
    "records.too-early",
    "Records of the class {name} are kept for {days} days: those from {limit} on stay.",
    "Name a day up to {limit}, or leave it out.",
)

_TABLE = """
class          days  what is erased
uploads         365  bytes of uploaded files and what was read from them
remarks        1825  words about steps and cells of submissions; public reasons stay
package-texts  1825  typed texts and notes in packages of submissions that are finished
drafts          365  cells that were saved and never handed in
comments       1825  words of questions, comments and answers
verdict-words   365  words of readers to pages
notices         365  what posts were told
deviation-words 1825  words about steps of deviations that are closed
decision-words  3650  words of decisions that are withdrawn, kept, missed or reviewed
concern-words   1825  concerns about decisions, and their answers
position-words  3650  what stakeholders said to something
promise-words   1825  words of promises that are kept, refused or released
meeting-words   1825  words of meetings that have ended
rating-words    3650  reasons of steps of ratings, of assessments and of appeals
investment-words 3650 reasons and words about steps of investments that are closed or stopped
names            90  names and sign-in names of persons who hold no post any more
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One class of records: for how many days it is kept, and what is erased then."""

    name: str
    days: int
    what: str

    def limit(self, today: date) -> date:
        """First day whose records stay."""
        return today - timedelta(days=self.days)


def _read(table: str) -> Mapping[str, Rule]:
    _, *lines = table.strip().splitlines()
    rules = (line.split(maxsplit=2) for line in lines)
    return {name: Rule(name, int(days), what) for name, days, what in rules}


RULES = _read(_TABLE)


def rule(name: str) -> Rule:
    """Rule of a class.

    Returns
    -------
    Rule

    Raises
    ------
    Refused
        `records.no-class`.

    Examples
    --------
    >>> rule("notices").days
    365
    """
    if name not in RULES:
        near = nearest(name, RULES)
        hint = f" Did you mean '{near}'?" if near else ""
        params = {"name": name, "hint": hint, "allowed": ", ".join(RULES)}
        raise Refused(Problem("records.no-class", "class", params))
    return RULES[name]


def first_kept(name: str, *, today: date, before: date | None = None) -> date:
    """First day whose records of a class stay when those before are erased.

    Returns
    -------
    date
        `before`, or the latest day that the rule allows.

    Raises
    ------
    Refused
        `records.no-class`, or `records.too-early` for a day that the rule does not allow yet.

    Examples
    --------
    >>> first_kept("notices", today=date(2026, 1, 1))
    datetime.date(2025, 1, 1)
    """
    found = rule(name)
    limit = found.limit(today)
    if before is not None and before > limit:
        params = {"name": name, "days": found.days, "limit": limit}
        raise Refused(Problem("records.too-early", "before", params))
    return before or limit
