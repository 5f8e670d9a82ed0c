"""Do words that everybody knows add nothing to a password, however they are written?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.people.passwords import SHORTEST, folded, letters_beside, words_of

WORDS = words_of(["Norrvik", "Clerk, Norrvik", "Västra Sjön", "Москва"])


@pytest.mark.parametrize(
    ("password", "left"),
    [
        ("norrvik", 0),
        ("NORRVIK", 0),
        ("N0rrv1k", 0),
        ("n-o-r-r-v-i-k", 0),
        ("clerk norrvik", 0),
        ("clerk.norrvik 2026", 5),
        ("VästraSjön", 0),
        ("москва-1147", 5),
        ("norr vik and four otters", 16),
        ("four quiet otters swim", 22),
    ],
)
def test_letters_of_known_words_do_not_count(password: str, left: int) -> None:
    assert letters_beside(password, WORDS) == left


@given(before=st.text(max_size=20), word=st.sampled_from(sorted(WORDS)), after=st.text(max_size=20))
def test_a_known_word_inside_anything_never_counts(before: str, word: str, after: str) -> None:
    whole = before + word + after
    assert letters_beside(whole, WORDS) <= len(folded(whole)) - len(word)
    assert letters_beside(whole, frozenset()) == len(folded(whole))


@given(names=st.lists(st.text(max_size=30), max_size=5))
def test_no_word_is_shorter_than_it_may_be(names: list[str]) -> None:
    assert all(len(word) >= SHORTEST for word in words_of(names))
