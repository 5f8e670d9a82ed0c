"""Which pages take what people say of a subject: its own view, others', the owner's, and appeals?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.services import board, ratings
from styrbord.services.ratings import Card
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.names import subject_name, words
from styrbord.web.ratings import cards, drawing, explaining, keys, views
from styrbord.web.ratings import words as worded
from styrbord.web.views.showing import show

ALONE = {"sign-in.needed", "rating.not-found", "rating.none-yet"}
Problems = tuple[Problem, ...]


@never_cache
def assess(request: HttpRequest, code: str, period: str, subject: str) -> HttpResponse:
    """Forms to assess a subject; a post keeps one of them."""
    if request.method != "POST":
        return _form(request, code, period, subject)
    said = request.POST
    try:
        if said.get("kind") == "owner":
            told = (said.get("band", "")[:32], keys.words(said))
            ratings.rate_as_owner(
                request.user, code, subject, period, told[0], words=told[1], key=keys.key_of(said)
            )
        else:
            kind, marks = said.get("kind", "")[:8], _marks(request)
            ratings.assess(request.user, code, subject, period, kind=kind, marks=marks, key=keys.key_of(said))
    except Refused as refused:
        return _form(request, code, period, subject, _open(refused))
    return redirect(address.go(request, "rating-card", code, period, subject))


def _marks(request: HttpRequest) -> dict[str, float]:
    """Points by criterion; what is no number is refused, each at its place."""
    found, wrong = {}, []
    for name in request.POST:
        if name.startswith("m."):
            mark = keys.number(request.POST[name])
            if mark is None:
                wrong.append(Problem("rating.no-number", name[2:66], {"text": request.POST[name][:24]}))
            else:
                found[name[2:66]] = mark
    if wrong:
        raise Refused(wrong)
    return found


def _form(
    request: HttpRequest, code: str, period: str, subject: str, problems: Problems = ()
) -> HttpResponse:
    reading = reading_of(request)
    found = ratings.card(reading, code, subject, period=period, user=request.user)
    labels, method = board.labels(reading), found.rating.method
    criteria = [
        explaining.PartLine(node.code, explaining.node_name(method.tree, node.code, labels), 0.0, None)
        for node in method.tree.children(method.tree.root.code)
    ]
    answer = show(
        request,
        "rating-assess.html",
        reading,
        method_code=code,
        period=period,
        subject=subject,
        name=words(method.names) or code,
        kinds=_kinds(request.user, found),
        criteria=criteria,
        classes=method.bands.classes,
        problems=problems,
        key=keys.new_key(),
    )
    return _answered(answer, problems)


def _kinds(user: object, found: Card) -> list[tuple[str, str]]:
    titles = {
        "self": _("The body assesses itself"),
        "outside": _("Assessed from outside"),
        "owner": _("The owner's own rating"),
    }
    return [(kind, titles[kind]) for kind in views.judging_kinds(user, found)]


@require_POST
def appeal(request: HttpRequest, code: str, period: str, subject: str) -> HttpResponse:
    """Contest a grade."""
    said = request.POST
    run = ratings.seen(reading_of(request), code, period=period).token
    try:
        ratings.appeal(request.user, run, subject, keys.words(said), key=keys.key_of(said))
    except Refused as refused:
        return views.carded(request, code, period, subject, _open(refused))
    return redirect(address.go(request, "rating-card", code, period, subject))


@require_POST
def answer(request: HttpRequest, token: str, verb: str) -> HttpResponse:
    """Answer an appeal."""
    said = request.POST
    note = ratings.appeal_of(reading_of(request), request.user, token)
    try:
        ratings.answer(
            request.user,
            token,
            verb,
            revision=keys.whole(said, "revision"),
            words=keys.words(said),
            key=keys.key_of(said),
        )
    except Refused as refused:
        return views.carded(request, note.code, note.period, note.subject, _open(refused))
    return redirect(address.go(request, "rating-card", note.code, note.period, note.subject))


@never_cache
@require_safe
def officer(request: HttpRequest, code: str, period: str, subject: str) -> HttpResponse:
    """The score of a digital officer: formula, inputs, and what each adds."""
    reading = reading_of(request)
    found = ratings.officer(reading, request.user, code, subject, period=period)
    card, labels = ratings.card(reading, code, subject, period=period), board.labels(reading)
    lines = cards.inputs(found, card, labels)
    chart = drawing.derived(found, {line.code: line.name for line in lines})
    return show(
        request,
        "rating-officer.html",
        reading,
        offers={"derived": chart},
        method_code=code,
        period=period,
        subject=subject,
        name=words(card.rating.method.names) or code,
        heading=worded.officer_heading(found, subject_name(labels, subject)),
        officer=found.score,
        chart=chart,
        lines=lines,
        facts=cards.facts(card, labels),
    )


def _open(refused: Refused) -> Problems:
    if ALONE & {problem.code for problem in refused.problems}:
        raise refused
    return tuple(refused.problems)


def _answered(answer: HttpResponse, problems: Problems) -> HttpResponse:
    if problems:
        answer.status_code = 403 if "rights.missing" in {one.code for one in problems} else 400
    return answer
