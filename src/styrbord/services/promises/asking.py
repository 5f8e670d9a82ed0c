"""What is said when a promise is given, and is it whole?"""

from dataclasses import dataclass
from datetime import date, timedelta

from styrbord.core.base.problems import Problem, define
from styrbord.core.strategy.promises.workflow import Source
from styrbord.store.people.models import Post
from styrbord.store.spine.models import Subject

define("promise.needs-what", "It is not said what is promised.", "Write in a sentence what will be done.")
define("promise.too-long", "These are {count} letters; {most} are the most.", "Say it shorter.")
define(
    "promise.wrong-day",
    "{day} is not among the days from {first} to {last}.",
    "Name a day from today on, within ten years.",
)
define("promise.no-such-post", "There is no post '{post}'.", "Choose one from the list of posts.")
define("promise.no-such-subject", "There is no subject '{code}'.", "Choose one from the list of subjects.")
define(
    "promise.no-such-source",
    "There is no {kind} '{source}' for you to see that it could come from.",
    "Give it from the page of the decision or deviation.",
)
LONGEST = 2000
FARTHEST = timedelta(days=3653)


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise that is to be given: of whom, about which subject, what, by when, and from what it came.

    `source` is the token of a decision, deviation or meeting, or "" with no `source_kind`.
    """

    subject: str
    holder: str
    due_on: date
    what: str
    source_kind: str = ""
    source: str = ""


def problems_of(said: Promised, today: date) -> list[Problem]:
    """Everything that is wrong with what is said, but for what the asker may not see."""
    found = [*wrong_words(said.what, "what"), *wrong_day(said.due_on, today, "due_on")]
    if not said.what:
        found.append(Problem("promise.needs-what", "what"))
    if not Post.objects.filter(code=said.holder).exists():
        found.append(Problem("promise.no-such-post", "holder", {"post": said.holder[:80]}))
    if not Subject.objects.filter(code=said.subject).exists():
        found.append(Problem("promise.no-such-subject", "subject", {"code": said.subject[:80]}))
    if said.source_kind not in set(Source) or bool(said.source_kind) != bool(said.source):
        found.append(no_source(said))
    return found


def no_source(said: Promised) -> Problem:
    """That there is no such thing for the asker to see."""
    params = {"kind": said.source_kind[:16], "source": said.source[:64]}
    return Problem("promise.no-such-source", "source", params)


def wrong_words(words: str, place: str) -> list[Problem]:
    """That some words are too long."""
    if len(words) <= LONGEST:
        return []
    return [Problem("promise.too-long", place, {"count": len(words), "most": LONGEST})]


def wrong_day(day: date, today: date, place: str) -> list[Problem]:
    """That a day has passed or lies too far ahead."""
    last = today + FARTHEST
    if today <= day <= last:
        return []
    return [Problem("promise.wrong-day", place, {"day": day, "first": today, "last": last})]
