"""How are subjects, memberships, types and successions read from a pack's tables?"""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from styrbord.core.base.codes import is_code
from styrbord.core.base.lookalikes import folded, lookalikes
from styrbord.core.base.problems import Problem
from styrbord.core.spine.facts import ADMINISTRATIVE
from styrbord.core.spine.subjects import (
    Membership,
    Subject,
    SubjectKind,
    Succession,
    SuccessionKind,
    TypeMembership,
)
from styrbord.sources.pack.model import Pack
from styrbord.sources.pack.tables import Table, texts

Row = Mapping[str, Any]


def read_subjects(table: Table, pack: Pack) -> None:
    """Subjects and their places in the administrative tree; one row a subject and span of dates."""
    language = pack.description.languages[0]
    spans: dict[str, list[Subject]] = {}
    for row in table.rows():
        code = row["territory_code"]
        if not is_code(code):
            kind = "pack.bad-code" if code else "pack.empty-code"
            pack.problems.append(Problem(kind, table.place(row, "territory_code"), {"code": code}))
            continue
        names = {key: cleaned(words, table, row, pack) for key, words in texts(row, "name", language).items()}
        if not names:
            pack.problems.append(Problem("pack.no-name", table.place(row), {"code": code}))
        span = dates(row, table, pack)
        kind = choice(SubjectKind, row.get("kind") or "territory", table, row, "kind", pack)
        subject = Subject(code, kind, row.get("type") or "", names or {language: code}, *span)
        spans.setdefault(code, []).append(subject)
        if parent := row.get("parent_code"):
            pack.memberships.append(Membership(ADMINISTRATIVE, code, parent, _counts(row), *span))
    pack.subjects.extend(_life(found, pack) for found in spans.values())
    _check_parents(pack, set(spans), table)


def read_memberships(table: Table, pack: Pack) -> None:
    """Places in further hierarchies."""
    for row in table.rows():
        link = (row.get("hierarchy") or ADMINISTRATIVE, row["territory_code"], row["parent_code"])
        pack.memberships.append(Membership(*link, _counts(row), *dates(row, table, pack)))


def read_types(table: Table, pack: Pack) -> None:
    """Dated types that comparisons stay within."""
    for row in table.rows():
        pack.types.append(TypeMembership(row["territory_code"], row["type"], *dates(row, table, pack)))


def read_successions(table: Table, pack: Pack) -> None:
    """Mergers, splits and transfers."""
    for row in table.rows():
        kind = choice(SuccessionKind, row["kind"], table, row, "kind", pack)
        on = day(row["date"], table, row, "date", pack) or date.min
        weight = float(row.get("weight") or 1.0)
        pack.successions.append(Succession(kind, on, row["predecessor"], row["successor"], weight))


def cleaned(words: str, table: Table, row: Row, pack: Pack) -> str:
    """Words with single spaces and look-alike letters of another alphabet folded, and told."""
    words = " ".join(words.split())
    if found := lookalikes(words):
        letters = ", ".join(sorted({hit.letter for hit in found}))
        params = {"text": words, "letters": letters, "folded": folded(words)}
        pack.problems.append(Problem("pack.look-alike", table.place(row, "name"), params))
        return folded(words)
    return words


def choice(kind: Any, word: str, table: Table, row: Row, column: str, pack: Pack) -> Any:
    """Member of an enumeration; a wrong word is a problem, and the first member stands in."""
    if word in set(kind):
        return kind(word)
    allowed = ", ".join(member.value for member in kind)
    params = {"word": word, "allowed": allowed, "hint": ""}
    pack.problems.append(Problem("pack.unknown-word", table.place(row, column), params))
    return next(iter(kind))


def dates(row: Row, table: Table, pack: Pack) -> tuple[date | None, date | None]:
    """Both ends of a row's validity; None is open."""
    first, last = (day(row.get(name) or "", table, row, name, pack) for name in ("valid_from", "valid_to"))
    return first, last


def day(text: str, table: Table, row: Row, column: str, pack: Pack) -> date | None:
    """Date of a cell; empty is None, anything else than a date is a problem."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        pack.problems.append(Problem("pack.not-a-date", table.place(row, column), {"text": text}))
        return None


def _counts(row: Row) -> bool:
    said = (row.get("counts") or "").lower()
    level = row.get("type") or ""
    return (
        said not in ("false", "0", "no") if said else not (level == "residual" or level.endswith("_nested"))
    )


def _life(spans: list[Subject], pack: Pack) -> Subject:
    ordered = sorted(spans, key=lambda span: span.valid_from or date.min)
    for earlier, later in pairwise(ordered):
        if (later.valid_from or date.min) - timedelta(days=1) < (earlier.valid_to or date.max):
            pack.problems.append(Problem("pack.overlap", "territories.csv", {"code": later.code}))
    last = ordered[-1]
    return Subject(last.code, last.kind, last.level, last.names, ordered[0].valid_from, last.valid_to)


def _check_parents(pack: Pack, codes: set[str], table: Table) -> None:
    parents = {link.subject: link.parent for link in pack.memberships}
    for subject in sorted(codes):
        seen, above = {subject}, parents.get(subject, "")
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above, "")
        if above:
            pack.problems.append(Problem("pack.circle", table.file.name, {"code": subject}))
