"""How is the portfolio taken away as a workbook, and a workbook read in, with every mistake at its cell?"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services.investments import books
from styrbord.services.investments.books import BookNote
from styrbord.services.rights import rights_of
from styrbord.web import fields
from styrbord.web.asking import reading_of
from styrbord.web.investments import saying
from styrbord.web.investments.drafting import demand_sign_in
from styrbord.web.investments.one import answered
from styrbord.web.names import language
from styrbord.web.views.showing import show

define("portfolio-book.no-file", "No workbook was sent.", "Choose a file that ends in .xlsx.")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 8 * 1024 * 1024
Problems = tuple[Problem, ...]


@never_cache
@require_safe
def taken(request: HttpRequest) -> HttpResponse:
    """Workbook of the investments that the reader sees inside, or of one; an empty one to fill in."""
    codes = [one[:64] for one in request.GET.getlist("code") if one]
    asked = [] if request.GET.get("empty") else codes or None
    content = books.write_book(rights_of(request.user), codes=asked, language=language())
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="investments.xlsx"'
    return answer


@never_cache
def load(request: HttpRequest) -> HttpResponse:
    """Form for a workbook; a post reads it, and loads it when it is asked to."""
    demand_sign_in(request)
    if request.method != "POST":
        return _form(request)
    try:
        content = _content(request)
        if "load" in request.POST:
            return _form(
                request,
                books.load_book(request.user, content, key=fields.key_of(request.POST)),
                is_loaded=True,
            )
        return _form(request, books.read_book(request.user, content))
    except Refused as refused:
        if any(one.code == "sign-in.needed" for one in refused.problems):
            raise
        return _form(request, problems=tuple(refused.problems))


def _content(request: HttpRequest) -> bytes:
    file = request.FILES.get("file")
    if file is None:
        raise Refused(Problem("portfolio-book.no-file", "file"))
    return bytes(file.read(MOST + 1))


def _form(
    request: HttpRequest, note: BookNote | None = None, *, is_loaded: bool = False, problems: Problems = ()
) -> HttpResponse:
    titles = (
        ("begun", _("New")),
        ("changed", _("Changed")),
        ("asked", _("Asked to change")),
        ("same", _("As before")),
    )
    answer = show(
        request,
        "investment-import.html",
        reading_of(request),
        note=note,
        told=[(title, getattr(note, name)) for name, title in titles] if note else [],
        is_loaded=is_loaded,
        problems=problems,
        key=saying.new_key(),
    )
    return answered(answer, problems)
