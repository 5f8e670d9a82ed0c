"""Which board does a test of the week begin with: a post for which something of every kind waits?"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from styrbord.core.collection.packages import Entry
from styrbord.core.participation.talks import About
from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import Verb
from styrbord.services import (
    clock,
    decisions,
    deviations,
    discussion,
    meetings,
    memory,
    people,
    promises,
    signing,
)
from styrbord.services.collection import submissions
from styrbord.services.loading import load_pack
from styrbord.services.meetings import CircleSaid
from styrbord.services.promises import Promised
from styrbord.services.rights import OPERATOR, Actor
from tests.contract.deciding import CHOICES, REASONS, START
from tests.contract.deviating import opened
from tests.contract.forms import published
from tests.contract.packs import Written
from tests.contract.people import BASIS, FIRST, Span, added, asked, key_of
from tests.contract.submitting import revision

YEARS = ("2022", "2023", "2024")
FORM = """\
[[forms]]
code = "people"
name_en = "People and homes"
frequency = "A"
first = "2024"
last = "2025"
levels = ["county"]
[forms.obliged]
root = "north"
level = "municipality"
[forms.due]
days = 30
[[forms.items]]
indicator = "people"
[[forms.items]]
indicator = "homes"
"""
GRANTS = {
    "planner": (
        asked("owner", subject="north"),
        asked("preparer", subject="n1"),
        asked("reviewer", subject="north"),
    ),
    "clerk": (asked("preparer", subject="n2"),),
    "other": (asked("owner", subject="south"), asked("analyst")),
    "deputy": (),
    "asker": (asked("analyst"),),
}
ABOUT = About(indicator="people", subject="n1", period="2023")


def county(folder: Path) -> dict[str, Any]:
    """Users by post; the planner owns all indicators; one is restricted, and of lamps a number is hidden."""
    memory.forget()
    pack = Written().described(code="county", vintage="2024")
    pack.indicators = [
        {"indicator_code": "people", "name_en": "People"},
        {"indicator_code": "homes", "name_en": "Homes", "access": "restricted"},
        {"indicator_code": "lamps", "name_en": "Lamps"},
    ]
    pack.indicators = [{**one, "owner": "planner", "over_time": "last"} for one in pack.indicators]
    for number, code in enumerate(("people", "homes")):
        for subject in ("n1", "n2", "s1", "north"):
            pack.observe(code, subject, dict.fromkeys(YEARS, 7000 + number))
    pack.observe("people", "n1", {"2020": 7000})
    pack.observe("lamps", "n1", {"2020": 7000, "2021": "Q"}).observe("lamps", "n2", {"2020": 7000})
    load_pack(pack.write(folder / "pack"))
    added(*GRANTS)
    for post, roles in GRANTS.items():
        for role in roles:
            people.grant(post, role, by=OPERATOR)
    people.name_deputy("planner", "deputy", span=Span(first=FIRST, basis=BASIS), by=OPERATOR)
    published(FORM)
    return {post: signing.use_link(signing.make_link(post)) for post in GRANTS}


def filled(users: dict[str, Any]) -> dict[str, str]:
    """Tokens of one thing of every kind that waits for the planner, and of things that do not."""
    planner, clerk = users["planner"], users["clerk"]
    due = (clock.now() + timedelta(days=3)).date()
    by = Actor("clerk", key_of(clerk))
    token = submissions.open_for("people", "n2", "2024", by=by)
    entries = [Entry("people", value=7001.0), Entry("homes", value=7002.0)]
    submissions.save(token, entries, revision=revision(token), channel="page", by=by)
    submissions.submit(token, revision=revision(token), by=by)
    mine = Promised(subject="n1", holder="planner", due_on=due, what="Count the homes anew")
    theirs = Promised(subject="n1", holder="planner", due_on=due, what="Look at the roads")
    new, old, offered, closed = (opened(subject=code) for code in ("n1", "n2", "s1", "north"))
    deviations.move(planner, old, Verb.TAKE_UP, Said())
    deviations.move(planner, closed, Verb.TAKE_UP, Said())
    deviations.move(planner, closed, Verb.DECIDE, Said(cause="staff", action=due, words="Hire"))
    deviations.move(planner, closed, Verb.VERIFY, Said())
    deviations.move(planner, closed, Verb.CLOSE, Said(outcome="effective"))
    deviations.move(users["other"], offered, Verb.TAKE_UP, Said())
    deviations.move(users["other"], offered, Verb.HAND_OVER, Said(to="planner"))
    sits = CircleSaid(names={"en": "Monday round"}, posts=["planner", "other"], chairs=["planner"], weekday=7)
    return {
        "meeting": meetings.found(planner, "north", sits),
        "to-review": token,
        "question": discussion.begin(users["asker"], ABOUT, said="question", words="Why so few?"),
        "promised": promises.give(planner, mine),
        "promise-asked": promises.give(users["other"], theirs),
        "deviation-new": new,
        "deviation-taken-up": old,
        "deviation-offered": offered,
        "decision-under-review": under_review(planner),
        "closed": closed,
    }


def under_review(user: Any) -> str:
    """Token of a decision that waits to be taken."""
    effects = [("people", "n1", "5", "2027", "2028-03-01")]
    evidence = [("people", "n1", "2023")]
    token = decisions.propose(
        user, replace(START, effects=effects, evidence=evidence, in_force_on="2027-02-01")
    )
    for number, part in enumerate((CHOICES, REASONS), 1):
        decisions.change(user, token, part, revision=number)
    decisions.move(user, token, "submit", revision=3)
    return token
