"""Which hash stands for a row and for everything before it?

A row enters as canonical bytes, and its hash takes in the hash before it: whoever changes one row
changes every hash after it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

HASH_BYTES = 32
_ID_BYTES = 8
LINK_BYTES = _ID_BYTES + HASH_BYTES
_GENESIS, _ROW = b"\x00", b"\x01"


def canonical(row: Mapping[str, object]) -> bytes:
    """Bytes of a row: UTF-8 JSON, sorted keys, no spaces, decimals as strings.

    Columns that hold nothing (None) are left out, so that a column which is added later leaves the bytes of
    older rows as they were.

    Parameters
    ----------
    row : mapping of str to what JSON can hold, or Decimal

    Returns
    -------
    bytes

    Raises
    ------
    TypeError
        If a part of the row is of another type.

    Source: RFC 8259 for the text; which of its forms is taken: ours, docs/decisions/0014.

    Examples
    --------
    >>> canonical({"verb": "pack.loaded", "id": 7, "key": None, "data": {"share": Decimal("0.10")}})
    b'{"data":{"share":"0.10"},"id":7,"verb":"pack.loaded"}'
    """
    held = {name: part for name, part in row.items() if part is not None}
    return _TEXT.encode(held).encode("utf-8", "surrogatepass")


def _plain(part: object) -> str:
    if isinstance(part, Decimal):
        return str(part)
    raise TypeError(f"a row holds {type(part).__name__}, which has no canonical bytes")


_TEXT = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def genesis(installation: str) -> bytes:
    """Hash before the first row: h_0 = SHA-256(0x00 || installation).

    Parameters
    ----------
    installation : str
        Identity of the installation.

    Returns
    -------
    bytes
        32 of them.

    Source: ours, docs/decisions/0014; prefixes tell kinds of hashes apart as in RFC 6962, section 2.1.

    Examples
    --------
    >>> genesis("here") == hashlib.sha256(b"\\x00here").digest()
    True
    """
    return hashlib.sha256(_GENESIS + installation.encode()).digest()


def link(previous: bytes, row: bytes) -> bytes:
    """Hash of a row and of all before it: h_i = SHA-256(0x01 || h_{i-1} || row_i).

    Parameters
    ----------
    previous : bytes
        Hash of the row before, or the genesis.
    row : bytes
        Canonical bytes.

    Returns
    -------
    bytes
        32 of them.

    Source: ours, docs/decisions/0014.

    Examples
    --------
    >>> link(bytes(32), b'{"id":1}') == hashlib.sha256(b"\\x01" + bytes(32) + b'{"id":1}').digest()
    True
    """
    return hashlib.sha256(_ROW + previous + row).digest()


def packed(links: Mapping[int, bytes]) -> bytes:
    """Numbers of rows and their hashes as one run of bytes, 40 a row.

    Parameters
    ----------
    links : mapping of int to bytes
        Hash by number of the row, in order.

    Returns
    -------
    bytes

    Examples
    --------
    >>> len(packed({1: bytes(32), 2: bytes(32)}))
    80
    """
    return b"".join(number.to_bytes(_ID_BYTES, "big") + digest for number, digest in links.items())


def unpacked(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Numbers of rows and their hashes, in order; a torn end is left out.

    Parameters
    ----------
    content : bytes
        As `packed` makes them.

    Yields
    ------
    tuple of int and bytes

    Examples
    --------
    >>> [number for number, _ in unpacked(packed({1: bytes(32), 3: bytes(32)}) + b"torn")]
    [1, 3]
    """
    for start in range(0, len(content) - LINK_BYTES + 1, LINK_BYTES):
        middle = start + _ID_BYTES
        yield int.from_bytes(content[start:middle], "big"), content[middle : start + LINK_BYTES]
