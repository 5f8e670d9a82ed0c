"""How are pages written as text (TOML) and read back?"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from styrbord.core.base.codes import is_code, nearest
from styrbord.core.base.problems import Problem, define
from styrbord.core.base.text import LANGUAGES, Text
from styrbord.core.board.keys import unfit
from styrbord.core.board.pages import BlockKind, ChartKind, PageBlock, PageDefinition, PageKind, Publicity

define("pages.toml", "The text of the pages cannot be read: {reason}.", "Mend the line that is named.")
define(
    "pages.no-code",
    "A page has no code, or '{code}' cannot be one.",
    "Use letters, digits, dot, hyphen and underscore.",
)
define("pages.twice", "The page '{code}' stands twice.", "Give each page a code of its own.")
define("pages.unknown-word", "'{word}' is not a {what}.{hint}", "Use one of {allowed}.")
define(
    "pages.unknown-parent",
    "The page '{code}' stands under '{parent}', which does not exist.",
    "Add that page or mend the code.",
)
define(
    "pages.unknown-indicator",
    "The page '{code}' shows indicator '{indicator}', which does not exist.{hint}",
    "Mend the code.",
)
define("pages.circle", "The page '{code}' stands under itself.", "Mend its parent.")
define(
    "pages.never-public",
    "The page '{code}' cannot be made public: '{domain}' is for those only who may see what is restricted.",
    "Leave it as it is, or place it elsewhere under another code.",
)
define("pages.no-title", "The page '{code}' has no title.", "Give it a title in at least one language.")
_WHAT = {
    PageKind: "kind of page",
    Publicity: "publicity",
    BlockKind: "kind of block",
    ChartKind: "kind of chart",
}


def read_pages(text: str) -> tuple[list[PageDefinition], list[Problem]]:
    """Pages of a text, and everything that is wrong with it, in the order of the text."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [], [Problem("pages.toml", "pages.toml", {"reason": str(error)})]
    if problems := unfit(said):
        return [], problems
    pages = [_page(row, problems) for row in said.get("pages", [])]
    return pages, problems + _twice(pages)


def write_pages(pages: Iterable[PageDefinition]) -> str:
    """Text of pages; reading it gives the same pages."""
    return "\n".join(part for page in pages for part in _page_text(page))


def checked(
    pages: list[PageDefinition], known_pages: Iterable[str], indicators: Iterable[str]
) -> list[Problem]:
    """Parents and indicators that do not exist."""
    codes = {page.code for page in pages} | set(known_pages)
    known = set(indicators)
    problems: list[Problem] = []
    for page in pages:
        if page.parent and page.parent not in codes:
            problems.append(
                Problem("pages.unknown-parent", page.code, {"code": page.code, "parent": page.parent})
            )
        for code in (code for block in page.blocks for code in block.indicators if code not in known):
            params = {"code": page.code, "indicator": code, "hint": meant(code, known)}
            problems.append(Problem("pages.unknown-indicator", page.code, params))
    return problems + _circles(pages)


def never_public(pages: Iterable[PageDefinition], domains: Iterable[str]) -> list[Problem]:
    """Public pages that are or stand under a domain that is never public.

    Parameters
    ----------
    pages : all pages as they shall stand.
    domains : codes of pages that are or once were marked so.

    Returns
    -------
    list of Problem
    """
    by_code = {page.code: page for page in pages}
    closed = set(domains) | {code for code, page in by_code.items() if page.restricted_only}
    found = []
    for code, page in by_code.items():
        line = _upward(code, by_code)
        domain = next((one for one in line if one in closed), "")
        if domain and page.publicity is Publicity.PUBLIC:
            found.append(Problem("pages.never-public", code, {"code": code, "domain": domain}))
    return found


def _upward(code: str, by_code: Mapping[str, PageDefinition]) -> list[str]:
    """A page and all above it, nearest first."""
    found: list[str] = []
    while code in by_code and code not in found:
        found.append(code)
        code = by_code[code].parent
    return found


