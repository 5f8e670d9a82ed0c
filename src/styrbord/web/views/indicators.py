"""What does a number mean: the register, an indicator, where a value comes from."""

from django.http import HttpRequest, HttpResponse

from styrbord.core.base.periods import Period
from styrbord.core.participation.talks import About
from styrbord.services import board, decisions, discussion
from styrbord.services.board import indicators, maps, register
from styrbord.web import drawings, tables
from styrbord.web.asking import reading_of
from styrbord.web.collection import collection_quality
from styrbord.web.decisions import marks
from styrbord.web.downloads import Offer
from styrbord.web.forecasts.outlook import outlook_of
from styrbord.web.forecasts.tables import points_table
from styrbord.web.keeping import kept, kept_by_rights
from styrbord.web.names import named, subject_name
from styrbord.web.views.showing import show


@kept_by_rights
def register_page(request: HttpRequest) -> HttpResponse:
    """All indicators by rubric."""
    reading = reading_of(request)
    return show(request, "indicators.html", reading, page=register.quality(reading))


@kept
def quality(request: HttpRequest) -> HttpResponse:
    """What each entry of the register lacks."""
    reading = reading_of(request)
    page = register.quality(reading)
    return show(
        request,
        "quality.html",
        reading,
        offers={"quality": tables.quality(page)},
        page=page,
        **collection_quality.shown(request, reading),
    )


@kept_by_rights
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator of one subject."""
    reading = reading_of(request)
    subject = request.GET.get("subject") or board.root(reading)
    page = indicators.page(reading, code, subject, request.GET.get("grain", ""))
    labels = board.labels(reading)
    type_name = named(labels.types, labels.type_of.get(page.subject.code, ""))
    outlook = outlook_of(request, reading, page)
    decided = decisions.on_series(reading, code, page.subject.code)
    course = drawings.course(
        request,
        page,
        lines=outlook.lines,
        ahead=outlook.points,
        flags=outlook.flags,
        left=outlook.left,
        events=marks.events(decided, outlook.lines),
    )
    peers = drawings.peers(request, page, type_name)
    area_map = drawings.areas(request, page, maps.atlas(reading))
    offers: dict[str, Offer] = {"course": course, "peers": peers, "map": area_map}
    offers |= {"periods": tables.periods(page), "members": tables.bars(page.members_table)}
    offers |= {"forecast": points_table(outlook)} if outlook.points else {}
    return show(
        request,
        "indicator.html",
        reading,
        offers=offers,
        page=page,
        type_name=type_name,
        peers_type=type_name,
        parent_name=subject_name(labels, page.parent) if page.parent else "",
        course=course,
        peers=peers,
        map=area_map,
        outlook=outlook,
        decided=marks.numbered(decided),
        talks=discussion.on_indicator(reading, page.indicator.code),
    )


@kept
def provenance(request: HttpRequest, code: str, subject: str, period: str) -> HttpResponse:
    """Where one number comes from."""
    reading = reading_of(request)
    page = indicators.provenance(reading, code, subject, Period.parse(period))
    about = About(indicator=code, subject=subject, period=str(page.period))
    talks = discussion.on_figure(request.user, about)
    offers = {"versions": tables.versions(page)}
    return show(request, "provenance.html", reading, offers=offers, page=page, about=about, talks=talks)
