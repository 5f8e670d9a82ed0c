"""How does a test fill, seal and tamper with a ledger?"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

from django.db import connection, transaction

from styrbord.core.base.ledger import seals
from styrbord.services import ledger
from styrbord.store.clock import from_ms
from styrbord.store.ledger.models import Event, Seal
from styrbord.store.ledger.sealing import Ledger, add

COLUMNS = ("at", "actor", "verb", "about", "data", "idempotency_key", "rules_version")
_TRIGGERS = ("event_fixed", "event_kept", "event_new", "seal_fixed", "seal_kept", "seal_new")


def tell(numbers: Sequence[int]) -> None:
    """Events of given numbers."""
    for number in numbers:
        Event.objects.create(
            id=number,
            at=1_700_000_000_000 + number,
            actor="operator",
            verb="pack.loaded",
            about=f"pack-{number % 7}",
            data={"new": number, "codes": ["a", "å"], "files": {"x.csv": "ab" * 32}},
            idempotency_key=None if number % 3 else f"key-{number}",
        )


def sealed(heads: Path, *, batches: int, size: int) -> list[int]:
    """Numbers of sealed events, in batches; between two there is always room for a third."""
    numbers = [2 * number for number in range(1, batches * size + 1)]
    for start in range(0, len(numbers), size):
        tell(numbers[start : start + size])
        ledger.seal(heads=heads)
    return numbers


@contextmanager
def unguarded() -> Iterator[None]:
    """The database in the hands of somebody who may do anything; everything is undone at the end."""
    with transaction.atomic():
        take_guards_away()
        yield
        transaction.set_rollback(True)


def tamper_for_good(sql: str) -> None:
    """Raw SQL past the guards, which is kept."""
    with transaction.atomic():
        take_guards_away()
        run(sql)


def take_guards_away() -> None:
    """Let the database no longer refuse anything."""
    if connection.vendor == "postgresql":
        run("ALTER TABLE ledger_event DISABLE TRIGGER USER")
        run("ALTER TABLE ledger_seal DISABLE TRIGGER USER")
        return
    for name in _TRIGGERS:
        run(f"DROP TRIGGER {name}")


def run(sql: str, *params: object) -> None:
    """Raw SQL."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def edit(number: int, chance: Random) -> None:
    """Change one column of an event."""
    column = chance.choice(COLUMNS)
    content: object = {"at": number, "data": f'{{"new": {-number}}}'}.get(column, f"changed-{number}")
    run(f"UPDATE ledger_event SET {column} = %s WHERE id = %s", content, number)


def delete(number: int) -> None:
    """Take an event away."""
    run("DELETE FROM ledger_event WHERE id = %s", number)


def insert(number: int) -> None:
    """Put a copy of some event in the room before another one."""
    names = "at, actor, verb, about, data, rules_version"
    run(
        f"INSERT INTO ledger_event (id, {names}) SELECT %s, {names} FROM ledger_event WHERE id = %s",
        number - 1,
        number,
    )


def swap(one: int, other: int) -> None:
    """Let two events change places."""
    for old, new in ((one, -1), (other, one), (-1, other)):
        run("UPDATE ledger_event SET id = %s WHERE id = %s", new, old)


def truncate(number: int) -> None:
    """Cut off an event and all after it, with the seals that knew of them."""
    run("DELETE FROM ledger_event WHERE id >= %s", number)
    run("DELETE FROM ledger_seal WHERE last >= %s", number)


def rewrite(number: int, chance: Random) -> None:
    """Change an event and make all seals from it on anew, as the program itself would."""
    edit(number, chance)
    old = list(Seal.objects.filter(last__gte=number).order_by("sequence"))
    run("DELETE FROM ledger_seal WHERE last >= %s", number)
    for row in old:
        found = Ledger()
        before = found.newest_seal()
        digest = bytes.fromhex(before.head.digest if before else row.previous)
        rows = [(one, content or b"") for one, content in found.events(row.first - 1, row.last)]
        add(seals.seal(row.sequence, from_ms(row.at), digest, rows))
