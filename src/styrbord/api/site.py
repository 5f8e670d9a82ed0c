"""Which parts does the interface for programs have?"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from styrbord.api import (
    caller,
    collection,
    council,
    decision_critiques,
    decision_writing,
    deviations,
    forecasts,
    investment_reports,
    jobs,
    meetings,
    numbers,
    promises,
    rating_writing,
    refusals,
    registers,
    scenarios,
    signals,
    week,
)
from styrbord.api.asking import START
from styrbord.api.collection_schemas import ReceivedOut
from styrbord.api.schemas import StartOut
from styrbord.core.base.problems import Problem, Refused

DESCRIPTION = (
    "Read access to everything that the board shows: subjects, indicators, observations and figures, "
    "as of any day and by any vintage. With a token, programs also hand in what forms ask for, send single "
    "observations, answer deviations, propose decisions, promise, take part in meetings, rate and invest. "
    "Wrong input gets the problems: where, what and what to do."
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
    "signals",
    "forecasts",
    "forecasts/accuracy",
    "decisions",
    "decisions/{token}",
    "decisions/{token}/chain",
    "decisions/{token}/start",
    "decisions/{token}/options",
    "decisions/{token}/reasons",
    "decisions/{token}/steps",
    "decisions/{token}/publicity",
    "decisions/{token}/critique",
    "decisions/{token}/critique/end",
    "decisions/{token}/concerns",
    "decisions/{token}/concerns/{number}/answer",
    "decisions/{token}/severities",
    "decisions/{token}/positions",
    "stakeholders",
    "deviations",
    "deviations/{token}",
    "deviations/{token}/steps",
    "deviations/{token}/steps/{number}/erase",
    "promises",
    "promises/{token}",
    "promises/{token}/steps",
    "promises/{token}/steps/{number}/erase",
    "meetings",
    "meetings/{circle}",
    "meetings/{circle}/agenda",
    "meetings/{circle}/start",
    "meetings/{circle}/items",
    "meetings/{circle}/{on}",
    "meetings/{circle}/{on}/end",
    "meetings/{circle}/{on}/items/{number}",
    "ratings",
    "ratings/{code}",
    "ratings/{code}/method",
    "ratings/{code}/cards/{subject}",
    "ratings/{code}/compared",
    "ratings/{code}/what-if",
    "ratings/{code}/reach",
    "ratings/{code}/officers/{subject}",
    "ratings/{code}/assessments",
    "ratings/{code}/days",
    "rating-days",
    "rating-methods",
    "rating-methods/{code}",
    "rating-methods/{code}/steps",
    "rating-runs",
    "rating-runs/{token}",
    "rating-runs/{token}/steps",
    "rating-runs/{token}/replay",
    "rating-runs/{token}/appeals",
    "rating-appeals",
    "rating-appeals/{token}/steps",
    "investments",
    "investments/{code}",
    "investments/{code}/plan",
    "investments/{code}/steps",
    "investments/{code}/assents",
    "investments/{code}/reports",
    "investments/{code}/benefits",
    "investments/{code}/matrix",
    "investments/{code}/partners",
    "investments/{code}/conformity",
    "investment-light",
    "investment-benefits",
    "investment-matters",
    "investment-matters/{token}",
    "investment-matters/{token}/steps",
    "investment-book",
    "investment-changes",
    "investment-changes/impact",
    "investment-changes/{token}/impact",
    "investment-changes/{token}/signatures",
    "investment-components",
    "investment-components/reuse",
    "investment-stops",
    "investment-sittings",
    "investment-sittings/{on}",
    "investment-spending",
    "investment-facts",
    "investment-facts/unmatched",
    "investment-budgets",
    "investment-budgets/versions",
    "investment-budgets/unexplained",
    "investment-funds",
    "investment-funds/{code}",
    "investment-funds/{code}/applications",
    "investment-funds/{code}/movements",
    "scenarios",
    "scenarios/{token}",
    "leads",
    "pages",
    "problems",
    "forms",
    "duties",
    "week",
    "submissions",
    "submissions/{token}",
    "submissions/{token}/council",
    "submissions/{token}/entries",
    "submissions/{token}/submit",
    "jobs",
    "jobs/{token}",
    "jobs/{token}/cancel",
    "openapi.json",
)


class Plain(JSONRenderer):
    """JSON with letters as they are."""

    media_type = "application/json"
    charset = "utf-8"
    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False, "allow_nan": False}


class Interface(NinjaAPI):
    """The interface; its description is made once, for nothing in it depends on who asks."""

    _described: OpenAPISchema | None = None

    def get_openapi_schema(self, *_: Any, **said: Any) -> OpenAPISchema:
        """Description of every address."""
        if self._described is None:
            self._described = super().get_openapi_schema(**said)
        return self._described


api = Interface(
    title="Styrbord",
    version=VERSION,
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    renderer=Plain(),
    openapi_extra={
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "A token made under My rights."},
                "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
            }
        }
    },
)
refusals.install(api)
api.add_router("", registers.router)
numbers.router.post(
    "/observations",
    response={201: ReceivedOut, **collection.WRITING},
    tags=["collection"],
    auth=caller.program,
    openapi_extra=collection.BY_TOKEN,
    url_name="rows",
)(collection.receive)
api.add_router("", numbers.router)
api.add_router("", signals.router)
api.add_router("", forecasts.router)
api.add_router("", collection.router)
api.add_router("", council.router)
api.add_router("", jobs.router)
api.add_router("", scenarios.router)
api.add_router("", rating_writing.router)
api.add_router("", investment_reports.router)
api.add_router("", decision_writing.router)
api.add_router("", decision_critiques.router)
api.add_router("", deviations.router)
api.add_router("", promises.router)
api.add_router("", week.router)
api.add_router("", meetings.router)
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
