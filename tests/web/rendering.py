"""How does a test fill a template with a sample, without numbers of a board and without a server?"""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from styrbord.charts.outlines import Atlas, atlas_of
from styrbord.web import drawings, wording
from styrbord.web.forecasts import accuracy
from styrbord.web.names import named, words
from styrbord.web.views import blocks
from styrbord.web.views.errors import Wrong
from tests.web import sample_forecasts as forecast_samples
from tests.web import sample_pages as pages
from tests.web import samples

Context = dict[str, Any]
LANGUAGES = ("en", "ru", "sv")


def rendered(name: str, language: str, **query: str) -> str:
    """One page of the table below in one language, perhaps with more in its query."""
    path, template, make = PAGES[name]
    with translation.override(language):
        joined = "&" if "?" in path else "?"
        request = RequestFactory().get(f"/{language}{path}{joined}{urlencode(query)}")
        request.resolver_match = resolve(request.path)
        around = {"shell": samples.shell(), "labels": samples.labels()}
        return render_to_string(f"styrbord/{template}", {**around, **make(request)}, request=request)


def atlas() -> Atlas:
    """Square outlines for the sample's municipalities."""
    codes = [code for code, level, *_ in samples.SUBJECTS if level == "municipality"]
    return atlas_of(json.dumps({"type": "FeatureCollection", "features": list(_squares(codes))}))


def _squares(codes: list[str]) -> Iterator[Context]:
    for n, code in enumerate(codes):
        x, y = 10 + n % 4, 60 - n // 4 / 2
        ring = [[x, y], [x + 1, y], [x + 1, y - 0.5], [x, y - 0.5], [x, y]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        yield {"type": "Feature", "properties": {"territory_code": code}, "geometry": shape}


def _overview(request: Any) -> Context:
    page = samples.overview()
    heading = wording.overview_heading(page, words(page.subject.names))
    return {"page": page, "heading": heading, "map": drawings.where(request, page, atlas())}


def _indicator(request: Any) -> Context:
    page = pages.indicator_page()
    kind = named(samples.labels().types, "industrial")
    return {
        "page": page,
        "type_name": kind,
        "peers_type": kind,
        "parent_name": "",
        "course": drawings.course(request, page),
        "peers": drawings.peers(request, page, kind),
        "map": drawings.areas(request, page, atlas()),
    }


def _ahead(request: Any) -> Context:
    """The page of an indicator with what is forecast of it."""
    found = forecast_samples.outlook()
    drawn = drawings.course(
        request, pages.indicator_page(), lines=found.lines, ahead=found.points, flags=found.flags
    )
    return {**_indicator(request), "outlook": found, "course": drawn}


def _forecasts(_request: Any) -> Context:
    rows = accuracy.ordered(forecast_samples.accuracies(), samples.labels(), "mase")
    return {"one": "", "rubric": "", "rubrics": ["jobs"], **accuracy.told(rows, "mase", is_split=False)}


def _rubric(request: Any) -> Context:
    page = pages.rubric_page()
    items = blocks.shown(request, page.blocks, atlas(), samples.labels())
    return {"page": page, "blocks": items, "heading": wording.rubric_heading(page)}


def _free_page(request: Any) -> Context:
    page = pages.free_page()
    return {"page": page, "blocks": blocks.shown(request, page.blocks, atlas(), samples.labels())}


def _compare(request: Any, **kind: bool) -> Context:
    page, labels = pages.compare_page(**kind), samples.labels()
    charts = drawings.compared(request, page, labels)
    return {"page": page, "heading": wording.compare_title(page, labels), "charts": charts}


def _map(request: Any) -> Context:
    page = pages.map_page()
    return {"page": page, "chart": drawings.map_page(request, page, atlas())}


def _subject(_request: Any) -> Context:
    page = pages.subject_page()
    return {"page": page, "heading": wording.subject_heading(page, words(page.subject.names))}


def _error(_request: Any) -> Context:
    return {"error": Wrong("There is no such page", "Nothing is here.", "Look elsewhere."), "shell": None}


PAGES: dict[str, tuple[str, str, Callable[[Any], Context]]] = {
    "overview": ("/", "overview.html", _overview),
    "indicator": ("/indicators/unemployment/?subject=stenfors", "indicator.html", _indicator),
    "indicator ahead": ("/indicators/unemployment/?subject=stenfors&ahead=P3Y", "indicator.html", _ahead),
    "forecasts": ("/forecasts/?sort=mase", "forecasts.html", _forecasts),
    "provenance": (
        "/indicators/unemployment/values/stenfors/2026-10/",
        "provenance.html",
        lambda _: {"page": pages.provenance()},
    ),
    "subject": ("/subjects/valley/", "subject.html", _subject),
    "rubric": ("/subjects/valley/jobs/", "rubric.html", _rubric),
    "compare": ("/compare/?indicator=unemployment&subject=stenfors", "compare.html", _compare),
    "compare refused": ("/compare/", "compare.html", lambda request: _compare(request, refused=True)),
    "compare mixed": ("/compare/?mixed=1", "compare.html", lambda request: _compare(request, mixed=True)),
    "map": ("/map/", "map.html", _map),
    "search": (
        "/search/?q=u",
        "search.html",
        lambda _: {"text": "u", "hits": pages.hits(), "root": "valley"},
    ),
    "subjects": ("/subjects/", "subjects.html", lambda _: {"nodes": pages.tree(), "count": 12}),
    "page": ("/pages/about/", "page.html", _free_page),
    "pages": ("/pages/", "pages.html", lambda _: {"nodes": pages.page_tree(), "count": 22, "root": "valley"}),
    "editions": ("/editions/", "editions.html", lambda _: {"page": pages.calendar()}),
    "indicators": ("/indicators/", "indicators.html", lambda _: {"page": pages.register_page()}),
    "quality": ("/quality/", "quality.html", lambda _: {"page": pages.register_page()}),
    "method": ("/method/", "method.html", lambda _: {"page": pages.method_page()}),
    "sign-in": ("/sign-in/?key=1", "sign-in.html", lambda _: {"secret": "1", "problems": (), "shell": None}),
    "error": ("/search/", "error.html", _error),
    "refused": (
        "/search/",
        "refused.html",
        lambda _: {"problems": pages.compare_page(refused=True).problems, "shell": None},
    ),
}
