"""Are the blocks that stand inside written pages fresh?

A page marks a block for cog: between the marks stands what a function of `worked` gives.
"""

from pathlib import Path

from cogapp import Cog

ROOT = Path(__file__).resolve().parents[2]
MARK = "[[[cog"


def pages() -> list[Path]:
    """Written pages with a block."""
    found = sorted((ROOT / "docs").rglob("*.md"))
    return [page for page in found if MARK in page.read_text(encoding="utf-8")]


def stale() -> list[str]:
    """Names of the pages whose blocks differ from what the program gives now."""
    return [page.name for page in pages() if _cog("--check", page)]


def write() -> None:
    """Fill every block anew."""
    for page in pages():
        if _cog("-r", page):
            raise SystemExit(f"{page.name}: a block cannot be made; the reason stands above.")


def _cog(what: str, page: Path) -> int:
    """Exit code of cog: 0 when the page is fresh or was written."""
    return int(Cog().main(["cog", "--verbosity=0", what, str(page)]))
