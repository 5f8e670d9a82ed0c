"""How do programs plan investments, take them through their gates, and stand by their parts?"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from ninja import Status

from styrbord.api import caller
from styrbord.api.collection import BY_TOKEN, KEY, WRITING
from styrbord.api.investment_asking import CODE, TAGS
from styrbord.api.investment_sent import AssentIn, LightIn, PlanChangeIn, PlanIn, StepIn, exact, kept
from styrbord.api.investment_shapes import StandOut
from styrbord.api.investments import router
from styrbord.core.investments.portfolio.moving import Said
from styrbord.services import programs
from styrbord.services.investments import assenting, drafting, moving, planned, seeing
from styrbord.services.rights import rights_of

SCOPE = ("steer", "investments")
WRITES: dict[str, Any] = {"tags": TAGS, "auth": caller.program, "openapi_extra": BY_TOKEN}


@router.post("/investments", response={201: StandOut, **WRITING}, **WRITES, url_name="investments")
def begin(request: HttpRequest, said: PlanIn, key: str = KEY) -> Status[dict[str, Any]]:
    """Begin an investment from its plan, for the body that leads it."""
    user, found = caller.asking(request).user, code_of(said.plan)
    done(request, found, lambda: bool(drafting.begin(user, said.plan)), key)
    return Status(201, stand_of(request, found))


@router.post("/investment-light", response={201: StandOut, **WRITING}, **WRITES, url_name="investment-light")
def begin_light(request: HttpRequest, said: LightIn, key: str = KEY) -> Status[dict[str, Any]]:
    """Begin a small internal investment from ten answers."""
    user, found = caller.asking(request).user, str(said.answers.get("code", ""))[:64]
    done(request, found, lambda: bool(drafting.begin_light(user, said.answers)), key)
    return Status(201, stand_of(request, found))


@router.put(
    "/investments/{code}/plan",
    response={200: StandOut, **WRITING},
    **WRITES,
    url_name="investment-plan",
)
def change(request: HttpRequest, said: PlanChangeIn, code: str = CODE, key: str = KEY) -> dict[str, Any]:
    """Say a plan anew; money and results of a decided one change by requests alone."""
    user, found = caller.asking(request).user, kept(code)
    done(request, found, lambda: drafting.change(user, found, said.plan, revision=said.revision), key)
    return stand_of(request, found)


@router.post(
    "/investments/{code}/steps", response={200: StandOut, **WRITING}, **WRITES, url_name="investment-steps"
)
def move(request: HttpRequest, said: StepIn, code: str = CODE, key: str = KEY) -> dict[str, Any]:
    """Take an investment through a gate, pause, resume or stop it."""
    user, found = caller.asking(request).user, kept(code)
    told = with_residual(user, found, said)
    done(request, found, lambda: moving.move(user, found, kept(said.verb), told, revision=said.revision), key)
    return stand_of(request, found)


@router.post(
    "/investments/{code}/assents",
    response={200: StandOut, **WRITING},
    **WRITES,
    url_name="investment-assents",
)
def assent(request: HttpRequest, said: AssentIn, code: str = CODE, key: str = KEY) -> dict[str, Any]:
    """Say that a body stands by its line, the common picture, an agreement or what it takes over."""
    user, found = caller.asking(request).user, kept(code)

    def do() -> int:
        return assenting.assent(
            user,
            found,
            kept(said.kind),
            kept(said.item),
            body=kept(said.body),
            document=kept(said.document),
            on=said.on,
            is_given=said.given,
        )

    done(request, found, do, key)
    return stand_of(request, found)


def done(request: HttpRequest, about: str, do: Callable[[], int], key: str) -> None:
    """Do it once for this key."""
    programs.done(caller.writing(request, *SCOPE, key), lambda: (about, int(do())))


def code_of(plan: dict[str, Any]) -> str:
    """Code that a plan names; "" where it names none, which the reading of the plan refuses."""
    own = plan.get("investment")
    code = own.get("code") if isinstance(own, dict) else ""
    return kept(code)[:64] if isinstance(code, str) else ""


def with_residual(user: object, code: str, said: StepIn) -> Said:
    """What is said, with the residual value in the price of its investment."""
    if not said.residual:
        return said.said()
    row = seeing.seen_row(rights_of(user), code)
    return replace(said.said(), residual=exact(said.residual, planned.price_of(row), "residual"))


def stand_of(request: HttpRequest, code: str) -> dict[str, Any]:
    """Where an investment stands, as the program sees it now."""
    rights = caller.asking(request).rights
    row = seeing.seen_row(rights, code)
    names = ("code", "stage", "paused_in", "revision", "version")
    return {**{name: getattr(row, name) for name in names}, "verbs": moving.verbs_for(rights, row)}


__all__ = ["router"]
