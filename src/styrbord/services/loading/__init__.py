"""How does a pack become released numbers, all of it or nothing?"""

from styrbord.services.loading.load import Loaded, load_pack, load_read
from styrbord.services.loading.scheduled import load_scheduled

__all__ = ["Loaded", "load_pack", "load_read", "load_scheduled"]
