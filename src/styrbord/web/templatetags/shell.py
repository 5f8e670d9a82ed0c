"""What stands in the top bar and the foot: sections, themes, kept parts of the query?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from styrbord.core.people.roles import Action
from styrbord.services import editing, rights
from styrbord.services.collection import forms
from styrbord.web import address, code_words

register = template.Library()
Context = Mapping[str, Any]
USUAL, CONTRAST = "harbour", "contrast"

BUILDING = ("page-new", "page-drafts", "page-edit", "page-preview", "page-versions", "page-publicity")
IMPORTS = ("imports", "import", "import-layout", "import-names", "import-load")
RATINGS = (
    "ratings", "rating", "rating-of", "rating-new", "rating-run", "rating-method", "rating-draft",
    "rating-compare", "rating-runs", "rating-card", "rating-what-if", "rating-assess", "rating-officer",
)  # fmt: skip
INVESTMENTS = (
    "investments", "investment", "investment-guide", "investment-new", "investment-edit", "investment-change",
    "investment-change-new", "investment-change-edit", "investment-import", "investment-spending",
    "investment-benefits", "investment-joint", "investment-conformity", "investment-opinions", "benefits",
    "committee", "sitting", "stops", "stop", "components", "experts", "proposals", "funds", "fund", "seats",
    "matter",
)  # fmt: skip
SECTIONS = (
    ("overview", _("Board"), ("overview", "rubric")),
    ("subjects", _("Subjects"), ("subjects", "subject")),
    ("indicators", _("Indicators"), ("indicators", "indicator", "indicator-access", "provenance", "quality")),
    ("compare", _("Compare"), ("compare",)),
    ("map", _("Map"), ("map",)),
    ("ratings", _("Ratings"), RATINGS),
    ("investments", _("Investments"), INVESTMENTS),
    ("pages", _("Pages"), ("pages", "page", *BUILDING, *IMPORTS)),
    ("editions", _("Releases"), ("editions",)),
    ("search", _("Search"), ("search",)),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One link of the top bar; `current` is page on the section's own page, true below it."""

    title: str
    href: str
    is_current: bool
    current: str
    is_narrow: bool


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[Place]:
    """Links of the top bar; search stands among them only where its field has no room."""
    request = context["request"]
    here = _here(request)
    return [
        Place(str(title), address.go(request, name), here in inside, _current(here, name), name == "search")
        for name, title, inside in SECTIONS
    ]


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """Theme asked for in the query when there is such a one, else the site's."""
    asked = context["request"].GET.get("theme", "")
    return asked if asked in code_words.THEMES else settings.STYRBORD_THEME


@register.simple_tag(takes_context=True)
def theme_tokens(context: Context) -> str:
    """Address of the theme's colours; high contrast stands on those of the usual theme."""
    shown = theme(context)
    return static(f"vendor/themes/{USUAL if shown == CONTRAST else shown}.css")


@register.simple_tag(takes_context=True)
def other_theme(context: Context) -> dict[str, str]:
    """Link to high contrast, and back from it."""
    following = settings.STYRBORD_THEME if theme(context) == CONTRAST else CONTRAST
    href = address.changed(context["request"], theme=following)
    return {"title": code_words.word(code_words.THEMES, following), "href": href}


@register.simple_tag(takes_context=True)
def kept_query(context: Context) -> dict[str, str]:
    """Parts of the query that every form carries on."""
    return address.kept(context["request"])


@register.simple_tag(takes_context=True)
def may(context: Context, action: str) -> bool:
    """Whether the reader may do something on the whole board, asked anew for every page."""
    return rights.may(getattr(context["request"], "user", None), Action(action))


@register.simple_tag(takes_context=True)
def may_decide_readers(context: Context, indicator: str) -> bool:
    """Whether the reader may look at who sees an indicator, asked anew for every page."""
    return editing.may_decide(getattr(context["request"], "user", None), editing.INDICATOR, indicator)


@register.simple_tag(takes_context=True)
def has_forms(context: Context) -> bool:
    """Whether the reader has to do with forms somewhere on the board."""
    return forms.has_sight(getattr(context["request"], "user", None))


def _here(request: HttpRequest) -> str:
    return (request.resolver_match.url_name or "") if request.resolver_match else ""


def _current(here: str, name: str) -> str:
    return "page" if here == name else "true"
