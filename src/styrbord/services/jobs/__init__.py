"""How is long work asked for, done by a worker, watched and stopped?"""

from styrbord.services.jobs.asking import ask, cancel, found, is_asked, token_of
from styrbord.services.jobs.listing import JobNote, listed, note
from styrbord.services.jobs.running import revive, run
from styrbord.services.jobs.seeing import SeenJob, seen, seen_one, stop

__all__ = [
    "JobNote",
    "SeenJob",
    "ask",
    "cancel",
    "found",
    "is_asked",
    "listed",
    "note",
    "revive",
    "run",
    "seen",
    "seen_one",
    "stop",
    "token_of",
]
