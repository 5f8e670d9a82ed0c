"""Can no words of a reader become code in the page of another?"""

from html.parser import HTMLParser
from itertools import product

import pytest

from styrbord.core.participation.cleaning import ALLOWED_TAGS, shown

CODE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<iframe src=javascript:alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<body onload=alert(1)>",
    "<style>@import 'http://x.example'</style>",
    "<p style='background:url(javascript:alert(1))'>",
    "<form action=http://x.example><input name=a>",
    "<base href=http://x.example>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<object data=javascript:alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<!--<img src='--><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "[x](javascript:alert(1))",
    '[x](https://a.example/"onmouseover=alert(1))',
    "[x](https://a.example/'><script>alert(1)</script>)",
    'https://a.example/"onmouseover="alert(1)',
    "`<script>alert(2)</script>`",
    "**<b onclick=alert(1)>x</b>**",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "\u202e<script>alert(1)</script>",
    "<<script>alert(1)//<</script>",
)
AROUND = (
    "{}",
    "words {} words",
    "**{}**",
    "*{}*",
    "`{}`",
    "- {}\n- more",
    "first\n\n{}\n\nlast",
    "[{}](https://a.example)",
    "<p>{}</p>",
    "\"'>{}",
)
CASES = [around.format(code) for around, code in product(AROUND, CODE)]


class Seen(HTMLParser):
    """Remembers tags and attributes as a browser finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


def test_there_are_three_hundred_cases() -> None:
    assert len(set(CASES)) == 300


@pytest.mark.parametrize("number", range(len(CASES)))
def test_words_hold_no_code_once_shown(number: int) -> None:
    seen = Seen()
    seen.feed(shown(CASES[number]))
    assert seen.tags <= ALLOWED_TAGS
    assert {name for name, _ in seen.attributes} <= {"href", "rel"}
    links = [value or "" for name, value in seen.attributes if name == "href"]
    assert all(link.startswith(("http://", "https://")) for link in links)
    assert not any(mark in link for link in links for mark in "\"'<> ")


def test_plain_words_and_marks_are_shown_as_they_were_meant() -> None:
    assert shown("5 < 7 & 8 > 6") == "<p>5 &lt; 7 &amp; 8 &gt; 6</p>"
    assert shown("a\nb") == "<p>a<br>b</p>"
    assert shown("see https://a.example/b?c=1&d=2.") == (
        '<p>see <a href="https://a.example/b?c=1&amp;d=2" rel="nofollow noopener noreferrer">'
        "https://a.example/b?c=1&amp;d=2</a>.</p>"
    )
