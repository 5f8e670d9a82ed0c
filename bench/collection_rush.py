"""Does exactly one of many simultaneous approvals and releases win, and are all others told?

`STYRBORD_DATABASE=... python -m bench.collection_rush --asked 1000 --at-once 50` on a new database prints
what came of it as JSON, and ends with 1 unless every submission was approved once, released once in one
edition, and every other request got a refusal by name.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread

from django.db import connections

from bench.site import migrate, vendor
from styrbord.core.base.problems import Refused
from styrbord.services import ledger, people
from styrbord.services.collection import submissions
from styrbord.services.rights import OPERATOR
from styrbord.store.collection.models import Step
from styrbord.store.ledger.models import Event
from styrbord.store.spine.models import Edition
from tests.contract.people import asked
from tests.contract.submitting import Office, office, revision

TOLD = {"submission.changed", "submission.not-possible"}
WON = "won"


def approval(small: Office, period: str) -> Callable[[], object]:
    """Approve one package at its first level."""
    token, by = small.submitted(period=period), small.by("n1-reviewer")
    seen = revision(token)
    return lambda: submissions.approve(token, revision=seen, by=by)


def release(small: Office, period: str) -> Callable[[], object]:
    """Release one approved package at once."""
    token, by = _approved(small, period), small.by("releaser")
    return lambda: submissions.schedule([token], at=None, by=by)


def _approved(small: Office, period: str) -> str:
    token = small.submitted("n2", period)
    for post in ("n1-reviewer", "north-reviewer"):
        small.approve(token, post)
    return token


def raced(do: Callable[[], object], count: int) -> Counter[str]:
    """What so many threads got that all began at one moment."""
    start, found = Barrier(count), list[str]()

    def ask() -> None:
        try:
            start.wait()
            do()
            found.append(WON)
        except Refused as refused:
            found.append(refused.problems[0].code)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is counted and fails the run)
            found.append(repr(error))
        finally:
            connections.close_all()

    threads = [Thread(target=ask) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(found)


def wrong_with(found: Counter[str], count: int) -> list[str]:
    """What a race should not have ended with."""
    odd = {code: number for code, number in found.items() if code not in TOLD | {WON}}
    wrong = [f"{number} x {code}" for code, number in odd.items()]
    if found[WON] != 1 or found.total() != count:
        wrong.append(f"{found[WON]} of {found.total()} won")
    return wrong


def run(requests: int, at_once: int) -> dict[str, object]:
    """Race for so many approvals and as many releases, some at a time."""
    with tempfile.TemporaryDirectory() as folder:
        small = office(Path(folder) / "county")
    people.grant("n1-reviewer", asked("reviewer", subject="n2"), by=OPERATOR)
    rounds, began = -(-requests // at_once), time.perf_counter()
    totals, failures = {"approve": Counter[str](), "release": Counter[str]()}, list[str]()
    editions = Edition.objects.count()
    for number in range(rounds):
        period = f"{2025 + number // 12}-{number % 12 + 1:02}"
        for name, race in (("approve", approval), ("release", release)):
            found = raced(race(small, period), at_once)
            totals[name] += found
            failures += [f"{name} {period}: {what}" for what in wrong_with(found, at_once)]
    failures += _after(rounds, editions)
    return {
        "scenario": "simultaneous approvals and releases",
        "database": vendor(),
        "trials": 2 * rounds * at_once,
        "fired": sum(found.total() for found in totals.values()),
        "races": dict.fromkeys(totals, rounds),
        "at_once": at_once,
        "answers": {name: dict(found) for name, found in totals.items()},
        "failures": failures,
        "seconds": round(time.perf_counter() - began, 1),
    }


def _after(rounds: int, editions: int) -> list[str]:
    """What the database should not hold after all races."""
    found = [str(problem) for problem in submissions.disagreements()]
    if problem := ledger.verify(chain_alone=True).problem:
        found.append(str(problem))
    counts = {
        "approvals": (Step.objects.filter(verb="approve").count(), 3 * rounds),
        "releases": (Event.objects.filter(verb="submission.released").count(), rounds),
        "editions": (Edition.objects.count() - editions, rounds),
    }
    return found + [f"{name}: {told}, not {due}" for name, (told, due) in counts.items() if told != due]


def main() -> None:
    """Race as often as asked and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.collection_rush", description=__doc__)
    parser.add_argument("--asked", type=int, default=1000)
    parser.add_argument("--at-once", type=int, default=50)
    words = parser.parse_args()
    migrate()
    result = run(words.asked, words.at_once)
    print(json.dumps(result, indent=1))
    if result["failures"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
