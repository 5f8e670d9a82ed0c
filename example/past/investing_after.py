"""What becomes of an investment after it is delivered: who measures what, and what is it found to be?"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from example.investments.plans import ends_on
from example.investments.table import Row
from example.past.investing_acts import decide, move, step, tokens
from example.past.investing_board import BODY, CONTROLLER, LEADS, newest
from example.past.people import user_of
from example.past.walking import Step, by_people
from styrbord.core.investments.portfolio.moving import Said
from styrbord.core.investments.portfolio.plan_text import as_data
from styrbord.services import clock
from styrbord.services.investments import assenting, drafting, keeping, matters

MEASURED, VERIFIED, JUDGED, CLOSED = (
    date(2026, 1, 21),
    date(2026, 1, 23),
    date(2026, 1, 26),
    date(2026, 1, 28),
)
"""Days after the release of the first year in which it was used; by the six months they are late."""
WITHOUT = {"P-118": Decimal("2.4")}
"""How much of a rise would have come without the investment; half a point where nothing is said."""


def steps(row: Row, reach: str) -> Iterator[Step]:
    """Delivery, the work after it, the measurement after six months, and the end."""
    end = ends_on(row)

    def at(days: int, what: str, do: Callable[[], object]) -> Step:
        return by_people(end + timedelta(days=days), f"plans.csv: {row.code}, {what}", do)

    yield at(-2, "handed over", lambda: hand_over(row))
    yield at(-1, "milestones", lambda: reached(row))
    yield at(0, "delivered", lambda: move(operator(row), row.code, "deliver"))
    if reach == "delivered":
        return
    yield at(10, "realising", lambda: move(row.owner, row.code, "realise"))
    yield at(12, "benefits started", lambda: each(row, "start"))
    told: dict[str, str] = {}
    place = f"plans.csv: {row.code}"
    yield by_people(MEASURED, f"{place}, measured", lambda: measure(row, told))
    yield by_people(VERIFIED, f"{place}, verified", lambda: verify(row, told))
    if reach == "closed":
        yield by_people(JUDGED, f"{place}, benefits judged", lambda: judge(row))
        document = f"D-{row.code}-3"
        yield by_people(CLOSED, f"{place}, closed", lambda: decide(BODY, row.code, "close", document))


def operator(row: Row) -> str:
    """Post that takes over what is delivered."""
    found = [body for body, roles in row.others if "operator" in roles]
    return LEADS[found[0] if found else row.lead]


def hand_over(row: Row) -> None:
    """Let the operator confirm all that is delivered."""
    post = operator(row)
    body = next(one for one, known in LEADS.items() if known == post)
    for code in ("D1", "D2"):
        assenting.assent(user_of(post), row.code, "deliverable", code, body=body)


def reached(row: Row) -> None:
    """Let the lead write down that the milestones were reached on their days."""
    found = keeping.row_of(row.code)
    plan = as_data(keeping.plan_of_row(found))
    milestones = [{**one, "done_on": one["due"]} for one in plan["milestones"]]
    drafting.change(user_of(row.owner), row.code, {**plan, "milestones": milestones}, revision=found.revision)


def each(row: Row, verb: str) -> None:
    """Take all benefits one step on."""
    for token in tokens(row.owner, row.code, "benefit").values():
        step(row.owner, token, verb)


def baseline(row: Row, benefit: str) -> dict[str, Any]:
    """The value before the change, read from its series."""
    profile = _profile(row, benefit)
    year, value = newest(profile.indicator, profile.subject, last=row.begun.year - 1) or (
        row.begun.year,
        Decimal(0),
    )
    return {
        "value": format(value, "f"),
        "period": str(year),
        "method": "read from the series",
        "measured_by": row.owner,
    }


def measure(row: Row, told: dict[str, str]) -> None:
    """Let the body that follows up measure every benefit, with what would have come anyway."""
    for benefit in tokens(row.owner, row.code, "benefit"):
        profile = _profile(row, benefit)
        found = newest(profile.indicator, profile.subject)
        if found is None:
            continue
        before = Decimal(baseline(row, benefit)["value"])
        said = {
            "benefit": benefit,
            "by": row.lead,
            "measured_on": clock.now().date().isoformat(),
            "period": str(found[0]),
            "value": format(found[1], "f"),
            "counterfactual": format(before + WITHOUT.get(row.code, Decimal("0.5")), "f"),
            "method": "survey of the county; without it as the mean of the others",
        }
        token = matters.begin(user_of(row.owner), "measurement", said, investment=row.code)
        step(row.owner, token, "submit")
        told[benefit] = token


def verify(row: Row, told: dict[str, str]) -> None:
    """Let the controller verify what was measured."""
    for token in told.values():
        step(CONTROLLER, token, "verify")


def judge(row: Row) -> None:
    """Let the controller say of each benefit whether it came, or came in part."""
    reason = "Measured below the target; the rest is expected in the second year."
    for benefit, token in tokens(CONTROLLER, row.code, "benefit").items():
        profile = _profile(row, benefit)
        found = newest(profile.indicator, profile.subject) or (0, Decimal(0))
        if found[1] >= profile.targets[0].value:
            step(CONTROLLER, token, "realise")
        else:
            step(CONTROLLER, token, "fall-short", Said(reason=reason))


def _profile(row: Row, benefit: str) -> Any:
    profile = keeping.plan_of_row(keeping.row_of(row.code)).investment.profile_of(benefit)
    assert profile is not None
    return profile
