"""What can be done with the records: take them away, rebuild a figure, retire what has had its time?"""

from styrbord.services.records.exporting import Taken, export
from styrbord.services.records.rebuilding import Rebuilt, rebuild
from styrbord.services.records.retiring import Retired, erase_person, retire

__all__ = ["Rebuilt", "Retired", "Taken", "erase_person", "export", "rebuild", "retire"]
