"""How is the interface tried with what its own description allows, and with what it does not?

Cases come from the description (schemathesis); now and then a generated code is replaced by one that is
known, so that they get beyond the first question.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from styrbord.conf.wsgi import application
from styrbord.core.people.roles import Role
from styrbord.services.accounts import tokens
from styrbord.services.rights import Actor
from tests.contract.people import asked, key_of, signed_in

DESCRIPTION = "/api/v1/openapi.json"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
SCOPES = ("read", "stop", "submit:labour", "observe:county", "steer:deviations")
KNOWN: Mapping[str, tuple[object, ...]] = {
    "code": ("n1", "people", "jobs"),
    "subject": ("n1", "top"),
    "indicator": ("people", "jobs", "vacancies"),
    "form": ("labour",),
    "dataset": ("county",),
    "period": ("2020", "2026-01", "2026-13"),
    "breakdown": ("_T", "SEX=F"),
    "status": ("", "A", "M"),
    "frequency": ("A", "M"),
    "format": ("json", "csv", "json-stat"),
    "from": ("2019", "2020-01"),
    "as-of": ("2021", "2030"),
}


@dataclass
class Tried:
    """How many requests were made, with which answers, and what was wrong with them."""

    requests: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def holders() -> Iterator[tuple[str, dict[str, str]]]:
    """Headers of everybody who asks: nobody, a wrong token, and a token of each role."""
    yield "anonymous", {}
    yield "stranger", {"Authorization": "Bearer sty_wrong"}
    for role in Role:
        user = signed_in(f"{role}-fuzz", asked(role))
        secret = tokens.make(f"{role}-fuzz", SCOPES, days=9, by=Actor(f"{role}-fuzz", key_of(user)))
        yield str(role), {"Authorization": f"Bearer {secret}"}


def fuzz(
    headers: Mapping[str, str],
    known: Mapping[str, tuple[object, ...]],
    *,
    examples: int,
    start: int,
    only: str = "",
) -> Tried:
    """Try every operation of the description so many times, or those whose address holds a text."""
    tried = Tried()
    schema = schemathesis.openapi.from_wsgi(DESCRIPTION, application)
    said = {**KNOWN, **known}
    for found in schema.get_all_operations():
        operation = found.ok()
        if only not in operation.path:
            continue
        modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        for mode in modes:
            _try(
                operation.as_strategy(generation_mode=mode),
                headers,
                said,
                tried,
                examples=examples,
                start=start,
            )
    return tried


def _try(
    cases: Any,
    headers: Mapping[str, str],
    known: Mapping[str, tuple[object, ...]],
    tried: Tried,
    *,
    examples: int,
    start: int,
) -> None:
    @seed(start)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(cases, st.randoms(use_true_random=False))
    def one(case: Any, chance: Any) -> None:
        for part in (case.path_parameters, case.query, case.body):
            _replace(part, known, chance)
        answer = case.call(headers={**headers, **_own(case, chance)})
        tried.requests += 1
        tried.statuses[answer.status_code] = tried.statuses.get(answer.status_code, 0) + 1
        try:
            case.validate_response(answer, checks=CHECKS)
        except (Failure, FailureGroup) as failure:
            failures = failure.exceptions if isinstance(failure, FailureGroup) else [failure]
            said = "; ".join(f"{one.title}: {one.message}" for one in failures)
            tried.wrong.append(f"{case.method} {case.formatted_path} {answer.status_code}: {said}")

    with suppress(Unsatisfiable):  # nothing about an address without parameters can be wrong
        one()


def _own(case: Any, chance: Any) -> dict[str, str]:
    """A key that no request has used, where one is wanted."""
    wanted = case.method != "GET" and chance.random() < 0.8
    return {"Idempotency-Key": f"{chance.getrandbits(64):x}"} if wanted else {}


def _replace(part: object, known: Mapping[str, tuple[object, ...]], chance: Any) -> None:
    """Put known words in place of generated ones, more often than not."""
    for said in part if isinstance(part, list) else [part]:
        if hasattr(said, "items") and hasattr(said, "__setitem__"):
            for name, content in list(said.items()):
                if isinstance(content, dict | list):
                    _replace(content, known, chance)
                if name in known and chance.random() < 0.6:
                    said[name] = chance.choice(known[name])
