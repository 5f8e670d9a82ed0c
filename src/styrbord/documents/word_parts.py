"""Which parts are templates of Word documents made of: page, languages, heads that repeat, page numbers?"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

FACE = "Arial"
"""A face that every office has; a Word document carries no fonts."""


def begin() -> Any:
    """An empty document on A4, with our face, and title and heading on top."""
    from docx import Document  # noqa: PLC0415  # loaded when a document is made, not with the site
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin, page.bottom_margin = Mm(18), Mm(20)
    for name, size in (("Normal", 10), ("Title", 18), ("Heading 1", 12.5), ("Heading 2", 10.5)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FACE, Pt(size), RGBColor(0x1E, 0x2D, 0x36)
        _face(style)
    document.add_paragraph("{{ title }}", style="Title")
    _when(document, "mark", "{{ mark }}", is_bold=True)
    document.add_paragraph("{{ heading }}")
    _footer(page)
    return document


def facts(document: Any, name: str) -> None:
    """A line for each pair of a name and words."""
    document.add_paragraph(f"{{%p for pair in {name} %}}")
    line = document.add_paragraph()
    line.add_run("{{ pair[0] }}: ").bold = True
    line.add_run("{{ pair[1] }}")
    document.add_paragraph("{%p endfor %}")


def listing(document: Any, heads: str, rows: str, widths: Sequence[int]) -> None:
    """A table with a head that repeats on every page; widths in millimetres."""
    from docx.shared import Mm  # noqa: PLC0415

    table = document.add_table(rows=4, cols=len(widths), style="Table Grid")
    for n, width in enumerate(widths):
        head = table.rows[0].cells[n].paragraphs[0].add_run(f"{{{{ {heads}[{n}] }}}}")
        head.bold = True
        table.rows[2].cells[n].text = f"{{{{ row[{n}] }}}}"
        for line in table.rows:
            line.cells[n].width = Mm(width)
    table.rows[1].cells[0].text = f"{{%tr for row in {rows} %}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader", {"w:val": "true"}))


def when(document: Any, condition: str) -> None:
    """What follows stands there only when the condition holds, until `end`."""
    document.add_paragraph(f"{{%p if {condition} %}}")


def end(document: Any, what: str = "if") -> None:
    """End of what began with `when`, or of a loop."""
    document.add_paragraph(f"{{%p end{what} %}}")


def saved(document: Any) -> bytes:
    """Bytes of a template."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _when(document: Any, condition: str, words: str, *, is_bold: bool = False) -> None:
    when(document, condition)
    document.add_paragraph().add_run(words).bold = is_bold
    end(document)


def _footer(page: Any) -> None:
    line = page.footer.paragraphs[0]
    line.add_run("{{ footer }} · {{ page.split('{page}')[0] }}")
    _field(line, "PAGE")
    line.add_run("{{ page.split('{page}')[1].split('{pages}')[0] }}")
    _field(line, "NUMPAGES")
    line.add_run("{{ page.split('{pages}')[1] }}")


def _field(line: Any, name: str) -> None:
    field = _element("w:fldSimple", {"w:instr": name})
    field.append(_element("w:r", {}))
    field[0].append(_element("w:t", {}))
    field[0][0].text = "1"
    line._p.append(field)


def _face(style: Any) -> None:
    """The face for letters of every alphabet; a theme's face would win otherwise."""
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    from docx.oxml.ns import qn  # noqa: PLC0415

    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FACE)


def _element(name: str, values: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(key), value)
    return element
