"""Which scenarios are there, what do they say, and how are new ones asked for?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.core.base.periods import Frequency
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.forecasting.scenarios import NAMES
from styrbord.core.people.roles import Action
from styrbord.services import board, rights, scenarios
from styrbord.services.scenarios import MOST_AHEAD, Wanted
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.downloads import Offer
from styrbord.web.names import language
from styrbord.web.scenarios import drawing, tables
from styrbord.web.views.showing import show

Problems = tuple[Problem, ...]
USUAL = {Frequency.ANNUAL: 5, Frequency.HALF: 4, Frequency.QUARTER: 8, Frequency.MONTH: 12}
LINES = 3


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Scenarios that the reader may see, the newest first."""
    reading = reading_of(request)
    asked = (request.GET.get("indicator", ""), request.GET.get("subject", ""))
    found = scenarios.of_headline(reading, *asked) if all(asked) else scenarios.recent(reading)
    may_ask = scenarios.may_ask(request.user)
    return show(request, "scenarios.html", reading, runs=found, may_ask=may_ask, of_one=all(asked))


@require_safe
def one(request: HttpRequest, token: str) -> HttpResponse:
    """Three scenarios: paths, gaps to the target, members, and what they do not contain."""
    reading = reading_of(request)
    found = scenarios.one(reading, token)
    labels = board.labels(reading)
    chart = drawing.paths(found)
    offers: dict[str, Offer] = {
        "paths": chart,
        "years": tables.years(found),
        "members": tables.members(found),
    }
    return show(
        request,
        "scenario.html",
        reading,
        offers=offers,
        found=found,
        chart=chart,
        rows=tables.rows_of(found),
        members=tables.member_rows(found, labels),
        stories=tables.stories(found),
        may_ask=scenarios.may_ask(request.user),
    )


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Form that asks for three scenarios; a refusal shows it again with what is wrong, nothing lost."""
    if not scenarios.may_ask(request.user):
        rights.require(request.user, Action.ANALYSE)
    if request.method != "POST":
        return _form(request)
    try:
        kind, token = scenarios.ask(request.user, _wanted(request))
    except Refused as refused:
        return _form(request, refused.problems)
    return redirect(address.go(request, "scenario" if kind == "run" else "job", token))


def _wanted(request: HttpRequest) -> Wanted:
    said = request.POST
    names = ("driver", *NAMES)
    columns = [[word[:1000] for word in said.getlist(name)[:20]] for name in names]
    longest = max(map(len, columns), default=0)
    drivers = [tuple(column[at] if at < len(column) else "" for column in columns) for at in range(longest)]
    return Wanted(
        _code(said.get("indicator", "")),
        _code(said.get("subject", "")),
        said.get("horizon", "")[:20],
        drivers,
        language(),
    )


def _code(text: str) -> str:
    return text.replace("\x00", "").strip()[:64]


def _form(request: HttpRequest, problems: Problems = ()) -> HttpResponse:
    reading, said = reading_of(request), _wanted(request) if request.method == "POST" else None
    indicator = said.indicator if said else request.GET.get("indicator", "")
    subject = said.subject if said else request.GET.get("subject", "") or board.root(reading)
    definition = reading.register.indicators().get(indicator)
    usual = USUAL.get(Frequency(definition.frequency), 5) if definition else 5
    rows = [*(said.drivers if said else ()), *([("",) * 4] * LINES)]
    answer = show(
        request,
        "scenario-new.html",
        reading,
        problems=problems,
        indicator=indicator,
        chosen_subject=subject,
        horizon=said.horizon if said else str(usual),
        rows=rows[: max(LINES, len(said.drivers) if said else 0)],
        most=max(MOST_AHEAD.values()),
        names=NAMES,
    )
    answer.status_code = 400 if problems else 200
    return answer
