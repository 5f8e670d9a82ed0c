"""Does the interface answer everybody as its description says, whatever they send?"""

from pathlib import Path

import pytest

from styrbord.services import memory
from tests.contract.fuzzing import fuzz, holders
from tests.contract.submitting import office

EXAMPLES = 2


@pytest.mark.filterwarnings("ignore")
def test_every_role_gets_documented_answers_to_anything(sqlite_database: str, tmp_path: Path) -> None:
    memory.forget()
    token = office(tmp_path).draft()
    wrong, statuses = [], set()
    for number, (_, headers) in enumerate(holders()):
        tried = fuzz(headers, {"token": (token, "0" * 32)}, examples=EXAMPLES, start=number)
        wrong += tried.wrong
        statuses |= set(tried.statuses)
    assert wrong == []
    assert {200, 400, 401, 403, 404} <= statuses
