"""Which parts does the read API have?"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Router
from ninja.renderers import JSONRenderer

from styrbord.api import numbers, refusals, registers
from styrbord.api.asking import START
from styrbord.api.schemas import StartOut
from styrbord.core.base.problems import Problem, Refused

DESCRIPTION = (
    "Read access to everything that the board shows: subjects, indicators, observations and figures, "
    "as of any day and by any vintage. Wrong input gets the problems: where, what and what to do."
)
VERSION = "1.0"
ADDRESSES = (
    "subjects",
    "subjects/{code}",
    "indicators",
    "indicators/{code}",
    "observations",
    "figures",
    "editions",
    "pages",
    "problems",
    "openapi.json",
)


class Plain(JSONRenderer):
    """JSON with letters as they are."""

    media_type = "application/json"
    charset = "utf-8"
    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False, "allow_nan": False}


api = NinjaAPI(
    title="Styrbord",
    version=VERSION,
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    renderer=Plain(),
)
refusals.install(api)
api.add_router("", registers.router)
api.add_router("", numbers.router)
rest_of_it = Router()


@api.get("/", response=StartOut, tags=["start"])
def start(request: HttpRequest) -> dict[str, object]:
    """What there is to ask for."""
    addresses = [f"{START}{name}" for name in ADDRESSES]
    return {"name": "Styrbord", "version": VERSION, "description": DESCRIPTION, "addresses": addresses}


@rest_of_it.get("/{path:rest}", include_in_schema=False)
def elsewhere(request: HttpRequest, rest: str) -> None:
    """Refuse what does not exist, in the same form as everything else."""
    raise Refused(Problem("request.unknown-address", request.path, {"path": request.path, "start": START}))


api.add_router("", rest_of_it)
