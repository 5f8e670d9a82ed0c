"""Who promises what in the past, and what becomes of it?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from example.past.files import Wrong, day_of, rows
from example.past.people import user_of
from example.past.walking import Step, by_people, by_program
from styrbord.services import clock, promises
from styrbord.services.promises import Promised

FILE = "promises.toml"


@dataclass(frozen=True)
class Given:
    """A promise: who gives it or asks for it, who holds it, by when, and from which decision or deviation.

    `moves` are rows of day, post, verb, words, and a later day or another post where the verb needs one. A
    promise of a meeting has a name alone and its moves.
    """

    name: str
    moves: list[list[Any]] = field(default_factory=list)
    given: date | None = None
    by: str = ""
    holder: str = ""
    subject: str = "NV"
    due: date | None = None
    what: str = ""
    decision: str = ""
    deviation: str = ""


@dataclass
class Promising:
    """The promises of the past; those of meetings are named by `Meeting`."""

    decisions: Mapping[str, str]
    deviations: Mapping[str, str]
    tokens: dict[str, str] = field(default_factory=dict)
    days: set[date] = field(default_factory=set)

    def steps(self) -> Iterator[Step]:
        """What people promise and do with it, and the mornings after a promise was due."""
        for one in rows(FILE, "promises", Given):
            place = f"{FILE}: {one.name}"
            if one.given and one.due:
                yield by_people(one.given, place, lambda one=one: self._give(one))
                self.days.add(one.due + timedelta(days=1))
            for row in one.moves:
                on, by, verb, words, more = (*row, "", "")[:5]
                if isinstance(more, date):
                    self.days.add(more + timedelta(days=1))
                at = f"{place}, {verb}"
                yield by_people(day_of(on, at), at, self._moving(one.name, at, by, verb, words, more))
        for on in self.days:
            yield by_program(on, f"{FILE}: what is broken on {on}", lambda: promises.tend(clock.now()))

    def _give(self, one: Given) -> None:
        kind, source = "", ""
        for kind_of, name, known in (
            ("decision", one.decision, self.decisions),
            ("deviation", one.deviation, self.deviations),
        ):
            if name:
                kind, source = kind_of, known.get(name, "")
        if kind and not source:
            raise Wrong(f"{FILE}: {one.name}: there is no such {kind} by then.")
        assert one.due is not None
        said = Promised(one.subject, one.holder, one.due, one.what, kind, source)
        self.tokens[one.name] = promises.give(user_of(one.by), said)

    def _moving(
        self, name: str, place: str, by: str, verb: str, words: str, more: object
    ) -> Callable[[], object]:
        def do() -> None:
            if name not in self.tokens:
                raise Wrong(f"{place}: nobody has promised '{name}' by then.")
            due = more if isinstance(more, date) else None
            to = more if isinstance(more, str) else ""
            promises.move(user_of(by), self.tokens[name], verb, words=words, due_on=due, to=to)

        return do
