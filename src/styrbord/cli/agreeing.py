"""How does the terminal say where a rating and a printed one do not agree?"""

from styrbord.core.ratings.published import Agreement

Columns = dict[str, list[str]]


def disagreeing(agreed: Agreement | None) -> dict[str, Columns]:
    """Table of the rows that do not agree; none where nothing was compared."""
    if agreed is None:
        return {}
    told = agreed.told
    return {
        "disagreements.csv": {
            "uCode": [str(one.params["code"]) for one in told],
            "Time": [str(one.params["period"]) for one in told],
            "what": [one.code.rpartition("-")[2] for one in told],
            "published": [str(one.params["published"]) for one in told],
            "made": [str(one.params.get("made", "")) for one in told],
        }
    }


def summary(agreed: Agreement | None) -> list[str]:
    """How many places agree, and how many rows could not be compared."""
    if agreed is None:
        return []
    same = agreed.compared - len(agreed.misplaced)
    lines = [f"{same:,} of {agreed.compared:,} published places agree."]
    if agreed.broken:
        lines.append(f"Rows published otherwise than their components say: {len(agreed.broken):,}.")
    if agreed.without:
        lines.append(f"Rows published although a component is missing: {len(agreed.without):,}.")
    return lines
