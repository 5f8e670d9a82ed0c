"""Who asks for three scenarios of a headline, and under which story is each told?"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import LANGUAGES
from styrbord.core.forecasting.scenarios import NAMES
from styrbord.core.participation.cleaning import plain
from styrbord.core.people.roles import Action
from styrbord.services import jobs
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import require, rights_of
from styrbord.services.scenarios.gathering import MAKER, MOST_AHEAD, Family, family
from styrbord.store.steering.models import ScenarioRun

RULES = "scenarios/1"
MOST_DRIVERS, LONGEST = 5, 200
define(
    "scenarios.horizon",
    "'{text}' is no number of periods to look ahead.",
    "Write a whole number from 1 to {most}.",
)
define(
    "scenarios.no-story",
    "No driver is named, so nobody knows under which story the scenarios are told.",
    "Name at least one driver, and its course in each of the three.",
)
define(
    "scenarios.half-story",
    "The driver '{driver}' has no name, or no course in {scenarios}.",
    "Say in words how it goes in each of the three scenarios, or take the driver out.",
)
define(
    "scenarios.too-many-words",
    "At most {drivers} drivers of {letters} letters each are kept, and courses of as many.",
    "Say it shorter.",
)
define(
    "scenarios.not-all-seen",
    "You do not see every number that these scenarios would rest on.",
    "Choose a subject all of whose members you see.",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; `drivers` holds a name and a course for each scenario, worst first, as was typed."""

    indicator: str
    subject: str
    horizon: str
    drivers: Sequence[tuple[str, ...]]
    language: str = "en"


def may_ask(user: object) -> bool:
    """Whether somebody may ask for scenarios of some subject."""
    return rights_of(user).may_anywhere(Action.ANALYSE)


def ask(user: object, wanted: Wanted) -> tuple[str, str]:
    """Ask for three scenarios: `run` and its token where they are there already, else `job` and its token.

    Raises
    ------
    Refused
        `sign-in.needed` or `rights.missing`; what the numbers do not allow; everything that is wrong with the
        words.
    """
    if not may_ask(user):
        require(user, Action.ANALYSE, subject=wanted.subject)
    reading = visible(principal_for(rights_of(user)))
    definition = reading.register.indicators().get(wanted.indicator)
    rubrics = definition.rubrics if definition else ()
    by = require(user, Action.ANALYSE, subject=wanted.subject, rubrics=rubrics)
    found = family(reading, wanted.indicator, wanted.subject)
    if family(visible(MAKER), wanted.indicator, wanted.subject).fingerprint != found.fingerprint:
        raise Refused(Problem("scenarios.not-all-seen"))
    horizon, story = _checked(wanted, found)
    asked = question(found, horizon, story)
    before = ScenarioRun.objects.filter(question=asked).values_list("token", flat=True).first()
    if before is not None:
        return "run", str(before)
    arguments = {
        "indicator": wanted.indicator, "subject": wanted.subject, "horizon": horizon,
        "assumptions": story, "question": asked, "by": by.code,
    }  # fmt: skip
    return "job", jobs.ask("scenarios", arguments, by=by)


def question(found: Family, horizon: int, story: Mapping[str, object]) -> str:
    """Hash that is equal for the same numbers, horizon and words."""
    told = json.dumps([RULES, found.fingerprint, horizon, story], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _checked(wanted: Wanted, found: Family) -> tuple[int, dict[str, list[dict[str, dict[str, str]]]]]:
    """Horizon and story, with everything that is wrong told at once."""
    most, text = MOST_AHEAD[found.frequency], wanted.horizon.strip()
    is_number = text.isascii() and text.isdigit() and len(text) < 4
    problems = [] if is_number and 1 <= int(text) <= most else [_no_horizon(text, most)]
    rows = [tuple(map(plain, row)) for row in wanted.drivers]
    rows = [row for row in rows if any(row)]
    problems += _of_words(rows)
    if problems:
        raise Refused(problems)
    language = wanted.language if wanted.language in LANGUAGES else LANGUAGES[0]
    story = {
        name: [{"driver": {language: row[0]}, "course": {language: row[1 + at]}} for row in rows]
        for at, name in enumerate(NAMES)
    }
    return int(text), story


def _no_horizon(text: str, most: int) -> Problem:
    return Problem("scenarios.horizon", "horizon", {"text": text[:20], "most": most})


def _of_words(rows: Sequence[tuple[str, ...]]) -> list[Problem]:
    if not rows:
        return [Problem("scenarios.no-story", "drivers")]
    if len(rows) > MOST_DRIVERS or any(len(word) > LONGEST for row in rows for word in row):
        return [Problem("scenarios.too-many-words", "drivers", {"drivers": MOST_DRIVERS, "letters": LONGEST})]
    return [
        Problem("scenarios.half-story", "drivers", {"driver": row[0], "scenarios": ", ".join(_lacking(row))})
        for row in rows
        if not all(row)
    ]


def _lacking(row: tuple[str, ...]) -> list[str]:
    lacking = [f"'{name}'" for name, course in zip(NAMES, row[1:], strict=True) if not course]
    return lacking or [f"'{name}'" for name in NAMES]
