"""Which cells of a new edition are hidden, and from whom?

It is decided once, when the edition is recorded; the heavy part is loaded only where some indicator has a
rule about confidential cells.
"""

from collections.abc import Sequence

from styrbord.core.base.catalogue import module_in
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.spine.register import register_at


def decide(piece: Work, editions: Sequence[int]) -> None:
    """Decide what is hidden now that editions were recorded, in the transaction of the work that did it.

    Call it after the rows and definitions were written, and again when an edition gets another moment.

    Raises
    ------
    Refused
        `disclosure.cannot-protect` if what was shown before gives away what must be hidden.
    """
    known = register_at(to_ms(piece.at)).indicators()
    if editions and any(one.disclosure.is_set for one in known.values()):
        module_in(__name__, "deciding").decide(piece, editions)


__all__ = ["decide"]
