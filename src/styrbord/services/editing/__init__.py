"""How does a page come about in the browser: drafted, looked at, published, and seen by whom?"""

from styrbord.services.editing.drafts import change, discard, draft, drafts, start
from styrbord.services.editing.notes import DraftNote, Listed, VersionNote
from styrbord.services.editing.previewing import preview
from styrbord.services.editing.publicity import (
    Proposal,
    confirm,
    drop,
    may_decide,
    narrow,
    present,
    proposal,
    proposals,
    propose,
    waiting,
    weigh,
)
from styrbord.services.editing.publishing import cancel, publish, withdraw
from styrbord.services.editing.versions import restore, versions
from styrbord.services.editing.weighing import INDICATOR, PAGE, Weighed

__all__ = [
    "INDICATOR",
    "PAGE",
    "DraftNote",
    "Listed",
    "Proposal",
    "VersionNote",
    "Weighed",
    "cancel",
    "change",
    "confirm",
    "discard",
    "draft",
    "drafts",
    "drop",
    "may_decide",
    "narrow",
    "present",
    "preview",
    "proposal",
    "proposals",
    "propose",
    "publish",
    "restore",
    "start",
    "versions",
    "waiting",
    "weigh",
    "withdraw",
]
