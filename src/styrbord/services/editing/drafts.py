"""How does an editor build a page that nobody else sees yet?"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.board.drafts import too_much
from styrbord.core.board.pages import PageDefinition, PageKind, Publicity
from styrbord.core.board.text import read_pages, write_pages
from styrbord.core.people.roles import Action
from styrbord.services import pages, rights
from styrbord.services.editing.notes import DraftNote, Listed
from styrbord.services.once import once
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.steering.models import Page, PageDraft, PageVersion

define(
    "page.draft-changed",
    "Someone else has changed the draft of '{code}' since you opened it.",
    "Look at it as it is now, and make your change again.",
)
define("page.no-draft", "Nothing is drafted of the page '{code}'.", "Change something first.")
How = Callable[[PageDefinition], PageDefinition]
REALM = "page"


def editor_of(user: object, code: str = "") -> Actor:
    """As whom a user edits a page, or pages of the whole board where no code is given."""
    return rights.require(user, Action.EDIT, rubrics=(code,) if code else ())


def reading_of(user: object) -> Reading:
    """What an editor sees now: a page that is hidden from them is not theirs to change."""
    return visible(principal_for(rights.rights_of(user)))


def start(user: object, page: PageDefinition, *, key: str = "") -> int:
    """Begin the draft of a new page or rubric; its revision.

    Raises
    ------
    Refused
        If the code is taken, or with everything that is wrong with the page.
    """
    by = editor_of(user)

    def do(piece: Work, full: str | None) -> int:
        row, is_new = PageDraft.objects.get_or_create(code=page.code)
        if not is_new:
            raise Refused(Problem("pages.twice", page.code, {"code": page.code}))
        return _write(piece, row, page, by, full)

    problems = [*read_pages(write_pages([page]))[1], *too_much(page)]
    if Page.objects.filter(code=page.code).exists():
        problems.append(Problem("pages.twice", page.code, {"code": page.code}))
    return once(by, key, do, problems, realm=REALM, answer="revision")


def draft(user: object, code: str) -> DraftNote:
    """A page as it stands in its draft, or as it is published.

    Raises
    ------
    Refused
        `page.not-found` if there is none that this editor may see.
    """
    editor_of(user, code)
    return note_of(reading_of(user), code)


def note_of(reading: Reading, code: str) -> DraftNote:
    """A page as it stands in its draft, for an editor of it."""
    row, versions = PageDraft.objects.filter(code=code).first(), _versions(code)
    now = to_ms(reading.now)
    shown = next((one for one in versions if one.shown_from <= now < one.shown_to), None)
    coming = next((one for one in versions if now < one.shown_from < one.shown_to), None)
    newest = coming or shown or (versions[-1] if versions else None)
    if newest is None and row is None:
        raise pages.not_found(code)
    kept = pages.definition_from(newest) if newest else None
    if kept and kept.restricted_only and not reading.principal.sees_restricted:
        raise pages.not_found(code)
    publicity = kept.publicity if kept else Publicity.SIGNED_IN
    page = pages.page_from(code, row.content, publicity) if row else kept
    assert page is not None  # one of the two is there
    return DraftNote(
        page,
        row.revision if row else 0,
        shown.number if shown else 0,
        row.by if row else "",
        from_ms(row.changed_at) if row else None,
        from_ms(coming.shown_from) if coming else None,
    )


def drafts(user: object) -> list[Listed]:
    """Every page that the user may change, in order, those that are only drafted first."""
    editor_of(user)
    reading = reading_of(user)
    drafted = {row.code: row for row in PageDraft.objects.order_by("code")}
    shown = {page.code: page for page in pages.definitions(to_ms(reading.now))}
    codes = [*(code for code in drafted if code not in shown), *shown]
    found = []
    for code in codes:
        page = shown.get(code) or pages.page_from(code, drafted[code].content, Publicity.SIGNED_IN)
        if not page.restricted_only or reading.principal.sees_restricted:
            found.append(Listed(page, code in drafted, code in shown))
    return found


def change(user: object, code: str, how: How, *, revision: int, key: str = "") -> int:
    """Change the draft of a page that the editor saw in a revision; the new revision.

    Raises
    ------
    Refused
        `page.draft-changed` if someone else was faster; with everything that is too much otherwise.
    """
    by, reading = editor_of(user, code), reading_of(user)
    note_of(reading, code)

    def do(piece: Work, full: str | None) -> int:
        row, _ = PageDraft.objects.get_or_create(
            code=code, defaults={"content": kept(note_of(reading, code).page)}
        )
        if row.revision != revision:
            raise Refused(Problem("page.draft-changed", code, {"code": code}))
        page = how(note_of(reading, code).page)
        if problems := too_much(page):
            raise Refused(problems)
        return _write(piece, row, page, by, full)

    return once(by, key, do, realm=REALM, answer="revision")


def discard(user: object, code: str, *, revision: int, key: str = "") -> int:
    """Throw the draft of a page away; what is published stays."""
    by = editor_of(user, code)
    note_of(reading_of(user), code)

    def do(piece: Work, full: str | None) -> int:
        taken(code, revision).delete()
        told = {"revision": revision, "by_person": by.person}
        piece.tell("page.draft-discarded", code, told, key=full)
        return revision

    return once(by, key, do, realm=REALM, answer="revision")


def taken(code: str, revision: int) -> PageDraft:
    """The draft in the revision that the editor saw, held until the work ends."""
    row = PageDraft.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise Refused(Problem("page.no-draft", code, {"code": code}))
    if row.revision != revision:
        raise Refused(Problem("page.draft-changed", code, {"code": code}))
    return row


def kept(page: PageDefinition) -> dict[str, Any]:
    """Place and content of a page as a draft keeps them; who may see it is not among them."""
    place = {"kind": str(page.kind), "parent": page.parent, "order": page.order}
    return {**pages.content_of(page), **place}


def is_overview(page: PageDefinition) -> bool:
    """Whether it is the one page that the board opens with."""
    return page.kind is PageKind.OVERVIEW


def _versions(code: str) -> list[PageVersion]:
    rows = PageVersion.objects.filter(page__code=code).select_related("page")
    return list(rows.order_by("number", "pk"))


def _write(piece: Work, row: PageDraft, page: PageDefinition, by: Actor, key: str | None) -> int:
    content = kept(page)
    fresh = {"content": content, "revision": row.revision + 1, "by": by.code, "changed_at": to_ms(piece.at)}
    same = PageDraft.objects.filter(pk=row.pk, revision=row.revision)
    if not same.update(**fresh):
        raise Refused(Problem("page.draft-changed", row.code, {"code": row.code}))
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    told = {
        "revision": row.revision + 1,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "blocks": len(page.blocks),
        "by_person": by.person,
    }
    piece.tell("page.drafted", row.code, told, key=key)
    return int(row.revision + 1)
