"""Does the interface answer everybody as its description says, however long it is tried?

`STYRBORD_DATABASE=... python -m bench.api_fuzz --examples 200 --seed 1` on a new database tries every
operation so many times as nobody, as a stranger and with a token of each role, with what the description
allows and with what it does not. It prints requests, answers and what was wrong as JSON, and ends with 1
when something was.
"""

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path

from bench.site import migrate, vendor
from tests.contract.fuzzing import fuzz, holders
from tests.contract.submitting import office

SHOWN = 50


def run(examples: int, seed: int) -> dict[str, object]:
    """Try the interface as everybody."""
    with tempfile.TemporaryDirectory() as folder:
        token = office(Path(folder) / "county").draft()
    statuses: Counter[int] = Counter()
    wrong: list[str] = []
    for number, (role, headers) in enumerate(holders()):
        tried = fuzz(headers, {"token": (token, "0" * 32)}, examples=examples, start=seed + number)
        statuses.update(tried.statuses)
        wrong += [f"{role}: {one}" for one in tried.wrong]
    answers = {str(status): count for status, count in sorted(statuses.items())}
    return {
        "scenario": "anything asked of the interface, as everybody",
        "database": vendor(),
        "trials": statuses.total(),
        "fired": statuses.total(),
        "examples": examples,
        "answers": answers,
        "failures": wrong[:SHOWN],
        "wrong": len(wrong),
    }


def main() -> None:
    """Try, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.api_fuzz")
    parser.add_argument("--examples", type=int, default=200, help="of each operation, role and kind of input")
    parser.add_argument("--seed", type=int, default=1)
    words = parser.parse_args()
    migrate()
    found = run(words.examples, words.seed)
    print(json.dumps({**found, "seed": words.seed}, indent=1))
    if found["wrong"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
