"""What do the tests of the read API share: a tiny county in a database, and someone who asks?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from styrbord.services.loading import load_pack

PACK = Path(__file__).parent / "pack"


class Asker:
    """Asks addresses of the interface."""

    def __init__(self, client: Client) -> None:
        """Keep the client."""
        self.client = client

    def __call__(self, path: str, query: Any = None, /, **headers: str) -> Any:
        """Answer of an address under /api/v1/."""
        return self.client.get(f"/api/v1/{path}", query or {}, headers=headers)

    def json(self, path: str, query: Any = None, /, **headers: str) -> Any:
        """Content of a right answer."""
        answer = self(path, query, **headers)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def problems(self, path: str, query: Any = None, /, **headers: str) -> list[tuple[str, str]]:
        """Place and code of each problem of a refusal."""
        answer = self(path, query, **headers)
        assert answer.status_code in (400, 404), answer.content
        return [(one["place"], one["code"]) for one in answer.json()["problems"]]


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The tiny county, loaded once for the tests of a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_pack(PACK)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def ask(county: None) -> Asker:
    """Someone who has not signed in."""
    return Asker(Client(raise_request_exception=False))
