"""How does a single number that a program sends become an edition at once?

Only in a dataset that is released on acceptance, and only for what no form asks for: what a form asks for
is handed in, approved and released. Whoever may load files for the subject may send numbers to it.
"""

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.services import releases
from styrbord.services.collection import forms
from styrbord.services.collection.rows import register_now
from styrbord.services.once import once
from styrbord.services.programs import Request, demand_same
from styrbord.services.releases import ReleaseRow
from styrbord.services.rights import contains
from styrbord.services.work import Work
from styrbord.sources.pack.model import PackFile
from styrbord.store.spine.models import Dataset, Indicator

define(
    "observation.scheduled",
    "The dataset '{dataset}' is released on set days, not on acceptance.",
    "Hand its numbers in by its form, or load them as a file.",
)
define(
    "observation.not-in-dataset",
    "The dataset '{dataset}' has no indicator '{indicator}'.",
    "Name one of its indicators.",
)
define(
    "observation.collected",
    "'{indicator}' is asked for by the form '{form}'.",
    "Hand it in: it is approved and released there.",
)
ROLLING = "rolling"


def receive(dataset: str, row: ReleaseRow, *, rights: Rights, request: Request) -> int:
    """Number of the edition that holds one observation, shown at once.

    Raises
    ------
    Refused
        `observation.not-in-dataset`, `.scheduled`, `.collected`, `rights.missing`, `request.key-reused`, or
        what a release is refused with.
    """
    demand_same(request)

    def do(piece: Work, full: str | None) -> int:
        _demand_rolling(dataset, row.indicator)
        _demand_right(row, rights)
        file = PackFile(f"api {request.token}", request.sha256)
        edition = releases.record(piece, [row], at=piece.at, source=request.by.code, file=file)[0]
        told = {
            "edition": edition,
            "token": request.token,
            "subject": row.subject,
            "indicator": row.indicator,
            "period": row.period,
            "breakdown": row.breakdown,
            "sha256": request.sha256,
            "by_person": request.by.person,
        }
        piece.tell("observation.received", dataset, told, key=full)
        return edition

    number = once(request.by, request.key, do, realm="api", answer="edition")
    demand_same(request)
    return number


def _demand_rolling(dataset: str, indicator: str) -> None:
    if not Indicator.objects.filter(code=indicator, dataset__code=dataset).exists():
        raise Refused(
            Problem("observation.not-in-dataset", "indicator", {"dataset": dataset, "indicator": indicator})
        )
    if Dataset.objects.get(code=dataset).mode != ROLLING:
        raise Refused(Problem("observation.scheduled", "dataset", {"dataset": dataset}))
    asking = [form.code for form in forms.known() if indicator in form.indicators]
    if asking:
        params = {"indicator": indicator, "form": asking[0]}
        raise Refused(Problem("observation.collected", "indicator", params))


def _demand_right(row: ReleaseRow, rights: Rights) -> None:
    indicators = register_now().indicators()
    rubrics = indicators[row.indicator].rubrics if row.indicator in indicators else ()
    if not row.subject or not rights.may(
        Action.EDIT, subject=row.subject, rubrics=tuple(rubrics), contains=contains
    ):
        raise Refused(Problem("rights.missing", "subject"))
