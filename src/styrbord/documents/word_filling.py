"""How is a template of a Word document filled, so that the same words give the same bytes?"""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from styrbord.core.base.problems import Problem, Refused
from styrbord.documents.lettering import clean
from styrbord.documents.typesetting import MOST_LETTERS

REGIONS = {"en": "en-GB", "ru": "ru-RU", "sv": "sv-SE"}
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def fill(template: bytes, data: Mapping[str, Any], made_at: datetime) -> bytes:
    """Word document of a template and its data; texts are data and never tags or markup.

    Raises `Refused` with `document.too-long`.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415  # a third of a second that no page should wait for

    cleaned = _clean(data)
    if (letters := _letters(cleaned)) > MOST_LETTERS:
        raise Refused(Problem("document.too-long", "docx", {"most": MOST_LETTERS, "letters": letters}))
    document = DocxTemplate(BytesIO(template))
    document.render(cleaned, autoescape=True)
    _speak(document.docx.styles, cleaned["language"])
    _describe(document.docx.core_properties, cleaned, made_at)
    out = BytesIO()
    document.save(out)
    return _same(out.getvalue())


def _describe(known: Any, data: Mapping[str, Any], made_at: datetime) -> None:
    moment = (made_at.astimezone(UTC) if made_at.tzinfo else made_at).replace(tzinfo=None, microsecond=0)
    known.title, known.subject, known.language = data["title"][:255], data["heading"][:255], data["language"]
    known.author = known.last_modified_by = data["author"]
    known.created = known.modified = moment
    known.comments, known.revision = "", 1


def _speak(styles: Any, language: str) -> None:
    """The language of the words, for whoever has them read aloud or checked."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    for one in styles.element.iter(qn("w:lang")):
        for name in list(one.attrib):
            del one.attrib[name]
        one.set(qn("w:val"), REGIONS.get(language, language))


def _same(document: bytes) -> bytes:
    """The same parts, in the order of their names and without the time of packing."""
    out = BytesIO()
    with ZipFile(BytesIO(document)) as read, ZipFile(out, "w", ZIP_DEFLATED) as write:
        for name in sorted(read.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = ZipInfo(name, _EARLIEST)
            part.compress_type = ZIP_DEFLATED
            write.writestr(part, read.read(name))
    return out.getvalue()


def _clean(part: Any) -> Any:
    if isinstance(part, str):
        return clean(part)
    if isinstance(part, Mapping):
        return {key: _clean(inner) for key, inner in part.items()}
    return [_clean(inner) for inner in part] if isinstance(part, list | tuple) else part


def _letters(part: Any) -> int:
    if isinstance(part, str):
        return len(part)
    inner = part.values() if isinstance(part, Mapping) else part if isinstance(part, list) else ()
    return sum(map(_letters, inner))
