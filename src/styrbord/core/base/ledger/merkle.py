"""How is it shown with few hashes that a row is among many?

The tree of RFC 6962, section 2.1: a tree of n leaves splits at the largest power of two below n.
"""

import hashlib
from collections.abc import Sequence

_LEAF, _NODE = b"\x00", b"\x01"


def leaf(content: bytes) -> bytes:
    """Hash of a leaf: SHA-256(0x00 || content).

    Parameters
    ----------
    content : bytes

    Returns
    -------
    bytes
        32 of them.

    Source: RFC 6962, section 2.1.

    Examples
    --------
    >>> leaf(b"").hex()[:16]
    '6e340b9cffb37a98'
    """
    return hashlib.sha256(_LEAF + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Hash of a node: SHA-256(0x01 || left || right).

    Parameters
    ----------
    left, right : bytes
        Hashes below.

    Returns
    -------
    bytes
        32 of them.

    Source: RFC 6962, section 2.1.

    Examples
    --------
    >>> node(leaf(b""), leaf(b"\\x00")).hex()[:16]
    'fac54203e7cc696c'
    """
    return hashlib.sha256(_NODE + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Hash of the whole tree, MTH(D[n]); of no leaves it is SHA-256 of nothing.

    Parameters
    ----------
    leaves : sequence of bytes
        Hashes of the leaves, in order.

    Returns
    -------
    bytes
        32 of them.

    Source: RFC 6962, section 2.1.

    Examples
    --------
    >>> root([leaf(b""), leaf(b"\\x00"), leaf(b"\\x10")]).hex()[:16]
    'aeb6bcfe274b70a1'
    """
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = list(leaves)
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)] + odd
    return level[0]


def path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Hashes that lead from a leaf to the root, lowest first: PATH(m, D[n]).

    Parameters
    ----------
    index : int
        Place of the leaf, from 0.
    leaves : sequence of bytes
        Hashes of all leaves, in order.

    Returns
    -------
    list of bytes
        At most as many as the number of leaves has binary digits.

    Source: RFC 6962, section 2.1.1.

    Examples
    --------
    >>> len(path(5, [leaf(b"%d" % number) for number in range(1000)]))
    10
    """
    if len(leaves) <= 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*path(index, leaves[:split]), root(leaves[split:])]
    return [*path(index - split, leaves[split:]), root(leaves[:split])]


def root_from(digest: bytes, index: int, size: int, hashes: Sequence[bytes]) -> bytes | None:
    """Root that a path leads to; None when the path is too long or too short for the tree.

    Parameters
    ----------
    digest : bytes
        Hash of the leaf.
    index, size : int
        Place of the leaf, from 0, and number of leaves.
    hashes : sequence of bytes
        The path.

    Returns
    -------
    bytes or None

    Source: RFC 9162, section 2.1.3.2, in the recursive form of RFC 6962.

    Examples
    --------
    >>> leaves = [leaf(bytes([number])) for number in range(7)]
    >>> root_from(leaves[4], 4, 7, path(4, leaves)) == root(leaves)
    True
    >>> root_from(leaves[4], 3, 7, path(4, leaves)) == root(leaves)
    False
    """
    if not 0 <= index < size:
        return None
    if size == 1:
        return None if hashes else digest
    if not hashes:
        return None
    split = _split(size)
    if index < split:
        below = root_from(digest, index, split, hashes[:-1])
        return None if below is None else node(below, hashes[-1])
    below = root_from(digest, index - split, size - split, hashes[:-1])
    return None if below is None else node(hashes[-1], below)


def _split(size: int) -> int:
    """Largest power of two below the size."""
    return 1 << ((size - 1).bit_length() - 1)
