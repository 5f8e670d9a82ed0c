"""How does a test see that a pack is refused and leaves nothing behind?"""

from pathlib import Path
from typing import Protocol

import pytest

from styrbord.core.base.problems import Refused
from styrbord.services.loading import load_pack
from tests.contract.asking import counts


class Writes(Protocol):
    """A pack or a reading on its way to a folder."""

    def write(self, folder: Path) -> Path:
        """Write its files; returns the folder."""
        ...


def refused(pack: Writes, folder: Path) -> list[str]:
    """Lines of the problems that a pack is refused with; nothing is left behind."""
    before = counts()
    with pytest.raises(Refused) as refusal:
        load_pack(pack.write(folder))
    assert counts() == before
    return [str(problem) for problem in refusal.value.problems]
