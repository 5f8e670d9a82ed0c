"""What stands in a PX file (PC-Axis): keywords in one or several languages, and their numbers?"""

import re
from collections.abc import Sequence
from pathlib import Path

from styrbord.core.collection.cube import Cube
from styrbord.sources.formats._cube_problems import wanted_cubes
from styrbord.sources.formats._format import Format, Wanted
from styrbord.sources.formats._problems import too_large
from styrbord.sources.formats._px_data import CellNotes, Data, Legend, legend_of, plain_text
from styrbord.sources.formats._px_dimensions import dimensions_of
from styrbord.sources.formats._px_text import Head, head_of

MOST_BYTES = 96 << 20
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGES?|CREATION-DATE|MATRIX|SUBJECT-(?:AREA|CODE)"
    rb"|TITLE|CONTENTS|DECIMALS|SHOWDECIMALS|TABLEID|DESCRIPTION|COPYRIGHT|STUB|HEADING|NEXT-UPDATE|PX-SERVER)"
    rb'(?:\[\w+\])?\s*=\s*["\dYN]',
    re.IGNORECASE,
)


def recognises(start: bytes, path: Path) -> bool:
    """Whether it begins with a keyword of PX and names another one."""
    return bool(_BEGINNING.match(start)) and bool(re.search(rb'";|\d;|YES;|NO;', start))


def read(path: Path, wanted: Wanted) -> Sequence[Cube]:
    """The one table of the file."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise too_large(size, MOST_BYTES, "bytes of PX")
    data = path.read_bytes()
    head = head_of(data, wanted.language)
    dimensions, names = dimensions_of(head)
    stubs = len(head.values("STUB", language=""))
    legend = legend_of(head)
    keys = tuple(name for name in names[:stubs] if head.statement("KEYS", name, language=""))
    cells = Data(data, head, dimensions, legend, CellNotes(head, dimensions), keys, stubs, wanted)
    cells.check()
    cube = Cube(
        code=head.text("MATRIX", language="") or head.text("TABLEID", language="") or path.stem,
        title=_title(head, head.language),
        dimensions=dimensions,
        numbers=cells.numbers(),
        unit=head.text("UNITS"),
        note=_note(head),
        languages=head.languages,
        names={language: _title(head, language) for language in head.languages},
        told=_told(head, legend),
    )
    return wanted_cubes([cube], wanted.sheet)


def _title(head: Head, language: str) -> str:
    found = (head.text(keyword, language=language) for keyword in ("TITLE", "DESCRIPTION", "CONTENTS"))
    return next(filter(None, found), "")


def _note(head: Head) -> str:
    """Notes of the whole table and of its dimensions, as plain words, and the source."""
    names = [*head.values("STUB"), *head.values("HEADING")]
    found = ["".join(head.values(keyword)) for keyword in ("NOTE", "NOTEX", "INFO")]
    found += ["".join(head.values(keyword, name)) for keyword in ("NOTE", "NOTEX") for name in names]
    notes = list(dict.fromkeys(filter(None, map(plain_text, found))))
    source = head.text("SOURCE")
    return " | ".join([*notes, f"Source: {source}"] if source else notes)


def _told(head: Head, legend: Legend) -> tuple[tuple[str, str, str], ...]:
    """Encoding, languages and marks, for the account."""
    told = [("header", "CODEPAGE", head.encoding)]
    if len(head.languages) > 1:
        told.append(("header", "LANGUAGES", ", ".join(head.languages)))
    for mark, words in legend.words.items():
        told.append(("status", f"{mark} ({words})", legend.statuses[mark]))
    return tuple(told)


FORMAT = Format("px", "PX (PC-Axis)", 50, recognises, read)
