"""What is in the joint funds, who asked for what, and what was paid for which verified result?"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import LANGUAGES
from styrbord.core.investments.portfolio.money import Price, Prices
from styrbord.core.investments.portfolio.workflow import Standing
from styrbord.services import clock
from styrbord.services.investments import fund_notes, funds, standing
from styrbord.services.rights import rights_of
from styrbord.web import address, fields
from styrbord.web.asking import reading_of
from styrbord.web.investments import saying, words
from styrbord.web.investments.trial import NOTHING, Trial, answered, refused
from styrbord.web.meetings.words import LANGUAGES as LANGUAGE_NAMES
from styrbord.web.views.showing import show

define("fund.no-verb", "A fund cannot be moved by '{verb}'.", "Use the forms on its page.")
SHARES = range(1, 13)
"""Rows for parties in the form of an application."""


@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    """All funds; a post opens one."""
    if request.method != "POST":
        return _list(request, NOTHING)
    try:
        code = _opened(request)
    except Refused as error:
        return _list(request, refused(request, "fund", "open", error))
    return redirect(address.go(request, "fund", code))


def _opened(request: HttpRequest) -> str:
    said = request.POST
    year = fields.whole(fields.text(said, "year").strip())
    kind = fields.text(said, "prices")
    price = Price(
        fields.text(said, "currency").strip().upper()[:3],
        year or clock.now().year,
        Prices(kind) if kind in list(Prices) else Prices.NOMINAL,
    )
    names = {code: fields.text(said, f"name-{code}").strip()[:200] for code in LANGUAGES}
    return funds.open_fund(
        request.user,
        fields.text(said, "code").strip(),
        {code: text for code, text in names.items() if text},
        keeper=fields.text(said, "keeper"),
        price=price,
        key=fields.key_of(said),
    )


def _list(request: HttpRequest, trial: Trial) -> HttpResponse:
    rights = rights_of(request.user)
    answer = show(
        request,
        "funds.html",
        reading_of(request),
        funds=fund_notes.listed(rights),
        may_open=Standing.BODY in standing.who(rights).standings,
        names=LANGUAGE_NAMES.items(),
        prices=words.PRICES.items(),
        year=clock.now().year,
        **trial.context,
    )
    return answered(answer, trial)


@never_cache
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One fund: balance, applications, movements."""
    return shown(request, code, NOTHING)


def shown(request: HttpRequest, code: str, trial: Trial) -> HttpResponse:
    """The page of a fund, with what was refused."""
    rights = rights_of(request.user)
    answer = show(
        request,
        "fund.html",
        reading_of(request),
        note=fund_notes.fund(rights, code),
        may_grant=Standing.BODY in standing.who(rights).standings,
        bodies=sorted(standing.acts_for(rights)),
        rows=SHARES,
        **trial.context,
    )
    return answered(answer, trial)


@require_POST
def act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Grant, apply, reserve, release or pay out."""
    if verb not in MOVES:
        raise Refused(Problem("fund.no-verb", "", {"verb": verb[:24]}))
    try:
        MOVES[verb](request, code, request.POST)
    except Refused as error:
        return shown(request, code, refused(request, code, verb, error))
    return redirect(address.go(request, "fund", code))


def _amount(said: QueryDict) -> Decimal:
    problems: list[Problem] = []
    found = saying.amount(fields.text(said, "amount"), "amount", problems)
    if problems:
        raise Refused(problems)
    return found if found is not None else Decimal(0)


def _grant(request: HttpRequest, code: str, said: QueryDict) -> None:
    funds.grant(
        request.user, code, _amount(said), document=fields.text(said, "document").strip(), key=_key(said)
    )


def _apply(request: HttpRequest, code: str, said: QueryDict) -> None:
    funds.apply(
        request.user,
        code,
        _investment(said),
        _amount(said),
        _shares(said),
        document=fields.text(said, "document").strip(),
        key=_key(said),
    )


def _shares(said: QueryDict) -> Mapping[str, Decimal]:
    """Percent by body; a row without a body is left out."""
    problems: list[Problem] = []
    found: dict[str, Decimal] = {}
    for place in SHARES:
        body = fields.text(said, f"body-{place}").strip()[:64]
        percent = saying.amount(fields.text(said, f"share-{place}"), f"share-{place}", problems)
        if body:
            found[body] = found.get(body, Decimal(0)) + (percent or Decimal(0))
    if problems:
        raise Refused(problems)
    return found


def _reserve(request: HttpRequest, code: str, said: QueryDict) -> None:
    document = fields.text(said, "document").strip()
    funds.reserve(request.user, code, _investment(said), _amount(said), document=document, key=_key(said))


def _release(request: HttpRequest, code: str, said: QueryDict) -> None:
    document = fields.text(said, "document").strip()
    funds.release(request.user, code, _investment(said), _amount(said), document=document, key=_key(said))


def _pay(request: HttpRequest, code: str, said: QueryDict) -> None:
    funds.pay_out(
        request.user,
        code,
        _investment(said),
        _amount(said),
        result=fields.text(said, "result").strip()[:64],
        body=fields.text(said, "body").strip()[:64],
        document=fields.text(said, "document").strip(),
        key=_key(said),
    )


def _investment(said: QueryDict) -> str:
    return fields.text(said, "investment").strip()[:64]


def _key(said: QueryDict) -> str:
    return fields.key_of(said)


MOVES: Mapping[str, Callable[[HttpRequest, str, QueryDict], None]] = {
    "grant": _grant,
    "apply": _apply,
    "reserve": _reserve,
    "release": _release,
    "pay-out": _pay,
}
