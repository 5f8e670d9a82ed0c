"""Do histories of investments follow from rules that are written down once more here?

No rule of `core/investments` or `services` is asked: the tables below were written by hand from the methods
of investments and docs/decisions/0028 and 0029, so that a guard that is skipped there is found here. Events
are taken in their order; every event must have its step, and every row stand as they say.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q

from bench.portfolio_rules import ASKING, FIRST, FORGETTING, TABLES, Line
from styrbord.store.investments.models import Investment, Matter, MoneyFact, PlanVersion, Step
from styrbord.store.ledger.models import Event


@dataclass
class Life:
    """What is known of an investment so far."""

    stage: str = "idea"
    paused_in: str = ""
    askers: set[str] = field(default_factory=set)
    delivered: str = ""
    states: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, str] = field(default_factory=dict)
    asked: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    baselined: set[str] = field(default_factory=set)
    signed: dict[tuple[str, str, str], bool] = field(default_factory=dict)
    verified: list[str] = field(default_factory=list)


People = Mapping[str, frozenset[str]]
"""What each person holds: `acts:BODY`, `seat:SEAT`, `post:POST`."""


def lead_of(code: str) -> str:
    """Body that leads an investment, by the first letter of its code."""
    return "south" if code.startswith("S") else "north"


def known(people: People, person: str, *leads: str) -> frozenset[str]:
    """What a person is to something led by some bodies; nobody is the program."""
    if not person:
        return frozenset({"program"})
    held = people.get(person, frozenset())
    found = {one.removeprefix("seat:") for one in held if one.startswith("seat:")}
    found |= {"owner"} if "post:benefit-owner" in held else set()
    found |= {"neighbour"} if "acts:n1" in held else set()
    found |= {"lead", "party"} if any(f"acts:{one}" in held for one in leads) else set()
    return frozenset(found)


def wrong(codes: Iterable[str], people: People) -> list[str]:
    """Everything in the histories of some investments that does not follow from the rules."""
    named = list(codes)
    rows = {row.code: row for row in Investment.objects.filter(code__in=named)}
    found = [f"{code} is lost" for code in named if code not in rows]
    matters = {row.token: row for row in Matter.objects.filter(investment__code__in=named)}
    changes = {
        row.token: row for row in Matter.objects.filter(noun="change") if set(row.data["plans"]) <= set(named)
    }
    lives = {code: Life() for code in [*rows, *changes]}
    steps = _steps(rows.values(), changes.values())
    for event in Event.objects.filter(about__in=[*rows, *matters, *changes]).order_by("pk"):
        code = event.about if event.about in lives else str(event.data.get("investment", ""))
        if code in lives:
            leads = _leads(code, changes)
            found += _told(lives[code], event, steps, people, code, leads)
    found += _stands(rows, {**matters, **changes}, lives)
    found += [f"a step without its event: {one.noun} {one.verb}" for left in steps.values() for one in left]
    return found + list(_money(rows))


def _leads(code: str, changes: Mapping[str, Matter]) -> tuple[str, ...]:
    if code not in changes:
        return (lead_of(code),)
    return (changes[code].body, *(lead_of(one) for one in changes[code].data["plans"]))


def _stands(
    rows: Mapping[str, Investment], matters: Mapping[str, Matter], lives: Mapping[str, Life]
) -> Iterator[str]:
    for code, row in rows.items():
        if (row.stage, row.paused_in) != (lives[code].stage, lives[code].paused_in):
            yield f"{code} stands {row.stage}, its events say {lives[code].stage}"
    for token, matter in matters.items():
        life = lives[matter.investment.code if matter.investment else token]
        if matter.noun in TABLES and life.states.get(token) != matter.state:
            yield f"{matter.noun} {token} stands {matter.state}, its events say {life.states.get(token)}"


def _steps(rows: Iterable[Investment], changes: Iterable[Matter]) -> dict[str, list[Step]]:
    """Steps of each thing in their order."""
    found: dict[str, list[Step]] = defaultdict(list)
    own = Q(investment__in=list(rows)) | Q(matter__in=list(changes))
    for one in Step.objects.filter(own).select_related("matter", "investment", "words").order_by("pk"):
        found[one.matter.token if one.matter else one.investment.code].append(one)
    return found


def _told(
    life: Life, event: Event, steps: dict[str, list[Step]], people: People, code: str, leads: tuple[str, ...]
) -> Iterator[str]:
    noun, _, past = event.verb.partition(".")
    if past in {"assented", "dissented"}:
        data = event.data
        life.signed[data["kind"], data["item"], data["body"]] = bool(data["is_given"])
        return
    if "revision" not in event.data or not steps.get(event.about):
        if "revision" in event.data:
            yield f"{event.verb} of {code} has no step"
        return
    step = steps[event.about].pop(0)
    if step.state != event.data["state"]:
        yield f"{event.verb} of {code}: the step leads to {step.state}, the event says {event.data['state']}"
    if noun == "investment":
        yield from _investment(life, step, known(people, step.person, *leads), code)
    elif step.noun in TABLES:
        yield from _matter(life, step, event.about, known(people, step.person, *leads), code)


def _investment(life: Life, step: Step, who: frozenset[str], code: str) -> Iterator[str]:
    if step.verb in {"begin", "plan"}:
        life.askers.add(step.person)
        return
    line = TABLES["investment"].get((life.stage, step.verb))
    if line is None:
        yield f"{code} went by {step.verb} from {life.stage}"
        return
    yield from _by_table(line, step, who, life.askers, code)
    yield from _guards(life, step, code)
    to = life.paused_in if line.state == "*" else line.state
    life.paused_in = life.stage if to == "paused" else ""
    life.stage = to
    if not line.is_other and step.verb not in FORGETTING:
        life.askers.add(step.person)
    if step.verb == "deliver" and not life.delivered:
        life.delivered = _day(step)
    if step.state != life.stage:
        yield f"{code} went by {step.verb} to {step.state} and not to {life.stage}"


def _guards(life: Life, step: Step, code: str) -> Iterator[str]:
    """What has to be so before each gate, told anew."""
    states = {token: (life.nouns[token], state) for token, state in life.states.items()}
    if step.verb != "stop" and {("stop", one) for one in ("in-force", "appealed", "final")} & set(
        states.values()
    ):
        yield f"{code} went by {step.verb} past a stop order"
    if step.verb == "approve" and {("opinion", "asked"), ("opinion", "given")} & set(states.values()):
        yield f"{code} was approved while an opinion waits"
    if step.verb == "start":
        yield from _start(life, step, code)
    if step.verb == "deliver" and not life.signed.get(("deliverable", "D1", lead_of(code))):
        yield f"{code} was delivered and nobody took it over"
    if step.verb == "close" and not any(day > life.delivered for day in life.verified):
        yield f"{code} was closed without a measurement after {life.delivered}"


def _start(life: Life, step: Step, code: str) -> Iterator[str]:
    benefits = [token for token, noun in life.nouns.items() if noun == "benefit"]
    if not benefits or not set(benefits) <= life.baselined:
        yield f"{code} was started without a baseline"
    is_joint = code.startswith("J")
    if is_joint and life.stage == "decided":
        yield f"{code} is joint and was started without procurement"
    for body in ("north", "south") if is_joint else ():
        for kind in ("picture", "agreement"):
            if not life.signed.get((kind, "", body)):
                yield f"{code} was started and {body} signed no {kind}"


def _matter(life: Life, step: Step, token: str, who: frozenset[str], code: str) -> Iterator[str]:
    noun, asked = step.noun, life.asked[token]
    if step.verb in ASKING[noun] and step.person:
        asked = asked | {step.person} if step.verb == "begin" else asked
    if step.verb == "begin":
        life.states[token], life.nouns[token], life.asked[token] = FIRST[noun], noun, set(asked)
        return
    state = life.states.get(token, "")
    line = TABLES[noun].get((state, step.verb))
    if line is None:
        yield f"{noun} of {code} went by {step.verb} from {state}"
        return
    yield from _by_table(line, step, who, life.asked[token], f"{noun} of {code}")
    life.states[token] = line.state
    if step.verb in ASKING[noun] and step.person:
        life.asked[token].add(step.person)
    if step.verb == "baseline":
        life.baselined.add(token)
    if (noun, step.verb) == ("measurement", "verify"):
        life.verified.append(str(Matter.objects.get(token=token).data["measured_on"]))


def _by_table(line: Line, step: Step, who: frozenset[str], askers: set[str], what: str) -> Iterator[str]:
    """Whether somebody may, another person decided, and everything was said."""
    if not line.who & who:
        yield f"{what}: {step.verb} by somebody who is only {', '.join(sorted(who))}"
    if line.is_other and (not step.person or step.person in askers):
        yield f"{what}: {step.verb} by a person who asked for it"
    has_words = hasattr(step, "words")
    said = {
        "reason": has_words, "words": has_words, "document": bool(step.document),
        "residual": bool(step.data.get("residual")),
    }  # fmt: skip
    for name in line.needs:
        if not said[name]:
            yield f"{what}: {step.verb} without {name}"


def _day(step: Step) -> str:
    row = Investment.objects.get(pk=step.investment_id)
    return row.delivered_on.isoformat() if row.delivered_on else ""


def _money(rows: Mapping[str, Investment]) -> Iterator[str]:
    """No money is lost: after a decision plans differ by whole requests alone, each of which comes to 0."""
    moved: dict[str, list[tuple[str, dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    for code, row in rows.items():
        versions = list(PlanVersion.objects.filter(investment=row).order_by("number"))
        if [one.number for one in versions] != list(range(1, row.version + 1)):
            yield f"{code} has versions {[one.number for one in versions]}"
        plans = [json.loads(one.text) for one in versions]
        fixed = int(row.baselines.order_by("number").values_list("version", flat=True).first() or len(plans))
        for number in range(fixed, len(plans)):
            before, after = parts(plans[number - 1]), parts(plans[number])
            if before != after and not versions[number].change:
                yield f"{code}: version {number + 1} moved money or results without a request"
            if versions[number].change:
                moved[versions[number].change].append((code, before, after))
    for token, plans_of in moved.items():
        yield from _balanced(token, plans_of)


def parts(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Money by line with its result, and target by result."""
    options = [one for one in plan["investment"]["options"] if one["kind"] == "preferred"]
    costs = [line for option in options for line in option.get("costs", [])]
    return {
        "money": {one["code"]: (Decimal(one["spread"]["likely"]), one.get("result", "")) for one in costs},
        "results": {one["code"]: one.get("target", "") for one in plan.get("results", [])},
    }


