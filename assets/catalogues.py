"""Which words of the site are translated, and are the catalogues whole?

catalogues.py compile   write the compiled form beside every catalogue
catalogues.py missing   list the messages that a catalogue lacks
catalogues.py update    enter new messages into the catalogues, untranslated
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "styrbord"
LANGUAGES = ("ru", "sv")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def path_of(language: str) -> Path:
    """File of a language's catalogue."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """Catalogue of a language as it is kept, empty when there is none yet."""
    if not path_of(language).exists():
        return Catalog(locale=language, charset="utf-8")
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def python_of(path: Path) -> str:
    """Python source that holds a file's messages: a template is turned into calls first."""
    text = path.read_text(encoding="utf-8")
    return text if path.suffix == ".py" else templatize(text, origin=str(path))


def message_of(function: str, found: object) -> tuple[str | tuple[str, str], str | None] | None:
    """Message (or its singular and plural) and context of one call; None when it is computed."""
    words = list(found) if isinstance(found, tuple) else [found]
    context = str(words.pop(0)) if "pgettext" in function and words else None
    plain = [word for word in words if isinstance(word, str)]
    if "ngettext" in function or "npgettext" in function:
        return ((plain[0], plain[1]), context) if len(plain) > 1 else None
    return (plain[0], context) if plain and plain[0] else None


def sources() -> Iterator[Path]:
    """Every file that may hold words of the site."""
    yield from sorted(PACKAGE.rglob("*.py"))
    for suffix in ("*.html", "*.txt", "*.svg"):
        yield from sorted(path for path in PACKAGE.glob("*/templates/**/" + suffix))


def extracted() -> Catalog:
    """All messages that code and templates ask for, with the files that do."""
    catalog = Catalog(project="Styrbord", charset="utf-8")
    for path in sources():
        code = io.BytesIO(python_of(path).encode())
        for line, function, found, _ in extract_python(code, list(KEYWORDS), [], {"encoding": "utf-8"}):
            if function and (message := message_of(function, found)):
                catalog.add(
                    message[0], context=message[1], locations=[(str(path.relative_to(PACKAGE)), line)]
                )
    return catalog


def is_whole(message: Message | None) -> bool:
    """Whether a message has words in every form and nobody doubts them."""
    if message is None or message.fuzzy:
        return False
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(forms)


def missing(language: str) -> list[str]:
    """Messages that the language's catalogue lacks, leaves empty or marks as doubtful."""
    catalog = read(language)
    wanted = (message for message in extracted() if message.id)
    lacking = [message for message in wanted if not is_whole(catalog.get(message.id, message.context))]
    kept = [message for message in catalog if message.id and not is_whole(message)]
    return sorted({repr(message.id) for message in [*lacking, *kept]})


def compile_all() -> None:
    """Write the compiled form beside every catalogue."""
    for path in PACKAGE.glob("locale/*/LC_MESSAGES/*.po"):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=path.parts[-3], abort_invalid=True))


def update_all() -> None:
    """Enter new messages untranslated and drop those that nothing asks for."""
    template = extracted()
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True)
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        with path_of(language).open("wb") as target:
            write_po(target, catalog, width=110, ignore_obsolete=True, sort_output=True, include_lineno=False)


def main(word: str) -> int:
    """Do what the word asks for."""
    if word == "compile":
        compile_all()
    elif word == "update":
        update_all()
    elif word == "missing":
        found = [f"{language}: {message}" for language in LANGUAGES for message in missing(language)]
        print("\n".join(found) or "Every message is translated.")
        return 1 if found else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
