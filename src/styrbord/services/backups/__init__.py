"""How is the whole database written into one file, and made from it again?"""

from styrbord.services.backups.making import Backup, backup
from styrbord.services.backups.restoring import Restored, restore

__all__ = ["Backup", "Restored", "backup", "restore"]