def _balanced(token: str, plans: list[tuple[str, dict[str, Any], dict[str, Any]]]) -> Iterator[str]:
    matter = Matter.objects.filter(token=token).first()
    if matter is None or matter.state != "applied":
        yield f"a plan was changed by {token}, which is not applied"
        return
    total = Decimal(0)
    for code, before, after in plans:
        for line, (amount, result) in after["money"].items():
            change = amount - before["money"][line][0]
            total += change
            is_same = before["results"].get(result) == after["results"].get(result)
            if change and is_same and not matter.data.get("no_effects"):
                yield f"{token} moved money of {code}/{line} without its result"
    if total:
        yield f"{token} is not balanced: {total}"


def acknowledged(done: Iterable[tuple[str, str, str, int]]) -> Iterator[str]:
    """Every acknowledged step is there exactly once, at its revision."""
    told: Counter[tuple[str, int]] = Counter()
    wanted = {(about, revision) for _, about, _, revision in done}
    abouts = list({about for about, _ in wanted})
    for start in range(0, len(abouts), 400):
        events = Event.objects.filter(about__in=abouts[start : start + 400])
        for about, data in events.values_list("about", "data"):
            if "revision" in data:
                told[about, data["revision"]] += 1
    for one in wanted:
        if told[one] != 1:
            yield f"an acknowledged step of {one[0]} at revision {one[1]} is there {told[one]} times"


def facts(expected: Mapping[str, tuple[int, Decimal]]) -> Iterator[str]:
    """Every acknowledged payment is kept once: count and sum by investment."""
    found: dict[str, tuple[int, Decimal]] = defaultdict(lambda: (0, Decimal(0)))
    rows = MoneyFact.objects.filter(investment__code__in=list(expected)).values_list(
        "investment__code", "money"
    )
    for code, money in rows:
        count, total = found[code]
        found[code] = (count + 1, total + money)
    for code, told in expected.items():
        if found[code] != told:
            yield f"payments of {code}: {found[code]} are kept, {told} were acknowledged"
