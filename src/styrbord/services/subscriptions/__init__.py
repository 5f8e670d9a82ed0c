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
)
from styrbord.services.subscriptions.sending import send_due
from styrbord.services.subscriptions.targets import Target

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
    "stop",
]
