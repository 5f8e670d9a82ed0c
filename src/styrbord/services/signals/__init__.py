"""What do warning rules find in the numbers, which cases do their findings open, and who sees them?"""

from styrbord.services.signals.evaluating import RULES, ask, evaluate, question
from styrbord.services.signals.listing import BUDGET, Look, Worklist, case, marks, worklist

__all__ = ["BUDGET", "RULES", "Look", "Worklist", "ask", "case", "evaluate", "marks", "question", "worklist"]