def meant(word: str, allowed: Iterable[str]) -> str:
    """A short hint at the near miss, or nothing."""
    near = nearest(word, allowed)
    return f" Did you mean '{near}'?" if near else ""


def _twice(pages: list[PageDefinition]) -> list[Problem]:
    codes = [page.code for page in pages]
    return [
        Problem("pages.twice", code, {"code": code})
        for code in sorted({c for c in codes if codes.count(c) > 1})
    ]


def _circles(pages: list[PageDefinition]) -> list[Problem]:
    parents = {page.code: page.parent for page in pages}
    problems: list[Problem] = []
    for code in parents:
        seen, above = {code}, parents[code]
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above, "")
        if above:
            problems.append(Problem("pages.circle", code, {"code": code}))
    return problems


def _page(row: Mapping[str, Any], problems: list[Problem]) -> PageDefinition:
    code = str(row.get("code", ""))
    if not is_code(code):
        problems.append(Problem("pages.no-code", "pages.toml", {"code": code}))
    titles = _texts(row, "title")
    if not titles and row.get("kind") != PageKind.OVERVIEW:
        problems.append(Problem("pages.no-title", code, {"code": code}))
    return PageDefinition(
        code=code,
        kind=_word(PageKind, row.get("kind", "page"), code, problems),
        parent=str(row.get("parent", "")),
        order=int(row.get("order", 0)),
        publicity=_word(Publicity, row.get("publicity", "signed-in"), code, problems),
        titles=titles,
        intro=_texts(row, "intro"),
        blocks=tuple(_block(block, code, problems) for block in row.get("blocks", [])),
        restricted_only=bool(row.get("restricted_only", False)),
    )


def _block(row: Mapping[str, Any], code: str, problems: list[Problem]) -> PageBlock:
    return PageBlock(
        kind=_word(BlockKind, row.get("kind", ""), code, problems),
        indicators=tuple(row.get("indicators", ())),
        dimension=str(row.get("dimension", "")),
        chart=_word(ChartKind, row.get("chart") or "line", code, problems),
        titles=_texts(row, "title"),
        words=_texts(row, "text"),
    )


def _word(kind: Any, word: str, code: str, problems: list[Problem]) -> Any:
    allowed = [member.value for member in kind]
    if word in allowed:
        return kind(word)
    params = {
        "word": word,
        "what": _WHAT[kind],
        "allowed": ", ".join(allowed),
        "hint": meant(word, allowed),
    }
    problems.append(Problem("pages.unknown-word", code, params))
    return next(iter(kind))


def _texts(row: Mapping[str, Any], stem: str) -> Text:
    return {language: row[f"{stem}_{language}"] for language in LANGUAGES if row.get(f"{stem}_{language}")}


def _page_text(page: PageDefinition) -> list[str]:
    lines = [
        "[[pages]]",
        _pair("code", page.code),
        _pair("kind", page.kind),
        _pair("publicity", page.publicity),
    ]
    lines += ["restricted_only = true"] if page.restricted_only else []
    lines += [_pair("parent", page.parent)] if page.parent else []
    lines += [
        f"order = {page.order}",
        *_text_lines("title", page.titles),
        *_text_lines("intro", page.intro),
        "",
    ]
    for block in page.blocks:
        lines += ["[[pages.blocks]]", _pair("kind", block.kind)]
        lines += [f"indicators = {_quoted(list(block.indicators))}"] if block.indicators else []
        lines += [_pair("dimension", block.dimension)] if block.dimension else []
        lines += [_pair("chart", block.chart)] if block.chart is not ChartKind.LINE else []
        lines += [*_text_lines("title", block.titles), *_text_lines("text", block.words), ""]
    return lines


def _text_lines(stem: str, text: Text) -> list[str]:
    return [_pair(f"{stem}_{language}", words) for language, words in text.items() if words]


def _pair(name: str, words: str) -> str:
    return f"{name} = {_quoted(words)}"


def _quoted(words: object) -> str:
    """Words as a JSON string, which TOML reads too, but for one sign that JSON lets pass."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
