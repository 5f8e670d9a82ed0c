"""Is a chain that was written and read back the same, whatever people wrote?"""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.strategy.decisions.chain import bridged, chain_of
from styrbord.core.strategy.decisions.exporting import (
    Chain,
    ChainedDecision,
    chain_csv,
    chain_from_csv,
    chain_from_json,
    chain_json,
)

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)
SUMMARY = st.dictionaries(st.sampled_from(("en", "ru", "sv")), WORDS.filter(bool))
DECISION = st.builds(ChainedDecision, *[WORDS] * 13, summary=SUMMARY)
LINKS = st.lists(st.tuples(WORDS, WORDS), max_size=4).map(tuple)
CHAINS = st.builds(
    Chain, WORDS, st.lists(DECISION, max_size=4).map(tuple), LINKS, LINKS, st.integers(0, 1000)
)


@pytest.mark.requirement("R-074")
@given(CHAINS)
def test_a_chain_that_was_written_is_read_back_as_it_was(chain: Chain) -> None:
    assert chain_from_json(chain_json(chain)) == chain
    assert chain_from_csv(chain_csv(chain)) == chain


@given(CHAINS)
def test_no_cell_begins_a_formula(chain: Chain) -> None:
    for row in csv.reader(io.StringIO(chain_csv(chain), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="format"):
        chain_from_json('{"format": "other"}')
    with pytest.raises(ValueError, match="columns"):
        chain_from_csv("a,b\r\n1,2\r\n")
    with pytest.raises(ValueError, match="row of the chain"):
        chain_from_csv(chain_csv(Chain("a", (), ())).split("\r\n")[0])


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20),
    st.sets(st.integers(0, 9)),
    st.integers(0, 9),
)
def test_nothing_shown_stands_alone_because_what_lies_between_is_not(
    pairs: list[tuple[int, int]], hidden: set[int], own: int
) -> None:
    links = [(str(a), str(b)) for a, b in pairs if a < b]
    tokens = chain_of(links, str(own))
    shown = {one for one in tokens if int(one) not in hidden - {own}}
    within = [link for link in links if link[0] in tokens and link[1] in tokens]
    direct, gaps = bridged(within, shown)
    linked = {one for link in (*direct, *gaps) for one in link}
    assert shown - {str(own)} <= linked
    assert all(one in shown for one in linked)
