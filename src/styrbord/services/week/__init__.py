"""What waits for somebody this week, from all rooms of the board?"""

from styrbord.services.week.gathering import week, week_by
from styrbord.services.week.notes import Remark, Thing, Week

__all__ = ["Remark", "Thing", "Week", "week", "week_by"]
