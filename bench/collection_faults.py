"""Is any acknowledged hand-in, approval or release lost, halved or doubled by kill -9 at random moments?

`STYRBORD_DATABASE=... python -m bench.collection_faults --trials 500 --seed 1` on a new database prints
trials, fired, failures and seed as JSON and ends with 1 when anything failed. `work` is what the process
does that is killed: it hands in, approves and releases month by month, and acknowledges each move.
After each kill the next one repeats the last month with the same keys and must get the same answers.
"""

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from bench.site import migrate, vendor
from bench.workers import Line, Worker, apart
from styrbord.core.base.periods import Period
from styrbord.core.collection.packages import Entry
from styrbord.services import ledger, signing
from styrbord.services.collection import submissions
from styrbord.services.rights import Actor
from styrbord.store.collection.models import Package, PackageEdition, Step, Submission
from styrbord.store.ledger.models import Event
from styrbord.store.people.models import Holding
from tests.contract.forms import MONTHLY, board, published

FIRST = "1960-01"
LATEST_KILL = 1.5
"""Months of work after the first acknowledgement within which the process is killed."""
MOVES = ("open", "save", "submit", "approve-1", "approve-2", "release")
STEPS = ("save", "submit", "approve", "approve", "schedule", "release")
POSTS = ("n1-preparer", "n1-reviewer", "north-reviewer", "releaser")
Acknowledged = dict[tuple[int, str], str]


def prepare(folder: Path) -> None:
    """A small board, its form, a person on each post, and a first month that is released."""
    migrate()
    board(folder)
    published(MONTHLY.replace('first = "2025-01"', f'first = "{FIRST}"'))
    for post in POSTS:
        signing.use_link(signing.make_link(post))
    token = ""
    for _, do in moves(0):
        token = token or str(do(token))


def period_of(month: int) -> str:
    """Period of a month that is counted from the first."""
    return str(Period.parse(FIRST).shift(month))


def moves(month: int) -> Iterator[tuple[str, Callable[[str], object]]]:
    """Every move of a month's submission with its key, given the token; the first makes it."""
    by = {row.post.code: Actor(row.post.code, row.person.key) for row in Holding.objects.select_related()}
    prepare_, first, second, release = (by[post] for post in POSTS)
    period = period_of(month)
    cells = (Entry("jobs", value=100.0), Entry("vacancies", value=5.0))
    key = f"month-{month}"
    yield "open", lambda _: submissions.open_for("labour", "n1", period, by=prepare_, key=key)
    yield (
        "save",
        lambda token: submissions.save(token, cells, revision=0, channel="page", by=prepare_, key=key),
    )
    yield "submit", lambda token: submissions.submit(token, revision=1, by=prepare_, key=key)
    yield "approve-1", lambda token: submissions.approve(token, revision=2, by=first, key=key)
    yield "approve-2", lambda token: submissions.approve(token, revision=3, by=second, key=key)
    yield "release", lambda token: submissions.schedule([token], at=None, by=release, key=key)


def walk(month: int, out: TextIO) -> None:
    """Move the submission of a month to its end, and say so once each move is done."""
    token = ""
    for name, do in moves(month):
        answer = do(token)
        token = token or str(answer)
        print(json.dumps([month, name, answer]), file=out, flush=True)


def work(month: int, out: TextIO) -> None:
    """Move submission after submission."""
    while True:
        walk(month, out)
        month += 1


def pace() -> float:
    """Seconds that a month takes from its first acknowledgement on; it is done, and nothing fails."""
    worker = Worker(lambda out: walk(1, out))
    worker.begin()
    began = time.monotonic()
    if worker.wait():
        raise SystemExit(worker.ended()[1])
    worker.ended()
    return time.monotonic() - began


def killed(month: int, after: float) -> tuple[list[Line], bool]:
    """What a process acknowledged before it was killed, and whether it was still at work then."""
    worker = Worker(lambda out: work(month, out))
    worker.begin()
    time.sleep(after)
    is_fired = worker.kill()
    return worker.ended()[0], is_fired


def wrong_in(acknowledged: Acknowledged, first: int = 0) -> list[str]:
    """Everything that was lost, halved or doubled, from month `first` on; the ledger is read whole."""
    found = [str(problem) for problem in submissions.disagreements()]
    if problem := ledger.verify(chain_alone=True).problem:
        found.append(str(problem))
    rows = {row.period: row for row in Submission.objects.filter(period__gte=period_of(first))}
    for period, row in sorted(rows.items()):
        found += [f"{period}: {what}" for what in _wrong_with(row)]
    for month, name in acknowledged:
        if month < first:
            continue
        kept = rows.get(period_of(month))
        if kept is None or _done(kept) < MOVES.index(name):
            found.append(f"month {month}: {name} was acknowledged and is lost")
    return found


def _wrong_with(row: Submission) -> Iterator[str]:
    verbs = list(Step.objects.filter(submission=row).order_by("pk").values_list("verb", flat=True))
    if tuple(verbs) != STEPS[: len(verbs)] or len(verbs) == len(STEPS) - 1:
        yield f"steps {verbs}"
    told = Event.objects.filter(about=row.token).count()
    if told != len(verbs) + 1:
        yield f"{told} events for {len(verbs)} steps"
    if Package.objects.filter(submission=row).count() != min(len(verbs), 2):
        yield "packages"
    editions = PackageEdition.objects.filter(package__submission=row).count()
    if editions != (1 if len(verbs) == len(STEPS) else 0):
        yield f"{editions} editions"


def _done(row: Submission) -> int:
    return min(Step.objects.filter(submission=row).count(), len(MOVES) - 1)


def run(trials: int, seed: int) -> dict[str, object]:
    """Kill so many times; what was acknowledged must stand, and a repeat must get the first answer."""
    latest = LATEST_KILL * pace()
    chance, month, fired = random.Random(seed), 2, 0
    acknowledged: Acknowledged = {}
    failures: list[str] = []
    repeated = 0
    for _ in range(trials):
        lines, is_fired = killed(month, chance.uniform(0, latest))
        fired += is_fired
        for number, name, answer in lines:
            key, said = (number, name), json.dumps(answer)
            repeated += key in acknowledged
            if acknowledged.setdefault(key, said) != said:
                failures.append(f"{key}: first {acknowledged[key]}, then {said}")
            month = max(month, key[0])
    failures += wrong_in(acknowledged)
    moved = Counter(name for _, name in acknowledged)
    return {
        "scenario": "kill -9 during submit, approve and release",
        "database": vendor(),
        "trials": trials,
        "fired": fired,
        "acknowledged": dict(moved),
        "repeated": repeated,
        "failures": failures,
        "seed": seed,
    }


def main() -> None:
    """Kill and count."""
    parser = argparse.ArgumentParser(prog="python -m bench.collection_faults")
    parser.add_argument("--trials", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        apart(lambda: prepare(Path(folder) / "county"))
        result = run(words.trials, words.seed)
    print(json.dumps(result, indent=1))
    if result["failures"] or not result["fired"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
