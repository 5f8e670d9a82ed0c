"""Which streams does a compound file (OLE) of old office programs hold?"""

import struct
from collections.abc import Iterator

from styrbord.sources.formats._problems import damaged

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_END = 0xFFFFFFFA  # this and above: no further sector
MOST_STREAMS = 20_000


class Compound:
    """A compound file; streams by name in small letters, the first of a name wins."""

    def __init__(self, content: bytes) -> None:
        """Read the tables of sectors and the directory."""
        try:
            self._read(content)
        except (struct.error, IndexError, ValueError) as cause:
            raise damaged("its table of contents breaks off") from cause

    def _read(self, content: bytes) -> None:
        self._content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if not (content.startswith(MAGIC) and 7 <= shift <= 16 and 4 <= small_shift <= shift):
            raise ValueError(shift)
        self._size, self._small_size = 1 << shift, 1 << small_shift
        (directory,) = struct.unpack_from("<I", content, 48)
        (self._least, small_fat) = struct.unpack_from("<II", content, 56)
        self._fat = self._table(self._fat_sectors())
        self._small_fat = self._table(self._chain(small_fat, self._fat))
        self.streams: dict[str, tuple[int, int]] = {}
        self._small = b""
        self._directory(self._bytes(directory))

    def _sector(self, number: int) -> bytes:
        first = (number + 1) * self._size
        return self._content[first : first + self._size]

    def _fat_sectors(self) -> Iterator[int]:
        sectors = struct.unpack_from("<109I", self._content, 76)
        yield from (sector for sector in sectors if sector < _END)
        (following,) = struct.unpack_from("<I", self._content, 68)
        for _ in range(len(self._content) // self._size + 1):
            if following >= _END:
                return
            *further, following = struct.unpack(f"<{self._size // 4}I", self._sector(following))
            yield from (sector for sector in further if sector < _END)

    def _table(self, sectors: Iterator[int]) -> list[int]:
        table: list[int] = []
        for sector in sectors:
            if len(table) * self._size // 4 > len(self._content) * 2:
                raise ValueError("too many sectors")
            part = self._sector(sector)
            table.extend(struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4]))
        return table

    def _chain(self, sector: int, table: list[int]) -> Iterator[int]:
        for _ in range(len(self._content) // 16 + 1):
            if sector >= _END:
                return
            yield sector
            sector = table[sector] if sector < len(table) else _END

    def _bytes(self, sector: int) -> bytes:
        pieces, left = [], len(self._content)
        for number in self._chain(sector, self._fat):
            pieces.append(self._sector(number))
            left -= self._size
            if left < -self._size:
                raise ValueError("a stream runs in a circle")
        return b"".join(pieces)

    def _directory(self, entries: bytes) -> None:
        for at in range(0, min(len(entries), MOST_STREAMS * 128) - 127, 128):
            (length,) = struct.unpack_from("<H", entries, at + 64)
            name = entries[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace").lower()
            kind = entries[at + 66]
            first, size = struct.unpack_from("<II", entries, at + 116)
            if kind == 5:
                self._small = self._bytes(first)
            elif kind in {1, 2}:
                self.streams.setdefault(name, (first, size if kind == 2 else 0))

    def stream(self, name: str) -> bytes:
        """All bytes of a stream."""
        first, size = self.streams[name]
        if size >= self._least:
            try:
                return self._bytes(first)[:size]
            except ValueError as cause:
                raise damaged(cause) from cause
        step = self._small_size
        pieces = (self._small[at * step : (at + 1) * step] for at in self._chain(first, self._small_fat))
        return b"".join(piece for piece, _ in zip(pieces, range(size // step + 1), strict=False))[:size]
