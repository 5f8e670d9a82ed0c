"""How do the investments of the county come to be, pass their gates, get paid and bring what they bring?

Every step is asked of the services by somebody who may; nothing is written into the board by hand.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from example.investments.plans import Series, plan_data, reach
from example.investments.table import MILLION, Row, rows
from example.past import (
    investing_after,
    investing_asides,
    investing_changes,
    investing_money,
    investing_reports,
)
from example.past.investing_acts import decide, move, say, step, tokens
from example.past.investing_asides import REQUIRED
from example.past.investing_board import BOARD, BODY, CHAIR, CONTROLLER, LEADS, MEMBERS, set_up, value_at
from example.past.people import user_of
from example.past.walking import Step, by_people, by_program
from styrbord.core.investments.portfolio.moving import Said
from styrbord.services import clock
from styrbord.services.investments import assenting, drafting, matters, rating_now

FILE = "plans.csv"
SEATED = date(2024, 1, 23)
RATED = (date(2025, 6, 30), date(2025, 12, 30), date(2026, 1, 30))
ORDER = ("idea", "appraising", "decided", "procuring", "executing", "delivered", "realising", "closed")
OWN = {"paused": "executing", "stopped": "decided", "paused-light": "executing"}


@dataclass
class Investing:
    """The investments of the past; `series` are those that benefits may still be measured by."""

    series: Series

    def steps(self) -> Iterator[Step]:
        """Everything that people and the program do with investments."""
        yield by_program(SEATED, f"{FILE}: seats", lambda: set_up(SEATED))
        yield from investing_asides.before(SEATED)
        for row in rows():
            yield from self._of(row)
        yield from investing_asides.beside()
        yield from investing_changes.steps()
        for on in RATED:
            yield by_program(on, f"{FILE}: rated", lambda: rating_now.rate_all(clock.now()))

    def _of(self, row: Row) -> Iterator[Step]:
        lead = row.owner

        def at(days: int, what: str, do: Callable[[], object]) -> Step:
            return by_people(row.begun + timedelta(days=days), f"{FILE}: {row.code}, {what}", do)

        yield at(0, "begun", lambda: self._begin(row))
        reach = ORDER.index(OWN.get(row.stage, row.stage))
        if reach >= ORDER.index("appraising"):
            yield at(10, "proposed", lambda: move(lead, row.code, "propose"))
            yield from self._opinions(row, at)
        if reach >= ORDER.index("decided"):
            if "large" in row.flags:
                yield at(28, "concluded", lambda: conclude(row))
            yield at(50, "approved", lambda: decide(BODY, row.code, "approve", f"D-{row.code}-1"))
        if reach >= ORDER.index("procuring") and "light" not in row.flags:
            yield at(54, "procuring", lambda: move(lead, row.code, "procure"))
        if reach >= ORDER.index("executing"):
            yield from self._ready(row, at)
            yield at(80, "started", lambda: decide(BODY, row.code, "start", f"D-{row.code}-2"))
        is_carried_out = reach >= ORDER.index("executing")
        yield from investing_money.steps(row, is_carried_out)
        yield from investing_reports.steps(row) if is_carried_out or row.stage == "procuring" else ()
        if reach >= ORDER.index("delivered"):
            yield from investing_after.steps(row, ORDER[reach])
        if row.stage == "paused":
            yield at(
                150,
                "paused",
                lambda: say(BODY, row.code, "pause", "The law is being changed; we wait for it."),
            )
        if row.code == "J-207":
            yield at(200, "stopped", lambda: end(row.code))

    def _begin(self, row: Row) -> None:
        user = user_of(row.owner)
        if "light" in row.flags:
            drafting.begin_light(user, answers(row))
        else:
            drafting.begin(user, plan_data(row, self.series))

    def _opinions(self, row: Row, at: Callable[[int, str, Callable[[], object]], Step]) -> Iterator[Step]:
        if not row.is_joint or row.is_federal:
            return
        body = "AG-ENV" if row.lead != "AG-ENV" else "AG-FIN"
        about = f"{row.code} opinion of {body}"
        told: dict[str, str] = {}

        def ask() -> None:
            due = (row.begun + timedelta(days=30)).isoformat()
            said = {"body": body, "due": due}
            told[about] = matters.begin(user_of(row.owner), "opinion", said, investment=row.code)

        yield at(12, "opinion asked", ask)
        words = "We write the same data in another form; agree on one code list before you build."
        yield at(20, "opinion given", lambda: step(LEADS[body], told[about], "give", Said(words=words)))
        answer = "Taken in: one code list is part of the terms."
        yield at(24, "opinion answered", lambda: step(row.owner, told[about], "answer", Said(words=answer)))

    def _ready(self, row: Row, at: Callable[[int, str, Callable[[], object]], Step]) -> Iterator[Step]:
        """What has to be there before it is carried out."""
        if row.is_joint:
            yield at(56, "signed", lambda: sign(row))
        yield at(58, "lines confirmed", lambda: confirm(row))
        yield at(60, "conformity", lambda: conform(row))
        for days, verb in ((62, "specify"), (64, "baseline"), (66, "plan")):
            yield at(days, f"benefits: {verb}", lambda verb=verb: benefits(row, verb))


def answers(row: Row) -> dict[str, str]:
    """The ten answers of a small one."""
    return {
        "code": row.code,
        "title": row.names["en"],
        "lead": row.lead,
        "owner": row.owner,
        "cost": format(sum(row.build), "f"),
        "year": str(row.start),
        "target": format(reach(value_at(row.indicator, row.lead), row.delta), "f"),
        "indicator": row.indicator,
        "benefit_owner": row.owner,
        "baseline_due": date(row.start, 6, 30).isoformat(),
    }


def sign(row: Row) -> None:
    """Let every body sign the picture and its agreement."""
    for body in (row.lead, *(one for one, _ in row.others)):
        user = user_of(LEADS[body])
        assenting.assent(user, row.code, "picture", body=body)
        assenting.assent(user, row.code, "agreement", body=body, document=f"A-{row.code}-{body}")


def confirm(row: Row) -> None:
    """Let the bodies confirm the lines that fall at them; one of a contradiction leaves its own open."""
    for number, gain in enumerate(row.gains, 1):
        if gain.bearer in LEADS and gain.bearer != row.lead and row.code != "J-204":
            user = user_of(LEADS[gain.bearer])
            assenting.assent(user, row.code, "line", f"B{number}", body=gain.bearer)


def conform(row: Row) -> None:
    """Hand in the form of the shared components, and let the board of architecture approve it."""
    told = {one: {"answer": "met", "evidence": f"Test report {row.code}"} for one in row.components}
    known = REQUIRED
    said = {one: told.get(one, {"answer": "not-applicable"}) for one in known}
    token = matters.begin(user_of(row.owner), "conformity", {"answers": said}, investment=row.code)
    step(row.owner, token, "submit")
    step(BOARD, token, "approve", Said(reason="Seen."))


def benefits(row: Row, verb: str) -> None:
    """Take all benefits of an investment one step on."""
    post = CONTROLLER if verb == "baseline" else row.owner
    for code, token in tokens(post, row.code, "benefit").items():
        data = investing_after.baseline(row, code) if verb == "baseline" else None
        step(post, token, verb, data=data)


def conclude(row: Row) -> None:
    """Let the subcommittee look at a large one."""
    sitting = (row.begun + timedelta(days=28)).isoformat()
    token = matters.begin(
        user_of(CHAIR),
        "item",
        {"sitting": sitting, "questions": "Is it worth its money?"},
        investment=row.code,
    )
    present = [CHAIR, *MEMBERS[:3]]
    said = {
        "present": present,
        "recused": [],
        "votes": [{"member": one, "vote": "for"} for one in present],
        "outcome": "supported-with-conditions",
        "conditions": [{"words": "Report costs every quarter.", "owner": row.owner, "due": "2026-06-30"}],
    }
    step(CHAIR, token, "conclude", Said(reason="Effective and feasible.", document=f"S-{row.code}"), said)


def end(code: str) -> None:
    """Stop what its parties do not want any more."""
    reason = "Two of three bodies bought the same from a supplier; what is left is the study."
    money = investing_money.in_sek(MILLION / 5)
    move(BODY, code, "stop", Said(reason=reason, document=f"D-{code}-9", residual=money))


def begun() -> Investing:
    """The investments, with every series still free but those of the small ones."""
    small = {(one.indicator, one.lead) for one in rows() if "light" in one.flags}
    return Investing(Series(value_at, small))
