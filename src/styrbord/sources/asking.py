"""What is asked of a reading, and how does the question travel to another process?"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """A file to be read into a fresh directory `out`.

    `layout` is the text of a layout.toml, `territories` that of a territories.csv; `structure` is
    the structure message of SDMX. `name` is what the file is called where its path says otherwise.
    `kind` is empty for a table of statistics; another kind is read by a process of its own.
    """

    path: Path
    out: Path
    sheet: str = ""
    layout: str = ""
    territories: str = ""
    structure: Path | None = None
    language: str = ""
    name: str = ""
    kind: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain words of the request."""
        return {name: str(part) if isinstance(part, Path) else part for name, part in asdict(self).items()}

    @classmethod
    def from_json(cls, words: Mapping[str, Any]) -> "Request":
        """The request that `as_json` gave."""
        structure = Path(words["structure"]) if words["structure"] else None
        paths = {"path": Path(words["path"]), "out": Path(words["out"]), "structure": structure}
        return cls(**{**words, **paths})
