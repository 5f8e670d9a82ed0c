"""Which circles meet in the past, and what do they say?

A circle meets in every week of its rhythm. Where the file says nothing of a meeting, it is begun and ended,
and what was on its agenda is put off to the next one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from example.past.files import Wrong, rows
from example.past.people import user_of
from example.past.walking import Step, by_people
from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import Verb as DeviationVerb
from styrbord.core.strategy.meetings.workflow import Verb
from styrbord.services import meetings, promises
from styrbord.services.meetings import CircleSaid, ItemSaid

FILE = "meetings.toml"


@dataclass(frozen=True)
class Sits:
    """A circle, and the days of its first and last meeting."""

    name: str
    names: dict[str, str]
    subject: str
    chairs: list[str]
    posts: list[str]
    first: date
    last: date
    hour: str = "09:00"
    weeks: int = 1


@dataclass(frozen=True)
class Meets:
    """What is said in a meeting.

    `points` are rows of what is talked about (indicator and subject of a deviation, name of a decision or a
    promise, first words of what was put there), post, verb, words, and for a promise holder, due day and
    name; a verb may be one of a deviation too. `put` are rows of post and words, put there the day before.
    """

    circle: str
    on: date
    points: list[list[Any]] = field(default_factory=list)
    put: list[list[str]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    words: str = ""


@dataclass
class Meeting:
    """The circles of the past, and the promises that are given in them."""

    decided: Mapping[str, str]
    promised: dict[str, str]
    tokens: dict[str, str] = field(default_factory=dict)

    def steps(self) -> Iterator[Step]:
        """Founding of the circles, and every meeting."""
        said = {(one.circle, one.on): one for one in rows(FILE, "meetings", Meets)}
        for sits in rows(FILE, "circles", Sits):
            place = f"{FILE}: {sits.name}"
            yield by_people(sits.first - timedelta(days=7), place, lambda sits=sits: self._found(sits))
            on = sits.first
            while on <= sits.last:
                meets = said.pop((sits.name, on), None) or Meets(sits.name, on)
                for post, words in meets.put:
                    yield by_people(
                        on - timedelta(days=1),
                        f"{place}, put for {on}",
                        lambda sits=sits, post=post, words=words: self._put(sits, post, words),
                    )
                yield by_people(on, f"{place}, {on}", lambda sits=sits, meets=meets: self._meet(sits, meets))
                on += timedelta(weeks=sits.weeks)
        if said:
            circle, on = next(iter(said))
            raise Wrong(f"{FILE}: the circle '{circle}' does not meet on {on}.")

    def _found(self, sits: Sits) -> None:
        told = CircleSaid(sits.names, sits.posts, sits.chairs, sits.first.isoweekday(), sits.weeks, sits.hour)
        self.tokens[sits.name] = meetings.found(user_of(sits.chairs[0]), sits.subject, told)

    def _put(self, sits: Sits, post: str, words: str) -> None:
        meetings.put(user_of(post), self.tokens[sits.name], words)

    def _meet(self, sits: Sits, meets: Meets) -> None:
        chair, circle = user_of(sits.chairs[0]), self.tokens[sits.name]
        token = meetings.start(chair, circle, meets.on)
        for point in meets.points:
            self._act(circle, token, meets.on, point)
        present = tuple(post for post in sits.posts if post not in meets.absent)
        meetings.end(chair, circle, meets.on, present=present, words=meets.words)

    def _act(self, circle: str, token: str, on: date, point: list[Any]) -> None:
        wanted, post, verb, words, holder, due, name = (*point, "", "", None, "")[:7]
        user = user_of(post)
        number = self._number(user, circle, on, wanted)
        said = ItemSaid(words=words, holder=holder, due_on=due or None)
        if verb in set(DeviationVerb):
            said = ItemSaid(deviation=DeviationVerb(verb), deviation_said=Said(words=words))
            verb = Verb.DEVIATION
        meetings.act(user, circle, on, number, Verb(verb), said)
        if verb == Verb.PROMISE and name:
            given = promises.of_sources(user, "meeting", [token])[token]
            new = [one.token for one in given if one.token not in self.promised.values()]
            self.promised[name] = new[-1]

    def _number(self, user: Any, circle: str, on: date, wanted: str) -> int:
        """Number of the item of a series, a decision, a promise, or of words that were put there."""
        token = self.decided.get(wanted) or self.promised.get(wanted)
        items = meetings.meeting(user, circle, on).items
        for one in items:
            if wanted == f"{one.indicator} {one.subject}" or (one.token and one.token == token):
                return one.number
            if not one.about and one.words.startswith(wanted):
                return one.number
        known = "; ".join(f"{one.indicator} {one.subject} {one.words[:40]}".strip() for one in items)
        raise Wrong(f"{FILE}: '{wanted}' is not on the agenda of {on}, which has: {known}.")
