"""Which money is moved after the decision, with which results, and who signs that nothing changes?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from example.past.investing_acts import matter_revision, step
from example.past.investing_board import AUTHORITY, BODY
from example.past.people import user_of
from example.past.walking import Step, by_people
from styrbord.core.investments.portfolio.moving import Said
from styrbord.services.investments import changing, keeping

FILE = "investing_changes.py"


def steps() -> Iterator[Step]:
    """Two requests that were applied, one with a signed statement, and one that waits for agreement."""
    yield by_people(date(2025, 9, 15), f"{FILE}: one plan", _within)
    yield by_people(date(2025, 10, 6), f"{FILE}: two plans", _between)
    yield by_people(date(2025, 10, 13), f"{FILE}: statement", _signed)
    yield by_people(date(2026, 1, 20), f"{FILE}: waiting", _waiting)


def _versions(*codes: str) -> dict[str, int]:
    return {code: keeping.row_of(code).version for code in codes}


def _within() -> None:
    """Money comes earlier than planned, and more is reached with it."""
    said = {
        "words": "The satellite pictures are bought at once, which is cheaper.",
        "money": [
            {"line": "A-419/C2.1", "amount": "-300000"},
            {"line": "A-419/C1.1", "amount": "300000"},
        ],
        "results": [{"result": "A-419/R1", "change": "0.5"}],
        "versions": _versions("A-419"),
    }
    _decided("farming-agency", said, "C-419-1")


def _between() -> None:
    """Money goes from one investment to another of the same envelope, with both results."""
    said = {
        "words": "Live buses need more units than counted; the permits can wait.",
        "money": [
            {"line": "A-406/C2.1", "amount": "-200000"},
            {"line": "J-203/C2.1", "amount": "200000"},
        ],
        "results": [
            {"result": "A-406/R1", "change": "-0.8"},
            {"result": "J-203/R1", "change": "0.6"},
        ],
        "versions": _versions("A-406", "J-203"),
    }
    _decided("transport-agency", said, "C-406-1")


def _signed() -> None:
    """Money moves between years and nothing else does, as somebody one level up signs."""
    reason = "The same work by the same people, a quarter earlier."
    said = {
        "words": "The supplier begins earlier.",
        "money": [
            {"line": "A-404/C2.1", "amount": "-100000"},
            {"line": "A-404/C1.1", "amount": "100000"},
        ],
        "no_effects": [
            {"line": "A-404/C1.1", "result": "A-404/R1", "reason": reason},
            {"line": "A-404/C2.1", "result": "A-404/R1", "reason": reason},
        ],
        "versions": _versions("A-404"),
    }
    token = changing.draft(user_of("education-agency"), said)
    for line in ("A-404/C1.1", "A-404/C2.1"):
        revision = matter_revision(AUTHORITY, token)
        changing.sign(user_of(AUTHORITY), token, line=line, result="A-404/R1", revision=revision)
    _carried("education-agency", token, "C-404-1")


def _waiting() -> None:
    """Money between two bodies that the other has not agreed to."""
    said: dict[str, Any] = {
        "words": "The laboratories need the archive's money first.",
        "money": [
            {"line": "J-201/C3.1", "amount": "-400000"},
            {"line": "A-402/C2.1", "amount": "400000"},
        ],
        "results": [
            {"result": "J-201/R1", "change": "-0.4"},
            {"result": "A-402/R1", "change": "0.9"},
        ],
        "versions": _versions("J-201", "A-402"),
    }
    step("health-agency", changing.draft(user_of("health-agency"), said), "preview")


def _decided(post: str, said: dict[str, Any], document: str) -> None:
    _carried(post, changing.draft(user_of(post), said), document)


def _carried(post: str, token: str, document: str) -> None:
    """Preview it, let it be agreed to and approved; the program applies it."""
    step(post, token, "preview")
    step(BODY, token, "approve", Said(reason="Right.", document=document))
