"""What can be done from the terminal?"""

from styrbord.cli.main import main

__all__ = ["main"]
