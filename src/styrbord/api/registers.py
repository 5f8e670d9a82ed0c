"""Which subjects, indicators, editions, pages and kinds of problems are there?"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from styrbord.api.asking import (
    EditionsAsk,
    IndicatorsAsk,
    Listing,
    Moment,
    PagesAsk,
    SubjectsAsk,
    page_of,
    reading_of,
)
from styrbord.api.schemas import (
    EditionOut,
    IndicatorOut,
    IndicatorWhole,
    KindOut,
    Listed,
    PageOut,
    Refusal,
    SubjectOut,
    SubjectWhole,
)
from styrbord.core.base.problems import KINDS
from styrbord.core.board.pages import Publicity
from styrbord.core.spine.subjects import Subject
from styrbord.figures.pages import PageNode, PageNote
from styrbord.services import board, pages
from styrbord.services.board import editions, indicators, search
from styrbord.services.reading import Reading

router = Router()
WRONG = {400: Refusal, 401: Refusal, 403: Refusal, 404: Refusal, 429: Refusal, 503: Refusal}


@router.get("/subjects", response={200: Listed[SubjectOut], **WRONG}, tags=["registers"])
def subjects(request: HttpRequest, ask: Query[SubjectsAsk]) -> dict[str, object]:
    """Subjects in order of code."""
    reading = reading_of(request, ask)
    types = reading.register.types(reading.today)
    found = sorted(reading.register.subjects().values(), key=lambda one: one.code)
    if ask.parent:
        below = {one.code for one in board.members_of(reading, board.subject_of(reading, ask.parent).code)}
        found = [one for one in found if one.code in below]
    wanted = [
        one
        for one in found
        if ask.level in ("", one.level)
        and ask.type in ("", types.get(one.code, ""))
        and _has(ask.q, [one.code, *one.names.values()])
    ]
    page = page_of(request, wanted, ask)
    return {**page, "items": [_subject(reading, one) for one in wanted[ask.offset : ask.offset + ask.limit]]}


@router.get("/subjects/{code}", response={200: SubjectWhole, **WRONG}, tags=["registers"])
def subject(request: HttpRequest, code: str, ask: Query[Moment]) -> dict[str, object]:
    """One subject with its direct members."""
    reading = reading_of(request, ask)
    found = board.subject_of(reading, code)
    members = [one.code for one in board.members_of(reading, found.code)]
    return {**_subject(reading, found), "members": members}


@router.get("/indicators", response={200: Listed[IndicatorOut], **WRONG}, tags=["registers"])
def register(request: HttpRequest, ask: Query[IndicatorsAsk]) -> dict[str, object]:
    """Indicators that the reader may see, in the register's order."""
    reading = reading_of(request, ask)
    found = [
        one
        for one in reading.register.indicators().values()
        if (not ask.rubric or ask.rubric in one.rubrics)
        and _has(ask.q, [one.code, *one.names.values(), *one.definition.values()])
    ]
    return page_of(request, found, ask)


@router.get("/indicators/{code}", response={200: IndicatorWhole, **WRONG}, tags=["registers"])
def indicator(request: HttpRequest, code: str, ask: Query[Moment]) -> dict[str, object]:
    """One indicator: definition, unit, how it adds up, owner, source, formula and editions."""
    reading = reading_of(request, ask)
    found = indicators.definition_of(reading, code)
    notes = [note for note in editions.calendar(reading).editions if note.dataset == found.dataset]
    return {**IndicatorOut.from_orm(found).model_dump(), "editions": notes}


@router.get("/editions", response={200: Listed[EditionOut], **WRONG}, tags=["registers"])
def releases(request: HttpRequest, ask: Query[EditionsAsk]) -> dict[str, object]:
    """Editions released by the as-of, newest first."""
    found = editions.calendar(reading_of(request, ask)).editions
    return page_of(request, [note for note in found if ask.dataset in ("", note.dataset)], ask)


@router.get("/pages", response={200: Listed[PageOut], **WRONG}, tags=["registers"])
def public_pages(request: HttpRequest, ask: Query[PagesAsk]) -> dict[str, object]:
    """Rubrics and free pages that are open to everyone."""
    reading = reading_of(request, ask)
    noted = [*map(pages.note, board.rubrics(reading)), *_flat(pages.tree(reading))]
    found = [page for page in noted if page.publicity == Publicity.PUBLIC and ask.kind in ("", page.kind)]
    return page_of(request, found, ask)


@router.get("/problems", response={200: Listed[KindOut], **WRONG}, tags=["problems"])
def kinds(request: HttpRequest, ask: Query[Listing]) -> dict[str, object]:
    """Kinds of problems that pages and interface tell, with what to do."""
    reading_of(request, ask)
    return page_of(request, [KINDS[code] for code in sorted(KINDS)], ask)


def _flat(nodes: Iterable[PageNode]) -> list[PageNote]:
    return [page for node in nodes for page in (node.page, *_flat(node.children))]


def _subject(reading: Reading, one: Subject) -> dict[str, Any]:
    known = reading.register.subjects()
    above = reading.register.tree().path(one.code, reading.today)
    return {
        "code": one.code,
        "kind": one.kind,
        "level": one.level,
        "names": one.names,
        "type": reading.register.types(reading.today).get(one.code, ""),
        "parents": [code for code in above if code in known],
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
    }


def _has(words: str, texts: Iterable[str]) -> bool:
    asked = search.normal(words).split()
    found = search.normal(" ".join(texts)) if asked else ""
    return all(word in found for word in asked)
