"""How is the invented county of Norrvik made, so that the board has something to show?"""

from example.build import build

__all__ = ["build"]
