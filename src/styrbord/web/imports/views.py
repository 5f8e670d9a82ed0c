"""Which page does an editor see while a file becomes numbers?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.layout_file import read_layout
from styrbord.core.people.roles import Action
from styrbord.services import rights, signing
from styrbord.services.imports import files
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.imports import results, wording
from styrbord.web.imports.showing import show_import
from styrbord.web.imports.steps import WAITS
from styrbord.web.views.showing import show

_TYPES = {".csv": "text/csv", ".md": "text/markdown", ".toml": "text/plain", ".json": "application/json"}


def uploads(request: HttpRequest) -> HttpResponse:
    """Form for a file, and the files handed in before."""
    if request.method != "POST":
        signing.require_reader_of_imports(request.user)
        return _uploads(request)
    editor = signing.require_editor(request.user)
    file = request.FILES.get("file")
    said = {name: request.POST.get(name, "").strip() for name in ("sheet", "layout")}
    try:
        _check(file.size if file else 0, file.name if file else "", said["layout"])
        token = files.upload(file.name if file else "", file.read() if file else b"", editor=editor, **said)
    except Refused as refused:
        return _uploads(request, refused.problems)
    return redirect(address.go(request, "import", token))


def _uploads(request: HttpRequest, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    context: dict[str, Any] = {
        "problems": problems,
        "said": request.POST,
        "items": files.recent(),
        "most_bytes": files.LARGEST,
        "may_edit": rights.may(request.user, Action.EDIT),
    }
    return show(request, "imports.html", reading_of(request), **context)


@require_safe
def one(request: HttpRequest, token: str) -> HttpResponse:
    """One import: how far it is, then the sheet beside the account of it."""
    signing.require_reader_of_imports(request.user)
    item = files.progress(token)
    if item.status in WAITS:
        return show_import(request, "import-reading.html", item, stage=wording.stage(item))
    return show_import(request, "import.html", item, **results.context(request, files.state(token)))


@require_safe
def progress(request: HttpRequest, token: str) -> HttpResponse:
    """How far the reading is, for a page that asks again and again; done, the page is loaded anew."""
    signing.require_reader_of_imports(request.user)
    item = files.progress(token)
    context = {"item": item, "stage": wording.stage(item)}
    response = render(request, "styrbord/parts/import_progress.html", context)
    if item.status not in WAITS:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def start(request: HttpRequest, token: str) -> HttpResponse:
    """Read again."""
    signing.require_editor(request.user)
    files.start(token)
    return redirect(address.go(request, "import", token))


@require_POST
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """End the reading."""
    files.cancel(token, editor=signing.require_editor(request.user))
    return redirect(address.go(request, "import", token))


@require_POST
def delete(request: HttpRequest, token: str) -> HttpResponse:
    """Remove the file; what was loaded from it stays."""
    files.delete(token, editor=signing.require_editor(request.user))
    return redirect(address.go(request, "imports"))


@require_safe
def download(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """A file that the reading wrote."""
    signing.require_reader_of_imports(request.user)
    content = files.result(token, name)
    kind = _TYPES.get(name[name.rfind(".") :], "application/octet-stream")
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _check(size: int, name: str, layout: str) -> None:
    """Refuse a file that is too large before it is read into memory, and a layout that cannot be meant."""
    if size > files.LARGEST:
        params = {"size": f"{size:,}", "most": f"{files.LARGEST:,}"}
        raise Refused(Problem("import.too-large", name, params))
    if layout:
        read_layout(layout)
