"""How are code lists, posts, goals, outlines and pages of a pack read?"""

import json
from pathlib import Path
from typing import Any

from styrbord.core.base.problems import Problem
from styrbord.sources.pack.model import CodeName, Pack
from styrbord.sources.pack.tables import Table, texts


def read_code_list(table: Table, pack: Pack) -> None:
    """Codes of breakdown dimensions."""
    language = pack.description.languages[0]
    pack.code_list.extend(
        CodeName(
            row["code"],
            texts(row, "name", language),
            row["dimension"],
            row.get("parent_code") or "",
            int(row.get("order") or index),
        )
        for index, row in enumerate(table.rows())
    )


def read_posts(table: Table, pack: Pack) -> None:
    """Posts that own indicators."""
    language = pack.description.languages[0]
    pack.posts.extend(CodeName(row["code"], texts(row, "name", language)) for row in table.rows())


def read_peer_groups(table: Table, pack: Pack) -> None:
    """Declared sets of similar subjects: code of the group, subject, method."""
    pack.peer_groups.extend(
        (row["code"], row["territory_code"], row.get("method") or "") for row in table.rows()
    )


def read_goals(table: Table, pack: Pack) -> None:
    """Goals and the clauses that state them."""
    language = pack.description.languages[0]
    for row in table.rows():
        listed = [code.strip() for code in (row.get("indicators") or "").split(";") if code.strip()]
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
    except (ValueError, KeyError, TypeError) as error:
        pack.problems.append(Problem("pack.geometry", path.name, {"reason": str(error)}))
        return
    pack.shapes.update(found)


def _code(feature: dict[str, Any]) -> str:
    properties = feature.get("properties") or {}
    return str(properties.get("territory_code") or feature.get("id") or "")
