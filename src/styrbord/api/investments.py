"""Which investments are there, what do they cost and give, and what of them may the reader see, as data?"""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from styrbord.api.asking import Listing, Moment, page_of, reading_of
from styrbord.api.collection import MISSING
from styrbord.api.investment_asking import (
    CODE,
    INSIDE,
    TAGS,
    MattersAsk,
    PortfolioAsk,
    PortfolioOut,
    RegisterAsk,
    cut,
    rights_in,
)
from styrbord.api.investment_shapes import PlanOut, RegisterOut
from styrbord.api.ratings import WRONG, clean
from styrbord.api.schemas import Listed
from styrbord.api.shapes import plain, shape_of
from styrbord.core.investments.portfolio.plan_text import as_data
from styrbord.services.investments import (
    benefits,
    carding,
    committees,
    components,
    joint,
    keeping,
    listing,
    mattering,
    partnering,
    seeing,
    stops,
)
from styrbord.services.investments.matter_notes import (
    AfterNote,
    AgendaNote,
    ComponentNote,
    ConformityNote,
    JointNote,
    PartnerNote,
    ReuseNote,
    SittingNote,
    StopListNote,
)
from styrbord.services.investments.notes import CardNote, Filter, MatterNote

router = Router()


@router.get("/investments", response={200: PortfolioOut, **WRONG}, tags=TAGS, url_name="investments")
def portfolio(request: HttpRequest, ask: Query[PortfolioAsk]) -> dict[str, Any]:
    """Investments that the reader may see, with totals over all that are asked for."""
    texts = ("text", "stage", "owner", "lead", "party", "goal", "component", "kind", "risk", "programme")
    wanted = Filter(
        **{name: clean(getattr(ask, name)) for name in texts},
        is_strategic=ask.strategic,
        by=ask.by,
        page=ask.page(),
        size=ask.limit,
    )
    found = listing.portfolio(reading_of(request, ask), rights_in(request), wanted)
    rows = found.rows if found.page == wanted.page else ()
    whole = {"totals": plain(found.totals), "whole": plain(found.whole)}
    return {**cut(request, rows, ask, found.count), **whole}


@router.get(
    "/investments/{code}",
    response={200: shape_of(CardNote), **WRONG},
    tags=TAGS,
    url_name="investment",
)
def one(request: HttpRequest, ask: Query[Moment], code: str = CODE) -> Any:
    """One investment: gates, money, results, benefits, both ratings, and what its next step lacks."""
    return plain(carding.card(reading_of(request, ask), rights_in(request), clean(code)))


@router.get(
    "/investments/{code}/plan", response={200: PlanOut, **MISSING}, **INSIDE, url_name="investment-plan"
)
def plan(request: HttpRequest, ask: Query[Moment], code: str = CODE) -> dict[str, Any]:
    """The plan as it is written, for those who see more of an investment than the public."""
    reading_of(request, ask)
    rights = rights_in(request)
    row = seeing.seen_row(rights, clean(code))
    if not seeing.is_inside(rights, row):
        raise keeping.not_found(row.code)
    data = as_data(keeping.plan_of_row(row))
    return {"code": row.code, "revision": row.revision, "version": row.version, "plan": data}


@router.get(
    "/investments/{code}/benefits",
    response={200: shape_of(AfterNote), **WRONG},
    tags=TAGS,
    url_name="investment-benefits",
)
def after_closure(request: HttpRequest, ask: Query[Moment], code: str = CODE) -> Any:
    """Benefits of one investment, after its end too: claimed, confirmed, measured and realised."""
    return plain(benefits.after_closure(reading_of(request, ask), rights_in(request), clean(code)))


@router.get(
    "/investments/{code}/matrix",
    response={200: shape_of(JointNote), **WRONG},
    tags=TAGS,
    url_name="investment-matrix",
)
def matrix(request: HttpRequest, ask: Query[Moment], code: str = CODE) -> Any:
    """Who pays and who gains, and what each would pay by each way of sharing."""
    return plain(joint.matrix(reading_of(request, ask), rights_in(request), clean(code)))


