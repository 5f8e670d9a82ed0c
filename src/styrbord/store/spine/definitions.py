"""How is an indicator's definition written into one row and read back?"""

from dataclasses import asdict
from typing import Any

from styrbord.core.spine.disclosure.rule import Disclosure
from styrbord.core.spine.indicators import Access, Direction, Indicator, OverSubjects, OverTime


def definition_of(indicator: Indicator) -> dict[str, Any]:
    """Definition as plain data; code and dataset stand in columns of their own."""
    plain = asdict(indicator)
    del plain["code"], plain["dataset"], plain["disclosure"]
    rule = {"disclosure": indicator.disclosure.plain()} if indicator.disclosure.is_set else {}
    return {**plain, **rule, "rubrics": list(indicator.rubrics)}


def indicator_from(code: str, dataset: str, definition: dict[str, Any]) -> Indicator:
    """Indicator from its row."""
    typed = {
        "direction": Direction(definition["direction"]),
        "over_subjects": OverSubjects(definition["over_subjects"]),
        "over_time": OverTime(definition["over_time"]),
        "access": Access(definition["access"]),
        "rubrics": tuple(definition["rubrics"]),
        "disclosure": Disclosure(**definition.get("disclosure", {})),
    }
    return Indicator(code=code, dataset=dataset, **{**definition, **typed})
