"""How is the template of minutes as a Word document made?"""

from functools import lru_cache

from styrbord.documents import word_parts as parts


@lru_cache(maxsize=1)
def template() -> bytes:
    """The template; its tags are filled by `word_filling.fill`."""
    document = parts.begin()
    parts.facts(document, "facts")
    document.add_paragraph("{%p for item in items %}")
    document.add_paragraph("{{ item.title }}", style="Heading 1")
    parts.when(document, "item.kind")
    document.add_paragraph("{{ item.kind }}")
    parts.end(document)
    parts.facts(document, "item.facts")
    parts.when(document, "item.promises")
    document.add_paragraph("{{ promised }}", style="Heading 2")
    parts.listing(document, "heads", "item.promises", (50, 85, 35))
    parts.end(document)
    parts.end(document, "for")
    parts.when(document, "not items")
    document.add_paragraph("{{ nothing }}")
    parts.end(document)
    return parts.saved(document)
