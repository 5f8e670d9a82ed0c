"""How does somebody take a receipt away, and show anyone later that it is true?"""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.receipts import receipt_text
from styrbord.services.collection import submissions, workbooks
from styrbord.web.asking import reading_of
from styrbord.web.collection.tasks import attached
from styrbord.web.names import language
from styrbord.web.views.showing import show

JSON = "application/json; charset=utf-8"
LARGEST = 4_000_000


@never_cache
@require_safe
def file(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """Receipt, exported package, or the workbook with a comment wherever something is open."""
    if not request.user.is_authenticated:
        raise Refused(Problem("sign-in.needed"))
    if name == "receipt.json":
        receipt = submissions.receipt(token, user=request.user)
        return attached(receipt_text(receipt), JSON, f"receipt-{token[:8]}-{receipt.number}.json")
    if name == "package.json":
        return attached(submissions.exported(token, user=request.user), JSON, f"package-{token[:8]}.json")
    if name == "copy.xlsx":
        book = workbooks.commented_draft(token, user=request.user, language=language())
        return attached(book.content, book.media_type, book.name)
    raise Http404


@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """Whether a receipt is one of this board, or of the package that is given with it; open to everyone."""
    if request.method != "POST":
        return show(request, "receipt-check.html", reading_of(request), said={})
    receipt, package = (_said(request, name) for name in ("receipt", "package"))
    try:
        found = submissions.check_receipt(receipt, package or None)
    except Refused as refused:
        answer = _checked(request, receipt, package, problems=refused.problems)
        answer.status_code = 400
        return answer
    return _checked(request, receipt, package, receipt=found, period=_period(found.period))


def _checked(request: HttpRequest, receipt_said: str, package: str, **context: Any) -> HttpResponse:
    said = {"receipt": receipt_said, "package": package}
    return show(request, "receipt-check.html", reading_of(request), said=said, **context)


def _said(request: HttpRequest, name: str) -> str:
    """Text of a field, or of the file that was chosen in its place."""
    given = request.FILES.get(f"{name}_file")
    if isinstance(given, UploadedFile):
        return given.read(LARGEST).decode("utf-8", errors="replace").replace("\x00", "")
    return request.POST.get(name, "").replace("\x00", "").strip()[:LARGEST]


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except Refused:
        return None
