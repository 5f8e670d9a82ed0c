"""Do pages come back from their text as they were, and is everything wrong with a text told?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.text import LANGUAGES
from styrbord.core.board.pages import BlockKind, ChartKind, PageBlock, PageDefinition, PageKind, Publicity
from styrbord.core.board.text import checked, read_pages, write_pages

CODES = st.from_regex(r"[a-zåя0-9_][a-zåя0-9._-]{0,10}", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
TEXTS = st.dictionaries(st.sampled_from(LANGUAGES), WORDS, max_size=3)
BLOCKS = st.builds(
    PageBlock,
    kind=st.sampled_from(BlockKind),
    indicators=st.lists(WORDS, max_size=3).map(tuple),
    dimension=st.just("") | CODES,
    chart=st.sampled_from(ChartKind),
    titles=TEXTS,
    words=TEXTS,
)
PAGES = st.builds(
    PageDefinition,
    code=CODES,
    kind=st.sampled_from(PageKind),
    parent=st.just("") | CODES,
    order=st.integers(-5, 500),
    publicity=st.sampled_from(Publicity),
    titles=TEXTS.filter(bool),
    intro=TEXTS,
    blocks=st.lists(BLOCKS, max_size=3).map(tuple),
)


@given(st.lists(PAGES, max_size=4, unique_by=lambda page: page.code))
def test_pages_come_back_from_their_text(pages: list[PageDefinition]) -> None:
    assert read_pages(write_pages(pages)) == (pages, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[pages", "The text of the pages cannot be read"),
        ('pages = "work"', "pages cannot be 'work'. Write a list."),
        ("pages = [1]", "pages.toml, page 1: this cannot be 1. Write a table."),
        ('[[pages]]\ncode = "a"\ntitel_en = "A"', "There is no key 'titel_en'. Did you mean 'title_en'?"),
        (
            '[[pages]]\ncode = "a"\ntitle_en = "A"\norder = "first"',
            "order cannot be 'first'. Write a whole number.",
        ),
        ('[[pages]]\ncode = "a"\ntitle_en = 3', "title_en cannot be 3. Write text in quotes."),
        ('[[pages]]\ncode = "a b"\ntitle_en = "A"', "'a b' cannot be one."),
        ('[[pages]]\ncode = "a"', "The page 'a' has no title."),
        (
            '[[pages]]\ncode = "a"\ntitle_en = "A"\nkind = "rubrik"',
            "'rubrik' is not a kind of page. Did you mean 'rubric'?",
        ),
        (
            '[[pages]]\ncode = "a"\ntitle_en = "A"\n[[pages.blocks]]\nkind = "tiles"\nindicators = "x"',
            "page 1, block 1: indicators cannot be 'x'. Write a list.",
        ),
        (
            '[[pages]]\ncode = "a"\ntitle_en = "A"\n[[pages.blocks]]\nkind = "tiles"\nindicators = [1]',
            "indicators cannot be 1. Write text in quotes.",
        ),
    ],
)
def test_what_is_wrong_with_a_text_is_told(text: str, expected: str) -> None:
    _, problems = read_pages(text)
    assert any(expected in str(problem) for problem in problems), problems


def test_names_that_lead_nowhere_and_circles_are_told() -> None:
    block = PageBlock(BlockKind.TILES, ("peple",))
    pages = [
        PageDefinition("a", parent="b", titles={"en": "A"}),
        PageDefinition("b", parent="a", titles={"en": "B"}),
        PageDefinition("c", parent="d", titles={"en": "C"}, blocks=(block,)),
    ]
    codes = [problem.code for problem in checked(pages, [], ["people"])]
    assert codes == ["pages.unknown-parent", "pages.unknown-indicator", "pages.circle", "pages.circle"]
