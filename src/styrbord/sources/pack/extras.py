"""How are code lists, posts, goals, outlines and pages of a pack read?"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from styrbord.core.base.codes import is_code
from styrbord.core.base.problems import Problem
from styrbord.sources.pack.model import CodeName, Mention, Pack
from styrbord.sources.pack.tables import Table, texts


def read_code_list(table: Table, pack: Pack) -> None:
    """Codes of breakdown dimensions."""
    language = pack.description.languages[0]
    seen: set[tuple[str, str]] = set()
    for index, row in enumerate(table.rows()):
        if not is_new((row["dimension"], row["code"]), seen, table, row, pack):
            continue
        order = table.number(row, "order", pack.problems, int)
        names = texts(row, "name", language)
        parent = row.get("parent_code") or ""
        place = index if order is None else order
        pack.code_list.append(CodeName(row["code"], names, row["dimension"], parent, place))


def read_posts(table: Table, pack: Pack) -> None:
    """Posts that own indicators."""
    language = pack.description.languages[0]
    seen: set[tuple[str, str]] = set()
    pack.posts.extend(
        CodeName(row["code"], texts(row, "name", language))
        for row in table.rows()
        if is_new(("", row["code"]), seen, table, row, pack)
    )


def is_new(
    key: tuple[str, str], seen: set[tuple[str, str]], table: Table, row: Mapping[str, Any], pack: Pack
) -> bool:
    """Whether a code is fit and stands for the first time; anything else is a problem."""
    code = key[1]
    if not is_code(code):
        kind = "pack.bad-code" if code else "pack.empty-code"
        pack.problems.append(Problem(kind, table.place(row), {"code": code}))
        return False
    if key in seen:
        pack.problems.append(Problem("pack.twice", table.place(row), {"code": code}))
        return False
    seen.add(key)
    return True


def read_peer_groups(table: Table, pack: Pack) -> None:
    """Declared sets of similar subjects: code of the group, subject, method."""
    for row in table.rows():
        pack.mentions.append(Mention("subject", row["territory_code"], table.place(row, "territory_code")))
        pack.peer_groups.append((row["code"], row["territory_code"], row.get("method") or ""))


def read_goals(table: Table, pack: Pack) -> None:
    """Goals and the clauses that state them."""
    language = pack.description.languages[0]
    seen: set[tuple[str, str]] = set()
    for row in table.rows():
        if not is_new(("", row["goal_code"]), seen, table, row, pack):
            continue
        listed = [code.strip() for code in (row.get("indicators") or "").split(";") if code.strip()]
        pack.mentions.extend(Mention("indicator", code, table.place(row, "indicators")) for code in listed)
        if subject := row.get("subject"):
            pack.mentions.append(Mention("subject", subject, table.place(row, "subject")))
        pack.goals.append(
            {
                "code": row["goal_code"],
                "names": texts(row, "name", language),
                "document": texts(row, "document", language),
                "clause": row.get("clause") or "",
                "clause_text": texts(row, "clause_text", language),
                "parent": row.get("parent") or "",
                "subject": row.get("subject") or "",
                "indicators": listed,
            }
        )


def read_shapes(path: Path, pack: Pack) -> None:
    """Outlines by code of subject, from a GeoJSON file."""
    try:
        collection = json.loads(path.read_text(encoding="utf-8"))
        features = collection["features"]
        found = {code: feature["geometry"] for feature in features if (code := _code(feature))}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"it has no {error}" if isinstance(error, KeyError) else str(error)
        pack.problems.append(Problem("pack.geometry", path.name, {"reason": reason}))
        return
    pack.shapes.update(found)


def _code(feature: dict[str, Any]) -> str:
    properties = feature.get("properties") or {}
    return str(properties.get("territory_code") or feature.get("id") or "")
