"""How does a page come about in the browser: drafted, looked at, published, and seen by whom?"""

from styrbord.services.editing.drafts import change, discard, draft, drafts, start
from styrbord.services.editing.notes import DraftNote, Listed, VersionNote
from styrbord.services.editing.previewing import preview
from styrbord.services.editing.publishing import cancel, publish, withdraw
from styrbord.services.editing.versions import restore, versions

__all__ = [
    "DraftNote",
    "Listed",
    "VersionNote",
    "cancel",
    "change",
    "discard",
    "draft",
    "drafts",
    "preview",
    "publish",
    "restore",
    "start",
    "versions",
    "withdraw",
]
