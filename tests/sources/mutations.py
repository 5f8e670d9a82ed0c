"""How can a file be damaged, by chance or on purpose?"""

import re
from collections.abc import Callable
from random import Random

from tests.sources.specimens import SPECIMENS, unzipped, zipped

Mutation = Callable[[bytes, Random], bytes]
HUGE = (b"1e308", b"9" * 40, b"-1", b"NaN", b"4294967296", b"2147483647", b"0", b"", b"1e-400", b"99999")
_NUMBER = re.compile(rb"\d+(?:\.\d+)?")
_TAG = re.compile(rb"<[^<>]{1,200}>")
_PLACE = re.compile(rb'(?<=[" :!])\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}(?=[":])')
_STRUCTURE = re.compile(rb'[{}\[\]<>"=;,()/&\n\t]')


def flipped(content: bytes, chance: Random) -> bytes:
    """Some bytes are others."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_off(content: bytes, chance: Random) -> bytes:
    """The end is missing."""
    return content[: chance.randrange(1, len(content))]


def swapped(content: bytes, chance: Random) -> bytes:
    """Two blocks stand in each other's place."""
    a, b, c, d = sorted(chance.randrange(len(content)) for _ in range(4))
    return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


def repeated(content: bytes, chance: Random) -> bytes:
    """A block stands many times."""
    start = chance.randrange(len(content))
    end = min(len(content), start + chance.randrange(1, 300))
    return content[:end] + content[start:end] * chance.choice((1, 3, 100)) + content[end:]


def without_tag(content: bytes, chance: Random) -> bytes:
    """Tags are missing, or stand twice."""
    return _replaced(_TAG, content, chance, lambda tag: chance.choice((b"", b"", tag + tag)))


def without_structure(content: bytes, chance: Random) -> bytes:
    """Brackets, quotes and separators are missing or others."""
    return _replaced(
        _STRUCTURE, content, chance, lambda _: chance.choice((b"", b"{", b"[", b'"', b"<", b"&x;"))
    )


def blown_up(content: bytes, chance: Random) -> bytes:
    """Numbers are huge, negative or none."""
    return _replaced(_NUMBER, content, chance, lambda _: chance.choice(HUGE))


def far_away(content: bytes, chance: Random) -> bytes:
    """Cells stand at the far end of a sheet."""
    far = (b"XFD1048576", b"A1048576", b"ZZZ1", b"XFD1", b"A0", b"A99999999")
    return _replaced(_PLACE, content, chance, lambda _: chance.choice(far))


def _replaced(what: re.Pattern[bytes], content: bytes, chance: Random, by: Callable[[bytes], bytes]) -> bytes:
    found = list(what.finditer(content))
    if not found:
        return flipped(content, chance)
    for match in sorted(
        chance.sample(found, min(len(found), chance.choice((1, 2, 5)))), key=lambda one: -one.start()
    ):
        content = content[: match.start()] + by(match.group()) + content[match.end() :]
    return content


def inside(content: bytes, chance: Random) -> bytes:
    """A part of an archive is damaged, and the archive is sound around it."""
    parts = unzipped(content)
    name = chance.choice(sorted(parts, key=lambda part: -len(parts[part]))[:5])
    if chance.random() < 0.1:
        del parts[name]
    else:
        parts[name] = chance.choice(OF_TEXT)(parts[name] or b" ", chance)
    return zipped(parts)


OF_BYTES: tuple[Mutation, ...] = (flipped, cut_off, swapped, repeated)
OF_TEXT: tuple[Mutation, ...] = (*OF_BYTES, without_tag, without_structure, blown_up, far_away)


def mutated(number: int, seed: int = 3) -> tuple[str, bytes]:
    """Name and bytes of a damaged file; the same number gives the same file."""
    chance = Random(f"{seed}-{number}")
    name = sorted(SPECIMENS)[number % len(SPECIMENS)]
    content = _SOUND.setdefault(name, SPECIMENS[name]())
    if content.startswith(b"PK"):
        mutation = inside if chance.random() < 0.7 else chance.choice(OF_BYTES)
    else:
        mutation = chance.choice(OF_BYTES if name == "xls" else OF_TEXT)
    return name, mutation(content, chance) or b"\0"


_SOUND: dict[str, bytes] = {}
