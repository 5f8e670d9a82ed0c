"""Who rates whom by which method, who approves and publishes it, and what does everybody read of it?"""

from styrbord.services.ratings.agreeing import disagreements
from styrbord.services.ratings.appealing import (
    answer,
    appeal,
    appeal_number,
    appeal_of,
    appeal_token,
    appeals,
)
from styrbord.services.ratings.asking import Wanted, ask
from styrbord.services.ratings.assessing import assess, assessments_of, large_gaps, rate_as_owner
from styrbord.services.ratings.carding import card
from styrbord.services.ratings.days import calendar, set_day, tend
from styrbord.services.ratings.drafting import change, draft, move_method
from styrbord.services.ratings.exporting import Exported, exported, table_of
from styrbord.services.ratings.listing import listed, periods_of, seen, seen_by_token
from styrbord.services.ratings.making import replay
from styrbord.services.ratings.moving import move_run
from styrbord.services.ratings.notes import (
    LARGE,
    AppealNote,
    AssessmentNote,
    Card,
    ChangeNote,
    Criterion,
    DayNote,
    Fact,
    Gap,
    Lever,
    MethodPage,
    Moment,
    Officer,
    OwnersRating,
    Part,
    Replayed,
    RunNote,
    RunPage,
    ScopeNote,
    StepNote,
    VersionNote,
)
from styrbord.services.ratings.officers import officer
from styrbord.services.ratings.pages import method, methods, run, runs
from styrbord.services.ratings.standing import Standing, standings
from styrbord.services.ratings.trials import Compared, Moved, Reached, ReachedTogether, Tried
from styrbord.services.ratings.trying import compared, reached, reached_together, tried
from styrbord.services.ratings.waiting import Waiting, waiting

__all__ = [
    "LARGE",
    "AppealNote",
    "AssessmentNote",
    "Card",
    "ChangeNote",
    "Compared",
    "Criterion",
    "DayNote",
    "Exported",
    "Fact",
    "Gap",
    "Lever",
    "MethodPage",
    "Moment",
    "Moved",
    "Officer",
    "OwnersRating",
    "Part",
    "Reached",
    "ReachedTogether",
    "Replayed",
    "RunNote",
    "RunPage",
    "ScopeNote",
    "Standing",
    "StepNote",
    "Tried",
    "VersionNote",
    "Waiting",
    "Wanted",
    "answer",
    "appeal",
    "appeal_number",
    "appeal_of",
    "appeal_token",
    "appeals",
    "ask",
    "assess",
    "assessments_of",
    "calendar",
    "card",
    "change",
    "compared",
    "disagreements",
    "draft",
    "exported",
    "large_gaps",
    "listed",
    "method",
    "methods",
    "move_method",
    "move_run",
    "officer",
    "periods_of",
    "rate_as_owner",
    "reached",
    "reached_together",
    "replay",
    "run",
    "runs",
    "seen",
    "seen_by_token",
    "set_day",
    "standings",
    "table_of",
    "tend",
    "tried",
    "waiting",
]
