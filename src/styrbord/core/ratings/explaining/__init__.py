"""Why is a score what it is, what changed it, and what would change it?"""

from styrbord.core.ratings.explaining.contributing import Contributions, contributions

__all__ = ["Contributions", "contributions"]
