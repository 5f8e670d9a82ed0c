"""How is one step of an investment or of a matter kept: its row, its words, its event?"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from styrbord.core.base.problems import Problem
from styrbord.core.investments.portfolio.money import Money
from styrbord.core.investments.portfolio.moving import Said
from styrbord.core.investments.portfolio.workflow import RULES
from styrbord.core.participation.cleaning import plain
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import Investment, Matter, Step, StepWords

REALM = "investment"
LONGEST = 4_000
LONGEST_LINE = 120
_WORDED = frozenset({"reason", "words"})


def noun_of(matter: Matter) -> str:
    """What events call the kind of a matter."""
    return f"{REALM}-{matter.noun}"


def words_of(said: Said) -> str:
    """What was said in words, as it is kept."""
    return "\n\n".join(filter(None, (plain(said.reason), plain(said.words))))


def said_problems(said: Said) -> list[Problem]:
    """Words and documents that are too long."""
    found = [("words", len(words_of(said)), LONGEST)]
    found += [(name, len(getattr(said, name)), LONGEST_LINE) for name in ("document", "successor", "to")]
    return [
        Problem("plan.too-long", name, {"count": count, "most": most})
        for name, count, most in found
        if count > most
    ]


def fingerprint(content: object) -> str:
    """SHA-256 of some content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def row_stepped(
    piece: Work,
    row: Investment,
    verb: str,
    past: str,
    *,
    by: Actor,
    before: str = "",
    said: Said | None = None,
    told: Mapping[str, object] | None = None,
    key: str | None = None,
) -> Step:
    """Keep and tell a step after which an investment stands as it does."""
    step = _kept(piece, row, None, verb, by=by, before=before, said=said, told=told)
    data = {"row": row.pk, "revision": row.revision, "state": str(row.stage), "version": row.version}
    _tell(piece, f"{REALM}.{past}", row.code, step, {**data, **step.data}, said, key=key)
    return step


def matter_stepped(
    piece: Work,
    matter: Matter,
    verb: str,
    past: str,
    *,
    by: Actor,
    before: str = "",
    said: Said | None = None,
    content: Mapping[str, object] | None = None,
    key: str | None = None,
) -> Step:
    """Keep and tell a step after which a matter stands so; `content` is what it says but for words."""
    step = _kept(
        piece,
        matter.investment,
        matter,
        verb,
        by=by,
        before=before,
        said=said,
        told={"content": content or {}},
    )
    told = {name: found for name, found in step.data.items() if name != "content"}
    data: dict[str, object] = {
        "row": matter.pk, "revision": matter.revision, "state": str(matter.state), **told,
        "investment": matter.investment.code if matter.investment else "", "code": matter.code,
    }  # fmt: skip
    if content is not None:
        data["sha256"] = fingerprint(content)
    _tell(piece, f"{noun_of(matter)}.{past}", matter.token, step, data, said, key=key)
    return step


def _kept(
    piece: Work,
    row: Investment | None,
    matter: Matter | None,
    verb: str,
    *,
    by: Actor,
    before: str,
    said: Said | None,
    told: Mapping[str, object] | None,
) -> Step:
    return Step.objects.create(
        investment=row,
        matter=matter,
        noun=matter.noun if matter else REALM,
        verb=verb,
        before=before,
        state=matter.state if matter else row.stage,  # type: ignore[union-attr]
        at=to_ms(piece.at),
        by=by.code,
        person=by.person,
        document=said.document if said else "",
        data={**dict(_said(said)), **(told or {})},
    )


def _said(said: Said | None) -> list[tuple[str, str]]:
    """What was said but for words, as texts."""
    told = [(one.name, getattr(said, one.name)) for one in fields(said)] if said else []
    return [(name, _text(found)) for name, found in told if name not in _WORDED and found not in ("", None)]


def _text(found: object) -> str:
    if isinstance(found, Money):
        return f"{found.amount} {found.price}"
    return found.isoformat() if isinstance(found, date) else str(found)


def _tell(
    piece: Work,
    verb: str,
    about: str,
    step: Step,
    data: dict[str, object],
    said: Said | None,
    *,
    key: str | None,
) -> None:
    data["by_person"] = step.person
    if words := words_of(said) if said else "":
        StepWords.objects.create(step=step, text=words)
        data["words_sha256"] = hashlib.sha256(words.encode()).hexdigest()
    piece.tell(verb, about, data, key=key, rules=RULES)
