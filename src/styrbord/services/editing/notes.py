"""What do the pages of editing show of drafts and versions?"""

from dataclasses import dataclass
from datetime import datetime

from styrbord.core.board.drafts import PageChange
from styrbord.core.board.pages import PageDefinition


@dataclass(frozen=True, slots=True)
class DraftNote:
    """A page as an editor sees it: its draft, or what is published where nothing is drafted.

    `revision` is 0 where nothing is drafted; `number` is that of the version shown now, 0 for none.
    """

    page: PageDefinition
    revision: int = 0
    number: int = 0
    by: str = ""
    changed_at: datetime | None = None
    coming: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page in the list of those that an editor may change."""

    page: PageDefinition
    is_drafted: bool
    is_published: bool


@dataclass(frozen=True, slots=True)
class VersionNote:
    """One version: from when until when it is shown, who published it, and how it differs from the last.

    `until` is None while it stands; a version that was replaced before its moment `was_shown` never.
    """

    number: int
    page: PageDefinition
    since: datetime
    until: datetime | None
    by: str
    changes: tuple[PageChange, ...]
    is_current: bool
    is_coming: bool
    was_shown: bool
