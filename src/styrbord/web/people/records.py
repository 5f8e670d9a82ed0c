"""How does an auditor take all records away, and rebuild a figure from what was handed in?"""

import tempfile

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.roles import Action
from styrbord.services import records, rights
from styrbord.services.records import Rebuilt
from styrbord.web.asking import reading_of
from styrbord.web.views.showing import show

IN_MEMORY = 10_000_000


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The archive of all records, and a figure beside what follows from the packages."""
    rights.require(request.user, Action.READ_RECORDS)
    said = {name: request.GET.get(name, "").strip() for name in ("indicator", "subject", "period")}
    found: Rebuilt | None = None
    problems: tuple[Problem, ...] = ()
    if all(said.values()):
        try:
            found = _rebuilt(request, said)
        except Refused as refused:
            problems = refused.problems
    return show(request, "records.html", reading_of(request), said=said, found=found, problems=problems)


@never_cache
@require_safe
def archive(request: HttpRequest) -> FileResponse:
    """All records in one archive."""
    by = rights.require(request.user, Action.READ_RECORDS)
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the answer closes it
    records.export(out, by=by)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename="records.zip", content_type="application/zip")


def _rebuilt(request: HttpRequest, said: dict[str, str]) -> Rebuilt:
    return records.rebuild(reading_of(request), said["indicator"], said["subject"], said["period"])
