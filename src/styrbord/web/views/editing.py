"""How does an editor add a rubric or a page in the browser?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.text import LANGUAGES
from styrbord.core.board.pages import BlockKind, ChartKind, PageBlock, PageDefinition, PageKind, Publicity
from styrbord.services import board, pages, signing
from styrbord.web.asking import codes_of, reading_of
from styrbord.web.views.showing import show


def new_page(request: HttpRequest) -> HttpResponse:
    """Form for a new rubric or page; a refusal shows it again with what is wrong, nothing lost."""
    editor = signing.require_editor(request.user)
    if request.method != "POST":
        return _form(request)
    try:
        page = _from_form(request)
        pages.add_page(page, editor=editor)
    except Refused as refused:
        return _form(request, refused.problems)
    if page.kind is PageKind.RUBRIC:
        return redirect("rubric", board.root(reading_of(request)), page.code)
    return redirect("page", page.code)


def _form(request: HttpRequest, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    reading = reading_of(request)
    said = request.POST
    return show(
        request,
        "page-new.html",
        reading,
        problems=problems,
        said={name: said.get(name, "") for name in ("code", "kind", "publicity")},
        fields=[
            (language, said.get(f"title_{language}", ""), said.get(f"intro_{language}", ""))
            for language in LANGUAGES
        ],
        chosen=said.getlist("indicator"),
        indicators=reading.register.indicators(),
        own=get_language(),
    )


def _from_form(request: HttpRequest) -> PageDefinition:
    said = request.POST
    codes = codes_of(request, "indicator", said)
    kind = PageKind.RUBRIC if said.get("kind") == "rubric" else PageKind.PAGE
    publicity = Publicity.PUBLIC if said.get("publicity") == "public" else Publicity.SIGNED_IN
    blocks = [
        PageBlock(BlockKind.TILES, codes),
        *(PageBlock(BlockKind.CHART, (code,), chart=ChartKind.LINE) for code in codes[:2]),
        PageBlock(BlockKind.TABLE, codes),
    ]
    return PageDefinition(
        code=said.get("code", "").strip(),
        kind=kind,
        order=1000,
        publicity=publicity,
        titles=_texts(request, "title"),
        intro=_texts(request, "intro"),
        blocks=tuple(blocks) if codes else (),
    )


def _texts(request: HttpRequest, stem: str) -> dict[str, str]:
    found = {language: request.POST.get(f"{stem}_{language}", "").strip() for language in LANGUAGES}
    return {language: words for language, words in found.items() if words}
