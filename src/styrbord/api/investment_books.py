"""How do programs take investments out as a workbook, and bring one in?"""

import base64
import binascii
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Schema

from styrbord.api import caller
from styrbord.api.asking import Codes, Moment, reading_of
from styrbord.api.collection import KEY, MISSING, WRITING
from styrbord.api.collection_schemas import Sent
from styrbord.api.investment_asking import INSIDE, rights_in
from styrbord.api.investment_changes import router
from styrbord.api.investment_sent import LONG, kept
from styrbord.api.investment_writing import SCOPE, WRITES
from styrbord.api.ratings import clean
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import programs
from styrbord.services.accounts import tokens
from styrbord.services.investments import books

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
define("request.not-base64", "This is no content in Base64.", "Encode the bytes of the workbook.")


class BookAsk(Moment):
    """Which investments, explained in which language."""

    code: Codes = Field(default_factory=list, description="All that are seen inside when left out.")
    language: Literal["en", "ru", "sv"] = "en"


class BookIn(Sent):
    """A workbook."""

    content: str = Field(max_length=LONG * 200, description="Its bytes in Base64.")
    words: str = Field("", max_length=LONG, description="Why money and results of decided ones change.")
    trial: bool = Field(False, description="Only tell what it would do.")


class BookOut(Schema):
    """What a workbook did, or would do: codes of investments."""

    begun: list[str]
    changed: list[str]
    same: list[str]
    asked: list[str] = Field(description="Decided ones whose money, results or days the request changes.")
    request: str = Field(description="Token of its draft; empty where there is none, and in a trial.")


@router.get("/investment-book", response={200: None, **MISSING}, **INSIDE, url_name="investment-book")
def write(request: HttpRequest, ask: Query[BookAsk]) -> Any:
    """Plans of investments as a workbook that can be changed and brought in again."""
    reading_of(request, ask)
    codes = [clean(one) for one in ask.code] or None
    content = books.write_book(rights_in(request), codes=codes, language=ask.language)
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="investments.xlsx"'
    return answer


@router.post("/investment-book", response={200: BookOut, **WRITING}, **WRITES, url_name="investment-book")
def load(request: HttpRequest, said: BookIn, key: str = KEY) -> Any:
    """Bring a workbook in: all of it, or nothing, with every mistake by its cell."""
    asking, words = caller.asking(request), kept(said.words)
    try:
        content = base64.b64decode(said.content, validate=True)
    except (binascii.Error, ValueError):
        raise Refused(Problem("request.not-base64", "content")) from None
    if said.trial:
        tokens.demand(asking.scopes or frozenset(), *SCOPE)
        return books.read_book(asking.user, content, words=words)
    writing = caller.writing(request, *SCOPE, key)

    def do() -> tuple[str, int]:
        books.load_book(asking.user, content, words=words, key=key)
        return "book", 1

    programs.done(writing, do)
    return books.told_again(asking.user, key)


__all__ = ["router"]
