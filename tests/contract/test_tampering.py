"""Is every tampering with the sealed ledger found, by whoever may do anything in the database?

`STYRBORD_TAMPERINGS=1000 pytest tests/contract/test_tampering.py` tries 1,000 on each database,
`STYRBORD_SEED` others.
"""

import os
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from styrbord.core.base.problems import Problem
from styrbord.services.ledger import verify
from tests.contract import ledgers

pytestmark = pytest.mark.usefixtures("database")
COUNT = int(os.environ.get("STYRBORD_TAMPERINGS", "100"))
SEED = int(os.environ.get("STYRBORD_SEED", "4"))
SIZE = 5
KINDS = ("edit", "delete", "insert", "swap", "truncate", "rewrite")
OF_THE_END = {"truncate", "rewrite"}
CODES = {
    "edit": {"ledger.changed"},
    "delete": {"ledger.missing"},
    "insert": {"ledger.added"},
    "swap": {"ledger.changed"},
    "truncate": {"ledger.cut"},
    "rewrite": {"ledger.rewritten"},
}


def tamper(kind: str, number: int, other: int, chance: Random) -> int:
    """Tamper once; number of the first event that is not as it was."""
    if kind == "edit":
        ledgers.edit(number, chance)
    if kind == "delete":
        ledgers.delete(number)
    if kind == "insert":
        ledgers.insert(number)
        return number - 1
    if kind == "swap":
        ledgers.swap(number, other)
        return min(number, other)
    if kind == "truncate":
        ledgers.truncate(number)
    if kind == "rewrite":
        ledgers.rewrite(number, chance)
    return number


def names(problem: Problem, kind: str, first: int, batch: list[int]) -> bool:
    """Whether the problem names the first bad event, or its batch where nothing else is left to tell."""
    said = range(int(str(problem.params["first"])), int(str(problem.params["last"])) + 1)
    if kind in OF_THE_END:
        return first in said and said.stop - 1 == batch[-1] and len(said) <= 2 * SIZE
    return list(said) == [first]


def test_every_tampering_is_found_and_its_first_event_named(tmp_path: Path) -> None:
    heads = tmp_path / "heads"
    numbers = ledgers.sealed(heads, batches=8, size=SIZE)
    assert verify(heads=heads).problem is None
    chance, tried, found, alone = Random(SEED), Counter[str](), Counter[str](), Counter[str]()
    wrong: list[object] = []
    for trial in range(COUNT):
        kind = KINDS[trial % len(KINDS)]
        number, other = chance.sample(numbers, 2)
        with ledgers.unguarded():
            first = tamper(kind, number, other, chance)
            with_heads, by_chain = verify(heads=heads), verify(chain_alone=True)
        tried[kind] += 1
        alone[kind] += by_chain.problem is not None
        place = numbers.index(number) // SIZE * SIZE
        problem = with_heads.problem
        if problem and problem.code in CODES[kind] and names(problem, kind, first, numbers[place:][:SIZE]):
            found[kind] += 1
        else:
            wrong.append((trial, kind, number, other, problem))
    assert wrong == [], f"seed {SEED}"
    assert found == tried
    assert {kind: alone[kind] for kind in tried} == {
        kind: 0 if kind in OF_THE_END else count for kind, count in tried.items()
    }, "the chain alone sees all but what was done to the whole end"
    assert verify(heads=heads).problem is None, "every tampering was undone"


def test_seals_that_are_taken_away_alone_are_told_apart(tmp_path: Path) -> None:
    heads = tmp_path / "heads"
    ledgers.sealed(heads, batches=3, size=2)
    with ledgers.unguarded():
        ledgers.run("DELETE FROM ledger_seal WHERE sequence > 1")
        found = verify(heads=heads)
    assert found.problem is not None
    assert (found.problem.code, found.problem.params["sequence"]) == ("ledger.unsealed", 2)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_seal SET digest = root WHERE sequence = 2",
        "UPDATE ledger_seal SET root = digest WHERE sequence = 2",
        "UPDATE ledger_seal SET previous = root WHERE sequence = 2",
        "UPDATE ledger_seal SET at = at + 1 WHERE sequence = 2",
        "UPDATE ledger_seal SET first = first + 1 WHERE sequence = 2",
        "UPDATE ledger_seal SET last = last + 1 WHERE sequence = 2",
        "UPDATE ledger_seal SET sequence = 9 WHERE sequence = 2",
        "DELETE FROM ledger_seal WHERE sequence = 2",
    ],
)
def test_a_changed_seal_is_found(change: str, tmp_path: Path) -> None:
    heads = tmp_path / "heads"
    ledgers.sealed(heads, batches=3, size=2)
    with ledgers.unguarded():
        ledgers.run(change)
        found = verify(heads=heads)
    assert found.problem is not None
    assert (found.problem.code, found.problem.params["sequence"]) == ("ledger.seal", 2)
    assert found.walked.seals == 1


def test_another_beginning_is_found(tmp_path: Path) -> None:
    heads = tmp_path / "heads"
    ledgers.sealed(heads, batches=1, size=2)
    with ledgers.unguarded():
        ledgers.run("UPDATE ledger_setting SET content = '\"other\"' WHERE name = 'installation-id'")
        found = verify(heads=heads)
    assert found.problem is not None
    assert found.problem.code == "ledger.seal"


def test_an_event_before_the_first_is_found(tmp_path: Path) -> None:
    heads = tmp_path / "heads"
    ledgers.sealed(heads, batches=1, size=2)
    with ledgers.unguarded():
        ledgers.run("UPDATE ledger_event SET id = -7 WHERE id = 4")
        found = verify(heads=heads)
    assert found.problem is not None
    assert (found.problem.code, found.problem.params["first"]) == ("ledger.added", -7)
