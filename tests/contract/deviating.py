"""Which deviations does a test begin with?"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from styrbord.core.base.periods import Period
from styrbord.core.people.roles import Action
from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import State, Verb
from styrbord.services import clock, deviations, memory
from styrbord.services.loading import load_pack
from styrbord.services.rights import Actor, require
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Indicator, Subject
from styrbord.store.steering.models import Deviation, Signal, SignalRun
from tests.contract.people import asked, county, signed_in

ACTION = date(2030, 1, 1)
SAID = {
    Verb.NAME_CAUSE: Said(cause="staff"),
    Verb.EXPLAIN: Said(cause="staff", words="Two teachers are ill."),
    Verb.REJECT: Said(words="It was so last year too."),
    Verb.DECIDE: Said(cause="staff", action=ACTION, words="Hire two."),
    Verb.GO_BACK: Said(words="It did not help."),
    Verb.HAND_OVER: Said(to="taker"),
    Verb.DECLINE: Said(words="Not ours."),
}
WAYS: dict[State, tuple[Verb, ...]] = {
    State.NEW: (),
    State.TAKEN_UP: (Verb.TAKE_UP,),
    State.EXPLAINED: (Verb.TAKE_UP, Verb.EXPLAIN),
    State.DECIDED: (Verb.TAKE_UP, Verb.DECIDE),
    State.VERIFYING: (Verb.TAKE_UP, Verb.DECIDE, Verb.VERIFY),
    State.CLOSED: (Verb.TAKE_UP, Verb.DECIDE, Verb.VERIFY, Verb.CLOSE),
}


def said(verb: Verb, state: State = State.VERIFYING) -> Said:
    """What is said with a verb in a state, all that the rules ask for."""
    if verb is Verb.CLOSE:
        return Said(outcome="effective" if state is State.VERIFYING else "accepted")
    return SAID.get(verb, Said())


def loaded(folder: Path) -> None:
    """The county with a number of each indicator of each subject, 2020."""
    memory.forget()
    load_pack(county(folder / "county"))


def opened(
    subject: str = "n1",
    indicator: str = "people",
    *,
    value: float = 7000.0,
    expected: float = 10000.0,
    track: str = "plan",
    days_ago: float = 0,
) -> str:
    """Token of a case that a run opened by the number of 2020."""
    at, period = to_ms(clock.now() - timedelta(days=days_ago)), Period.parse("2020").ordinal
    number = SignalRun.objects.count()
    run = SignalRun.objects.create(question=f"q{number}", at=at, rules="test", share=0.1, tested=1)
    place = {
        "indicator": Indicator.objects.get(code=indicator),
        "subject": Subject.objects.get(code=subject),
        "track": track,
        "direction": "adverse" if track != "health" else "late",
    }
    signal = Signal.objects.create(
        run=run, frequency="A", period=period, since=period, value=value, expected=expected, size=1, rank=1,
        evidence={"editions": []}, **place,
    )  # fmt: skip
    row = Deviation.objects.create(
        token=f"case-{number}", opened_at=at, opened_by=signal, last=signal, severity=1, peak=1, **place
    )
    return str(row.token)


def owner(post: str = "planner", subject: str = "north") -> Any:
    """User who owns indicators over a subtree."""
    return signed_in(post, asked("owner", subject=subject))


def actor(user: Any, subject: str = "north") -> Actor:
    """Post that acts for an owner."""
    return require(user, Action.OWN, subject=subject)


def brought(token: str, state: State, by: Any) -> None:
    """Bring a new case into a state by somebody who may."""
    for verb in WAYS[state]:
        deviations.move(by, token, verb, said(verb))


def row(token: str) -> Deviation:
    """The case as it is kept."""
    return Deviation.objects.select_related("last").get(token=token)
