"""Has a trending, seasonal or autocorrelated series left its way, with few false alarms in a release?"""

from styrbord.core.signals.residual.assessing import assess
from styrbord.core.signals.residual.assessment import FORBIDS, Assessment, Code, Side, Transform
from styrbord.core.signals.residual.table import NullTable, shipped

__all__ = ["FORBIDS", "Assessment", "Code", "NullTable", "Side", "Transform", "assess", "shipped"]
