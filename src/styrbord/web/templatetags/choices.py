"""What can be chosen in the forms of the comparison and the map?"""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from styrbord.figures.pages import Labels
from styrbord.web import names

register = template.Library()
Context = Mapping[str, Any]
Groups = list[tuple[str, list[tuple[str, str]]]]


@register.simple_tag(takes_context=True)
def indicator_choices(context: Context) -> Groups:
    """Indicators by the first of their rubrics that the reader sees, in order of name; the others last."""
    labels: Labels = context["labels"]
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, one in labels.indicators.items():
        rubric = next((rubric for rubric in one.rubrics if rubric in labels.rubrics), "")
        groups.setdefault(rubric, []).append((code, names.indicator_name(labels, code)))
    told = [(names.named(labels.rubrics, code), code) for code in labels.rubrics] + [
        (_("Other indicators"), "")
    ]
    return [(title, _by_name(groups[code])) for title, code in told if code in groups]


@register.simple_tag(takes_context=True)
def subject_choices(context: Context) -> Groups:
    """Subjects by type, those without one by level, in order of name."""
    labels: Labels = context["labels"]
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, one in labels.subjects.items():
        kind = labels.type_of.get(code)
        title = names.named(labels.types, kind) if kind else names.named(labels.levels, one.level)
        groups.setdefault(title, []).append((code, names.subject_name(labels, code)))
    return [(title, _by_name(groups[title])) for title in sorted(groups)]


@register.simple_tag(takes_context=True)
def without(context: Context, key: str, code: str) -> str:
    """Address of this page with one chosen code taken away."""
    request = context["request"]
    params = request.GET.copy()
    params.setlist(key, [one for one in params.getlist(key) if one != code])
    return f"{request.path}?{params.urlencode()}"


def _by_name(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(choices, key=lambda choice: choice[1])
