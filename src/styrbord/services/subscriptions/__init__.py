"""Who follows what, and what do the letters tell them?"""

from styrbord.services.subscriptions.following import (
    Mine,
    check_confirmation,
    check_end,
    confirm,
    end,
    follow,
    mine,
    named,
    stop,
    wants_notices,
)
from styrbord.services.subscriptions.sending import send_due
from styrbord.services.subscriptions.targets import Target
from styrbord.services.subscriptions.telling import send_notices
from styrbord.services.subscriptions.weekly import send_weeks

__all__ = [
    "Mine",
    "Target",
    "check_confirmation",
    "check_end",
    "confirm",
    "end",
    "follow",
    "mine",
    "named",
    "send_due",
    "send_notices",
    "send_weeks",
    "stop",
    "wants_notices",
]
