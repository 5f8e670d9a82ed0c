"""Which marks of what somebody wrote are shown, and which never?

Words may hold paragraphs, lists, bold and italic words, code and links. Everything else is shown as it was
typed or left out; the last step is always nh3 with a short list of allowed tags.
"""

import html
import re

import nh3

ALLOWED_TAGS = frozenset({"p", "br", "strong", "em", "code", "ul", "li", "a"})
ALLOWED_SCHEMES = frozenset({"http", "https", "mailto"})
MARK = r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\((https?://[^\s()<>\"']{1,500})\)")
_BARE = re.compile(r"(?<![\"'=(>\w/])(https?://[^\s<>\"'()]{1,500}[^\s<>\"'().,;:!?])")
_CODE = re.compile(r"`([^`\n]{1,400})`")
_STRONG = re.compile(r"\*\*([^*\n]{1,400})\*\*")
_EM = re.compile(r"(?<![\w*])\*([^*\s][^*\n]{0,400})\*(?![\w*])")
_BLOCK = re.compile(r"\n\s*\n")


def plain(text: str) -> str:
    """Text as it is kept: one kind of line end, no marks that are not seen, no spaces around it.

    Returns
    -------
    str

    Examples
    --------
    >>> plain(" a\\r\\nb\\x00\\u202e ")
    'a\\nb'
    """
    lines = re.sub(MARK, "", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def shown(text: str) -> str:
    """Words as safe HTML: a small part of Markdown, everything else as it was typed.

    Returns
    -------
    str
        HTML with the tags of `ALLOWED_TAGS` only; a link has one address over http or https and no power
        over the page.

    Examples
    --------
    >>> shown("**Why** 5 < 7?\\n\\n- one\\n- two")
    '<p><strong>Why</strong> 5 &lt; 7?</p><ul><li>one</li><li>two</li></ul>'
    >>> shown("<script>alert(1)</script>")
    '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'
    """
    blocks = (_block(part.split("\n")) for part in _BLOCK.split(plain(text)) if part.strip())
    return nh3.clean(
        "".join(blocks),
        tags=set(ALLOWED_TAGS),
        attributes={"a": {"href"}},
        url_schemes=set(ALLOWED_SCHEMES),
        link_rel="nofollow noopener noreferrer",
        strip_comments=True,
    )


def _block(lines: list[str]) -> str:
    if all(line.startswith(("- ", "* ")) for line in lines):
        return f"<ul>{''.join(f'<li>{_inline(line[2:])}</li>' for line in lines)}</ul>"
    return f"<p>{'<br>'.join(map(_inline, lines))}</p>"


def _inline(line: str) -> str:
    text = html.escape(line, quote=False)
    text = _CODE.sub(r"<code>\1</code>", text)
    text = _LINK.sub(r'<a href="\2">\1</a>', text)
    text = _BARE.sub(r'<a href="\1">\1</a>', text)
    return _EM.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", text))
