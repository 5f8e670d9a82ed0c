"""How does a reader say whether a page helped, without a cookie and without being known?

The form holds a token: page and day, signed. It proves that the form was made by this site for this page
on this or the day before. There is no session to ride on, so a forged request could do no more than anyone
may do by hand; the pace for each caller and each page bounds how often.
"""

import hashlib
from datetime import date, timedelta

from django.core.signing import BadSignature, Signer

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.participation.cleaning import plain
from styrbord.core.participation.pace import Pace
from styrbord.services import clock
from styrbord.services.work import work
from styrbord.store.participation.models import Verdict, VerdictWords

define(
    "feedback.stale",
    "The form is too old, or was changed on its way.",
    "Load the page again and answer once more.",
)
define("feedback.no-answer", "Neither yes nor no was chosen.", "Go back and choose one.")
define("feedback.too-long", "These are {count} letters; {most} are the most.", "Go back and say it shorter.")
define(
    "feedback.too-many", "Many answers came from here within the hour.", "Answer again in an hour. Thank you."
)
LONGEST = 500
LONGEST_PAGE = 300
MOST_A_PAGE_AND_DAY = 1000
PACE = Pace(most=20, span=timedelta(hours=1))
_READER = "reader"


def token_for(page: str) -> str:
    """What a form on a page sends back, good for this day and the next."""
    return _signer().sign(f"{clock.now().date().isoformat()}|{page}")


def page_of(token: str) -> str:
    """Page that a token was made for.

    Raises
    ------
    Refused
        `feedback.stale`.
    """
    try:
        day, _, page = _signer().unsign(token).partition("|")
        age = clock.now().date() - date.fromisoformat(day)
    except (BadSignature, ValueError):
        raise Refused(Problem("feedback.stale")) from None
    if not timedelta(0) <= age <= timedelta(days=1):
        raise Refused(Problem("feedback.stale"))
    return page[:LONGEST_PAGE]


def give(token: str, *, answer: str, words: str, language: str, caller: str, trap: str = "") -> str:
    """Keep whether a page helped, and perhaps why; the page. What fills the trap is thanked and not kept.

    Nothing is kept of the caller.

    Raises
    ------
    Refused
        With what is wrong, or `feedback.too-many`.
    """
    page, text = page_of(token), plain(words)
    problems = _problems(answer, text)
    if problems:
        raise Refused(problems)
    if not trap:
        _check_pace(page, caller)
        _keep(page, answer == "yes", text, language)
    return page


def _problems(answer: str, text: str) -> list[Problem]:
    found = []
    if answer not in {"yes", "no"}:
        found.append(Problem("feedback.no-answer", "answer"))
    if len(text) > LONGEST:
        found.append(Problem("feedback.too-long", "words", {"count": len(text), "most": LONGEST}))
    return found


def _check_pace(page: str, caller: str) -> None:
    now = clock.now()
    today = Verdict.objects.filter(page=page, day=now.date()).count()
    if today >= MOST_A_PAGE_AND_DAY or not PACE.allows(caller, now):
        raise Refused(Problem("feedback.too-many"))


def _keep(page: str, has_helped: bool, text: str, language: str) -> None:
    with work(_READER, clock.now()) as piece:
        row = Verdict.objects.create(page=page, language=language, has_helped=has_helped, day=piece.at.date())
        if text:
            VerdictWords.objects.create(verdict=row, words=text)
        digest = hashlib.sha256(text.encode()).hexdigest() if text else ""
        piece.tell("feedback.given", page, {"row": row.pk, "has_helped": has_helped, "sha256": digest})


def _signer() -> Signer:
    return Signer(salt="feedback")
