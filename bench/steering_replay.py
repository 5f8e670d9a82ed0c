"""Do histories of deviations, promises and decisions follow from rules that are written down once more here?

Nothing of `core/strategy` or `services` is asked: the tables below were written by hand from the manual
(docs/howto/answer-deviations.md, docs/decisions/0021 and 0022), so that a guard that is skipped there is
found here. Every event must have its step, every step its event, and the row must stand as they say.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import (
    Decision,
    DecisionVersion,
    Deviation,
    DeviationStep,
    Promise,
    PromiseStep,
)

_DEVIATION = """
new > take-up > own > taken-up >
taken-up > name-cause > holder > taken-up > cause
explained > name-cause > holder > explained > cause
decided > name-cause > holder > decided > cause
verifying > name-cause > holder > verifying > cause
taken-up > explain > holder > explained > cause words
explained > explain > holder > explained > cause words
explained > accept > other > explained >
explained > reject > other > taken-up > words
taken-up > decide > own > decided > action
explained > decide > own > decided > action
decided > decide > own > decided > action
decided > verify > holder > verifying >
verifying > go-back > own > taken-up > words
taken-up > close > holder > closed > outcome
explained > close > own > closed > outcome
verifying > close > own > closed > outcome
new > settle > program > closed >
taken-up > settle > program > closed >
verifying > recur > program > taken-up >
"""
_WITH_A_HOLDER = ("taken-up", "explained", "decided", "verifying")
_HANDING = {"hand-over": ("own", "to"), "consent": ("asked", ""), "decline": ("asked", "words"),
            "take-back": ("own", "")}  # fmt: skip
_PROMISE = """
asked > accept > holder > promised >
asked > decline > holder > refused > words
asked > release > asker > released > words
promised > keep > holder > kept >
promised > postpone > holder > promised > due words
promised > agree > asker > promised >
promised > refuse > asker > promised > words
promised > release > asker > released > words
promised > hand-over > holder > promised > to
promised > take-over > asked > promised >
promised > turn-down > asked > promised > words
promised > take-back > holder > promised >
promised > break > program > promised >
kept > reopen > asker > promised > words
"""
_DECISION = """
proposed > change > proposer > proposed >
proposed > submit > proposer > under-review > whole
proposed > withdraw > proposer > withdrawn > reason
under-review > return > own > proposed > reason
under-review > decide > own > decided > whole
under-review > withdraw > own > withdrawn > reason
decided > start > program > in-force >
decided > withdraw > own > withdrawn > reason
in-force > withdraw > own > withdrawn > reason
"""
Tokens = Mapping[str, list[str]]
Rules = Mapping[tuple[str, str], tuple[str, str, frozenset[str]]]


def _read(table: str) -> dict[tuple[str, str], tuple[str, str, frozenset[str]]]:
    lines = ([part.strip() for part in line.split(">")] for line in table.strip().splitlines())
    return {(state, verb): (who, to, frozenset(needs.split())) for state, verb, who, to, needs in lines}


DEVIATION: Rules = _read(_DEVIATION) | {
    (state, verb): (who, state, frozenset(needs.split()))
    for state in _WITH_A_HOLDER
    for verb, (who, needs) in _HANDING.items()
}
PROMISE: Rules = _read(_PROMISE)
DECISION: Rules = _read(_DECISION)


@dataclass(frozen=True)
class People:
    """Posts that each person acts for, by key, and the persons who own indicators or may propose."""

    posts: Mapping[str, frozenset[str]]
    owners: Collection[str]
    proposers: Collection[str]


@dataclass
class History:
    """One thing: its events in order, and what was found to be wrong with it."""

    token: str
    events: list[tuple[str, str, int, Mapping[str, Any]]]
    wrong: list[str] = field(default_factory=list)

    def say(self, what: str) -> None:
        """Keep what is wrong."""
        self.wrong.append(f"{self.token}: {what}")


def histories(noun: str, tokens: Collection[str]) -> dict[str, History]:
    """Events of some things: verb without its noun, actor, moment and data."""
    found = {token: History(token, []) for token in tokens}
    events = Event.objects.filter(verb__startswith=f"{noun}.", about__in=list(tokens)).order_by("pk")
    for verb, actor, at, about, data in events.values_list("verb", "actor", "at", "about", "data"):
        if "revision" in data and "state" in data:
            found[about].events.append((verb.partition(".")[2], actor, at, data))
    return found


def day_of(at: int) -> date:
    """Day of a moment, ms."""
    return datetime.fromtimestamp(at / 1000, tz=UTC).date()


def deviations(tokens: Mapping[str, bool], people: People) -> list[str]:
    """What is wrong with some deviations; of each is told whether it was beyond its tolerance."""
    told, wrong = histories("deviation", tokens), list[str]()
    for row in Deviation.objects.filter(token__in=list(tokens)):
        steps = list(DeviationStep.objects.filter(deviation=row).order_by("pk"))
        history = told.pop(row.token)
        kept = _steps_of(history, steps, row.revision)
        _deviation(history, row, kept, people, is_beyond=tokens[row.token])
        wrong += history.wrong
    return wrong + [f"{token}: lost" for token in told]


def _steps_of(history: History, steps: Sequence[Any], count: int) -> list[tuple[Any, Mapping[str, Any]]]:
    """Steps with what their events tell, which must be as many, in the same order and of the same."""
    if not len(steps) == len(history.events) == count:
        history.say(f"{len(steps)} steps, {len(history.events)} events, revision {count}")
    for step, (_, actor, at, data) in zip(steps, history.events, strict=False):
        mine = (step.state, step.post, step.person, step.by, step.at)
        if mine != (data["state"], data["post"], data["by_person"], actor, at):
            history.say(f"step {step.pk} is not what its event tells")
    numbers = [data["revision"] for *_, data in history.events]
    if numbers != list(range(1, len(numbers) + 1)):
        history.say(f"events are numbered {numbers}")
    return list(zip(steps, (data for *_, data in history.events), strict=False))


def _deviation(
    history: History, row: Deviation, steps: list[Any], people: People, *, is_beyond: bool
) -> None:
    at: dict[str, Any] = {
        "state": "new", "holder": "", "asked": "", "cause": "", "action": "", "by": None, "accepted": False,
    }  # fmt: skip
    for step, data in steps:
        rule = DEVIATION.get((at["state"], step.verb))
        if rule is None or rule[1] != step.state:
            history.say(f"{step.verb} in {at['state']} led to {step.state}")
            return
        if not _may_deviation(rule[0], at, step, people):
            history.say(f"{step.verb} by {step.by}, as {at}")
        _needed(history, step, data, rule[2])
        at |= {"state": step.state, "cause": step.said.get("cause") or at["cause"]}
        at |= _after_deviation(at, step)
        is_answered = bool(at["cause"] and at["action"]) or at["accepted"]
        if step.state == "closed" and is_beyond and not is_answered:
            history.say(f"{step.verb} beyond its tolerance without an answer")
    if steps:
        action = row.action_on.isoformat() if row.action_on else ""
        kept = (row.state, row.holder, row.asked, row.cause, action, row.accepted_at is not None)
        due = tuple(at[name] for name in ("state", "holder", "asked", "cause", "action", "accepted"))
        if kept != due:
            history.say(f"the row says {kept}, its steps {due}")


def _may_deviation(who: str, at: Mapping[str, Any], step: Any, people: People) -> bool:
    mine = people.posts.get(step.person, frozenset())
    owns, holds = step.person in people.owners, bool(at["holder"]) and at["holder"] in mine
    explained = at["by"]
    may = {
        "own": owns or holds,
        "holder": holds,
        "other": owns and bool(explained) and explained[0] not in mine and explained[1] != step.person,
        "asked": bool(at["asked"]) and at["asked"] in mine,
        "program": not step.person and step.by == "deviations",
    }
    return may[who] and (step.verb != "take-back" or bool(at["asked"]))


def _needed(history: History, step: Any, data: Mapping[str, Any], needs: Collection[str]) -> None:
    for need in needs:
        if not (data.get("words_sha256") if need == "words" else step.said.get(need)):
            history.say(f"{step.verb} without {need}")


def _after_deviation(at: Mapping[str, Any], step: Any) -> dict[str, Any]:
    """What a step changes besides state and cause."""
    anew = {"action": "", "by": None, "accepted": False}
    return {
        "take-up": {"holder": step.post},
        "explain": {"by": (step.post, step.person), "accepted": False},
        "accept": {"accepted": True},
        "decide": {"action": step.said.get("action", "")},
        "hand-over": {"asked": step.said.get("to", "")},
        "consent": {"holder": at["asked"], "asked": ""},
        "decline": {"asked": ""},
        "take-back": {"asked": ""},
        "close": {"asked": ""},
        "settle": {"asked": "", "holder": at["holder"]},
        "reject": anew,
        "go-back": anew,
        "recur": anew,
    }.get(step.verb, {})


def promises(tokens: Collection[str], people: People, today: date) -> list[str]:
    """What is wrong with some promises; none may be lost, and none that was broken be whole again."""
    told, wrong = histories("promise", tokens), list[str]()
    for row in Promise.objects.filter(token__in=list(tokens)):
        steps = list(PromiseStep.objects.filter(promise=row).order_by("revision"))
        history = told.pop(row.token)
        kept = _steps_of(history, steps, row.revision)
        if kept and kept[0][0].verb == "give":
            _promise(history, row, kept, people, today)
        else:
            history.say("does not begin with being given")
        wrong += history.wrong
    return wrong + [f"{token}: lost" for token in told]


def _promise(history: History, row: Promise, steps: list[Any], people: People, today: date) -> None:
    first = steps[0][0]
    at: dict[str, Any] = {
        "state": "promised" if first.post == first.said["to"] else "asked", "asked": "", "wish": None,
        "holder": first.said["to"], "due": date.fromisoformat(first.said["due"]), "later": 0, "kept": None,
        "broken": None,
    }  # fmt: skip
    if first.state != at["state"]:
        history.say(f"given as {first.state}")
    for step, data in steps[1:]:
        _grow_old(at, day_of(step.at))
        rule = PROMISE.get((at["state"], step.verb))
        if rule is None or rule[1] != step.state:
            history.say(f"{step.verb} in {at['state']} led to {step.state}")
            return
        if not _may_promise(rule[0], at, step, first.post, people):
            history.say(f"{step.verb} by {step.by} on {day_of(step.at)}, as {at}")
        _needed(history, step, data, rule[2])
        if step.verb == "postpone" and date.fromisoformat(step.said["due"]) <= at["due"]:
            history.say("a later day that is not later")
        at |= {"state": step.state, **_after_promise(at, step)}
        if step.state in {"kept", "refused", "released"}:
            at |= {"asked": "", "wish": None, "kept": day_of(step.at) if step.verb == "keep" else None}
        else:
            at["kept"] = None
            _grow_old(at, day_of(step.at))
    if at["state"] == "promised" and today > at["due"] and row.broken_on is None:
        history.say(f"due on {at['due']} and not broken on {today}")
    names = ("state", "holder", "asked", "due", "later", "kept", "wish", "broken")
    columns = ("state", "holder", "asked", "due_on", "postponed", "kept_on", "wished_on", "broken_on")
    kept, meant = tuple(getattr(row, name) for name in columns), tuple(at[name] for name in names)
    if kept != meant:
        history.say(f"the row says {kept}, its steps {meant}")


def _grow_old(at: dict[str, Any], day: date) -> None:
    """Broken for ever from the day after its own, and no later day is wished for any more."""
    if at["state"] == "promised" and day > at["due"]:
        at |= {"broken": at["broken"] or at["due"] + timedelta(days=1), "wish": None}


def _may_promise(who: str, at: Mapping[str, Any], step: Any, asker: str, people: People) -> bool:
    mine = people.posts.get(step.person, frozenset())
    holds = at["holder"] in mine
    may = {
        "holder": holds,
        "asker": not holds and (step.person in people.owners or asker in mine),
        "asked": bool(at["asked"]) and at["asked"] in mine,
        "program": not step.person and step.by == "promises",
    }
    is_late = step.verb in {"accept", "postpone", "agree"} and day_of(step.at) > at["due"]
    is_unasked = (step.verb in {"agree", "refuse"} and not at["wish"]) or (
        step.verb == "take-back" and not at["asked"]
    )
    return may[who] and not is_late and not is_unasked


def _after_promise(at: Mapping[str, Any], step: Any) -> dict[str, Any]:
    """What a step changes besides the state."""
    if step.verb == "postpone":
        return {"wish": date.fromisoformat(step.said["due"])}
    return {
        "agree": {"due": at["wish"] or at["due"], "wish": None, "later": at["later"] + 1},
        "refuse": {"wish": None},
        "hand-over": {"asked": step.said.get("to", "")},
        "take-over": {"holder": at["asked"], "asked": "", "wish": None},
        "turn-down": {"asked": ""},
        "take-back": {"asked": ""},
    }.get(step.verb, {})


def decisions(tokens: Mapping[str, bool], people: People) -> list[str]:
    """What is wrong with some decisions; of each is told whether everything in it was said."""
    told, wrong = histories("decision", tokens), list[str]()
    for row in Decision.objects.filter(token__in=list(tokens)):
        history = told.pop(row.token)
        versions = list(row.versions.select_related("words").order_by("revision"))
        _decision(history, row, versions, people, is_whole=tokens[row.token])
        wrong += history.wrong
    return wrong + [f"{token}: lost" for token in told]


def _decision(
    history: History, row: Decision, versions: list[DecisionVersion], people: People, *, is_whole: bool
) -> None:
    if not len(versions) == len(history.events) == row.revision:
        history.say(f"{len(versions)} versions, {len(history.events)} events, revision {row.revision}")
    state = "proposed"
    for version, (_, actor, at, data) in zip(versions[1:], history.events[1:], strict=False):
        if (version.state, version.by, version.at) != (data["state"], actor, at):
            history.say(f"version {version.revision} is not what its event tells")
        rule = DECISION.get((state, version.verb))
        if rule is None or rule[1] != version.state:
            history.say(f"{version.verb} in {state} led to {version.state}")
            return
        person = data["by_person"]
        may = {
            "own": person in people.owners,
            "proposer": person in people.owners or person in people.proposers,
            "program": not person and actor == "decisions",
        }
        if not may[rule[0]]:
            history.say(f"{version.verb} by {actor} in {state}")
        if "whole" in rule[2] and not is_whole:
            history.say(f"{version.verb} of what is not whole")
        if "reason" in rule[2] and not version.words.words.get("reason"):
            history.say(f"{version.verb} without a reason")
        state = version.state
    if versions and (row.state, row.revision) != (state, versions[-1].revision):
        history.say(f"the row says {row.state}, its versions {state}")


def acknowledged(done: Sequence[tuple[str, str, str, int]], alive: Tokens) -> Iterator[str]:
    """What writers were told and is not there, or is there and nobody was told of; by noun, of what lives."""
    numbers = ("revision", "verb")
    promised = PromiseStep.objects.filter(promise__token__in=alive["promise"]).exclude(by="promises")
    decided = DecisionVersion.objects.filter(decision__token__in=alive["decision"]).exclude(by="decisions")
    kept: dict[str, dict[tuple[str, int], str]] = {
        "deviation": _numbered(DeviationStep.objects.filter(deviation__token__in=alive["deviation"])),
        "promise": {(one, at): verb for one, at, verb in promised.values_list("promise__token", *numbers)},
        "decision": {(one, at): verb for one, at, verb in decided.values_list("decision__token", *numbers)},
    }
    for noun, token, verb, number in done:
        if kept[noun].get((token, number)) != verb:
            yield f"{token}: {verb} was acknowledged as {number} and is not there"
    for noun, steps in kept.items():
        told = {(token, number) for one, token, _, number in done if one == noun}
        for (token, number), verb in steps.items():
            if (token, number) not in told and verb not in {"give", "propose", "change"}:
                yield f"{token}: {verb} is there as {number} and nobody was told"


def _numbered(steps: Any) -> dict[tuple[str, int], str]:
    """Steps of deviations by their place in the whole history; those of the program are counted too."""
    found: dict[tuple[str, int], str] = {}
    counts: dict[str, int] = {}
    for token, verb, by in steps.order_by("pk").values_list("deviation__token", "verb", "by"):
        counts[token] = counts.get(token, 0) + 1
        if by != "deviations":
            found[token, counts[token]] = verb
    return found
