"""Which goals do the county's strategy and programmes set?"""

from collections.abc import Iterator, Mapping

from example.tables import document, worded


def goal_rows() -> Iterator[Mapping[str, str]]:
    """Goals with the clause that sets them; one has none."""
    source = document("goals.toml")
    for goal in source["goals"]:
        papers = source["documents"].get(goal.get("document", ""), ["", "", ""])
        yield {
            "goal_code": goal["code"],
            **worded("name", goal["name"]),
            **worded("document", papers),
            "clause": goal.get("clause", ""),
            **worded("clause_text", goal.get("clause_text", ["", "", ""])),
            "parent": goal.get("parent", ""),
            "indicators": ";".join(goal.get("indicators", ())),
            "subject": goal.get("subject", "NV"),
        }
