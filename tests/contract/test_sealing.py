"""Is everything sealed once, in order, whoever writes or seals at the same time?"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections

from styrbord.core.base.problems import Refused
from styrbord.services import ledger
from styrbord.services.work import work
from styrbord.store.ledger.models import Event, Seal
from styrbord.store.ledger.sealing import COLUMNS
from tests.contract import ledgers
from tests.contract.asking import moment

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def heads(tmp_path: Path) -> Path:
    """File of published heads."""
    return tmp_path / "heads"


def code_of(refusal: pytest.ExceptionInfo[Refused]) -> str:
    """Code of the only problem."""
    (problem,) = refusal.value.problems
    return problem.code


def test_every_column_of_an_event_is_sealed() -> None:
    assert sorted(COLUMNS) == sorted(field.column for field in Event._meta.fields)


def test_an_empty_ledger_has_nothing_to_seal_and_verifies(heads: Path) -> None:
    done = ledger.seal(heads=heads)
    assert (done.events, done.published, done.head) == (0, 0, None)
    assert ledger.verify(heads=heads).problem is None


def test_work_is_sealed_and_a_second_sealing_does_nothing(heads: Path) -> None:
    with work("operator", moment("2026-01-01")) as piece:
        piece.tell("page.published", "work", {"number": 1, "codes": ["å"], "none": None})
    done = ledger.seal(heads=heads)
    assert done.head is not None
    assert (done.events, done.published, heads.read_text(encoding="utf-8")) == (1, 1, done.head.line() + "\n")
    again = ledger.seal(heads=heads)
    assert (again.events, again.published, again.head) == (0, 0, done.head)
    assert Seal.objects.count() == 1


def test_what_is_newer_than_the_last_seal_is_counted(heads: Path) -> None:
    ledgers.sealed(heads, batches=2, size=3)
    ledgers.tell([101, 102])
    found = ledger.verify(heads=heads)
    assert (found.problem, found.walked.events, found.walked.seals, found.newer) == (None, 6, 2, 2)
    assert (found.heads, found.walked.compared) == (2, 2)


def test_a_long_ledger_is_sealed_in_batches(heads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("styrbord.services.ledger.sealing.BATCH", 10)
    ledgers.tell(range(1, 26))
    told: list[tuple[int, int, str]] = []
    ledger.seal(heads=heads, progress=lambda *step: told.append(step))
    assert told == [(10, 25, "seal"), (20, 25, "seal"), (25, 25, "seal")]
    assert list(Seal.objects.order_by("sequence").values_list("first", "last")) == [
        (1, 10),
        (11, 20),
        (21, 25),
    ]
    assert ledger.verify(heads=heads).problem is None


def seal_elsewhere(heads: Path) -> int:
    """Seal on a connection of this thread's own."""
    try:
        return ledger.seal(heads=heads).events
    finally:
        connections["default"].close()


def test_who_seals_at_the_same_time_seals_nothing_twice(heads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("styrbord.services.ledger.sealing.BATCH", 7)
    ledgers.tell(range(1, 101))
    with ThreadPoolExecutor(4) as many:
        counts = list(many.map(seal_elsewhere, [heads] * 8))
    assert sum(counts) == 100
    found = ledger.verify(heads=heads)
    assert (found.problem, found.walked.events, found.walked.compared) == (None, 100, 15)


def test_sealing_catches_up_with_a_file_that_was_not_written_to_its_end(heads: Path) -> None:
    ledgers.sealed(heads, batches=3, size=2)
    whole = heads.read_bytes()
    heads.write_bytes(whole[: len(whole) - 100])
    assert ledger.verify(heads=heads).heads == 2
    assert ledger.seal(heads=heads).published == 1
    assert heads.read_bytes() == whole


def test_a_torn_line_that_is_not_ours_is_refused(heads: Path) -> None:
    ledgers.sealed(heads, batches=1, size=2)
    heads.write_text("1 2020", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        ledger.seal(heads=heads, begins_anew=True)
    assert code_of(refusal) == "ledger.heads-broken"


def test_a_lost_file_of_heads_is_begun_anew_only_when_told(heads: Path) -> None:
    ledgers.sealed(heads, batches=2, size=2)
    whole = heads.read_bytes()
    heads.unlink()
    for doing in (ledger.seal, ledger.verify):
        with pytest.raises(Refused) as refusal:
            doing(heads=heads)
        assert code_of(refusal) == "ledger.heads-missing"
    assert ledger.verify(chain_alone=True).problem is None
    assert ledger.seal(heads=heads, begins_anew=True).published == 2
    assert heads.read_bytes() == whole


def test_a_file_of_another_past_is_refused(heads: Path, tmp_path: Path) -> None:
    ledgers.sealed(heads, batches=2, size=2)
    lines = heads.read_text(encoding="utf-8").splitlines()
    changed = lines[1].split(" ")
    changed[3] = "0" * 64
    heads.write_text("\n".join([lines[0], " ".join(changed)]) + "\n", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        ledger.seal(heads=heads)
    assert code_of(refusal) == "ledger.heads-differ"
    assert ledger.verify(heads=heads).problem is not None
    other = tmp_path / "other"
    assert ledger.seal(heads=other, begins_anew=True).published == 2


def test_a_file_with_a_broken_line_is_refused(heads: Path) -> None:
    ledgers.sealed(heads, batches=2, size=2)
    heads.write_text(heads.read_text(encoding="utf-8").replace(" ", "  ", 1), encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        ledger.verify(heads=heads)
    assert code_of(refusal) == "ledger.heads-broken"


@pytest.mark.parametrize("file", ["none/heads", "."])
def test_a_file_that_cannot_be_used_is_refused(file: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        ledger.seal(heads=tmp_path / file)
    assert code_of(refusal) == "ledger.heads-unusable"
    assert Seal.objects.count() == 0


def test_a_proof_needs_the_heads_alone(heads: Path) -> None:
    numbers = ledgers.sealed(heads, batches=2, size=5)
    for number in numbers:
        proof, head = ledger.check(ledger.prove(number), heads=heads)
        assert f'"id":{number},' in proof.event
        assert head.sequence == (1 if number <= numbers[4] else 2)


def test_a_proof_of_something_else_is_refused(heads: Path) -> None:
    ledgers.sealed(heads, batches=2, size=5)
    text = ledger.prove(4)
    for changed, code in (
        (text.replace("operator", "nobody"), "proof.wrong"),
        (text.replace('"sequence": 1', '"sequence": 2'), "proof.wrong"),
        (text.replace('"index": 1', '"index": 2'), "proof.wrong"),
        (text.replace('"index": 1', '"index": -1'), "proof.wrong"),
        (text.replace('"sequence": 1', '"sequence": 3'), "proof.no-head"),
        (text.replace('"index": 1', '"index": "1"'), "proof.unreadable"),
        (text[:-5], "proof.unreadable"),
        ("", "proof.unreadable"),
    ):
        with pytest.raises(Refused) as refusal:
            ledger.check(changed, heads=heads)
        assert code_of(refusal) == code


def test_only_what_is_sealed_and_unchanged_can_be_proved(heads: Path) -> None:
    ledgers.sealed(heads, batches=1, size=3)
    ledgers.tell([101])
    for number in (1, 101, 999):
        with pytest.raises(Refused) as refusal:
            ledger.prove(number)
        assert code_of(refusal) == "ledger.no-seal"
    with ledgers.unguarded():
        ledgers.run("UPDATE ledger_event SET actor = 'nobody' WHERE id = 2")
        with pytest.raises(Refused) as refusal:
            ledger.prove(4)
    assert code_of(refusal) == "ledger.not-provable"
