"""How could a headline go badly or well, together with all that adds up to it, and who sees it?"""

from styrbord.services.scenarios.asking import Wanted, ask, may_ask
from styrbord.services.scenarios.gathering import MOST_AHEAD
from styrbord.services.scenarios.listing import of_headline, one, recent
from styrbord.services.scenarios.making import make

__all__ = ["MOST_AHEAD", "Wanted", "ask", "make", "may_ask", "of_headline", "one", "recent"]
