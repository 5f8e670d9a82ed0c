"""How does an editor say what a file should have been taken for?"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.account_json import tables_of
from styrbord.core.collection.layout import Layout
from styrbord.core.collection.layout_edits import edited_layout
from styrbord.core.collection.layout_file import layout_text, read_layout
from styrbord.services import board, signing
from styrbord.services.imports import files
from styrbord.services.imports.files import State
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.imports import fields, results, words
from styrbord.web.imports import names as printed
from styrbord.web.imports.showing import show_import

_LINE = re.compile(r"\bline (\d+)")


@require_POST
def names(request: HttpRequest, token: str) -> HttpResponse:
    """Keep what printed names mean, and read again."""
    editor = signing.require_editor(request.user)
    state, reading = files.state(token), reading_of(request)
    try:
        said = printed.said_of(request)
        said = printed.with_rest(said, state) if request.POST.get("rest") else said
        aliases = printed.aliases(said, board.labels(reading), reading.as_of.date().isoformat())
        layout = read_layout(state.layout)
        layout = replace(layout, territories={**layout.territories, **aliases})
        files.set_layout(token, layout_text(layout), editor=editor)
    except Refused as refused:
        context = results.context(request, state, refused.problems)
        return show_import(request, "import.html", state.listed, **context)
    return redirect(address.go(request, "import", token))


def layout(request: HttpRequest, token: str) -> HttpResponse:
    """Correct the layout by fields or as text, and read again; a refusal loses nothing."""
    editor = signing.require_editor(request.user)
    state = files.state(token)
    if request.method != "POST":
        return _page(request, state, state.layout)
    text = request.POST.get("text", "").replace("\r\n", "\n")
    try:
        text = text if request.POST.get("way") == "text" else _from_fields(request, state)
        if text.strip():
            read_layout(text)
        files.set_layout(token, text, editor=editor)
    except Refused as refused:
        shown = text if request.POST.get("way") == "text" else state.layout
        return _page(request, state, shown, refused.problems)
    return redirect(address.go(request, "import", token))


def _from_fields(request: HttpRequest, state: State) -> str:
    found, name = read_layout(state.layout), request.POST.get("sheet", "")
    changed = edited_layout(found, name, fields.edits(found, name, request))
    skipped = [one for one in found.skipped_sheets if one != name]
    if request.POST.get("skip-sheet"):
        skipped.append(name)
    return layout_text(replace(changed, skipped_sheets=tuple(skipped)))


def _page(request: HttpRequest, state: State, text: str, problems: Sequence[Problem] = ()) -> HttpResponse:
    by_text = request.POST.get("way") == "text"
    context: dict[str, Any] = {
        "here": _("Layout"),
        "errors": sum(one.is_error for one in state.problems),
        "lacking": len(state.unmatched),
        "heading": _("Correct the layout of %(name)s") % {"name": state.listed.name},
        "sub": _(
            "Say where the tables stand and what their rows and columns hold; then the file is read again."
        ),
        "text": text,
        "problems": problems if by_text else fields.named(problems),
        "wrong_lines": _wrong_lines(text, problems) if by_text else (),
        "wrong_ids": fields.wrong_ids(problems),
        "roles": [(code, str(told)) for code, told in words.ROLES.items()],
        **_fields(request, state),
    }
    return show_import(request, "import-layout.html", state.listed, **context)


def _fields(request: HttpRequest, state: State) -> dict[str, Any]:
    """Fields of the chosen sheet; none while the layout itself cannot be read."""
    sheet = results.chosen(request, state)
    known = _readable(state.layout)
    if sheet is None or known is None:
        return {}
    name = str(sheet["name"])
    said = request.POST if request.POST.get("way") == "fields" else QueryDict()
    return {
        "sheet_name": name,
        "fields": fields.of_sheet(known, name, sheet, tables_of(state.account, name), said),
        "is_sheet_skipped": name in known.skipped_sheets,
        "tabs": results.tabs(request, state, "import-layout"),
    }


def _readable(text: str) -> Layout | None:
    try:
        return read_layout(text)
    except Refused:
        return None


def _wrong_lines(text: str, problems: Sequence[Problem]) -> list[tuple[int, str]]:
    """Lines of the text that problems name."""
    lines = text.split("\n")
    told = [problem.place + " " + problem.message for problem in problems]
    numbers = {int(one) for place in told for one in _LINE.findall(place)}
    return [(number, lines[number - 1]) for number in sorted(numbers) if 0 < number <= len(lines)]
