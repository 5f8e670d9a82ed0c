"""How is a document set as PDF in a process of its own, within limits?

Run as `python -m styrbord.documents.child`: asked by one JSON object on the standard input, it writes the PDF
to the standard output. The site never loads the engine; words that make it run away end this process alone.
Standards: PDF/A-2a (ISO 19005-2), an archive that can be searched, and PDF/UA-1 (ISO 14289-1), for everybody.
"""

import json
import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parent / "templates"


def main() -> None:
    """Set what is asked for."""
    asked = json.loads(sys.stdin.buffer.read())
    _limit(asked["memory"], asked["seconds"])
    sys.stdout.buffer.write(_set(asked))


def _limit(memory: int, seconds: int) -> None:
    """Bound this process; what a system does not know is left out, as macOS does not bound memory."""
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


def _set(asked: dict[str, Any]) -> bytes:
    import typst  # noqa: PLC0415  # after the limits

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=asked["fonts"])
    nowhere = Path("/nonexistent")
    engine = typst.Compiler(
        TEMPLATES / asked["template"],
        root=TEMPLATES,
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"data": asked["data"]},
        package_path=nowhere,
        package_cache_path=nowhere,
    )
    made = engine.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=asked["made_at"])
    if not isinstance(made, bytes):
        raise TypeError(f"the engine gave {type(made).__name__} and not one document")
    return made


if __name__ == "__main__":
    main()
