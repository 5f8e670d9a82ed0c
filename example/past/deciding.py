"""How are the decisions of the past proposed, taken, checked and reviewed?

The program puts them in force, keeps the forecasts without them and checks them, each by its own rules: no
verdict is written here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from example.past.answering import Answering
from example.past.files import Wrong, day_of, rows
from example.past.people import user_of
from example.past.walking import Step, by_people, by_program
from styrbord.services import clock, decisions, jobs
from styrbord.services.decisions import Choices, Reasons, Start, Way
from styrbord.services.reading import visible
from styrbord.services.signing import principal_of

FILE = "decisions.toml"


@dataclass(frozen=True)
class Taken:
    """A decision: what is said of it, by whom, and on which days it is moved.

    `effects` are rows of indicator, subject, change, period and day of the check; `moves` rows of day, post,
    verb (submit, return, decide, withdraw, review, publish) and words.
    """

    name: str
    title: str
    subject: str
    by: str
    proposed: date
    effects: list[list[Any]]
    options: dict[str, Any]
    moves: list[list[Any]]
    in_force_on: date
    chosen: str = "a"
    why_this: str = ""
    why_order: str = ""
    why_now: str = ""
    summary: dict[str, str] = field(default_factory=dict)
    positions: list[list[str]] = field(default_factory=list)
    evidence: list[list[str]] = field(default_factory=list)
    follows: list[str] = field(default_factory=list)
    deviation: str = ""
    novelty: str = "tried-elsewhere"
    is_pilot: bool = False


@dataclass
class Deciding:
    """The decisions of the past."""

    answering: Answering
    tokens: dict[str, str] = field(default_factory=dict)

    def steps(self) -> Iterator[Step]:
        """What people do with decisions, and the days on which the program has something to do."""
        days: set[date] = set()
        for one in rows(FILE, "decisions", Taken):
            place = f"{FILE}: {one.name}"
            yield by_people(one.proposed, f"{place}, proposed", lambda one=one: self._propose(one))
            for row in one.moves:
                on, by, verb, words = (*row, "")[:4]
                yield by_people(day_of(on, place), f"{place}, {verb}", self._moving(one, by, verb, words))
            days |= {one.in_force_on, *(day_of(row[4], place) for row in one.effects)}
        for on in days:
            yield by_program(on, f"{FILE}: what is due on {on}", settle)

    def _propose(self, one: Taken) -> None:

        user = user_of(one.by)
        self.tokens[one.name] = decisions.propose(user, self._start(one))
        for revision, part in enumerate((_choices(one), _reasons(one)), 1):
            decisions.change(user, self.tokens[one.name], part, revision=revision)

    def _start(self, one: Taken) -> Start:

        return Start(
            one.title,
            one.subject,
            origin_kind="deviation" if one.deviation else "",
            origin=_known(self.answering.tokens, one.deviation, one.name) if one.deviation else "",
            predecessors=[_known(self.tokens, name, one.name) for name in one.follows],
            effects=[[str(cell) for cell in row] for row in one.effects],
            evidence=one.evidence,
            in_force_on=one.in_force_on.isoformat(),
            novelty=one.novelty,
            is_pilot=one.is_pilot,
        )

    def _moving(self, one: Taken, by: str, verb: str, words: str) -> Callable[[], object]:
        def do() -> None:

            token, user = self.tokens[one.name], user_of(by)
            if verb == "publish":
                decisions.publish(user, token)
                return
            page = decisions.one(user, visible(principal_of(user)), token)
            decisions.move(user, token, verb, revision=page.revision, words=words)

        return do


def settle() -> None:
    """Do what is due of decisions, as the tick and the worker would."""
    decisions.settle(clock.now())
    for job in jobs.listed("decisions"):
        if job.state == "waiting":
            jobs.run(job.token)


def _known(tokens: Mapping[str, str], name: str, place: str) -> str:
    if name not in tokens:
        raise Wrong(f"{FILE}: {place}: there is no '{name}' by then.")
    return tokens[name]


def _choices(one: Taken) -> Choices:
    return Choices([_way(code, said) for code, said in one.options.items()], one.chosen)


def _way(code: str, said: Mapping[str, Any]) -> Way:
    groups = [[who, side, words] for side in ("gains", "loses") for who, words in said.get(side, [])]
    consequences = {key: words for key, words in said.items() if key not in {"title", "gains", "loses"}}
    return Way(code, said.get("title", ""), consequences, groups)


def _reasons(one: Taken) -> Reasons:
    return Reasons(one.why_this, one.why_order, one.why_now, one.summary, one.positions)
