"""What does a form on a submission's page do when it is sent?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from styrbord.core.base.problems import Refused
from styrbord.core.base.text import LANGUAGES, Text
from styrbord.core.collection.checks import Found
from styrbord.core.collection.packages import Package, fingerprint, with_entries
from styrbord.core.collection.workflow import Verb
from styrbord.services.collection import submissions
from styrbord.services.rights import Actor
from styrbord.web.collection import cells
from styrbord.web.collection.moments import moment
from styrbord.web.collection.sheets import Sheet, sheet_of

LONGEST_KEY, LONGEST_WORDS = 64, 4_000


class CellsWrong(Refused):
    """What was typed cannot be kept; `found` says where."""

    def __init__(self, found: list[Found]) -> None:
        """Keep the findings."""
        super().__init__([one.problem for one in found])
        self.found = found


@dataclass(frozen=True, slots=True)
class Sent:
    """One form that was sent: by whom, about which submission, and what it says."""

    token: str
    said: QueryDict
    by: Actor
    request: HttpRequest

    @property
    def key(self) -> str:
        """Key that makes a form that is sent twice the same work."""
        return text(self.said, "key")[:LONGEST_KEY]

    @property
    def revision(self) -> int:
        """Revision that the page showed."""
        said = text(self.said, "revision")
        return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else -1

    @property
    def reason(self) -> str:
        """Words for those who handle the submission."""
        return text(self.said, "reason")[:LONGEST_WORDS]

    @property
    def public(self) -> Text:
        """Words for everyone, in the languages in which they were written."""
        found = {code: text(self.said, f"reason_{code}")[:LONGEST_WORDS] for code in LANGUAGES}
        return {code: words for code, words in found.items() if words}


def text(said: QueryDict, name: str) -> str:
    """A field without what no database keeps."""
    return said.get(name, "").replace("\x00", "").strip()


def _save(sent: Sent) -> str:
    """Save the cells; confirm what is known, or hand in, as the button says."""
    sheet, what = sheet_of(sent.request, sent.token), text(sent.said, "do")
    said, wrong = cells.entries(sent.said, sheet.fill, confirm=what in {"confirm", "submit"})
    if wrong:
        raise CellsWrong(wrong)
    revision = sent.revision
    if _is_new(sheet, said) or what != "submit":
        revision = submissions.save(
            sent.token, said, revision=revision, channel="page", by=sent.by, key=sent.key
        )
    if what == "submit":
        submissions.submit(sent.token, revision=revision, by=sent.by, key=sent.key)
    return sent.token


def _is_new(sheet: Sheet, said: list) -> bool:
    kept: Package = sheet.package
    return not sheet.note.package or fingerprint(with_entries(kept, said)) != fingerprint(kept)


def _take_back(sent: Sent) -> str:
    submissions.take_back(sent.token, revision=sent.revision, by=sent.by, key=sent.key)
    return sent.token


def _return(sent: Sent) -> str:
    stem = "cell "
    said = {name: text(sent.said, name)[:LONGEST_WORDS] for name in sent.said if name.startswith(stem)}
    words = {name.removeprefix(stem): one for name, one in said.items() if one}
    submissions.send_back(
        sent.token, reason=sent.reason, cells=words, revision=sent.revision, by=sent.by, key=sent.key
    )
    return sent.token


def _approve(sent: Sent) -> str:
    submissions.approve(sent.token, revision=sent.revision, by=sent.by, reason=sent.reason, key=sent.key)
    return sent.token


def _unlock(sent: Sent) -> str:
    submissions.unlock(sent.token, reason=sent.reason, revision=sent.revision, by=sent.by, key=sent.key)
    return sent.token


def _reschedule(sent: Sent) -> str:
    at = moment(text(sent.said, "at"))
    submissions.reschedule([sent.token], at=at, reason=sent.reason, by=sent.by, key=sent.key)
    return sent.token


def _unschedule(sent: Sent) -> str:
    submissions.unschedule([sent.token], reason=sent.reason, by=sent.by, key=sent.key)
    return sent.token


def _correct(sent: Sent) -> str:
    return submissions.correct(sent.token, reason=sent.public, by=sent.by, key=sent.key)


def _withdraw(sent: Sent) -> str:
    submissions.withdraw(sent.token, reason=sent.public, by=sent.by, key=sent.key)
    return sent.token


VERBS: Mapping[Verb, Callable[[Sent], str]] = {
    Verb.SAVE: _save,
    Verb.TAKE_BACK: _take_back,
    Verb.RETURN: _return,
    Verb.APPROVE: _approve,
    Verb.UNLOCK: _unlock,
    Verb.RESCHEDULE: _reschedule,
    Verb.UNSCHEDULE: _unschedule,
    Verb.CORRECT: _correct,
    Verb.WITHDRAW: _withdraw,
}
