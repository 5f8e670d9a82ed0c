"""How does the owner say how an investment stands, and what did the program compute on that day?"""

from datetime import date
from decimal import Decimal

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.lights import Light
from styrbord.core.investments.portfolio.money import is_exact
from styrbord.core.investments.portfolio.moving import Said
from styrbord.core.investments.portfolio.workflow import Stage, Standing
from styrbord.services.investments import keeping, rating_now, standing, writing
from styrbord.services.investments.seeing import seen_row
from styrbord.services.investments.writing import REALM
from styrbord.services.once import once
from styrbord.services.rights import Actor, rights_of
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import Investment, Report

define("report.light", "'{text}' is no rating.", "Choose one of {known}.")
define("report.cost", "'{amount}' is no cost.", "Enter an amount of 0 or more with four decimals at most.")
define(
    "report.not-running",
    "'{code}' is {stage}: there is nothing to report.",
    "Reports are given from the decision until it is closed.",
)
define("report.no-words", "It is not said why it stands so.", "Write in a sentence or two.")
SILENT = frozenset({Stage.IDEA, Stage.APPRAISING, Stage.CLOSED, Stage.STOPPED})


def report(
    user: object,
    code: str,
    light: str,
    words: str,
    cost: Decimal | None,
    ends_on: date | None,
    *,
    key: str = "",
) -> int:
    """Say how an investment stands, by its owner or somebody who acts for its lead; number of the report.

    Nothing of it enters the computed rating but the cost and the day that are expected.

    Parameters
    ----------
    light : green, yellow, amber or red.
    cost, ends_on : expected in the end; None = not said.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `investment.not-found`, `report.light`, `report.cost`,
        `report.no-words`, `report.not-running` or `plan.too-long`.
    """
    by = _owner(user, seen_row(rights_of(user), code))
    said = Said(words=words)
    problems = [*_wrong(light, cost, said), *writing.said_problems(said)]

    def do(piece: Work, full: str | None) -> int:
        row = keeping.locked(code)
        if row.stage in SILENT:
            raise Refused(Problem("report.not-running", "", {"code": row.code, "stage": row.stage}))
        found = rating_now.inputs_of(row, piece.at.date())
        made = Report.objects.create(
            investment=row, on=piece.at.date(), light=light, cost=cost, ends_on=ends_on,
            computed=rating_now.as_data(found, piece.at.date()), at=to_ms(piece.at), by=by.code,
            person=by.person,
        )  # fmt: skip
        row.owner_light, row.revision = light, row.revision + 1
        keeping.saved(row)
        told = {
            "report": made.pk, "light": light, "cost": "" if cost is None else str(cost),
            "ends_on": ends_on.isoformat() if ends_on else "",
        }  # fmt: skip
        data = {**told, "row": made.pk}
        writing.row_stepped(
            piece, row, "report", "reported", by=by, before=row.stage, said=said, told=data, key=full
        )
        return int(made.pk)

    return once(by, f"report:{code}:{key}" if key else "", do, problems, realm=REALM)


def _owner(user: object, row: Investment) -> Actor:
    by, who, rights = standing.actor(user, row, wanted=frozenset({Standing.LEAD}))
    if row.owner in standing.posts_of(rights):
        return Actor(row.owner, by.person)
    if Standing.LEAD not in who.standings:
        raise Refused(Problem("rights.missing"))
    return by


def _wrong(light: str, cost: Decimal | None, said: Said) -> list[Problem]:
    found = []
    if light not in list(Light):
        found.append(Problem("report.light", "light", {"text": light[:20], "known": ", ".join(Light)}))
    if cost is not None and (not is_exact(cost) or cost < 0):
        found.append(Problem("report.cost", "cost", {"amount": str(cost)[:40]}))
    if not said.has("words"):
        found.append(Problem("report.no-words", "words"))
    return found
