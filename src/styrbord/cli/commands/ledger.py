"""How is the ledger sealed, verified and cited from the terminal?"""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TextIO

from styrbord.cli.progress import bar, end
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import decisions, deviations, ledger, meetings, promises, ratings
from styrbord.services.collection import submissions
from styrbord.services.investments import agreeing as investments

define(
    "ledger.no-words",
    "The {action} of what?",
    "Write `styrbord ledger proof EVENT` with an event's number, or"
    " `styrbord ledger check-proof FILE --heads FILE`.",
)
KEPT = (submissions, deviations, decisions, promises, meetings, ratings, investments)
"""Nouns whose rows are compared with their events."""


def run(words: Namespace, out: TextIO) -> None:
    """Seal, verify, prove or check a proof."""
    {"seal": _seal, "verify": _verify, "proof": _prove, "check-proof": _check}[words.action](words, out)


def _seal(words: Namespace, out: TextIO) -> None:
    try:
        sealed = ledger.seal(heads=words.heads, begins_anew=words.new_heads, progress=bar(sys.stderr))
    finally:
        end(sys.stderr)
    if sealed.head is None:
        print("There is nothing to seal yet.", file=out)
        return
    counts = f"{_many(sealed.events, 'event')}; {_many(sealed.published, 'head')} published"
    print(f"Sealed {counts} in {sealed.file}.", file=out)
    print(f"Newest head: {sealed.head.line()}", file=out)


def _verify(words: Namespace, out: TextIO) -> None:
    """Say how far it holds; end with 1 when something is wrong."""
    try:
        found = ledger.verify(heads=words.heads, chain_alone=words.chain_alone, progress=bar(sys.stderr))
    finally:
        end(sys.stderr)
    walked = found.walked
    held = f"{_many(walked.events, 'event')} in {_many(walked.seals, 'seal')}"
    print(f"As they were sealed: {held}{f', up to event {walked.last}' if walked.head else ''}.", file=out)
    if walked.head:
        print(f"Newest seal that holds: {walked.head.line()}", file=out)
    for problem in (problems := _wrong(found)):
        print(f"error: {problem}", file=sys.stderr)
    if problems:
        raise SystemExit(1)
    print(f"Newer than the last seal: {_many(found.newer, 'event')}.", file=out)
    if found.file:
        print(
            f"Compared with {walked.compared:,} of {found.heads:,} published heads in {found.file}.", file=out
        )
    else:
        print("Not compared with published heads: a cut or rewritten end would not be seen.", file=out)


def _wrong(found: ledger.Verified) -> list[Problem]:
    """What is wrong with the ledger, else what does not stand as its last event says."""
    if found.problem:
        return [found.problem]
    return [problem for noun in KEPT for problem in noun.disagreements()]


def _prove(words: Namespace, out: TextIO) -> None:
    if not str(words.what or "").isdecimal():
        raise Refused(Problem("ledger.no-words", "", {"action": words.action}))
    print(ledger.prove(int(words.what)), file=out, end="")


def _check(words: Namespace, out: TextIO) -> None:
    if not (words.what and words.heads):
        raise Refused(Problem("ledger.no-words", "", {"action": words.action}))
    try:
        text = Path(words.what).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(Problem("proof.unreadable", words.what)) from error
    proof, head = ledger.check(text, heads=words.heads)
    print(f"This event was sealed on {head.at:%Y-%m-%d} as one of those of head {head.sequence}:", file=out)
    print(proof.event, file=out)


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
