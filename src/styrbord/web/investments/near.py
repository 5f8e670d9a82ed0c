"""Which codes can be chosen while typing into a form of a plan?"""

from collections.abc import Collection, Mapping
from typing import Any

from styrbord.core.investments.discount_schedules import SCHEDULES
from styrbord.figures.pages import Labels
from styrbord.web.names import indicator_name, named, subject_name

Choices = dict[str, list[tuple[str, str]]]


def of_labels(labels: Labels) -> Choices:
    """Bodies, posts and indicators by name, and methods of discounting."""
    return {
        "bodies": _by_name((code, subject_name(labels, code)) for code in labels.subjects),
        "posts": _by_name((code, named(labels.posts, code)) for code in labels.posts),
        "indicators": _by_name((code, indicator_name(labels, code)) for code in labels.indicators),
        "methods": [(one.code, one.code) for one in SCHEDULES],
    }


def named_bodies(labels: Labels, bodies: Collection[str]) -> list[tuple[str, str]]:
    """Bodies by name."""
    return _by_name((code, subject_name(labels, code)) for code in bodies)


def of_plan(plan: Mapping[str, Any]) -> Choices:
    """Options, results, benefits and nodes of a plan."""
    own = plan.get("investment") or {}
    options = own.get("options") or []
    benefits = [line for option in options for line in option.get("benefits", [])]
    return {
        "options": _codes(options),
        "results": _codes(plan.get("results") or []),
        "benefits": _codes(benefits),
        "nodes": _codes((own.get("effects") or {}).get("nodes") or []),
    }


def _codes(rows: Collection[Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [(code, code) for one in rows if (code := str(one.get("code", "")))]


def _by_name(choices: Any) -> list[tuple[str, str]]:
    return sorted(choices, key=lambda one: one[1])
