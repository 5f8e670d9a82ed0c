"""Are the generated pages of the reference, and the worked examples of the method, fresh?

python -m docs.generate           write them
python -m docs.generate --check   only say which are stale
"""

import sys

from docs.generate import blocks, commands, events, figures, problems, rating_methods, requirements

PAGES = (commands, events, figures, problems, rating_methods, requirements)


def stale() -> list[str]:
    """Names of the pages that differ from what their sources say now."""
    differing = [
        page.TARGET.name
        for page in PAGES
        if not page.TARGET.exists() or page.TARGET.read_text(encoding="utf-8") != page.text()
    ]
    return differing + blocks.stale()


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    if arguments == ["--check"]:
        if found := stale():
            print(f"Stale: {', '.join(found)}. Write them anew: .venv/bin/python -m docs.generate")
        return 1 if found else 0
    for page in PAGES:
        page.TARGET.write_text(page.text(), encoding="utf-8")
    blocks.write()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