@router.get(
    "/investments/{code}/partners",
    response={200: Listed[shape_of(PartnerNote)], **WRONG},  # type: ignore[misc]
    tags=TAGS,
    url_name="investment-partners",
)
def partners(request: HttpRequest, ask: Query[Listing], code: str = CODE) -> dict[str, Any]:
    """Other investments with needs in common, as suggestions."""
    found = partnering.partners(reading_of(request, ask), rights_in(request), clean(code))
    return page_of(request, plain(found), ask)


@router.get(
    "/investments/{code}/conformity",
    response={200: shape_of(ConformityNote), **WRONG},
    tags=TAGS,
    url_name="investment-conformity",
)
def conformity(request: HttpRequest, ask: Query[Moment], code: str = CODE) -> Any:
    """Requirements that hold for an investment, how it answers them, and what is not met."""
    return plain(components.conformity(reading_of(request, ask), rights_in(request), clean(code)))


@router.get(
    "/investment-benefits", response={200: RegisterOut, **WRONG}, tags=TAGS, url_name="investment-register"
)
def register(request: HttpRequest, ask: Query[RegisterAsk]) -> dict[str, Any]:
    """Benefits of all investments that the reader may see, with sums by class."""
    texts = {name: clean(getattr(ask, name)) for name in ("text", "owner", "kind", "state")}
    wanted = ask.page()
    found = benefits.register(
        reading_of(request, ask), rights_in(request), **texts, page=wanted, size=ask.limit
    )
    rows = found.rows if found.page == wanted else ()
    told = {"sums": plain(found.sums), "labels": list(found.labels)}
    return {**cut(request, rows, ask, found.count), **told}


@router.get(
    "/investment-matters",
    response={200: Listed[shape_of(MatterNote)], **WRONG},  # type: ignore[misc]
    tags=TAGS,
    url_name="investment-matters",
)
def matters(request: HttpRequest, ask: Query[MattersAsk]) -> dict[str, Any]:
    """Everything with states beside the investments themselves, by noun, the newest last."""
    reading, rights = reading_of(request, ask), rights_in(request)
    states = [clean(ask.state)] if ask.state else None
    found = mattering.notes(reading, rights, ask.noun, investment=clean(ask.investment), states=states)
    listed = page_of(request, found, ask)
    return {**listed, "items": plain(listed["items"])}


@router.get(
    "/investment-components",
    response={200: Listed[shape_of(ComponentNote)], **WRONG},  # type: ignore[misc]
    tags=TAGS,
    url_name="investment-components",
)
def catalogue(request: HttpRequest, ask: Query[Listing]) -> dict[str, Any]:
    """Components that bodies share, with what they ask for."""
    found = components.catalogue(reading_of(request, ask), rights_in(request))
    return page_of(request, plain(found), ask)


@router.get(
    "/investment-components/reuse",
    response={200: shape_of(ReuseNote), **WRONG},
    tags=TAGS,
    url_name="investment-reuse",
)
def reuse(request: HttpRequest, ask: Query[Moment]) -> Any:
    """How far required components are used."""
    return plain(components.reuse(reading_of(request, ask), rights_in(request)))


@router.get(
    "/investment-stops",
    response={200: shape_of(StopListNote), **WRONG},
    tags=TAGS,
    url_name="investment-stops",
)
def stop_list(request: HttpRequest, ask: Query[Moment]) -> Any:
    """Stop orders that are open, and those that have ended."""
    return plain(stops.stop_list(reading_of(request, ask), rights_in(request)))


@router.get(
    "/investment-sittings",
    response={200: shape_of(AgendaNote), **MISSING},
    **INSIDE,
    url_name="investment-sittings",
)
def agenda(request: HttpRequest, ask: Query[Moment]) -> Any:
    """Sittings of the subcommittee, what waits for one, and conditions that are not yet met."""
    return plain(committees.agenda(reading_of(request, ask), rights_in(request)))


@router.get(
    "/investment-sittings/{on}",
    response={200: shape_of(SittingNote), **MISSING},
    **INSIDE,
    url_name="investment-sitting",
)
def sitting(request: HttpRequest, ask: Query[Moment], on: date) -> Any:
    """One sitting: members, quorum, votes and conclusions."""
    return plain(committees.sitting(reading_of(request, ask), rights_in(request), on))
