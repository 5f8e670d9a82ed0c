"""Does the database itself keep rules of programmes and applications to funds as they were written?"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from styrbord.store.investments.models import (
    Fund,
    FundApplication,
    Investment,
    Policy,
    ProgrammeKind,
)
from styrbord.store.spine.models import Subject

pytestmark = pytest.mark.usefixtures("database")
PRICED = {"currency": "SEK", "price_year": 2026, "prices": "nominal"}


def _policy() -> Any:
    return Policy.objects.create(
        code="free", kinds=["roads"], valid_from=date(2026, 1, 1), document="D 1", at=1, by="x"
    )


def _kind() -> Any:
    return ProgrammeKind.objects.create(programme="R-1", kind="roads", at=1, by="x")


def _application() -> Any:
    lead = Subject.objects.create(code="town", kind="organisation")
    row = Investment.objects.create(
        code="P-1", owner="head", lead=lead, kind="joint", process="full", access="open", **PRICED
    )
    fund = Fund.objects.create(code="joint", keeper="treasurer", at=1, by="x", **PRICED)
    return FundApplication.objects.create(
        token="t1", fund=fund, investment=row, money=Decimal(5), shares={"town": "100"}, at=1, by="x"
    )


@pytest.mark.parametrize(("make", "column"), [(_policy, "code"), (_kind, "kind"), (_application, "document")])
def test_what_was_once_written_is_neither_changed_nor_deleted(make: Callable[[], Any], column: str) -> None:
    row = make()
    table = row._meta.db_table
    statements = [
        f"UPDATE {table} SET {column} = 'other' WHERE id = {row.pk}",
        f"DELETE FROM {table} WHERE id = {row.pk}",
    ]
    for statement in statements:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert type(row).objects.filter(pk=row.pk).count() == 1
