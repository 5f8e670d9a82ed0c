"""How are subjects, memberships, types and successions read from a pack's tables?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, TypeAlias

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
from styrbord.sources.pack.model import Mention, Pack
from styrbord.sources.pack.tables import Table, texts

Row = Mapping[str, Any]
Span: TypeAlias = tuple[Any, date | None, date | None, str]


def read_subjects(table: Table, pack: Pack) -> None:
    """Subjects and their places in the administrative tree; one row a subject and span of dates."""
    language = pack.description.languages[0]
    spans: dict[str, list[Span]] = {}
    for row in table.rows():
        code = row["territory_code"]
        if not is_code(code):
            kind = "pack.bad-code" if code else "pack.empty-code"
            pack.problems.append(Problem(kind, table.place(row, "territory_code"), {"code": code}))
            continue
        span = dates(row, table, pack)
        kind = choice(SubjectKind, row.get("kind") or "territory", table, row, "kind", pack)
        names = named(row, table, pack) or {language: code}
        subject = Subject(code, kind, row.get("type") or "", names, *span)
        spans.setdefault(code, []).append((subject, *span, table.place(row)))
        if parent := row.get("parent_code"):
            _place(Membership(ADMINISTRATIVE, code, parent, _counts(row), *span), table, row, pack)
    pack.subjects.extend(_life(found, pack) for found in spans.values())


def read_memberships(table: Table, pack: Pack) -> None:
    """Places in further hierarchies."""
    spans: dict[tuple[str, str], list[Span]] = {}
    for row in table.rows():
        hierarchy, code = row.get("hierarchy") or ADMINISTRATIVE, row["territory_code"]
        span = dates(row, table, pack)
        pack.mentions.append(Mention("subject", code, table.place(row, "territory_code")))
        _place(Membership(hierarchy, code, row["parent_code"], _counts(row), *span), table, row, pack)
        spans.setdefault((hierarchy, code), []).append((code, *span, table.place(row)))
    for found in spans.values():
        _check_overlaps(found, pack)


def read_types(table: Table, pack: Pack) -> None:
    """Dated types that comparisons stay within."""
    spans: dict[str, list[Span]] = {}
    for row in table.rows():
        code, kind, span = row["territory_code"], row["type"], dates(row, table, pack)
        pack.mentions.append(Mention("subject", code, table.place(row, "territory_code")))
        pack.mentions.append(Mention("type", kind, table.place(row, "type")))
        pack.types.append(TypeMembership(code, kind, *span))
        spans.setdefault(code, []).append((code, *span, table.place(row)))
    for found in spans.values():
        _check_overlaps(found, pack)


def read_successions(table: Table, pack: Pack) -> None:
    """Mergers, splits and transfers."""
    for row in table.rows():
        kind = choice(SuccessionKind, row["kind"], table, row, "kind", pack)
        on = day(row["date"], table, row, "date", pack) or date.min
        weight = table.number(row, "weight", pack.problems)
        for column in ("predecessor", "successor"):
            pack.mentions.append(Mention("subject", row[column], table.place(row, column)))
        share = 1.0 if weight is None else weight
        pack.successions.append(Succession(kind, on, row["predecessor"], row["successor"], share))


def named(row: Row, table: Table, pack: Pack) -> dict[str, str]:
    """Names of a row by language, cleaned; a row without any is told."""
    language = pack.description.languages[0]
    found: dict[str, str] = {}
    for key, words in texts(row, "name", language).items():
        column = f"name_{key}" if row.get(f"name_{key}") else "name"
        found[key] = cleaned(words, table, row, column, pack)
    if not found:
        code = row.get("territory_code") or row.get("indicator_code")
        pack.problems.append(Problem("pack.no-name", table.place(row), {"code": code}))
    return found


def cleaned(words: str, table: Table, row: Row, column: str, pack: Pack) -> str:
    """Words with single spaces and look-alike letters of another alphabet folded, and told."""
    words = " ".join(words.split())
    if found := lookalikes(words):
        letters = ", ".join(sorted({hit.letter for hit in found}))
        params = {"text": words, "letters": letters, "folded": folded(words)}
        pack.problems.append(Problem("pack.look-alike", table.place(row, column), params))
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
    if first and last and last < first:
        params = {"first": first, "last": last}
        pack.problems.append(Problem("pack.backwards", table.place(row, "valid_to"), params))
        return first, None
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


def _place(link: Membership, table: Table, row: Row, pack: Pack) -> None:
    pack.memberships.append(link)
    pack.mentions.append(Mention("subject", link.parent, table.place(row, "parent_code")))
    key = ("link", link.hierarchy, link.subject, link.parent)
    pack.places.setdefault(key, table.place(row, "parent_code"))


def _life(spans: list[Span], pack: Pack) -> Subject:
    """Subject over all of its rows: the names of the last one, the dates of all."""
    ordered = _check_overlaps(spans, pack)
    last: Subject = ordered[-1][0]
    return replace(last, valid_from=ordered[0][1])


def _check_overlaps(spans: list[Span], pack: Pack) -> list[Span]:
    """Spans in order of time; each that begins before the one before it has ended is a problem."""
    ordered = sorted(spans, key=lambda span: span[1] or date.min)
    for (_, _, end, _), (one, start, _, place) in pairwise(ordered):
        if end is None or start is None or start <= end:
            code = one.code if isinstance(one, Subject) else one
            pack.problems.append(Problem("pack.overlap", place, {"code": code}))
    return ordered
