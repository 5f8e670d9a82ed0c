"""Does one key stand in several tables of a file, and do they agree?

A key is territory, indicator, period and breakdown. Tables that share no indicator cannot share a key,
so nothing is kept for them. Where they do, what was written is gone through once more, in as many
rounds as keep the memory small.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from styrbord.core.base.problems import Problem
from styrbord.core.collection.account import Account
from styrbord.core.collection.model import Observation, Taken
from styrbord.sources.writing import Written

IN_A_ROUND = 400_000

Key = tuple[str, str, str, str]


class _Line(NamedTuple):
    number: int
    row: Observation


def settle(path: Path, written: Sequence[Written], account: Account) -> None:
    """Take out of the observations what several tables say: all but the first, or all on conflict."""
    shared = _shared(written)
    if not shared:
        return
    count = sum(1 for _ in _lines(path, shared))
    rounds = count // IN_A_ROUND + 1
    dropped: set[int] = set()
    for turn in range(rounds):
        for lines in _repeated(path, shared, turn, rounds):
            dropped |= _judge(lines, written, account)
    if dropped:
        _without(path, dropped)


def _shared(written: Sequence[Written]) -> frozenset[str]:
    seen: set[str] = set()
    shared: set[str] = set()
    for one in written:
        shared |= seen & one.indicators
        seen |= one.indicators
    return frozenset(shared)


def _lines(path: Path, indicators: frozenset[str]) -> Iterator[_Line]:
    """Observations of some indicators, numbered from 0 among all."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for number, row in enumerate(rows):
            if row[2] in indicators:
                yield _Line(number, Observation(*row))


def _key(row: Observation) -> Key:
    return row.territory_code or row.territory_name, row.indicator_code, row.period, row.breakdown


def _repeated(path: Path, shared: frozenset[str], turn: int, rounds: int) -> Iterator[list[_Line]]:
    """Lines of each key that comes more than once, for the keys of one round."""
    seen: set[int] = set()
    again: set[int] = set()
    for line in _lines(path, shared):
        if rounds > 1 and _turn(_key(line.row)) % rounds != turn:
            continue
        mark = hash(_key(line.row))
        (again if mark in seen else seen).add(mark)
    found: defaultdict[Key, list[_Line]] = defaultdict(list)
    for line in _lines(path, shared) if again else ():
        if hash(key := _key(line.row)) in again:
            found[key].append(line)
    yield from (lines for lines in found.values() if len(lines) > 1)


def _turn(key: Key) -> int:
    """Number of a key that is the same in every process, so that problems come in the same order."""
    return crc32("\x1f".join(key).encode())


def _judge(lines: list[_Line], written: Sequence[Written], account: Account) -> set[int]:
    """Numbers of the lines that are not taken, which is told."""
    first = lines[0].row
    other = next((line.row for line in lines if _said(line.row) != _said(first)), None)
    second = other or lines[1].row
    params = {
        "what": ", ".join(filter(None, (first.territory_name, first.indicator_name, first.period))),
        "first": first.value or first.obs_status,
        "second": second.value or second.obs_status,
        "first_place": first.cell,
        "second_place": second.cell,
    }
    account.problem(Problem("reading.conflict" if other else "reading.repeated", second.cell, params))
    dropped = lines if other else lines[1:]
    for line in dropped:
        part = next(one.part for one in written if one.first <= line.number < one.last)
        part.forget(line.row)
        part.taken(Taken(line.row.cell, "left-out", line.row.value, why="conflict" if other else "repeated"))
    return {line.number for line in dropped}


def _said(row: Observation) -> tuple[str, str]:
    return row.value, row.obs_status


def _without(path: Path, dropped: set[int]) -> None:
    """Write the file anew without some of its lines."""
    fresh = path.with_suffix(".new")
    with path.open(encoding="utf-8", newline="") as old, fresh.open("w", encoding="utf-8", newline="") as new:
        rows, writer = csv.reader(old), csv.writer(new, lineterminator="\n")
        writer.writerow(next(rows))
        writer.writerows(row for number, row in enumerate(rows) if number not in dropped)
    fresh.replace(path)
