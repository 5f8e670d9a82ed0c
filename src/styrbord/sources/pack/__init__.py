"""How is a data pack, a folder of tables, read?"""

from styrbord.sources.pack.folder import read_pack
from styrbord.sources.pack.model import Pack

__all__ = ["Pack", "read_pack"]
