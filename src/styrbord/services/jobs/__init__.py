"""How is long work asked for, done by a worker, watched and stopped?"""

from styrbord.services.jobs.asking import ask, cancel, is_asked
from styrbord.services.jobs.listing import JobNote, listed, note
from styrbord.services.jobs.running import revive, run

__all__ = ["JobNote", "ask", "cancel", "is_asked", "listed", "note", "revive", "run"]
